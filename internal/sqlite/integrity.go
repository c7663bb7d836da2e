package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"io/fs"
	"slices"
	"sync"

	"github.com/pressly/goose/v3"
)

// faultLimit bounds how many faults of a kind SQLite is asked for: who mends one by one
// needs no more, and a torn file has thousands.
const faultLimit = 20

// Integrity says what is wrong with the file itself, fault by fault, empty when nothing
// is: pages and indexes that contradict each other, rows that name a row that is gone,
// and tables, indexes, triggers or views that are not those of the migrations, unless an
// earlier release made them. It reads only. Errors: Storage for a file that cannot be read
// at all.
func (s *Store) Integrity(ctx context.Context) ([]string, error) {
	faults, err := texts(ctx, s.reader, fmt.Sprintf("PRAGMA integrity_check(%d)", faultLimit))
	if err != nil {
		return nil, err
	}
	faults = slices.DeleteFunc(faults, func(text string) bool { return text == "ok" })
	loose, err := texts(ctx, s.reader, fmt.Sprintf(`SELECT "table" || ' #' || coalesce(rowid, '?') || ' → ' || parent
		FROM pragma_foreign_key_check LIMIT %d`, faultLimit))
	if err != nil {
		return nil, err
	}
	for _, text := range loose {
		faults = append(faults, "所指的行不在："+text)
	}
	if s.Old() {
		return faults, nil
	}
	changed, err := s.schemaFaults(ctx)
	return append(faults, changed...), err
}

// schemaText spells what a database is built of, a thing a row. Statistics come and go by
// themselves.
const schemaText = "SELECT type || ' ' || name, tbl_name || ' ' || COALESCE(sql, '') FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_stat%' ESCAPE '\\'"

// schemaFaults holds the schema against one that the migrations build anew.
func (s *Store) schemaFaults(ctx context.Context) ([]string, error) {
	have, err := schemaOf(ctx, s.reader)
	if err != nil {
		return nil, err
	}
	want, err := freshSchema()
	if err != nil {
		return nil, err
	}
	faults := []string{}
	for name, text := range have {
		switch meant, known := want[name]; {
		case !known:
			faults = append(faults, "多出来的 "+name)
		case meant != text:
			faults = append(faults, "被改过的 "+name)
		}
	}
	for name := range want {
		if _, there := have[name]; !there {
			faults = append(faults, "不见了的 "+name)
		}
	}
	slices.Sort(faults)
	return faults, nil
}

// freshSchema is what the migrations build out of nothing, built once.
var freshSchema = sync.OnceValues(func() (map[string]string, error) {
	ctx := context.Background() // who asks first may go away
	migrations, err := fs.Sub(embedded, "migrations")
	if err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return nil, err
	}
	defer func() { _ = db.Close() }() // nothing of it lasts
	db.SetMaxOpenConns(1)             // each connection would have a memory of its own
	provider, err := goose.NewProvider(goose.DialectSQLite3, db, migrations, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return nil, err
	}
	if _, err := provider.Up(ctx); err != nil {
		return nil, translate(err)
	}
	return schemaOf(ctx, db)
})

func schemaOf(ctx context.Context, db *sql.DB) (map[string]string, error) {
	rows, err := db.QueryContext(ctx, schemaText)
	if err != nil {
		return nil, translate(err)
	}
	defer rows.Close()
	all := map[string]string{}
	for rows.Next() {
		var name, text string
		if err := rows.Scan(&name, &text); err != nil {
			return nil, translate(err)
		}
		all[name] = text
	}
	return all, translate(rows.Err())
}

func texts(ctx context.Context, db *sql.DB, query string) ([]string, error) {
	rows, err := db.QueryContext(ctx, query)
	if err != nil {
		return nil, translate(err)
	}
	defer rows.Close()
	all := []string{}
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return nil, translate(err)
		}
		all = append(all, text)
	}
	return all, translate(rows.Err())
}
