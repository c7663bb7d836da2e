package sqlite_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"beiandesk/internal/errs"
	"beiandesk/internal/ref"
	"beiandesk/internal/sqlite"
	"beiandesk/internal/store"
)

// held opens a snapshot of a store.
func held(t *testing.T, s *sqlite.Store) *sqlite.Store {
	t.Helper()
	content, err := s.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	h, err := sqlite.Hold(t.Context(), content, newSealer(), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = h.Close() })
	return h
}

func TestASnapshotIsOfOneMomentWhileAnotherProcessWrites(t *testing.T) {
	dir := t.TempDir()
	s, beside := open(t, dir), open(t, dir)
	const turns = 60
	began, done := make(chan struct{}), make(chan error, 1)
	go func() {
		var err error
		for i := 0; i < turns && err == nil; i++ {
			err = beside.Write(t.Context(), func(tx store.Tx) error {
				if err := tx.Staff().Add(store.Staff{ID: ref.StaffID(fmt.Sprint(i)), Name: fmt.Sprint("经办", i), Active: true}); err != nil {
					return err
				}
				_, err := tx.Journal().Append(store.Entry{At: plantNow, Kind: "edit", Title: "x", Payload: "y"})
				return err
			})
			if i == 0 {
				close(began)
			}
		}
		done <- err
	}()
	<-began
	for last := false; !last; {
		select {
		case err := <-done:
			if err != nil {
				t.Fatal(err)
			}
			last = true
		default:
		}
		h := held(t, s)
		if got := integrity(t, h); got != "" {
			t.Fatal(got)
		}
		rows, err := h.Rows(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		var head store.Link
		err = h.Read(t.Context(), func(tx store.Tx) (err error) {
			head, err = tx.Journal().Link(0)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if rows["staff"] != rows["journal"] || int(head.Seq) != rows["journal"] || head.Hash == "" {
			t.Fatalf("%d staff, %d entries, head %d", rows["staff"], rows["journal"], head.Seq)
		}
		if last && rows["staff"] != turns {
			t.Fatalf("%d staff in the end", rows["staff"])
		}
		err = h.Read(t.Context(), func(tx store.Tx) error {
			_, err := tx.Journal().Verify()
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestASnapshotWrittenToADiskOpensAsTheDatabaseItWas(t *testing.T) {
	s := open(t, t.TempDir())
	plant(t, s)
	content, err := s.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, sqlite.FileName), content, 0o600); err != nil {
		t.Fatal(err)
	}
	again := open(t, dir)
	if got := integrity(t, again); got != "" {
		t.Error(got)
	}
	for _, of := range []*sqlite.Store{s, again} {
		blobs, err := of.Blobs(t.Context())
		if err != nil || len(blobs) == 0 {
			t.Errorf("%d blobs, %v", len(blobs), err)
		}
	}
}

func TestADatabaseThatIsHeldIsReadAlone(t *testing.T) {
	s := open(t, t.TempDir())
	h := held(t, s)
	if err := h.Write(t.Context(), func(store.Tx) error { return nil }); errs.CodeOf(err) != errs.Storage {
		t.Errorf("written: %v", err)
	}
	whole, err := s.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	foreign, newer := bytes.Clone(whole), bytes.Clone(whole)
	copy(foreign, "SQLite format 4")
	newer[62] = 0xff
	for name, c := range map[string]struct {
		content []byte
		want    errs.Code
	}{
		"nothing": {nil, errs.Foreign}, "cut in the header": {whole[:50], errs.Foreign},
		"of another program": {foreign, errs.Foreign}, "of a later release": {newer, errs.Newer},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := sqlite.Hold(t.Context(), c.content, newSealer(), time.Now); errs.CodeOf(err) != c.want {
				t.Errorf("%v, want %s", err, c.want)
			}
		})
	}
	torn := bytes.Clone(whole)
	for i := 4096; i < len(torn); i++ {
		torn[i] = 0x5a
	}
	h, err = sqlite.Hold(t.Context(), torn, newSealer(), time.Now)
	if err == nil {
		faults, failed := h.Integrity(t.Context())
		if err = failed; err == nil && len(faults) == 0 {
			t.Error("a torn database passed")
		}
		_ = h.Close()
	}
}
