package host

import (
	"context"
	"testing"
)

func TestAStepIsToldOnceAHundredth(t *testing.T) {
	var w LongWork
	n := 0
	for i := range 10_000 {
		if w.Told(Step{Phase: "copy", Done: i, Of: 10_000}) {
			n++
		}
	}
	if n != 100 {
		t.Errorf("told %d times", n)
	}
}

func TestALongWorkHasOneTurnAndIsWaitedForWhenItIsStopped(t *testing.T) {
	var w LongWork
	ctx, done, ok := w.Begin()
	if _, _, again := w.Begin(); !ok || again || !w.Running() {
		t.Fatalf("begun %v, again %v, running %v", ok, again, w.Running())
	}
	var seen error
	go func() {
		<-ctx.Done()
		seen = ctx.Err()
		done()
	}()
	w.End()
	if w.Running() || seen != context.Canceled {
		t.Errorf("running %v, it saw %v", w.Running(), seen)
	}
	w.End() // of nothing
	if _, _, ok = w.Begin(); !ok {
		t.Error("the turn was not given back")
	}
}
