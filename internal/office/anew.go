package office

import (
	"context"

	"beiandesk/internal/damage"
	"beiandesk/internal/errs"
	"beiandesk/internal/store"
)

// anew is how far something computed has been written anew to a make.
type anew struct {
	Make  int    `json:"make"`
	After string `json:"after"` // the last that was written; "" when none is left

	version int // of the setting
}

// Anew brings to the make `of` what the program computes and a folder keeps, batch by batch: cut
// short it goes on the next time, in any process. The setting of that key keeps how far it
// has come. batch writes what comes after one, and gives its last; "" when none is left.
func Anew(ctx context.Context, o *Office, key string, of int, batch func(w *Work, after string) (string, error)) error {
	for {
		var at anew
		err := o.Read(ctx, func(tx store.Tx) (err error) {
			at.version, err = ReadSetting(tx, key, &at)
			if errs.CodeOf(err) == errs.Internal || damage.Is(err) {
				at, err = anew{version: at.version}, nil // how far it has come can't be read: it begins anew
			}
			return err
		})
		if err != nil || at.Make == of && at.After == "" {
			return err
		}
		if at.Make != of {
			at.Make, at.After = of, ""
		}
		err = o.Write(ctx, func(w *Work) (err error) {
			if at.After, err = batch(w, at.After); err != nil {
				return err
			}
			return SaveSetting(w.Tx, key, at, at.version)
		})
		if err != nil && errs.CodeOf(err) != errs.Conflict {
			return err // Conflict: another process has done this batch
		}
	}
}
