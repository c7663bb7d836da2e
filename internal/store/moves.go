package store

import (
	"beiandesk/internal/ref"
	"beiandesk/internal/workflow"
)

// MoveStore is append-only: the truth about what happened in a case.
type MoveStore interface {
	Append(ref.CaseID, workflow.Move) error
	Of(ref.CaseID) ([]workflow.Move, error) // in order of Seq
}
