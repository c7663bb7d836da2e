package rulebook

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/calendar"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/preflight"
	"beiandesk/internal/ref"
	"beiandesk/internal/rules"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

const (
	outdatedPage = 100 // cases that one call of Outdated looks at
	moveMost     = 50  // and that one transaction takes further
)

// EditionChange is what would change in a case that went by the latest edition of
// clocks, texts and rules.
type EditionChange struct {
	CaseID  ref.CaseID
	Number  string
	Client  string
	Stage   string // of the headline: 管局审核
	Dates   []calendar.DateChange
	Rules   []RuleChange // of the next submission's pre-flight
	Papers  []RuleChange // where papers that were handed in would stand
	Texts   []string     // 收集材料：发给客户的话
	Blocked string       // why it can't: what happened in the case would not fit; "" when it can
	Met     bool         // CountAffected counts it: something was changed where it stands now
	stages  []string     // where it stands
}

// Nothing says that the case would stay as it is.
func (c EditionChange) Nothing() bool {
	return len(c.Dates)+len(c.Rules)+len(c.Papers)+len(c.Texts) == 0 && c.Blocked == ""
}

// RuleChange is a judgement that would be another.
type RuleChange struct {
	Label, About string
	Old, New     string // 通过, 警告; "" where the rule does not run
	Text         string // what the rule would say
}

// OutdatedPage is what Outdated has seen of some cases.
type OutdatedPage struct {
	Changes []EditionChange // also of cases that are met and stay as they are
	Same    []ref.CaseID    // in these nothing would change, and none of them is met
	Looked  int
	Total   int              // open cases that go by an earlier edition; counted by the first call alone
	Next    store.OutdatedAt // for the call behind it, the zero value at the end
}

// Outdated looks at the next open cases that go by an earlier edition, behind the one given,
// and tells what would change in each.
func Outdated(ctx context.Context, o *office.Office, after store.OutdatedAt) (OutdatedPage, error) {
	out := OutdatedPage{Changes: []EditionChange{}, Same: []ref.CaseID{}}
	latest := o.Editions.Latest().No
	met := map[int][]store.Affected{} // by edition
	err := o.Read(ctx, func(tx store.Tx) error {
		if after == (store.OutdatedAt{}) {
			var err error
			if out.Total, err = tx.Overrides().CountOutdated(latest); err != nil {
				return err
			}
		}
		some, err := tx.Overrides().Outdated(latest, after, outdatedPage)
		if err != nil {
			return err
		}
		for _, at := range some {
			d, err := casefile.Read(o, tx, at.ID)
			if err != nil {
				return err
			}
			change, _, err := Latest(d, o, tx)
			if err != nil {
				return err
			}
			if _, known := met[at.Edition]; !known {
				met[at.Edition] = reach(at.Edition, o.Editions.Of(at.Edition), o.Editions.Latest())
			}
			change.Met = slices.ContainsFunc(met[at.Edition], func(a store.Affected) bool { return stands(d.Case, change.stages, a) })
			if change.Nothing() && !change.Met {
				out.Same = append(out.Same, at.ID)
			} else {
				out.Changes = append(out.Changes, change)
			}
		}
		if out.Looked = len(some); out.Looked == outdatedPage {
			out.Next = some[len(some)-1]
		}
		return nil
	})
	return out, err
}

// MovedToLatest is what taking cases further has come to.
type MovedToLatest struct {
	Done   int
	Moved  int      // dates
	Failed []string // BA2026-0012：…
}

// MoveToLatest lets the ticked cases go by the latest edition. A case in which something changes
// says so in its timeline; those in which nothing does share one line of the desk's journal.
// A case that can't is told and stays as it is. Errors: Invalid at "ids" for more than 50,
// NotFound.
func MoveToLatest(ctx context.Context, o *office.Office, ids []ref.CaseID) (MovedToLatest, error) {
	out := MovedToLatest{Failed: []string{}}
	if len(ids) > moveMost {
		return out, errs.AtField("ids", "一次最多 %d 件，请分几次", moveMost)
	}
	err := o.Write(ctx, func(w *office.Work) error {
		out = MovedToLatest{Failed: []string{}}
		var quiet []string
		for _, id := range ids {
			d, err := casefile.Read(o, w.Tx, id)
			if err != nil {
				return err
			}
			if d.Case.Edition >= o.Editions.Latest().No {
				continue // somebody else has done so meanwhile
			}
			change, next, err := Latest(d, o, w.Tx)
			if err != nil {
				return err
			}
			if d.State.Ended != nil {
				change.Blocked = "案件已经结束"
			}
			if change.Blocked != "" {
				out.Failed = append(out.Failed, d.Case.Number+"："+change.Blocked)
				continue
			}
			if change.Nothing() {
				quiet = append(quiet, d.Case.Number)
				err = goOn(d, o, w, next)
			} else if err = w.Note("edit", id, "", "改按新的期限和规则", change.lines()); err == nil {
				err = casefile.Project(o, w, next)
			}
			if err != nil {
				return err
			}
			out.Done, out.Moved = out.Done+1, out.Moved+len(change.Dates)
		}
		if len(quiet) == 0 {
			return nil
		}
		return w.Note("edit", "", "edition", fmt.Sprintf("%d 件没有变化的案件改按新的期限和规则", len(quiet)), strings.Join(quiet, "、"))
	})
	return out, err
}

// goOn stores a case that goes by another edition and shows nothing of it: its rows are
// written anew only where they name another source.
func goOn(d *casefile.File, o *office.Office, w *office.Work, next *casefile.File) error {
	runs, dates := casefile.Rows(o, d)
	nextRuns, nextDates := casefile.Rows(o, next)
	if !reflect.DeepEqual(runs, nextRuns) || !reflect.DeepEqual(dates, nextDates) {
		return casefile.Project(o, w, next)
	}
	return w.Cases().Update(next.Case)
}

// Latest is the case as the latest edition would have it, and what would change.
func Latest(d *casefile.File, o *office.Office, tx store.Tx) (EditionChange, *casefile.File, error) {
	out := EditionChange{CaseID: d.Case.ID, Number: d.Case.Number, Client: d.Client.Name, Dates: []calendar.DateChange{}, Rules: []RuleChange{}, Papers: []RuleChange{}, Texts: []string{}}
	if d.Damaged() {
		out.Blocked = d.Harm()
		return out, nil, nil
	}
	runs, was := casefile.Rows(o, d)
	for _, r := range runs {
		out.stages = append(out.stages, r.Stage)
		if r.Headline {
			out.Stage = casefile.StageLabel(o, d.Case.Type, r.Stage)
		}
	}
	next := *d
	next.Case.Edition = o.Editions.Latest().No
	if err := next.Fold(o); err != nil {
		out.Blocked = "按新的期限，已登记的步骤对不上：" + err.Error()
		return out, nil, nil
	}
	_, now := casefile.Rows(o, &next)
	out.Dates = moved(d, o, was, now)
	out.Texts = reworded(d, next.Engine)
	var err error
	if out.Papers, err = repapered(d, &next, o, tx); err != nil {
		return out, nil, err
	}
	if len(out.Papers) > 0 || !sameRules(d.Edition.Rules, next.Edition.Rules, d.Case.Province) {
		if out.Rules, err = judgedAnew(d, &next, o, tx); err != nil {
			return out, nil, err
		}
	}
	return out, &next, nil
}

// moved compares two sets of dates.
func moved(d *casefile.File, o *office.Office, was, now []store.DeadlineRow) []calendar.DateChange {
	list := []calendar.DateChange{}
	for _, n := range now {
		i := slices.IndexFunc(was, func(w store.DeadlineRow) bool { return w.Key == n.Key })
		old := ""
		if i >= 0 {
			old = calendar.SpanText(was[i])
		}
		if old == calendar.SpanText(n) {
			continue
		}
		list = append(list, calendar.DateChange{CaseID: d.Case.ID, Number: d.Case.Number, Stage: casefile.StageLabel(o, d.Case.Type, n.Stage), Site: d.SiteLabel(n.SiteID), Label: n.Label, Old: old, New: calendar.SpanText(n)})
	}
	return list
}

// reworded names the texts of open runs that read otherwise.
func reworded(d *casefile.File, next *workflow.Engine) []string {
	list := []string{}
	subjects, _ := next.Graph().SubjectsOf(d.Plan.Subject)
	for _, r := range d.State.OpenRuns() {
		for _, field := range workflow.WordFields {
			code := r.Stage + "." + r.Step + "." + field
			scopes := []string{next.Graph().Said(d.Case.Type, code), subjects.Code}
			if r.Visit != nil {
				scopes = append(scopes, r.Visit.Kind)
			}
			for _, scope := range scopes {
				was, _ := d.Engine.Graph().TextOf(scope, code)
				now, _ := next.Graph().TextOf(scope, code)
				name := next.Graph().Name(workflow.ChangeText, scope, code)
				if was != now && !slices.Contains(list, name) {
					list = append(list, name)
				}
			}
		}
	}
	return list
}

// sameRules says that two books hold the same for a province.
func sameRules(a, b *rules.Book, province string) bool {
	for _, scope := range []string{"", province} {
		was, _ := a.Pack(scope)
		now, _ := b.Pack(scope)
		if !reflect.DeepEqual(was, now) {
			return false
		}
	}
	return true
}

// judgedAnew compares the pre-flight of the next submission by two editions.
func judgedAnew(d, later *casefile.File, o *office.Office, tx store.Tx) ([]RuleChange, error) {
	list := []RuleChange{}
	stage := preflight.NextSubmission(d, o)
	if stage == "" {
		return list, nil
	}
	facts, err := preflight.Facts(d, o, tx, stage, "", o.Today())
	if err != nil {
		return list, err
	}
	anew, err := preflight.Facts(later, o, tx, stage, "", o.Today())
	if err != nil {
		return list, err
	}
	next, _ := o.Engine.Graph().Stage(stage)
	was, now := preflight.Judge(d.Edition.Rules, d.Case.Province, next, facts), preflight.Judge(later.Edition.Rules, d.Case.Province, next, anew)
	same := func(a rules.Result) func(rules.Result) bool {
		return func(b rules.Result) bool { return a.Code == b.Code && a.About == b.About && a.Pack == b.Pack }
	}
	for _, n := range now {
		change := RuleChange{Label: n.Label, About: n.About, New: preflight.OutcomeLabel(n.Outcome), Text: n.Text}
		if i := slices.IndexFunc(was, same(n)); i >= 0 {
			if was[i].Outcome == n.Outcome && was[i].Text == n.Text && was[i].Label == n.Label {
				continue
			}
			change.Old = preflight.OutcomeLabel(was[i].Outcome)
		}
		list = append(list, change)
	}
	for _, w := range was {
		if !slices.ContainsFunc(now, same(w)) {
			list = append(list, RuleChange{Label: w.Label, About: w.About, Old: preflight.OutcomeLabel(w.Outcome)})
		}
	}
	return list, nil
}

// lines tell a timeline what has changed.
func (c EditionChange) lines() string {
	var lines []string
	for _, d := range c.Dates {
		label := d.Label
		if d.Site != "" {
			label += "（" + d.Site + "）"
		}
		lines = append(lines, label+"："+d.Old+" → "+d.New)
	}
	for _, r := range c.Rules {
		old, now := r.Old, r.New
		if old == "" {
			old = "（无）"
		}
		if now == "" {
			now = "（无）"
		}
		lines = append(lines, "预检“"+r.Label+"”："+old+" → "+now)
	}
	for _, p := range c.Papers {
		lines = append(lines, "材料“"+p.Label+"”："+p.Old+" → "+p.New)
	}
	for _, t := range c.Texts {
		lines = append(lines, "文字："+t)
	}
	return strings.Join(lines, "\n")
}
