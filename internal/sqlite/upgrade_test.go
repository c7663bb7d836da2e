package sqlite_test

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"flag"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/fstest"
	"time"

	"beiandesk/internal/errs"
	"beiandesk/internal/sqlite"
	"beiandesk/internal/store"
)

var update = flag.Bool("update", false, "write testdata/v1.db.gz anew (only before its schema is released)")

// oldDesk unpacks a committed database of schema version 1 into a folder.
func oldDesk(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	packed, err := os.Open("testdata/v1.db.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer packed.Close()
	r, err := gzip.NewReader(packed)
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, sqlite.FileName), content)
	return dir
}

// resealed gives all seals of an old database their present form.
func resealed(t *testing.T, s *sqlite.Store) *sqlite.Store {
	t.Helper()
	for after, more := "", true; more; more = after != "" {
		err := s.Write(t.Context(), func(tx store.Tx) (err error) {
			after, err = tx.Seals().Reseal(after, 3)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	bind(t, s, 3)
	return s
}

func TestADatabaseOfTheFirstSchemaOpensWithAllItHolds(t *testing.T) {
	fresh := t.TempDir()
	s := open(t, fresh)
	plant(t, s)
	want := harvest(t, s)
	if *update {
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		content, err := os.ReadFile(filepath.Join(fresh, sqlite.FileName))
		if err != nil {
			t.Fatal(err)
		}
		var packed bytes.Buffer
		w, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(content); err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(w.Close(), os.WriteFile("testdata/v1.db.gz", packed.Bytes(), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	if got := harvest(t, resealed(t, open(t, oldDesk(t)))); got != want {
		t.Errorf("the old desk holds\n%s\nwant\n%s", got, want)
	}
}

// withOneMore are the migrations and another one after them.
func withOneMore(t *testing.T, text string) (all fs.FS, newest int) {
	t.Helper()
	embedded, err := sqlite.Migrations()
	if err != nil {
		t.Fatal(err)
	}
	files, err := fs.Glob(embedded, "*.sql")
	if err != nil {
		t.Fatal(err)
	}
	more := fstest.MapFS{"99999_more.sql": {Data: []byte("-- +goose Up\n" + text)}}
	for _, name := range files {
		content, err := fs.ReadFile(embedded, name)
		if err != nil {
			t.Fatal(err)
		}
		more[name] = &fstest.MapFile{Data: content}
	}
	return more, len(files) + 1
}

func TestAnUpgradeKeepsEverythingAndACopyOfBefore(t *testing.T) {
	dir := oldDesk(t)
	older := filepath.Join(dir, "desk.before-v0.db")
	write(t, older, []byte("an older copy"))
	month := time.Now().Add(-31 * 24 * time.Hour)
	if err := os.Chtimes(older, month, month); err != nil {
		t.Fatal(err)
	}
	s, err := sqlite.Open(t.Context(), dir, newSealer(), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	want := harvest(t, resealed(t, s))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	before := files(t, dir)[sqlite.FileName]
	oldVersion := binary.BigEndian.Uint32(before[60:])

	migrations, newest := withOneMore(t, "ALTER TABLE staff ADD COLUMN more TEXT NOT NULL DEFAULT '';")
	for range 2 { // the second time there is nothing to do
		s, err := sqlite.OpenWith(t.Context(), dir, newSealer(), time.Now, migrations)
		if err != nil {
			t.Fatal(err)
		}
		if got := harvest(t, s); got != want {
			t.Errorf("after the upgrade\n%s\nwant\n%s", got, want)
		}
		exec(t, s, "UPDATE staff SET more = 'x'")
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	all := files(t, dir)
	if got := binary.BigEndian.Uint32(all[sqlite.FileName][60:]); int(got) != newest {
		t.Errorf("the header says version %d, want %d", got, newest)
	}
	copies, err := filepath.Glob(filepath.Join(dir, "desk.before-*"))
	if err != nil || len(copies) != 2 {
		t.Fatalf("copies are %v (%v), want those of the two upgrades of this month", copies, err)
	}
	slices.SortFunc(copies, func(a, b string) int { return len(a) - len(b) })
	copied := t.TempDir()
	content, err := os.ReadFile(copies[1])
	if err != nil {
		t.Fatal(err)
	}
	if got := binary.BigEndian.Uint32(content[60:]); got != oldVersion {
		t.Errorf("the copy is of version %d, want %d", got, oldVersion)
	}
	write(t, filepath.Join(copied, sqlite.FileName), content)
	if got := harvest(t, open(t, copied)); got != want {
		t.Errorf("the copy holds\n%s\nwant\n%s", got, want)
	}
	if _, err := sqlite.Open(t.Context(), dir, newSealer(), time.Now); errs.CodeOf(err) != errs.Newer {
		t.Errorf("the older release opened it: %v", err)
	}
}

func TestAMigrationThatFailsLeavesTheOldDatabase(t *testing.T) {
	dir := oldDesk(t)
	migrations, _ := withOneMore(t, "ALTER TABLE staff ADD COLUMN more TEXT;\nALTER TABLE nothing ADD COLUMN more TEXT;")
	if s, err := sqlite.OpenWith(t.Context(), dir, newSealer(), time.Now, migrations); err == nil {
		t.Fatalf("a broken migration opened %v", s)
	}
	harvest(t, resealed(t, open(t, dir)))
}

func TestALookLeavesAnOldDatabaseAsItIs(t *testing.T) {
	dir := oldDesk(t)
	before := files(t, dir)
	s, err := sqlite.Look(t.Context(), dir, newSealer(), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	if !s.Old() {
		t.Error("it does not count as old")
	}
	err = s.Read(t.Context(), func(tx store.Tx) error {
		all, err := tx.Staff().All()
		if len(all) == 0 {
			t.Error("nobody is there")
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
	if err := s.Write(t.Context(), func(store.Tx) error { return nil }); errs.CodeOf(err) != errs.Storage {
		t.Errorf("a look wrote: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	after := files(t, dir)
	if len(after) != 1 || !bytes.Equal(after[sqlite.FileName], before[sqlite.FileName]) {
		t.Errorf("the folder holds %v, or the database was changed", names(after))
	}
}
