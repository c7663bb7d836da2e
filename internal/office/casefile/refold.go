package casefile

import (
	"context"
	"log/slog"

	"beiandesk/internal/damage"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/ref"
)

// Projections is the make of what is kept of runs and dates. Raise it whenever a fold gives
// other rows than before: the next opening of a folder folds every case anew that may have dates.
const Projections = 8

// projectionsKey is the setting under which a folder keeps the make of its projections.
const projectionsKey = "projections"

// refoldBatch is how many cases one transaction folds: a fraction of a second.
const refoldBatch = 100

// Refold brings the projections of a folder to the present make. A case that can't be
// folded loses its rows, is logged by its id and told by doctor; it stops no other.
func Refold(ctx context.Context, o *office.Office) error {
	return office.Anew(ctx, o, projectionsKey, Projections, func(w *office.Work, after string) (string, error) {
		ids, err := w.Cases().Dated(ref.CaseID(after), refoldBatch)
		if err != nil {
			return "", err
		}
		for _, id := range ids {
			if err := refold(o, w, id); err != nil {
				return "", err
			}
		}
		if len(ids) < refoldBatch {
			return "", nil
		}
		return string(ids[len(ids)-1]), nil
	})
}

func refold(o *office.Office, w *office.Work, id ref.CaseID) error {
	d, err := Read(o, w.Tx, id)
	if err == nil && d.Damaged() {
		err = d.unread(d.Unharmed())
	}
	if err == nil {
		runs, dates := Rows(o, d)
		return w.Projections().Replace(id, runs, dates)
	}
	if damage.Is(err) {
		slog.Error("folding a case anew", "case", id, "error", err)
		return nil // its rows of before are the best that is known of it
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
