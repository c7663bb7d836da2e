package desk

import (
	"context"
	"errors"
	"log/slog"

	"beiandesk/internal/office"
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
	if err = errors.Join(err, intake.Sweep(ctx, d.Office, dead)); err == nil || ctx.Err() != nil {
		return err
	}
	// What can't be removed now is tried again at the next opening; the desk opens all the same.
	slog.Warn("sweeping the folder", "error", err)
	d.Fallen = append(d.Fallen, office.Fallback{Part: "desk", Text: "有作废的文件删不掉，下次打开会再试：请关闭正在使用它的程序，检查资料夹的权限"})
	return nil
}
