package host

import (
	"context"
	"sync"
	"time"
)

// LongWork is something that takes minutes beside the page's work, one at a time, and can be
// stopped.
type LongWork struct {
	mu     sync.Mutex
	cancel context.CancelFunc // nil while nothing is done
	ended  chan struct{}
	step   Step
}

// Step tells how far a work has come. Of is 0 where nothing is counted.
type Step struct {
	Phase    string
	Done, Of int
}

// Begin takes the turn; false when another has it. done gives it back.
func (w *LongWork) Begin() (ctx context.Context, done func(), ok bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.cancel != nil {
		return nil, nil, false
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	w.cancel, w.ended, w.step = cancel, ended, Step{}
	return ctx, func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		cancel()
		w.cancel = nil
		close(ended)
	}, true
}

// Told keeps how far it has come, and says whether that is worth telling: another part, or
// another hundredth of it.
func (w *LongWork) Told(now Step) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	was := w.step
	w.step = now
	return was.Phase != now.Phase || was.Of != now.Of || now.Of > 0 && was.Done*100/now.Of != now.Done*100/now.Of
}

// Now tells how far it has come; false while nothing is done.
func (w *LongWork) Now() (Step, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.step, w.cancel != nil
}

// Running says that something is done.
func (w *LongWork) Running() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.cancel != nil
}

// Stop gives it up; it ends by itself, soon.
func (w *LongWork) Stop() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.cancel != nil {
		w.cancel()
	}
}

// Ended is closed once what is done now has let go; nil while nothing is.
func (w *LongWork) Ended() <-chan struct{} {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.cancel == nil {
		return nil
	}
	return w.ended
}

// lettingGo is how long is waited for a work that was stopped: a share that is gone may hold a
// write for minutes, and nobody may be kept from locking or closing. What goes on after that
// finds keys and database closed.
const lettingGo = 5 * time.Second

// End stops what is done and waits until it has let go, or for so long.
func (w *LongWork) End() {
	w.Stop()
	ended := w.Ended()
	if ended == nil {
		return
	}
	select {
	case <-ended:
	case <-time.After(lettingGo):
	}
}
