package views

import (
	"slices"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/ref"
	"beiandesk/internal/silence"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// Next is 下一步 of one open run.
type Next struct {
	ID         ref.RunID
	Run        workflow.Run
	StageLabel string
	SiteLabel  string // "" where the case has one site
	Party      workflow.Party
	PartyLabel string
	Todo       string
	Detail     string // the consequence
	Act        workflow.Act
	Pending    string // how it is said that nothing has come of it yet: 还在审
	Message    string // ready to send to the client; "" when there is none
	Chased     Chased
	Silence    Silence // while it waits for the client
	Needs      string  // what of the case it is done with (workflow.Graph.NeedOf)
	Due        Due
	Movable    bool // its date may be agreed anew
	Promised   bool // its date was agreed by hand: moving it asks for a reason
	Actions    []workflow.Action
	Rounds     []workflow.Round // of the SMS stage
	Script     []string         // what the pre-review's call will ask; nil elsewhere
	Asked      []string         // names of those whom it asks in person and who have not done it; "" for one without a name
	People     []Doer           // of a step that each of several does by himself: who has, then who has not; nil elsewhere
	Bring      []string         // what to bring to the appointment; nil elsewhere
}

// Doer is one of those whom a step waits for, each by himself.
type Doer struct {
	Name string
	Done *cal.Moment // nil while he has not done his part
}

// doers lists them where there are several.
func doers(d *casefile.File, r workflow.Run) []Doer {
	var list []Doer
	if !d.Engine.Each(r) {
		return nil
	}
	for _, c := range r.Checked {
		list = append(list, Doer{c.Name, &c.At})
	}
	for _, l := range d.Engine.Asked(d.Plan, d.State, r) {
		list = append(list, Doer{Name: l.Name})
	}
	if len(list) < 2 {
		return nil
	}
	return list
}

// Clock is a date of the case with its reasons.
type Clock struct {
	workflow.Deadline
	ID      ref.DeadlineID
	Due     Due
	About   string   // its step where the label does not name it, and its site where there are several
	Reasons []string // in sentences
	Days    []workflow.CountDay

	Rule      store.RuleKey        // what may be changed; the zero About for a date set by hand
	Confirmed *office.Confirmation // that the rule stands so; nil when nobody has
}

// steps fills in what happens next and when.
func (f *CasePage) steps(o *office.Office, tx store.Tx, d *casefile.File, have workflow.MissingMaterials) error {
	now := f.Now
	f.duties(o, d)
	dates := d.Engine.Deadlines(d.Plan, d.State)
	all := d.Engine.Actions(d.Plan, d.State, have, now)
	f.Stages = d.Engine.Stages(d.Plan, d.State, now)
	f.Next, f.Menu, f.Clocks = []Next{}, []workflow.Action{}, []Clock{}
	open := d.State.OpenRuns()
	slices.SortStableFunc(open, func(a, b workflow.Run) int {
		da, db := d.Engine.Governing(a, dates), d.Engine.Governing(b, dates)
		switch {
		case d.Engine.Before(a, da, b, db):
			return -1
		case d.Engine.Before(b, db, a, da):
			return 1
		}
		return 0
	})
	of := matters{}
	for _, r := range open {
		n := next(d, o, r, dates, all)
		if n.Message != "" {
			of[n.ID] = d.Engine.Line(d.Plan, d.State, r, dates).Matter()
		}
		f.Next = append(f.Next, n)
	}
	chases, days, err := chased(tx, o.Today(), of)
	if err != nil {
		return err
	}
	heard, err := tx.Journal().LastHeard([]ref.CaseID{d.Case.ID}, silence.Reminder)
	if err != nil {
		return err
	}
	for i := range f.Next {
		n := &f.Next[i]
		n.Chased = chases[n.ID]
		if n.Message != "" && n.Party == workflow.Client {
			n.Silence = silent(n.Run.Entered.String(), heard[d.Case.ID].Day(), days[n.ID], o.Today())
		}
	}
	for _, a := range all {
		if spec, _ := d.Engine.Graph().Action(a.Code); a.Kind == "case" && !(spec.Refused && f.settled(d)) {
			f.Menu = append(f.Menu, a)
		}
	}
	for _, dl := range dates {
		c := Clock{
			Deadline: dl, About: aboutOf(d, dl), ID: casefile.DeadlineID(d.Case.ID, dl.Key), Due: DueOf(o, dl, casefile.Began(dl)),
			Reasons: d.Engine.Reasons(dl), Days: d.Engine.CountDays(dl), Rule: ruleOf(d, dl),
		}
		if confirmed, ok := d.Edition.Confirmed[c.Rule]; ok {
			c.Confirmed = &confirmed
		}
		f.Clocks = append(f.Clocks, c)
	}
	return nil
}

// aboutOf tells whose date it is: the step, unless the date's own name says it, and the
// site where there are several: 收集材料, 提交网站 青禾商城.
func aboutOf(d *casefile.File, dl workflow.Deadline) string {
	about := []string{}
	if step := d.Engine.StepOf(d.State, dl); !strings.Contains(dl.Label, step) {
		about = append(about, step)
	}
	if site := d.SiteLabel(dl.Site); site != "" {
		about = append(about, site)
	}
	return strings.Join(about, " ")
}

// ruleOf tells which clock or default date gave a deadline.
func ruleOf(d *casefile.File, dl workflow.Deadline) store.RuleKey {
	g := d.Engine.Graph()
	if dl.Clock == "agreed" {
		for _, r := range d.State.OpenRuns() {
			if r.Key == dl.RunKey && r.Agreed == nil {
				return store.RuleKey{Kind: workflow.ChangeAgreed, Code: r.Stage + "." + r.Step}
			}
		}
		return store.RuleKey{}
	}
	if _, ok := g.TermOf(workflow.ChangeClock, dl.Scope, dl.Clock); !ok {
		return store.RuleKey{} // an appointment is set by its own day
	}
	return store.RuleKey{Kind: workflow.ChangeClock, Scope: dl.Scope, Code: dl.Clock}
}

func next(d *casefile.File, o *office.Office, r workflow.Run, dates []workflow.Deadline, all []workflow.Action) Next {
	text := d.Engine.DescribeWith(d.Plan, r, d.State, dates, o.Now())
	n := Next{
		ID: casefile.RunID(d.Case.ID, r.Key), Run: r, StageLabel: casefile.StageLabel(o, d.Case.Type, r.Stage), SiteLabel: d.SiteLabel(r.Site),
		Party: text.Party, PartyLabel: casefile.PartyLabel(o, text.Party), Todo: text.Todo, Detail: text.Detail, Act: text.Act, Pending: text.Pending, Message: text.Message,
		Due: Due{Tone: ToneNone}, Actions: []workflow.Action{}, Rounds: []workflow.Round{}, Script: text.Script, Bring: text.Bring, People: doers(d, r),
		Needs: d.Engine.Graph().NeedOf(r), Promised: r.Agreed != nil,
	}
	for _, l := range d.Engine.Asked(d.Plan, d.State, r) {
		n.Asked = append(n.Asked, l.Name)
	}
	if g := d.Engine.Governing(r, dates); g != nil {
		n.Due = DueOf(o, *g, casefile.Began(*g))
	}
	for _, a := range all {
		if a.RunKey == r.Key {
			n.Actions = append(n.Actions, a)
		}
		n.Movable = n.Movable || a.Code == workflow.ActionAgree && asksFor(a, "run", r.Key)
	}
	if r.Stage == o.Engine.Graph().RoundsStage().Code {
		n.Rounds = d.State.Rounds
	}
	return n
}

// asksFor says whether an action offers an option of one of its values.
func asksFor(a workflow.Action, key, code string) bool {
	return slices.ContainsFunc(a.Values, func(v workflow.Value) bool {
		return v.Key == key && slices.ContainsFunc(v.Options, func(o workflow.Option) bool { return o.Code == code })
	})
}
