package store

import (
	"beiandesk/internal/ref"
	"beiandesk/internal/workflow"
)

// MoveStore is append-only but for words: the truth about what happened in a case.
type MoveStore interface {
	Append(ref.CaseID, workflow.Move) error
	Reword(ref.CaseID, workflow.Move) error // its reason and values alone: what names somebody who is erased
	Of(ref.CaseID) ([]workflow.Move, error) // in order of Seq
}
