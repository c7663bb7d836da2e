package postgres_test

import (
	"context"
	"database/sql"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"

	"beiandesk/internal/errs"
	"beiandesk/internal/postgres"
	"beiandesk/internal/sqlite"
	"beiandesk/internal/store"
)

// past opens the database past the store, in a schema.
func past(t *testing.T, schema string) *sql.DB {
	t.Helper()
	db, err := sql.Open("pgx", server.DSN+" search_path="+schema)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func exec(t *testing.T, db *sql.DB, statements ...string) {
	t.Helper()
	for _, s := range statements {
		if _, err := db.ExecContext(t.Context(), s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
}

func texts(t *testing.T, db *sql.DB, query string) (all []string) {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var v string
		if err := rows.Scan(&v); err != nil {
			t.Fatal(err)
		}
		all = append(all, v)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

func addZhouMin(s *postgres.Store) error {
	return s.Write(context.Background(), func(tx store.Tx) error { return tx.Staff().Add(store.Staff{ID: "a", Name: "周敏"}) })
}

func staff(t *testing.T, s *postgres.Store) (all []store.Staff) {
	t.Helper()
	err := s.Read(t.Context(), func(tx store.Tx) (err error) {
		all, err = tx.Staff().All()
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestOpenRefusesWhatIsNotItsOwn(t *testing.T) {
	foreign, newer := schema(), schema()
	exec(t, past(t, foreign), "CREATE SCHEMA "+foreign, "CREATE TABLE staff (name TEXT)")
	open(t, newer)
	exec(t, past(t, newer), "INSERT INTO goose_db_version (version_id, is_applied) VALUES (999, true)")
	for name, test := range map[string]struct {
		dsn, schema string
		code        errs.Code
	}{
		"another program's schema":     {server.DSN, foreign, errs.Foreign},
		"a later release's schema":     {server.DSN, newer, errs.Newer},
		"a name that is folded":        {server.DSN, "Desk", errs.Invalid},
		"a name that is kept":          {server.DSN, "pg_desk", errs.Invalid},
		"no name":                      {server.DSN, "", errs.Invalid},
		"a text that is no address":    {"host=a port=b", "desk", errs.Invalid},
		"a server that is not there":   {"host=/nowhere user=desk", "desk", errs.Storage},
		"a database that is not there": {server.DSN + " dbname=none", "desk", errs.Storage},
	} {
		t.Run(name, func(t *testing.T) {
			s, err := postgres.Open(t.Context(), test.dsn, test.schema, marker{}, time.Now)
			if errs.CodeOf(err) != test.code || s != nil {
				t.Fatalf("open gave %v and %v, want %s", s, err, test.code)
			}
		})
	}
	tables := "SELECT tablename FROM pg_tables WHERE schemaname = '" + foreign + "'"
	if got := texts(t, past(t, foreign), tables); !slices.Equal(got, []string{"staff"}) {
		t.Errorf("the other program's schema holds %v now", got)
	}
}

func TestDesksOfOneDatabaseKnowNothingOfEachOther(t *testing.T) {
	one, other := open(t, schema()), open(t, schema())
	if err := addZhouMin(one); err != nil {
		t.Fatal(err)
	}
	if got := staff(t, other); len(got) != 0 {
		t.Errorf("the other desk has %v", got)
	}
}

func TestADeskOpensAgainWithAllItHolds(t *testing.T) {
	name := schema()
	if err := addZhouMin(open(t, name)); err != nil {
		t.Fatal(err)
	}
	if got := staff(t, open(t, name)); len(got) != 1 || got[0].Name != "周敏" {
		t.Errorf("the desk holds %v", got)
	}
}

func TestManyOpenANewDeskAtOnce(t *testing.T) {
	name := schema()
	var group sync.WaitGroup
	failed := make(chan error, 6)
	for range cap(failed) {
		group.Go(func() {
			s, err := postgres.Open(context.Background(), server.DSN, name, marker{}, time.Now)
			if err == nil {
				err = s.Close()
			}
			failed <- err
		})
	}
	group.Wait()
	close(failed)
	for err := range failed {
		if err != nil {
			t.Error(err)
		}
	}
}

func TestWritersOfSeveralProgramsTakeTurns(t *testing.T) {
	name := schema()
	const programs, each = 4, 10
	next := func(s *postgres.Store) (n int, err error) {
		err = s.Write(context.Background(), func(tx store.Tx) (err error) {
			n, err = tx.Numbers().Next("ZD", 2026)
			if err == nil {
				_, err = tx.Journal().Append(store.Entry{At: time.Now(), Kind: "note"}) // numbers its entries by what it reads
			}
			return err
		})
		return n, err
	}
	var group sync.WaitGroup
	failed := make(chan error, programs*each)
	for range programs {
		s := open(t, name)
		group.Go(func() {
			for range each {
				_, err := next(s)
				failed <- err
			}
		})
	}
	group.Wait()
	close(failed)
	for err := range failed {
		if err != nil {
			t.Fatal(err)
		}
	}
	if n, err := next(open(t, name)); n != programs*each+1 || err != nil {
		t.Errorf("the next number is %d (%v), want %d", n, err, programs*each+1)
	}
}

func TestAWriterThatWaitsTooLongIsTold(t *testing.T) {
	name := schema()
	slow := open(t, name)
	quick, err := postgres.Open(t.Context(), server.DSN+" lock_timeout=20ms", name, marker{}, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer quick.Close()
	err = slow.Write(t.Context(), func(store.Tx) error {
		if err := addZhouMin(quick); errs.CodeOf(err) != errs.Busy {
			t.Errorf("the other writer got %v, want busy", err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := addZhouMin(quick); err != nil {
		t.Errorf("once the desk is free: %v", err)
	}
}

func TestAReadOnlyDatabaseSaysWhatToDo(t *testing.T) {
	name := schema()
	open(t, name)
	s, err := postgres.Open(t.Context(), server.DSN+" default_transaction_read_only=on", name, marker{}, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := addZhouMin(s); errs.CodeOf(err) != errs.Storage || !strings.Contains(err.Error(), "只读") {
		t.Errorf("writing gave %v", err)
	}
}

func TestWhatIsAppendOnlyRefusesChange(t *testing.T) {
	name := schema()
	s, db := open(t, name), past(t, name)
	err := s.Write(t.Context(), func(tx store.Tx) error {
		_, err := tx.Journal().Append(store.Entry{At: time.Now(), Kind: "note", Title: "记一笔"})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, statement := range []string{
		"UPDATE journal SET title = 'x'", "DELETE FROM journal", "TRUNCATE journal CASCADE", "UPDATE moves SET action = 'x'", "DELETE FROM moves",
		"TRUNCATE moves", "UPDATE overrides SET code = 'x'", "DELETE FROM overrides", "TRUNCATE overrides",
		"UPDATE payments SET amount_fen = 1", "DELETE FROM payments", "UPDATE reversals SET reversed_by = 'x'", "DELETE FROM reversals",
	} {
		if _, err := db.ExecContext(t.Context(), statement); err == nil || !strings.Contains(err.Error(), "append-only") {
			t.Errorf("%s gave %v", statement, err)
		}
	}
}

func TestARowWithoutATimeTakesTheDesksClock(t *testing.T) {
	at := time.Date(2026, 9, 6, 1, 2, 3, 0, time.UTC)
	name := schema()
	s, err := postgres.Open(t.Context(), server.DSN, name, marker{}, func() time.Time { return at })
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := addZhouMin(s); err != nil {
		t.Fatal(err)
	}
	if got := texts(t, past(t, name), "SELECT created_at FROM staff"); !slices.Equal(got, []string{"2026-09-06T01:02:03.000000000Z"}) {
		t.Errorf("made at %v, want %v", got, at)
	}
}

// A migration of one engine needs its twin in the other.
func TestBothEnginesHaveTheSameColumns(t *testing.T) {
	name := schema()
	open(t, name)
	got := texts(t, past(t, name), `SELECT table_name || '.' || column_name || CASE is_nullable WHEN 'YES' THEN ' NULL' ELSE '' END
		FROM information_schema.columns WHERE table_schema = '`+name+`' AND table_name <> 'goose_db_version'`)
	dir := t.TempDir()
	s, err := sqlite.Open(t.Context(), dir, marker{}, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", "file:"+dir+"/"+sqlite.FileName)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	want := texts(t, db, `SELECT m.name || '.' || c.name || CASE WHEN c."notnull" = 1 OR c.pk > 0 THEN '' ELSE ' NULL' END
		FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT IN ('goose_db_version', 'sqlite_sequence')`)
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("PostgreSQL has\n%s\nSQLite has\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if len(want) < 200 {
		t.Errorf("only %d columns were compared", len(want))
	}
}
