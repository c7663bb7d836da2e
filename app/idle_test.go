package app

import (
	"context"
	"testing"
	"time"

	"beiandesk/app/page"
	"beiandesk/internal/errs"
)

func TestADeskLocksOnceNobodyHasDoneAnything(t *testing.T) {
	start := time.Date(2026, 9, 18, 9, 0, 0, 0, time.UTC)
	const after = 5 * time.Minute
	for name, c := range map[string]struct {
		touched time.Duration // since the start
		at      time.Duration
		after   time.Duration
		left    int
		lock    bool
	}{
		"not yet told":               {0, 3*time.Minute + 59*time.Second, after, 0, false},
		"told a minute before":       {0, 4 * time.Minute, after, 60, false},
		"a second before":            {0, 5*time.Minute - time.Second, after, 1, false},
		"part of a second before":    {0, 5*time.Minute - time.Millisecond, after, 1, false},
		"then":                       {0, 5 * time.Minute, after, 0, true},
		"somebody was there":         {4*time.Minute + 30*time.Second, 5 * time.Minute, after, 0, false},
		"and five minutes from then": {4*time.Minute + 30*time.Second, 9*time.Minute + 30*time.Second, after, 0, true},
		"never":                      {0, 24 * time.Hour, 0, 0, false},
		"an hour":                    {0, 59 * time.Minute, time.Hour, 60, false},
	} {
		t.Run(name, func(t *testing.T) {
			var i idle
			i.begin(start)
			i.touch(start.Add(c.touched))
			i.ticks = start.Add(c.at - time.Second)
			if left, lock := i.look(start.Add(c.at), c.after); left != c.left || lock != c.lock {
				t.Errorf("%d left, lock %v; want %d, %v", left, lock, c.left, c.lock)
			}
		})
	}
}

func TestAMachineThatHasSleptLocks(t *testing.T) {
	now := time.Now()
	for slept, lock := range map[time.Duration]bool{59 * time.Second: false, 61 * time.Second: true, 9 * time.Hour: true, -time.Hour: false} {
		var i idle
		i.begin(now)
		if _, got := i.look(now.Add(slept), 0); got != lock {
			t.Errorf("after %v: locked %v", slept, got)
		}
	}
}

// A clock that is set right after the start is no act.
func TestAClockSetBackPutsNoLockOff(t *testing.T) {
	now := time.Date(2026, 9, 18, 17, 0, 0, 0, time.UTC)
	var i idle
	i.begin(now)
	now = now.Add(-8 * time.Hour)
	for range 9 {
		if left, lock := i.look(now, 5*time.Minute); lock {
			t.Fatalf("locked at once, %d left", left)
		}
		now = now.Add(30 * time.Second)
	}
	if _, lock := i.look(now.Add(30*time.Second), 5*time.Minute); !lock {
		t.Error("nobody is there for five minutes, and it stays open")
	}
}

func TestTheDeskIsClosedOverAPageThatDoesNotLock(t *testing.T) {
	s := openSession(t)
	ctx, done, _ := s.incoming.Begin()
	defer done()
	s.lockUnasked(context.Background(), 0)
	if ctx.Err() == nil {
		t.Error("what is imported goes on and holds the desk")
	}
	if _, err := (&TodayService{s}).Load(page.TodayInput{}); errs.CodeOf(err) != errs.Locked {
		t.Errorf("still open: %v", err)
	}
}

func TestAPageThatLocksIsLeftToIt(t *testing.T) {
	s := openSession(t)
	ctx, locked := context.WithCancel(context.Background())
	locked()
	s.lockUnasked(ctx, time.Hour)
	if s.desk == nil {
		t.Error("another desk was closed")
	}
}

func TestSuspendingLocks(t *testing.T) {
	s := openSession(t)
	s.Suspend()
	s.Suspend()
	if v, err := (&DeskService{s}).State(page.Empty{}); err != nil || v.State != "locked" {
		t.Errorf("state %q, %v", v.State, err)
	}
}

func TestAfterHowManyMinutesADeskLocksIsTheMachines(t *testing.T) {
	s := openSession(t)
	rooms := &DeskService{s}
	if v, err := rooms.State(page.Empty{}); err != nil || v.LockAfter != 15 || len(v.LockChoices) != 6 {
		t.Errorf("at first %d of %v, %v", v.LockAfter, v.LockChoices, err)
	}
	if _, err := rooms.SetLockAfter(page.LockAfterInput{Minutes: 7}); errs.CodeOf(err) != errs.Invalid {
		t.Errorf("seven minutes: %v", err)
	}
	for _, minutes := range []int{60, 0} {
		if v, err := rooms.SetLockAfter(page.LockAfterInput{Minutes: minutes}); err != nil || v.LockAfter != minutes {
			t.Errorf("%d, %v; want %d", v.LockAfter, err, minutes)
		}
	}
	if v, err := rooms.Lock(page.Empty{}); err != nil || v.LockAfter != 0 {
		t.Errorf("locked: %d, %v", v.LockAfter, err)
	}
}
