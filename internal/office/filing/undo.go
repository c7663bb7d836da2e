package filing

import (
	"beiandesk/internal/errs"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/store"
)

// undoable refuses an undo that an issued paper forbids.
func undoable(d *casefile.File, tx store.Tx) error {
	why, err := d.PapersHold(tx)
	if err == nil && why != "" {
		err = errs.New(errs.Blocked, "%s", why)
	}
	return err
}
