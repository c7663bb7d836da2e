package filing

import (
	"strconv"

	"beiandesk/internal/cal"
	"beiandesk/internal/ref"
	"beiandesk/internal/workflow"
)

// Standing is a recorded move as the case stands: what may be corrected of it, and
// what was.
type Standing struct {
	Seq int        // of the move; 0 for one that was undone and for a correction itself
	At  cal.Moment // when it happened, by its last correction
	Was cal.Moment // when it was first recorded to have happened
}

// Standings tells by their ids how the moves of a case stand.
func Standings(g *workflow.Graph, moves []workflow.Move) (map[ref.MoveID]Standing, error) {
	effective, err := g.Effective(moves)
	if err != nil {
		return nil, err
	}
	all := make(map[ref.MoveID]Standing, len(moves))
	for _, m := range moves {
		all[m.ID] = Standing{At: m.At, Was: m.At}
	}
	for _, m := range effective {
		if s := all[m.ID]; !m.Corrects() {
			s.Seq, s.At = m.Seq, m.At
			all[m.ID] = s
		}
	}
	return all, nil
}

// correction puts a correction into the journal: what it is about, both moments and
// the reason. Papers that were issued stay, and the timeline keeps both moments.
func (d *dossier) correction(m workflow.Move) (title, text string) {
	act, _ := d.engine.Graph().Act(m.Action)
	seq, _ := strconv.Atoi(m.Values["seq"])
	was, _ := d.state.Moved(seq)
	about, _ := d.engine.Graph().Act(was.Action)
	title = act.Label + "：" + about.Label
	if s, ok := d.site(was.Site); ok && len(d.sites) > 1 {
		title += "（" + SiteLabel(s) + "）"
	}
	return title, was.At.String() + " → " + m.Values["to"] + "；原因：" + m.Reason
}
