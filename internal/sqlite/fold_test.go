package sqlite_test

import (
	"os"
	"path/filepath"
	"testing"

	"beiandesk/internal/sqlite"
	"beiandesk/internal/store"
)

// logSize is how much lies beside the database of a folder.
func logSize(t *testing.T, dir string) int64 {
	t.Helper()
	info, err := os.Stat(filepath.Join(dir, sqlite.FileName+"-wal"))
	if err != nil {
		t.Fatal(err)
	}
	return info.Size()
}

func TestAFoldedDatabaseIsWholeWithoutItsLog(t *testing.T) {
	dir, copied := t.TempDir(), t.TempDir()
	s := open(t, dir)
	addStaff(t, s, "周敏")
	if logSize(t, dir) == 0 {
		t.Fatal("there is no log to fold")
	}
	if err := s.Fold(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := logSize(t, dir); n != 0 {
		t.Errorf("%d bytes lie in the log", n)
	}
	content, err := os.ReadFile(filepath.Join(dir, sqlite.FileName))
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(copied, sqlite.FileName), content)
	for _, s := range []*sqlite.Store{s, open(t, copied)} {
		if n, err := s.Count(t.Context(), "SELECT COUNT(*) FROM staff WHERE name = '周敏'"); n != 1 || err != nil {
			t.Errorf("%d of 1, %v", n, err)
		}
	}
	addStaff(t, s, "林晓") // and it goes on
}

func TestFoldingLeavesWhatAReaderHolds(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	addStaff(t, s, "周敏")
	err := s.Read(t.Context(), func(tx store.Tx) error {
		if _, err := tx.Staff().All(); err != nil {
			return err
		}
		addStaff(t, s, "林晓") // what the reader does not see keeps the log
		return s.Fold(t.Context())
	})
	if err != nil {
		t.Fatal(err)
	}
	if logSize(t, dir) == 0 {
		t.Error("the log of a reader was taken away")
	}
	if err := s.Fold(t.Context()); err != nil || logSize(t, dir) != 0 {
		t.Errorf("%d bytes stay, %v", logSize(t, dir), err)
	}
}
