// Package postgres keeps desks in a PostgreSQL database, a desk a schema: opening and
// migrating it, its connections (one writes, four read) and, in dialect.go, what
// PostgreSQL alone understands of the statements that package sqlstore runs. No window
// or command reaches it yet; see docs/adr/0007.
package postgres

import (
	"context"
	"database/sql"
	"errors"
	"regexp"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"

	"beiandesk/internal/errs"
	"beiandesk/internal/sqlstore"
	"beiandesk/internal/sqlstore/sqltx"
)

const readers = 4

// lockTimeout is how long a writer waits for another program's, as long as SQLite's do;
// a dsn may say otherwise.
const lockTimeout = "5s"

// schemaName is what a schema may be called: PostgreSQL folds other letters, cuts
// longer names and keeps pg_… for itself.
var schemaName = regexp.MustCompile(`^[a-z][a-z0-9_]{0,62}$`)

// Store is an open desk. It is safe for use by several goroutines.
type Store struct {
	*sqlstore.Store
	writer *sql.DB
	reader *sql.DB
}

// Open opens the desk in a schema of the database that dsn names (a URL or key=value
// pairs, as libpq takes them), makes it when there is none and migrates an old one. now
// tells the time of rows that come without one. Errors: Invalid for a dsn or a schema
// that can't be one; Foreign for a schema that holds other tables and Newer for one of a
// later release, which both stay untouched; Storage when the database can't be reached;
// Busy.
func Open(ctx context.Context, dsn, schema string, sealer sqltx.Sealer, now func() time.Time) (*Store, error) {
	if !schemaName.MatchString(schema) || strings.HasPrefix(schema, "pg_") {
		return nil, errs.New(errs.Invalid, "数据库里的模式名只能用小写字母、数字和下划线，以字母开头")
	}
	config, err := pgx.ParseConfig(dsn)
	if err != nil {
		return nil, errs.New(errs.Invalid, "数据库的连接串不对。检查后重试") // the cause would show the password
	}
	config.RuntimeParams["search_path"] = pgx.Identifier{schema}.Sanitize()
	if config.RuntimeParams["lock_timeout"] == "" {
		config.RuntimeParams["lock_timeout"] = lockTimeout
	}
	s := &Store{writer: stdlib.OpenDB(*config), reader: stdlib.OpenDB(*config)}
	s.writer.SetMaxOpenConns(1)
	s.reader.SetMaxOpenConns(readers)
	s.reader.SetMaxIdleConns(readers)
	if err := prepare(ctx, s.reader, schema); err != nil {
		return nil, errors.Join(translate(err), s.Close())
	}
	s.Store = sqlstore.New(&sqltx.Runner{Dialect: dialect, Sealer: sealer, Now: now}, s.writer, s.reader)
	return s, nil
}

// Close waits for running work and closes the connections. A second call does nothing.
func (s *Store) Close() error {
	return translate(errors.Join(s.reader.Close(), s.writer.Close()))
}
