package app

import (
	"context"
	"testing"

	"beiandesk/app/host"
	"beiandesk/internal/desk"
)

// still is a folder that nobody writes to.
type still struct{ folded int }

func (*still) DataVersion(context.Context) (int64, error) { return 7, nil }

func (s *still) Fold(context.Context) error {
	s.folded++
	return nil
}

func TestTheLogIsFoldedOnceAfterEachWrite(t *testing.T) {
	var quiet stillness
	due := []int{}
	for second := range 30 {
		if quiet.due(second == 3 || second == 7 || second == 20) {
			due = append(due, second)
		}
	}
	if len(due) != 2 || due[0] != 7+foldAfter || due[1] != 20+foldAfter {
		t.Errorf("folded in seconds %v", due)
	}
}

func TestWatchingFoldsTheLogOfAFolderThatMayBeWritten(t *testing.T) {
	for readOnly, want := range map[bool]int{false: 1, true: 0} {
		store := &still{}
		w := watch{s: &Session{window: &host.WindowState{}}, d: &desk.Desk{ReadOnly: readOnly}, store: store, last: 7}
		for range 3 * foldAfter {
			w.look(t.Context())
		}
		if store.folded != want {
			t.Errorf("read only %v: folded %d times, want %d", readOnly, store.folded, want)
		}
	}
}
