package people

import (
	"context"

	"beiandesk/internal/office"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// namesKey is the setting under which a folder keeps the make of its names.
const namesKey = "names"

// reindexBatch is how many clients one transaction keys: a fraction of a second.
const reindexBatch = 200

// Reindex brings what clients and people are found and sorted by to the present make.
func Reindex(ctx context.Context, o *office.Office) error {
	return office.Anew(ctx, o, namesKey, store.NamesMake, func(w *office.Work, after string) (string, error) {
		last, err := w.Find().Reindex(ref.ClientID(after), reindexBatch)
		return string(last), err
	})
}
