package sqlite_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"beiandesk/internal/errs"
	"beiandesk/internal/sqlite"
	"beiandesk/internal/store"
)

// Windows lets nobody take a file away that is open, and the first open file is the guard.
func TestNothingIsWrittenOnceAnotherFileLiesAtThePath(t *testing.T) {
	if os.PathSeparator == '\\' {
		return
	}
	for name, move := range map[string]func(t *testing.T, dir string){
		"the folder was moved away": func(t *testing.T, dir string) { rename(t, dir, dir+"-moved") },
		"an empty folder took its place": func(t *testing.T, dir string) {
			rename(t, dir, dir+"-moved")
			if err := os.Mkdir(dir, 0o700); err != nil {
				t.Fatal(err)
			}
		},
		"another desk took its place": func(t *testing.T, dir string) {
			other := t.TempDir()
			if err := open(t, other).Close(); err != nil {
				t.Fatal(err)
			}
			rename(t, dir, dir+"-moved")
			rename(t, other, dir)
		},
		"the database alone was exchanged for a copy": func(t *testing.T, dir string) {
			path := filepath.Join(dir, sqlite.FileName)
			content, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			rename(t, path, path+".old")
			write(t, path, content)
		},
		"the log was taken away": func(t *testing.T, dir string) {
			if err := os.Remove(filepath.Join(dir, sqlite.FileName+"-wal")); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "desk")
			if err := os.Mkdir(dir, 0o700); err != nil {
				t.Fatal(err)
			}
			s := open(t, dir)
			addStaff(t, s, "周敏")
			move(t, dir)
			before := files(t, filepath.Dir(dir))
			err := s.Write(t.Context(), func(tx store.Tx) error { return tx.Staff().Add(store.Staff{ID: "b", Name: "林晓"}) })
			if errs.CodeOf(err) != errs.Storage {
				t.Fatalf("written: %v", err)
			}
			for name, content := range files(t, filepath.Dir(dir)) {
				if name != sqlite.FileName+"-shm" && !bytes.Equal(content, before[name]) {
					t.Errorf("%s was changed", name)
				}
			}
		})
	}
}

func rename(t *testing.T, from, to string) {
	t.Helper()
	if err := os.Rename(from, to); err != nil {
		t.Fatal(err)
	}
}

func TestACopyOfBeforeAnUpgradeGoesAfterAMonth(t *testing.T) {
	dir := t.TempDir()
	if err := open(t, dir).Close(); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(dir, "desk.before-v9.db")
	write(t, name, []byte("a copy"))
	for days, stays := range map[int]bool{29: true, 31: false} {
		s, err := sqlite.Open(t.Context(), dir, newSealer(), func() time.Time { return time.Now().AddDate(0, 0, days) })
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(name); (err == nil) != stays {
			t.Errorf("after %d days: %v", days, err)
		}
		if !stays {
			write(t, name, []byte("a copy"))
		}
	}
}
