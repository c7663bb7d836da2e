package casefile

import (
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// ScansKeptWhy is the reason that was given for keeping a case's scans at its end, "" for none.
func ScansKeptWhy(g *workflow.Graph, tx store.Tx, id ref.CaseID) (why string, err error) {
	moves, err := tx.Moves().Of(id)
	for _, m := range moves {
		if act, _ := g.Action(m.Action); len(act.PurgeWhen) > 0 && m.Reason != "" {
			why = m.Reason
		}
	}
	return why, err
}
