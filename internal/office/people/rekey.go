package people

import (
	"context"

	"beiandesk/internal/office"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// namesKey is the setting under which a folder keeps the make of its names.
const namesKey = "names"

// rekeyBatch is how many clients one transaction keys: a fraction of a second.
const rekeyBatch = 200

// Rekey brings what clients and people are found and sorted by to the present make.
func Rekey(ctx context.Context, o *office.Office) error {
	return office.Anew(ctx, o, namesKey, store.NamesMake, func(w *office.Work, after string) (string, error) {
		last, err := w.Find().Rekey(ref.ClientID(after), rekeyBatch)
		return string(last), err
	})
}
