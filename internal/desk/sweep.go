package desk

import (
	"context"
	"errors"

	"beiandesk/internal/office/intake"
	"beiandesk/internal/process"
	"beiandesk/internal/store"
)

// sweep removes the files of uploads whose process died before it settled them, and
// finishes removals that were cut short. Uploads of processes that live are left.
func (d *Desk) sweep(ctx context.Context) error {
	var intents []store.Intent
	err := d.Read(ctx, func(tx store.Tx) error {
		var err error
		intents, err = tx.Find().Intents()
		return err
	})
	if err != nil {
		return err
	}
	under := map[string]bool{}
	for _, i := range intents {
		// A process has one desk and takes no upload before it is open: none here is its own.
		under[i.Blob] = under[i.Blob] || !process.Gone(i.PID, false)
	}
	var dead []string
	for blob, busy := range under {
		if !busy {
			dead = append(dead, blob)
		}
	}
	_, err = d.files.Sweep() // temporary files of writers that died
	return errors.Join(err, intake.Sweep(ctx, d.Office, dead))
}
