package store

import (
	"beiandesk/internal/materials"
	"beiandesk/internal/ref"
)

// DocumentStore keeps documents; the bytes lie in the vault.
type DocumentStore interface {
	Put(materials.Document) error // of one that is there already its days alone change, and what follows from them
	Get(ref.DocumentID) (materials.Document, error)
	Of(ref.CaseID) ([]materials.Document, error)
	Remove(ref.DocumentID) error
	BlobUses(blob string) (int, error) // by documents and by consents
	Intend(blob string, pid int) error // an upload is under way; cleared by Settle
	Settle(blob string) error
}
