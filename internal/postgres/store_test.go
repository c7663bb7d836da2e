package postgres_test

import (
	"fmt"
	"os"
	"sync/atomic"
	"testing"
	"time"

	"beiandesk/internal/postgres"
	"beiandesk/internal/postgres/pgtest"
	"beiandesk/internal/store"
	"beiandesk/internal/store/storetest"
)

var (
	server *pgtest.Server
	made   atomic.Int64 // schemas
)

func TestMain(m *testing.M) {
	var err error
	if server, err = pgtest.Start(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	code := m.Run()
	if err := server.Stop(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

// schema names one that is not there yet.
func schema() string { return fmt.Sprintf("desk_%d", made.Add(1)) }

func open(t *testing.T, schema string) *postgres.Store {
	t.Helper()
	s, err := postgres.Open(t.Context(), server.DSN, schema, marker{}, time.Now)
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
	storetest.TestStore(t, func(t *testing.T) store.Store { return open(t, schema()) })
}

func TestSealsBindTheirRowAndItsVersion(t *testing.T) {
	storetest.TestSeals(t, func(t *testing.T) storetest.Engine {
		name := schema()
		s, db := open(t, name), past(t, name)
		return storetest.Engine{
			Store: s, Sealer: marker{},
			Exec: func(query string, args ...any) error { _, err := db.Exec(query, args...); return err },
			Blob: func(query string, args ...any) (blob []byte, err error) {
				err = db.QueryRow(query, args...).Scan(&blob)
				return blob, err
			},
		}
	})
}
