package filing

import (
	"context"

	"beiandesk/internal/office"
	"beiandesk/internal/ref"
)

// Rebuild writes every row of a case from its moves.
func Rebuild(ctx context.Context, o *office.Office, id ref.CaseID) error {
	return o.Do(ctx, func(w *office.Work) error {
		d, err := read(o, w.Tx, id)
		if err != nil {
			return err
		}
		return project(o, w, d)
	})
}
