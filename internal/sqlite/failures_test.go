package sqlite_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"beiandesk/internal/damage"
	"beiandesk/internal/errs"
	"beiandesk/internal/store"
)

func TestAFullDiskSaysWhatToDo(t *testing.T) {
	s := open(t, t.TempDir())
	exec(t, s, "PRAGMA max_page_count = 1")
	err := s.Write(t.Context(), func(tx store.Tx) error {
		for range 200 {
			if err := tx.Settings().Put(strings.Repeat("a", 100), strings.Repeat("b", 100_000), 0); err != nil {
				return err
			}
		}
		return nil
	})
	if errs.CodeOf(err) != errs.Storage || !strings.Contains(err.Error(), "磁盘已满") {
		t.Errorf("a full disk gave %v", err)
	}
	exec(t, s, "PRAGMA max_page_count = 1000000")
	addStaff(t, s, "周敏")
}

func TestAFileThatCannotBeWrittenSaysWhatToDo(t *testing.T) {
	s := open(t, t.TempDir())
	exec(t, s, "PRAGMA query_only = 1") // what SQLite says is the same as on a read-only disk
	err := s.Write(t.Context(), func(tx store.Tx) error { return tx.Staff().Add(store.Staff{ID: "a"}) })
	if errs.CodeOf(err) != errs.Storage || !strings.Contains(err.Error(), "只读") {
		t.Errorf("a read-only file gave %v", err)
	}
}

// A bit that changed in the schema itself takes a column away.
func TestAColumnThatIsGoneSaysWhatToDo(t *testing.T) {
	s := open(t, t.TempDir())
	exec(t, s, "ALTER TABLE staff RENAME COLUMN active TO bctive")
	err := s.Read(t.Context(), func(tx store.Tx) error {
		_, err := tx.Staff().All()
		return err
	})
	if errs.CodeOf(err) != errs.Storage || !strings.Contains(err.Error(), "结构坏了") {
		t.Errorf("a lost column gave %v", err)
	}
}

func TestACancelledContextIsNoFault(t *testing.T) {
	s := open(t, t.TempDir())
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.Read(ctx, func(store.Tx) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("read gave %v, want the cancellation", err)
	}
}

func TestASealedValueOfAnotherPlaceReadsAsDamaged(t *testing.T) {
	s := open(t, t.TempDir())
	plant(t, s)
	exec(t, s, "UPDATE people SET mobile_sealed = emergency_sealed")
	err := s.Read(t.Context(), func(tx store.Tx) error {
		p, err := tx.Clients().Person("person-1")
		if p.Mobile != damage.Mark {
			t.Errorf("a swapped value was read as %q", p.Mobile)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// The window asks once a second whether somebody has written, and may be locked or closed
// while it does.
func TestClosingWhileTheDataVersionIsAskedEndsInAnError(t *testing.T) {
	for range 20 {
		s := open(t, t.TempDir())
		asked, ended := make(chan struct{}, 1), make(chan error)
		go func() {
			for {
				if _, err := s.DataVersion(context.Background()); err != nil {
					ended <- err
					return
				}
				select {
				case asked <- struct{}{}:
				default:
				}
			}
		}()
		<-asked
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		<-ended
	}
}
