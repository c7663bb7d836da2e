package workflow

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/ref"
)

// Actions lists what may happen in a case now: for each open run what its step
// allows, then what concerns the case as a whole. A blocked one carries its reasons
// in Why. In a case that has ended only undoing and correcting a moment may be left.
func (e *Engine) Actions(p Plan, s State, have Have, now time.Time) []Action {
	x := transition{Engine: e, plan: &p, typ: e.graph.types[p.Type], state: &s, run: -1}
	list := make([]Action, 0, 16)
	if x.typ == nil {
		return list
	}
	if len(s.Runs) == 0 {
		x.act = e.graph.acts["signing.sign"]
		return append(list, x.action("", "", have, now))
	}
	if s.active() {
		for i := range s.Runs {
			r := &s.Runs[i]
			if !r.Open() {
				continue
			}
			x.run = i
			for _, act := range e.graph.byStage[r.Stage] {
				if x.act = act; x.offered(r) {
					list = append(list, x.action(r.Site, r.Key, have, now))
				}
			}
		}
	}
	x.run = -1
	for _, act := range e.graph.caseActs {
		if x.act = act; x.offered(nil) {
			list = append(list, x.action("", "", have, now))
		}
	}
	return list
}

// offered says whether an action has a place here at all, blocked or not.
func (x *transition) offered(r *Run) bool {
	if r == nil {
		return x.caseOffered()
	}
	if !slices.Contains(x.act.Steps, r.Step) || !x.fits(x.act) {
		return false
	}
	if x.act.Interactive {
		site := x.plan.site(r.Site)
		return site != nil && site.Interactive
	}
	return true
}

func (x *transition) caseOffered() bool {
	if x.act.Addable && !x.addable(x.state) {
		return false
	}
	if x.act.Code == "case.undo" && x.state.Status != Open && x.state.Status != Hold && x.state.Undoable == 0 {
		return false
	}
	return slices.Contains(x.act.Status, x.state.Status)
}

func (x *transition) action(site ref.SiteID, key string, have Have, now time.Time) Action {
	a := Action{
		Code: x.act.Code, Label: x.act.Label, Stage: x.act.Stage, Site: site, RunKey: key,
		Kind: x.kind(now), Hint: x.act.Hint, Reason: x.act.Reason, Earlier: x.act.Code != correct,
		Values: x.values(), Why: []string{},
	}
	a.Why = x.blocked(a.Why, site, have, now)
	return a
}

// kind is the action's rank on the screen. Once a round is lost its confirmation is
// the next action; a verification in time may still be written up.
func (x *transition) kind(now time.Time) string {
	if x.act.Round == "" {
		return x.act.Kind
	}
	round := x.state.round()
	over := round != nil && (round.Lost != nil || round.Expires.Past(now))
	switch {
	case over && x.act.Round == "over":
		return "primary"
	case over && x.act.Kind == "primary":
		return "outcome"
	}
	return x.act.Kind
}

// blocked collects the reasons for which the action may not happen now.
func (x *transition) blocked(why []string, site ref.SiteID, have Have, now time.Time) []string {
	s, act := x.state, x.act
	for _, code := range act.Done {
		if x.has(x.typ, s, code) && !s.done(code) {
			why = append(why, fmt.Sprintf("“%s”还没有办完，先办完它。", x.graph.stages[code].Label))
		}
	}
	if len(act.Have) > 0 && have != nil {
		if code := x.first(x.typ, s, act.Have); code != "" {
			why = append(why, have(code, site)...)
		}
	}
	if act.WithoutRecall && s.Runs[x.run].Recall != nil {
		why = append(why, "已登记过一次未接；再次未接会被驳回，请登记驳回。")
	}
	if act.Round != "" {
		why = x.blockedByRound(why, now)
	}
	if act.Addable && !x.addable(s) {
		why = append(why, x.notAddable(s)+"。")
	}
	switch act.Code {
	case "bureau-submit.sms":
		if len(x.Verifiers(*x.plan)) == 0 {
			why = append(why, "案件还没有负责人，先登记主体负责人和网站负责人。")
		}
	case "case.undo":
		if s.Undoable == 0 {
			why = append(why, "没有可以撤销的一步；建错了请作废案件。")
		}
	case "run.agree":
		if len(x.agreeable()) == 0 {
			why = append(why, "现在没有可以改的约定日期；法定和规定期限不能改。")
		}
	}
	return why
}

func (x *transition) blockedByRound(why []string, now time.Time) []string {
	round := x.state.round()
	switch {
	case round == nil:
		return append(why, "没有正在核验的短信轮次。")
	case x.act.Round == "running" && round.Lost != nil:
		return append(why, fmt.Sprintf("第 %d 轮已填错 %d 次作废，请登记“确认错过”。", round.No, x.graph.MaxWrong))
	case x.act.Round == "over" && round.Lost == nil && !round.Expires.Past(now):
		return append(why, fmt.Sprintf("第 %d 轮短信到 %s 才到期，还不能登记错过。", round.No, round.Expires))
	}
	return why
}

// agreeable lists the open runs whose date may be set by hand: no legal or maximum
// date governs them and no office has set an appointment.
func (x *transition) agreeable() []*Run {
	list := []*Run{}
	if x.canAgree != nil {
		return x.canAgree
	}
	deadlines := x.Deadlines(*x.plan, *x.state)
	for i := range x.state.Runs {
		r := &x.state.Runs[i]
		if !r.Open() || r.Visit != nil {
			continue
		}
		if d := Governing(*r, deadlines); d == nil || (d.Kind != Legal && d.Kind != Max && d.Kind != Reminder) {
			list = append(list, r)
		}
	}
	x.canAgree = list
	return list
}

// values resolves what the action asks for in this case.
func (x *transition) values() []Value {
	list := make([]Value, 0, len(x.act.Values))
	for i := range x.act.Values {
		v := &x.act.Values[i]
		if len(v.Types) > 0 && !slices.Contains(v.Types, x.typ.Code) {
			continue
		}
		value := Value{Key: v.Key, Label: v.Label, Kind: v.Kind, Required: v.Required, Default: v.Default, Hint: v.Hint, Options: slices.Clip(v.Options)}
		switch v.Source {
		case "people":
			value.Options = x.peopleOptions()
			if len(value.Options) == 1 || (len(value.Options) > 0 && !x.typ.VerifyChosen) {
				value.Default = value.Options[0].Code
			}
		case "waiting":
			if round := x.state.round(); round != nil {
				for _, person := range round.Waiting() {
					value.Options = append(value.Options, Option{string(person.Person), person.Name})
				}
			}
			if len(value.Options) == 1 {
				value.Default = value.Options[0].Code
			}
		case "runs":
			for _, r := range x.agreeable() {
				value.Options = append(value.Options, Option{r.Key, x.runLabel(r)})
			}
			if len(value.Options) == 1 {
				value.Default = value.Options[0].Code
			}
		case "moves":
			value.Options = x.pastOptions()
		case "undoable":
			if x.state.Undoable > 0 {
				value.Default = fmt.Sprint(x.state.Undoable)
			}
		case "sites":
			list = append(list, x.perSite(value)...)
			continue
		}
		if v.Key == "change" && x.state.Missed+1 >= x.graph.MaxRounds {
			value.Required = false
		}
		list = append(list, value)
	}
	return list
}

// peopleOptions offers all who must verify first, then each alone.
func (x *transition) peopleOptions() []Option {
	verifiers := x.Verifiers(*x.plan)
	options := make([]Option, 0, len(verifiers)+1)
	var ids, names []string
	for _, l := range verifiers {
		ids, names = append(ids, string(l.Person)), append(names, l.Name)
		options = append(options, Option{string(l.Person), l.Name})
	}
	if len(verifiers) > 1 {
		options = append([]Option{{strings.Join(ids, ","), strings.Join(names, "、")}}, options...)
	}
	return options
}

func (x *transition) perSite(v Value) []Value {
	if len(x.plan.Sites) == 1 {
		return []Value{v}
	}
	list := make([]Value, 0, len(x.plan.Sites))
	for i, site := range x.plan.Sites {
		each := v
		each.Key = siteKey(v.Key, i, len(x.plan.Sites))
		each.Label = fmt.Sprintf("%s（%s）", v.Label, siteLabel(site))
		list = append(list, each)
	}
	return list
}

func siteLabel(s Site) string {
	if s.Name != "" {
		return s.Name
	}
	return s.Domain
}

// runLabel names a run for a list: its stage, and its site where there are several.
func (x *transition) runLabel(r *Run) string {
	label := x.graph.stages[r.Stage].Label
	if r.Site == "" || len(x.plan.Sites) < 2 {
		return label
	}
	if site := x.plan.site(r.Site); site != nil {
		label += "（" + siteLabel(*site) + "）"
	}
	return label
}

// inFuture compares by day when the moment is a day.
func inFuture(m cal.Moment, now time.Time) bool { return m.Compare(cal.At(now)) > 0 }
