package app

import (
	"os"
	"slices"
	"strings"
	"testing"

	"beiandesk/app/page"
	"beiandesk/internal/faults/faultstest"
)

func TestAPageThatEndedIsNotedAndKeepsNothingOpen(t *testing.T) {
	s := open(t)
	rooms := &DeskService{s}
	log := faultstest.File(t)
	again := []bool{}
	for range 4 {
		if _, err := rooms.SetDirty(page.DirtyInput{Dirty: true}); err != nil {
			t.Fatal(err)
		}
		again = append(again, s.pageLost("crashed"))
		if s.shell.dirty {
			t.Error("what is gone with the page still keeps the window open")
		}
	}
	if !slices.Equal(again, []bool{true, true, true, false}) {
		t.Errorf("loaded anew: %v", again)
	}
	if view, err := rooms.State(page.Empty{}); err != nil || view.State != "open" {
		t.Errorf("the desk is %q, %v", view.State, err)
	}
	text, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	for words, times := range map[string]int{"the process of the page crashed: loaded anew": 3, "the process of the page crashed: given up, too often within a minute": 1} {
		if got := strings.Count(string(text), words); got != times {
			t.Errorf("%q is noted %d times, not %d:\n%s", words, got, times, text)
		}
	}
}
