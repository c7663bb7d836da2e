package store

import (
	"beiandesk/internal/cal"
	"beiandesk/internal/ref"
)

// Chased tells how often a client was chased for what an open run asks of it, and when
// last. Matter is workflow.RunLine.Matter: what a later step asks is another matter.
type Chased struct {
	Run    ref.RunID
	Matter string
	Times  int
	Last   cal.Moment
}

// ChaseStore counts chases. It knows no run: what was chased stays known while a move is
// undone and done again.
type ChaseStore interface {
	Add(id ref.CaseID, run ref.RunID, matter string, at cal.Moment) error
	Of(runs []ref.RunID) ([]Chased, error) // every matter of these runs, in no order
}
