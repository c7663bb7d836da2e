package filing

import (
	"slices"

	"beiandesk/internal/office"
	"beiandesk/internal/ref"
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
	Message    string // ready to send to the client; "" when there is none
	Due        Due
	Actions    []workflow.Action
	Rounds     []workflow.Round // of the SMS stage
	Script     []string         // what the pre-review's call will ask; nil elsewhere
}

// Clock is a date of the case with its reasons.
type Clock struct {
	workflow.Deadline
	ID      ref.DeadlineID
	Due     Due
	Reasons []string // in sentences
	Cells   []workflow.Cell

	Rule      store.About          // what may be changed; the zero About for a date set by hand
	Confirmed *office.Confirmation // that the rule stands so; nil when nobody has
}

// steps fills in what happens next and when.
func (f *CaseFile) steps(o *office.Office, d *dossier, have workflow.Have) {
	now := f.Now
	dates := d.engine.Deadlines(d.plan, d.state)
	all := d.engine.Actions(d.plan, d.state, have, now)
	f.Stages = d.engine.Stages(d.plan, d.state, now)
	f.Next, f.Menu, f.Clocks = []Next{}, []workflow.Action{}, []Clock{}
	open := d.state.OpenRuns()
	slices.SortStableFunc(open, func(a, b workflow.Run) int {
		da, db := d.engine.Governing(a, dates), d.engine.Governing(b, dates)
		switch {
		case d.engine.Before(a, da, b, db):
			return -1
		case d.engine.Before(b, db, a, da):
			return 1
		}
		return 0
	})
	for _, r := range open {
		f.Next = append(f.Next, d.next(o, r, dates, all))
	}
	for _, a := range all {
		if a.Kind == "case" {
			f.Menu = append(f.Menu, a)
		}
	}
	for _, dl := range dates {
		c := Clock{
			Deadline: dl, ID: DeadlineID(d.c.ID, dl.Key), Due: DueOf(o, dl, began(dl)),
			Reasons: d.engine.Reasons(dl), Cells: d.engine.Cells(dl), Rule: d.ruleOf(dl),
		}
		if confirmed, ok := d.edition.Confirmed[c.Rule]; ok {
			c.Confirmed = &confirmed
		}
		f.Clocks = append(f.Clocks, c)
	}
}

// ruleOf tells which clock or default date gave a deadline.
func (d *dossier) ruleOf(dl workflow.Deadline) store.About {
	g := d.engine.Graph()
	if dl.Clock == "agreed" {
		for _, r := range d.state.OpenRuns() {
			if r.Key == dl.RunKey && r.Agreed == nil {
				return store.About{Kind: workflow.ChangeAgreed, Code: r.Stage + "." + r.Step}
			}
		}
		return store.About{}
	}
	if _, ok := g.TermOf(workflow.ChangeClock, dl.Scope, dl.Clock); !ok {
		return store.About{} // an appointment is set by its own day
	}
	return store.About{Kind: workflow.ChangeClock, Scope: dl.Scope, Code: dl.Clock}
}

func (d *dossier) next(o *office.Office, r workflow.Run, dates []workflow.Deadline, all []workflow.Action) Next {
	text := d.engine.DescribeWith(d.plan, r, d.state, dates, o.Now())
	n := Next{
		ID: RunID(d.c.ID, r.Key), Run: r, StageLabel: stageLabel(o, r.Stage), SiteLabel: d.siteLabel(r.Site),
		Party: text.Party, PartyLabel: PartyLabel(o, text.Party), Todo: text.Todo, Detail: text.Detail, Message: text.Message,
		Due: Due{Tone: ToneNone}, Actions: []workflow.Action{}, Rounds: []workflow.Round{}, Script: text.Script,
	}
	if g := d.engine.Governing(r, dates); g != nil {
		n.Due = DueOf(o, *g, began(*g))
	}
	for _, a := range all {
		if a.RunKey == r.Key {
			n.Actions = append(n.Actions, a)
		}
	}
	if r.Stage == o.Engine.Graph().RoundsStage().Code {
		n.Rounds = d.state.Rounds
	}
	return n
}

// siteLabel names a run's site where the case has several.
func (d *dossier) siteLabel(id ref.SiteID) string {
	s, ok := d.site(id)
	if !ok || len(d.sites) == 1 {
		return ""
	}
	return SiteLabel(s)
}
