// Package sqlitetest changes a folder's database past the desk, as somebody does who has
// the file. Only tests import it.
package sqlitetest

import (
	"context"
	"database/sql"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"beiandesk/internal/sqlite"
)

// Past runs a statement, or several without arguments, on the database of dir and tells
// how many rows the last one changed. Guards that would refuse it are taken off and put
// back, unless the statement is about them.
func Past(t testing.TB, dir, text string, args ...any) int64 {
	t.Helper()
	ctx := context.Background()
	db := open(t, dir)
	guards := map[string]string{}
	if !strings.Contains(text, "TRIGGER") {
		var err error
		if guards, err = triggers(ctx, db); err != nil {
			t.Fatal(err)
		}
	}
	run := func(text string, args ...any) sql.Result {
		t.Helper()
		done, err := db.ExecContext(ctx, text, args...)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		return done
	}
	for name := range guards {
		run("DROP TRIGGER " + name)
	}
	done := run(text, args...)
	for _, guard := range guards {
		run(guard)
	}
	n, err := done.RowsAffected()
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	return n
}

// First is the text in the first row of a query.
func First(t testing.TB, dir, query string) (text string) {
	t.Helper()
	db := open(t, dir)
	if err := errors.Join(db.QueryRowContext(context.Background(), query).Scan(&text), db.Close()); err != nil {
		t.Fatal(err)
	}
	return text
}

// open opens a database with one connection, to which what is attached belongs.
func open(t testing.TB, dir string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(dir, sqlite.FileName))
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	return db
}

// triggers maps the names of a database's triggers to what makes them.
func triggers(ctx context.Context, db *sql.DB) (all map[string]string, err error) {
	rows, err := db.QueryContext(ctx, "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	all = map[string]string{}
	for rows.Next() {
		var name, text string
		if err := rows.Scan(&name, &text); err != nil {
			return nil, err
		}
		all[name] = text
	}
	return all, rows.Err()
}
