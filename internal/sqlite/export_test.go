package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"io/fs"
	"strings"
	"time"

	modernc "modernc.org/sqlite"

	"beiandesk/internal/sqlstore/sqltx"
)

// What a connection that keeps its statements is made of.
type (
	EngineConn = engineConn
	EngineStmt = engineStmt
)

// MostKept is how many it keeps.
const MostKept = mostKept

// Connector opens bare connections.
func Connector(dsn string) (driver.Connector, error) { return modernc.NewConnector(dsn) }

// Keeping opens connections that keep their statements.
func Keeping(c driver.Connector) *sql.DB { return sql.OpenDB(keepingConnector{c}) }

// OpenWith opens a desk with other migrations than the embedded ones.
func OpenWith(ctx context.Context, dir string, sealer sqltx.Sealer, now func() time.Time, migrations fs.FS) (*Store, error) {
	return open(ctx, dir, sealer, now, migrations)
}

// Migrations are the embedded ones.
func Migrations() (fs.FS, error) { return fs.Sub(embedded, "migrations") }

// Exec runs a statement past the contract.
func (s *Store) Exec(ctx context.Context, query string, args ...any) error {
	_, err := s.writer.ExecContext(ctx, query, args...)
	return translate(err)
}

// Plan is what SQLite means to do for a statement, a line a step, indented by depth.
func (s *Store) Plan(ctx context.Context, query string, args ...any) ([]string, error) {
	rows, err := s.writer.QueryContext(ctx, "EXPLAIN QUERY PLAN "+query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	depth := map[int]int{}
	var plan []string
	for rows.Next() {
		var id, parent, unused int
		var detail string
		if err := rows.Scan(&id, &parent, &unused, &detail); err != nil {
			return nil, err
		}
		depth[id] = depth[parent] + 1
		plan = append(plan, strings.Repeat("  ", depth[id]-1)+detail)
	}
	return plan, rows.Err()
}

// Count runs a query for one number past the contract.
func (s *Store) Count(ctx context.Context, query string) (n int, err error) {
	err = s.writer.QueryRowContext(ctx, query).Scan(&n)
	return n, err
}

// Blob runs a query for one blob past the contract.
func (s *Store) Blob(ctx context.Context, query string, args ...any) (blob []byte, err error) {
	err = s.writer.QueryRowContext(ctx, query, args...).Scan(&blob)
	return blob, err
}
