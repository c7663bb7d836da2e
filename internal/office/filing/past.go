package filing

import (
	"errors"
	"fmt"
	"slices"

	"beiandesk/internal/cases"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/handovers"
	"beiandesk/internal/ref"
	"beiandesk/internal/workflow"
)

// Past is how far an order had come before its case was opened here.
type Past struct {
	Route workflow.Route
	// Tell fills in a move that the way there needs, of the site at a place of the order, -1 for
	// the order; false where too little is known to record it.
	Tell func(m workflow.Move, site int) (workflow.Move, bool)
}

// Stand is where a case that came with its past stands.
type Stand struct {
	Stages []string // what is on, in words
	Asked  []string // stages of which a date can't be counted until a day is looked up
}

// walk takes a case along its past.
func walk(d *casefile.File, past *Past, w *office.Work) ([]workflow.Move, workflow.State, error) {
	return d.Engine.Walk(d.Plan, past.Route, w.Now, func(m workflow.Move) (workflow.Move, bool) {
		return past.Tell(m, siteAt(d, m))
	})
}

// siteAt is the place of a move's site in the order, -1 for one of the order itself.
func siteAt(d *casefile.File, m workflow.Move) int {
	return slices.IndexFunc(d.Sites, func(s cases.Site) bool { return s.ID == m.Site })
}

// Unfit is an error of a past: at a move, of the site at a place of the order, -1 for the order.
type Unfit struct {
	Action string
	Site   int
	Err    error
}

func (u Unfit) Error() string { return u.Err.Error() }

func (u Unfit) Unwrap() error { return u.Err }

// tried is the case as it would be stored, so far that its past can be judged.
func (n *newCase) tried(o *office.Office, in OpenInput) (*casefile.File, error) {
	t := *n
	t.d.Case.Edition = o.Editions.Latest().No
	t.d.Sites = slices.Clone(n.d.Sites)
	for i := range t.d.Sites {
		t.d.Sites[i].ID = ref.SiteID(fmt.Sprint("site ", i))
	}
	if t.lead.Name != "" && t.lead.ID == "" {
		t.lead.ID = "lead"
		t.d.People = append(slices.Clip(n.d.People), t.lead)
	}
	t.d.Leads = t.roles(in.LegalRep, in.Roles)
	return &t.d, t.d.Fold(o)
}

// judgePast says where the case would stand, and what of its numbers is odd.
func (n *newCase) judgePast(o *office.Office, w *office.Work, in OpenInput) (stand Stand, doubts []string, err error) {
	d, err := n.tried(o, in)
	if err != nil {
		return stand, nil, err
	}
	moves, state, err := walk(d, in.Past, w)
	var unfit workflow.Unfit
	if errors.As(err, &unfit) {
		return stand, nil, Unfit{unfit.Move.Action, siteAt(d, unfit.Move), err}
	}
	if err != nil {
		return stand, nil, err
	}
	d.State = state
	for _, m := range moves {
		taken, err := takenNumbers(d, w.Tx, m)
		if err != nil {
			return stand, nil, err
		}
		doubts = append(append(doubts, d.Engine.Doubts(d.Plan, state, m)...), taken...)
	}
	return standOf(d), doubts, nil
}

func standOf(d *casefile.File) Stand {
	s := Stand{Stages: []string{}, Asked: []string{}}
	label := func(stage string) string {
		found, _ := d.Engine.Graph().Of(d.Case.Type).Stage(stage)
		return found.Label
	}
	add := func(list *[]string, stage string) {
		if l := label(stage); !slices.Contains(*list, l) {
			*list = append(*list, l)
		}
	}
	for _, r := range d.State.OpenRuns() {
		add(&s.Stages, r.Stage)
	}
	for _, dl := range d.Engine.Deadlines(d.Plan, d.State) {
		if !dl.Due.Dated() {
			add(&s.Asked, dl.Stage)
		}
	}
	return s
}

// bring records the past of a case that was just stored: the moves that its way here took.
// They are history: no rule of today holds them back, and they bill nothing. What they handed
// over is registered. The fees of its phases are booked and stand on no bill.
func (n *newCase) bring(o *office.Office, w *office.Work, past *Past) error {
	d := &n.d
	moves, _, err := walk(d, past, w)
	if err != nil {
		return err
	}
	for _, m := range moves {
		m.ID, m.Recorded, m.Staff = ref.New[ref.MoveID](), w.Now, w.Staff
		if err := w.Moves().Append(d.Case.ID, m); err != nil {
			return err
		}
		title, text := journal(d, m)
		if err := w.NoteAt("move", d.Case.ID, string(m.ID), "导入："+title, text, m.At.String()); err != nil {
			return err
		}
		d.Moves = append(d.Moves, m)
	}
	if err := d.Fold(o); err != nil {
		return err
	}
	if err := handovers.Imported(o, w, d); err != nil {
		return err
	}
	if err := settleFees(w, d.Case.ID, d.State); err != nil {
		return err
	}
	return casefile.Project(o, w, d)
}
