// Package sqlitetest changes a folder's database past the desk, as somebody does who has
// the file. Only tests import it.
package sqlitetest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
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
	n, err := Run(dir, text, args...)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// Run is Past outside of a test.
func Run(dir, text string, args ...any) (changed int64, err error) {
	ctx := context.Background()
	db, err := sql.Open("sqlite", filepath.Join(dir, sqlite.FileName))
	if err != nil {
		return 0, err
	}
	db.SetMaxOpenConns(1)
	defer func() { err = errors.Join(err, db.Close()) }()
	guards := map[string]string{}
	if !strings.Contains(text, "TRIGGER") {
		if guards, err = triggers(ctx, db); err != nil {
			return 0, err
		}
	}
	for name := range guards {
		if _, err := db.ExecContext(ctx, "DROP TRIGGER "+name); err != nil {
			return 0, err
		}
	}
	done, err := db.ExecContext(ctx, text, args...)
	if err != nil {
		return 0, fmt.Errorf("%s: %w", text, err)
	}
	for _, guard := range guards {
		if _, err := db.ExecContext(ctx, guard); err != nil {
			return 0, err
		}
	}
	return done.RowsAffected()
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
