package app

import (
	"context"
	"fmt"
	"time"

	"beiandesk/internal/desk"
)

// versioned gives a number that changes whenever anybody has written to the folder, and
// folds the log into the database.
type versioned interface {
	DataVersion(ctx context.Context) (int64, error)
	Fold(ctx context.Context) error
}

// foldAfter is how many seconds nobody has written before the log is folded: from then on
// the database is whole without what lies beside it.
const foldAfter = 5

// retryAfter is after how many seconds a calendar file that could not be written is tried again.
const retryAfter = 60

// stillness counts the seconds since the last write.
type stillness struct{ seconds int }

// due says, once after each write, that it has been still for long enough.
func (s *stillness) due(written bool) bool {
	if written {
		s.seconds = 0
		return false
	}
	s.seconds++
	return s.seconds == foldAfter
}

// watch tells the page once a second when a command beside the window has written, and folds
// the log some seconds after the last write. The store is given beside the desk, which lets
// it go when it is closed: that may be before the watch has begun.
func (s *Session) watch(ctx context.Context, d *desk.Desk, store versioned) {
	w := watch{s: s, d: d, store: store}
	w.last, w.err = w.store.DataVersion(ctx)
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			w.look(ctx)
		}
	}
}

// watch is what is known of a watched folder.
type watch struct {
	s     *Session
	d     *desk.Desk
	store versioned
	still stillness
	last  int64  // the data version
	err   error  // of reading it
	basis [3]int // none adopted: the first change reads it
}

// settled is what is done once nobody has written for some seconds, and so some seconds after opening.
func (w *watch) settled(ctx context.Context) {
	w.s.refreshAgenda(ctx, w.d)
	if w.d.ReadOnly {
		return
	}
	if err := w.store.Fold(ctx); err != nil && ctx.Err() == nil {
		w.s.note(fmt.Errorf("folding the log: %w", err))
	}
}

// look is what watching does each second.
func (w *watch) look(ctx context.Context) {
	now, err := w.store.DataVersion(ctx)
	if ctx.Err() != nil {
		return
	}
	if err != nil {
		if w.err == nil {
			w.s.note(fmt.Errorf("reading the data version: %w", err))
		}
		w.err = err
		return
	}
	w.err = nil
	if w.still.due(now != w.last) {
		w.settled(ctx)
	} else if w.still.seconds%retryAfter == 0 && w.s.agendaFailed() != "" {
		w.s.refreshAgenda(ctx, w.d)
	}
	if now == w.last {
		return
	}
	w.last = now
	if w.basis, err = w.s.adopt(ctx, w.d, w.basis); err != nil && ctx.Err() == nil {
		w.s.note(fmt.Errorf("reading the basis: %w", err))
	}
	w.s.shell.Emit("desk:changed")
}
