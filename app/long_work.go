package app

import (
	"context"
	"sync"
	"time"

	"beiandesk/app/page"
	"beiandesk/internal/backup"
)

// longWork is something that takes minutes beside the page's work, one at a time, and can be
// stopped.
type longWork struct {
	mu     sync.Mutex
	cancel context.CancelFunc // nil while nothing is done
	ended  chan struct{}
	step   backup.Step
}

// begin takes the turn; false when another has it. done gives it back.
func (w *longWork) begin() (ctx context.Context, done func(), ok bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.cancel != nil {
		return nil, nil, false
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	w.cancel, w.ended, w.step = cancel, ended, backup.Step{Phase: backup.Reading}
	return ctx, func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		cancel()
		w.cancel = nil
		close(ended)
	}, true
}

// told keeps how far it has come, and says whether that is worth telling: another part, or
// another hundredth of it.
func (w *longWork) told(now backup.Step) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	was := w.step
	w.step = now
	return was.Phase != now.Phase || was.Of != now.Of || now.Of > 0 && was.Done*100/now.Of != now.Done*100/now.Of
}

// view lays out how far it has come, in the words for its parts.
func (w *longWork) view(labels map[string]string) page.BackupStep {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.cancel == nil {
		return page.BackupStep{}
	}
	return page.BackupStep{On: true, Label: labels[w.step.Phase], Done: w.step.Done, Of: w.step.Of}
}

func (w *longWork) running() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.cancel != nil
}

func (w *longWork) stop() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.cancel != nil {
		w.cancel()
	}
}

// lettingGo is how long is waited for a work that was stopped: a share that is gone may hold a
// write for minutes, and nobody may be kept from locking or closing. What goes on after that
// finds keys and database closed.
const lettingGo = 5 * time.Second

// end stops what is done and waits until it has let go, or for so long.
func (w *longWork) end() {
	w.stop()
	w.mu.Lock()
	ended, on := w.ended, w.cancel != nil
	w.mu.Unlock()
	if !on {
		return
	}
	select {
	case <-ended:
	case <-time.After(lettingGo):
	}
}
