//go:build bench && csqlite

package bench_test

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"regexp"
	"testing"

	_ "github.com/mattn/go-sqlite3" // SQLite as C, of the version that modernc.org/sqlite translates
	_ "modernc.org/sqlite"
)

// pragmas are those of a reader of the desk.
const pragmas = "PRAGMA query_only = 1; PRAGMA temp_store = memory; PRAGMA cache_size = -65536; PRAGMA foreign_keys = 1"

// statement is one that a screen has run.
type statement struct {
	query string
	args  []any
}

// engine is a connection to a folder's database, past the desk.
type engine struct {
	*sql.Conn
	spelt func(string) string
	kept  map[string]*sql.Stmt
}

func connect(t *testing.T, driver, dir string, spelt func(string) string) *engine {
	t.Helper()
	db, err := sql.Open(driver, "file:"+filepath.Join(dir, "desk.db"))
	if err != nil {
		t.Fatal(err)
	}
	conn, err := db.Conn(t.Context())
	if err == nil {
		_, err = conn.ExecContext(t.Context(), pragmas)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return &engine{conn, spelt, map[string]*sql.Stmt{}}
}

// parameter is one as the desk writes it.
var parameter = regexp.MustCompile(`\$(\d+)`)

// numbered spells parameters so that SQLite numbers them as they say, not as it meets them.
func numbered(query string) string { return parameter.ReplaceAllString(query, "?$1") }

func asItIs(query string) string { return query }

// run runs statements, each prepared once, and gives how many rows came.
func (e *engine) run(list []statement) (n int, err error) {
	ctx := context.Background()
	for _, s := range list {
		if e.kept[s.query] == nil {
			if e.kept[s.query], err = e.PrepareContext(ctx, e.spelt(s.query)); err != nil {
				return n, fmt.Errorf("%w: %s", err, s.query)
			}
		}
		rows, err := e.kept[s.query].QueryContext(ctx, s.args...)
		if err != nil {
			return n, fmt.Errorf("%w: %s", err, s.query)
		}
		columns, err := rows.Columns()
		if err != nil {
			return n, err
		}
		into := make([]any, len(columns))
		for i := range into {
			into[i] = new(sql.RawBytes)
		}
		for rows.Next() {
			n++
			if err := rows.Scan(into...); err != nil {
				return n, err
			}
		}
		if err := rows.Err(); err != nil {
			return n, err
		}
	}
	return n, nil
}

// TestEngines holds the statements of each screen, run by the translated SQLite that the desk
// has, against those of SQLite as C of the same version on the same file.
func TestEngines(t *testing.T) {
	before := load(t)
	list := sizes(t)
	most := list[len(list)-1]
	dir := folders(t)[most]
	d := opened(t, dir)
	ours, theirs := connect(t, "sqlite", dir, asItIs), connect(t, "sqlite3", dir, numbered)
	for _, e := range []*engine{ours, theirs} {
		var version string
		if err := e.QueryRowContext(t.Context(), "SELECT sqlite_version()").Scan(&version); err != nil {
			t.Fatal(err)
		}
		t.Log("SQLite", version)
	}
	var all []work
	var names []string
	for _, w := range screens(t, d.Office) {
		var run []statement
		d.SQLite().Seen(func(query string, args []any) { run = append(run, statement{query, args}) })
		if err := w.f(); err != nil {
			t.Fatal(err)
		}
		d.SQLite().Seen(nil)
		a, err := ours.run(run)
		if err != nil {
			t.Fatal(err)
		}
		b, err := theirs.run(run)
		if err != nil || a != b {
			t.Fatalf("%s: %d rows and %d, %v", w.name, a, b, err)
		}
		names = append(names, w.name)
		all = append(all,
			work{"Go " + w.name, func() error { _, err := ours.run(run); return err }},
			work{"C " + w.name, func() error { _, err := theirs.run(run); return err }}, w)
	}
	costs := rounds(t, 40, all)
	r := newReport(t, "2-engines", fmt.Sprintf("Statements of the screens by modernc.org/sqlite and by SQLite as C, %d cases", most),
		"screen", "whole screen, ms", "its statements, ms", "as C, ms", "statements against C", "whole against C")
	for _, name := range names {
		whole, a, b := median(costs[name]), median(costs["Go "+name]), median(costs["C "+name])
		r.row(name, ms(whole), ms(a), ms(b), fmt.Sprintf("%.1f ×", float64(a)/float64(b)), fmt.Sprintf("%.1f ×", float64(whole)/float64(b)))
	}
	r.save(before)
}
