package app

import (
	"context"
	"sync"
	"time"

	"beiandesk/app/host"
	"beiandesk/internal/errs"
)

const (
	// asleep is how long nothing may have run before the machine is taken to have slept: a
	// clock tells of it everywhere, a system only here and there.
	asleep = time.Minute
	// forewarned is how long before it locks the page is told.
	forewarned = time.Minute
	// flushing is what the page has for storing what is typed before the desk is closed over it.
	flushing = 5 * time.Second
)

// lockChoices are the minutes without a key or a movement after which a desk locks itself; 0
// is never.
var lockChoices = []int{5, 10, 15, 30, 60, 0}

func checkLockAfter(minutes int) error {
	for _, one := range lockChoices {
		if one == minutes {
			return nil
		}
	}
	return errs.AtField("lockAfter", "没有这个时长，请从列出的里选")
}

// idle counts since when nobody has done anything. Its times are of the wall: the clock that
// only runs while the machine does would miss a sleep.
type idle struct {
	mu    sync.Mutex
	last  time.Time // of the last act
	ticks time.Time // of the last look
}

// begin starts to count.
func (i *idle) begin(now time.Time) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.last, i.ticks = now.Round(0), now.Round(0)
}

// touch notes that somebody is there.
func (i *idle) touch(now time.Time) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.last = now.Round(0)
}

// look says whether it is time to lock, and else in how many seconds it will be, once the
// page is to be told: 0 is not yet.
func (i *idle) look(now time.Time, after time.Duration) (left int, lock bool) {
	i.mu.Lock()
	defer i.mu.Unlock()
	now = now.Round(0)
	slept := now.Sub(i.ticks)
	i.ticks = now
	if slept > asleep {
		return 0, true
	}
	if slept < 0 { // the clock was set back, and with it when somebody was last there
		i.last = i.last.Add(slept)
	}
	if after == 0 {
		return 0, false
	}
	rest := i.last.Add(after).Sub(now)
	if rest > forewarned {
		return 0, false
	}
	return int((rest + time.Second - 1) / time.Second), rest <= 0
}

// guardIdle locks a desk at which nobody is, or whose machine has slept. It ends with ctx, which
// locking ends.
func (s *Session) guardIdle(ctx context.Context) {
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for told := 0; ; {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		left, lock := s.idle.look(time.Now(), time.Duration(s.window.LockAfter())*time.Minute)
		if lock {
			s.lockUnasked(ctx, flushing)
			return
		}
		if left != told {
			s.shell.Emit("desk:idle", left)
		}
		told = left
	}
}

// lockUnasked has the page lock, which stores what is typed first, and locks over it when it
// has not in time.
func (s *Session) lockUnasked(ctx context.Context, within time.Duration) {
	s.shell.Emit("menu:lock")
	select {
	case <-ctx.Done():
		return
	case <-time.After(within):
	}
	s.incoming.Stop() // it holds the desk while it runs
	s.mu.Lock()
	closed := ctx.Err() == nil
	if closed {
		s.leave()
	}
	s.mu.Unlock()
	if closed {
		s.locked()
	}
}

// Suspend locks at once: the machine is about to sleep.
func (s *Session) Suspend() {
	s.incoming.Stop()
	s.mu.Lock()
	open := s.desk != nil
	s.leave()
	s.mu.Unlock()
	if open {
		s.locked()
	}
}

// BeforeClose keeps the window open while something typed is not stored (Shell.BeforeClose),
// and leaves no secret behind where it closes.
func (s *Session) BeforeClose(ctx context.Context) (prevent bool) {
	if s.shell.BeforeClose(ctx) {
		return true
	}
	cleared := make(chan struct{})
	go func() {
		s.clipboard.Clear()
		close(cleared)
	}()
	select {
	case <-cleared:
	case <-time.After(time.Second): // a system that does not answer keeps no window open
	}
	return false
}

// locked tells the page of a desk that was closed over it, and leaves no secret.
func (s *Session) locked() {
	s.shell.Emit("desk:locked")
	s.forget()
}

// forget leaves no secret to be pasted, nor in the page of a desk that was closed.
func (s *Session) forget() {
	go s.clipboard.Clear()
	host.ForgetPage()
}
