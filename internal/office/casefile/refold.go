package casefile

import (
	"context"
	"log/slog"

	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// Projections is the make of what is kept of runs and dates. Raise it whenever a fold gives
// other rows than before: the next opening of a folder folds every open case anew.
const Projections = 1

// projectionsKey is the setting under which a folder keeps the make of its projections.
const projectionsKey = "projections"

// refoldBatch is how many cases one transaction folds: a fraction of a second.
const refoldBatch = 100

// folded is how far the cases of a folder have been folded to a make.
type folded struct {
	Make  int        `json:"make"`
	After ref.CaseID `json:"after"` // the last case that was folded; "" when none is left

	version int // of the setting
}

// Refold brings the projections of a folder to the present make, batch by batch: cut
// short it goes on the next time, in any process. A case that can't be folded loses its
// rows, is logged by its id and told by doctor; it stops no other.
func Refold(ctx context.Context, o *office.Office) error {
	for {
		var f folded
		err := o.Read(ctx, func(tx store.Tx) (err error) {
			f.version, err = office.ReadSetting(tx, projectionsKey, &f)
			return err
		})
		if err != nil || f.Make == Projections && f.After == "" {
			return err
		}
		if err := o.Write(ctx, func(w *office.Work) error { return refoldBatchOf(o, w, f) }); err != nil && errs.CodeOf(err) != errs.Conflict {
			return err // Conflict: another process has done this batch
		}
	}
}

func refoldBatchOf(o *office.Office, w *office.Work, f folded) error {
	if f.Make != Projections {
		f.Make, f.After = Projections, ""
	}
	ids, err := w.Cases().Active(f.After, refoldBatch)
	if err != nil {
		return err
	}
	f.After = ""
	for _, id := range ids {
		if err := refold(o, w, id); err != nil {
			return err
		}
		f.After = id
	}
	if len(ids) < refoldBatch {
		f.After = ""
	}
	return office.SaveSetting(w.Tx, projectionsKey, f, f.version)
}

func refold(o *office.Office, w *office.Work, id ref.CaseID) error {
	d, err := Read(o, w.Tx, id)
	if err == nil {
		runs, dates := Rows(o, d)
		return w.Projections().Replace(id, runs, dates)
	}
	switch errs.CodeOf(err) {
	case errs.Storage:
		return err // nothing is known of the case: the next opening reads it again
	case errs.Conflict:
		return nil // a process beside this one took it to an edition of its own, rows included
	default:
		slog.Error("folding a case anew", "case", id, "error", err)
		return w.Projections().Replace(id, nil, nil)
	}
}
