package sqlitetest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"beiandesk/internal/sqlite"
)

// Dump gives all that the database of dir says, table by table, a row as the quoted values of
// its columns, in the order in which the table keeps them; under "schema" what made its
// tables, and under "integrity" what SQLite itself thinks of it. Errors: whatever SQLite
// can't read.
func Dump(dir string) (tables map[string][]map[string]string, err error) {
	ctx := context.Background()
	db, err := sql.Open("sqlite", "file:"+filepath.Join(dir, sqlite.FileName)+"?mode=ro")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	tables = map[string][]map[string]string{}
	if tables["schema"], err = rowsOf(ctx, db, "SELECT type, name, tbl_name, sql FROM sqlite_master"); err != nil {
		return nil, err
	}
	if tables["integrity"], err = rowsOf(ctx, db, "PRAGMA integrity_check"); err != nil {
		return nil, err
	}
	for _, row := range tables["schema"] {
		name := row["name"]
		if row["type"] != "table" || tables[name] != nil {
			continue
		}
		if tables[name], err = rowsOf(ctx, db, fmt.Sprintf("SELECT * FROM %q", name)); err != nil {
			return nil, err
		}
	}
	return tables, nil
}

func rowsOf(ctx context.Context, db *sql.DB, query string) (list []map[string]string, err error) {
	rows, err := db.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	columns, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	for rows.Next() {
		values := make([]any, len(columns))
		for i := range values {
			values[i] = new(any)
		}
		if err := rows.Scan(values...); err != nil {
			return nil, err
		}
		row := map[string]string{}
		for i, c := range columns {
			switch v := (*values[i].(*any)).(type) {
			case []byte:
				row[c] = fmt.Sprintf("%x", v)
			case string:
				row[c] = v
			default:
				row[c] = strings.TrimSpace(fmt.Sprint(v))
			}
		}
		list = append(list, row)
	}
	return list, rows.Err()
}
