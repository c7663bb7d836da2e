package sqlite_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"beiandesk/internal/errs"
	"beiandesk/internal/ref"
	"beiandesk/internal/sqlite"
	"beiandesk/internal/store"
)

// snapshot reads a store's database as it is.
func snapshot(t *testing.T, s *sqlite.Store) []byte {
	t.Helper()
	r, err := s.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(r)
	if err = errors.Join(err, r.Close()); err != nil {
		t.Fatal(err)
	}
	return content
}

// section is a database as Hold takes it.
func section(content []byte) *io.SectionReader {
	return io.NewSectionReader(bytes.NewReader(content), 0, int64(len(content)))
}

// held opens a snapshot of a store.
func held(t *testing.T, s *sqlite.Store) *sqlite.Store {
	t.Helper()
	h, err := sqlite.Hold(t.Context(), section(snapshot(t, s)), newSealer(), time.Now)
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
	content := snapshot(t, s)
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

func TestASnapshotIsTheFileItselfAndIsGivenUpWhenNobodyWantsIt(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	plant(t, s)
	content := snapshot(t, s)
	ctx, cancel := context.WithCancel(t.Context())
	r, err := s.Snapshot(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := r.Read(make([]byte, 100)); n != 100 || err != nil {
		t.Errorf("%d bytes, %v", n, err)
	}
	// Who reads holds no writer up, and sees nothing of what he writes.
	err = s.Write(t.Context(), func(tx store.Tx) error {
		return tx.Staff().Add(store.Staff{ID: "later", Name: "后来", Active: true})
	})
	if err != nil {
		t.Fatal(err)
	}
	rest, err := io.ReadAll(r)
	if err != nil || !bytes.Equal(rest, content[100:]) {
		t.Errorf("%d bytes of %d, %v", len(rest), len(content)-100, err)
	}
	if err := r.Close(); err != nil {
		t.Error(err)
	}
	if r, err = s.Snapshot(ctx); err != nil {
		t.Fatal(err)
	}
	cancel()
	if _, err := io.ReadAll(r); !errors.Is(err, context.Canceled) {
		t.Errorf("given up: %v", err)
	}
	_ = r.Close()
	if err := s.Fold(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	again := open(t, dir)
	now := snapshot(t, again)
	file, err := os.ReadFile(filepath.Join(dir, sqlite.FileName))
	if err != nil || !bytes.Equal(file, now) {
		t.Errorf("the file has %d bytes, the snapshot %d, %v", len(file), len(now), err)
	}
}

// counting counts what is read of a database.
type counting struct {
	*bytes.Reader
	read int
}

func (c *counting) ReadAt(b []byte, off int64) (int, error) {
	n, err := c.Reader.ReadAt(b, off)
	c.read += n
	return n, err
}

func TestOfAHeldDatabaseThatAloneIsReadWhichIsAskedFor(t *testing.T) {
	s := open(t, t.TempDir())
	plant(t, s)
	content := snapshot(t, s)
	c := &counting{Reader: bytes.NewReader(content)}
	h, err := sqlite.Hold(t.Context(), io.NewSectionReader(c, 0, int64(len(content))), newSealer(), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer h.Close()
	if _, err := h.Blobs(t.Context()); err != nil {
		t.Fatal(err)
	}
	if c.read > len(content)/2 {
		t.Errorf("%d bytes of %d were read for one table", c.read, len(content))
	}
	if got := integrity(t, h); got != "" {
		t.Error(got)
	}
	if c.read < len(content)/2 {
		t.Errorf("%d bytes of %d were read for all of it", c.read, len(content))
	}
}

func TestADatabaseThatIsHeldIsReadAlone(t *testing.T) {
	s := open(t, t.TempDir())
	h := held(t, s)
	if err := h.Write(t.Context(), func(store.Tx) error { return nil }); errs.CodeOf(err) != errs.Storage {
		t.Errorf("written: %v", err)
	}
	whole := snapshot(t, s)
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
			if _, err := sqlite.Hold(t.Context(), section(c.content), newSealer(), time.Now); errs.CodeOf(err) != c.want {
				t.Errorf("%v, want %s", err, c.want)
			}
		})
	}
	torn := bytes.Clone(whole)
	for i := 4096; i < len(torn); i++ {
		torn[i] = 0x5a
	}
	h, err := sqlite.Hold(t.Context(), section(torn), newSealer(), time.Now)
	if err == nil {
		faults, failed := h.Integrity(t.Context())
		if err = failed; err == nil && len(faults) == 0 {
			t.Error("a torn database passed")
		}
		_ = h.Close()
	}
}
