package workflow

import (
	"testing"

	"beiandesk/internal/cal"
)

// police.add drops a hand-over that was open. An effect that opens a stage once looks
// at what was begun and not dropped.
func TestWhatWasDroppedIsOpenedOnceMore(t *testing.T) {
	g, err := load("data/clocks.json")
	if err != nil {
		t.Fatal(err)
	}
	act := g.acts["police.add"]
	once := Effect{Open: []string{"handover"}, Once: true}
	act.Then = append(act.Then, once, once)
	if err := g.Prepare(); err != nil {
		t.Fatal(err)
	}
	e, s := New(g, cal.Embedded()), State{Status: Open, ICP: true}
	at := cal.Whole(cal.Date(2026, 3, 2))
	x := transition{Engine: e, plan: &Plan{}, typ: g.types["first"], state: &s, move: &Move{At: at}, act: act, run: -1, fresh: -1}
	if err := x.begin(g.stages["handover"], "", "", at); err != nil {
		t.Fatal(err)
	}
	for i := range act.Then {
		if err := x.effect(&act.Then[i]); err != nil {
			t.Fatal(err)
		}
	}
	if len(s.Runs) != 2 || s.Runs[0].Outcome != Dropped || s.Runs[1].Attempt != 2 || !s.Runs[1].Open() {
		t.Errorf("dropped, then opened again, once: %+v", s.Runs)
	}
}
