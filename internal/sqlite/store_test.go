package sqlite_test

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"beiandesk/internal/clients"
	"beiandesk/internal/sqlite"
	"beiandesk/internal/store"
	"beiandesk/internal/store/storetest"
)

// empty is the file of a desk in which nothing has been done.
var empty = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "desk-empty")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	s, err := sqlite.Open(context.Background(), dir, newSealer(), time.Now)
	if err != nil {
		return nil, err
	}
	if err := s.Close(); err != nil {
		return nil, err
	}
	return os.ReadFile(filepath.Join(dir, sqlite.FileName))
})

// open opens the desk in dir; a new one begins with a copy of the empty file.
func open(t testing.TB, dir string) *sqlite.Store {
	t.Helper()
	if path := filepath.Join(dir, sqlite.FileName); !there(path) {
		content, err := empty()
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s, err := sqlite.Open(t.Context(), dir, newSealer(), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func TestStoreContract(t *testing.T) {
	storetest.TestStore(t, func(t *testing.T) store.Store { return open(t, t.TempDir()) })
}

func TestARowWithoutATimeTakesTheDesksClock(t *testing.T) {
	s, err := sqlite.Open(t.Context(), t.TempDir(), newSealer(), func() time.Time { return plantNow })
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Write(t.Context(), func(tx store.Tx) error { return tx.Clients().AddClient(clients.Client{ID: "a"}) }); err != nil {
		t.Fatal(err)
	}
	err = s.Read(t.Context(), func(tx store.Tx) error {
		c, err := tx.Clients().Client("a")
		if !c.CreatedAt.Equal(plantNow) {
			t.Errorf("made at %v, want %v", c.CreatedAt, plantNow)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestSealsBindTheirRowAndItsVersion(t *testing.T) {
	storetest.TestSeals(t, func(t *testing.T) storetest.Engine {
		s := open(t, t.TempDir())
		return storetest.Engine{
			Store: s, Sealer: newSealer(),
			Exec: func(query string, args ...any) error { return s.Exec(t.Context(), query, args...) },
			Blob: func(query string, args ...any) (blob []byte, err error) { return s.Blob(t.Context(), query, args...) },
		}
	})
}

func there(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
