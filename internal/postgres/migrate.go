package postgres

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"io/fs"

	"github.com/jackc/pgx/v5"
	"github.com/pressly/goose/v3"

	"beiandesk/internal/errs"
)

//go:embed migrations/*.sql
var embedded embed.FS

// prepare makes the desk's schema when there is none and migrates an old one. One
// program does so at a time; the others wait and find the work done.
func prepare(ctx context.Context, db *sql.DB, schema string) (err error) {
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	const lock = "(hashtextextended('migrate ' || $1::text, 0))"
	if _, err := conn.ExecContext(ctx, "SELECT pg_advisory_lock"+lock, schema); err != nil {
		return errors.Join(err, conn.Close())
	}
	defer func() {
		_, e := conn.ExecContext(context.WithoutCancel(ctx), "SELECT pg_advisory_unlock"+lock, schema)
		err = errors.Join(err, e, conn.Close())
	}()
	migrations, err := fs.Sub(embedded, "migrations")
	if err != nil {
		return err
	}
	files, err := fs.Glob(migrations, "*.sql")
	if err != nil {
		return err
	}
	version, err := versionOf(ctx, conn, schema)
	switch {
	case err != nil || version == len(files):
		return err
	case version > len(files):
		return errs.New(errs.Newer, "这份数据由更新版本的备案台写过，没有动它。安装新版本后再打开")
	}
	if _, err := conn.ExecContext(ctx, "CREATE SCHEMA IF NOT EXISTS "+pgx.Identifier{schema}.Sanitize()); err != nil {
		return err
	}
	provider, err := goose.NewProvider(goose.DialectPostgres, db, migrations, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return err
	}
	_, err = provider.Up(ctx)
	return err
}

// versionOf is the number of the last migration that a schema has seen, 0 for one that
// is empty or not there, and errs.Foreign for one with tables but no such number.
func versionOf(ctx context.Context, conn *sql.Conn, schema string) (version int, err error) {
	var tables int
	var ours bool
	err = conn.QueryRowContext(ctx, `SELECT COUNT(*), COALESCE(bool_or(tablename = $2), false)
		FROM pg_tables WHERE schemaname = $1`, schema, goose.DefaultTablename).Scan(&tables, &ours)
	switch {
	case err != nil || tables == 0:
		return 0, err
	case !ours:
		return 0, errs.New(errs.Foreign, "数据库里的这个模式不是备案台的数据，没有动它。换一个模式")
	}
	err = conn.QueryRowContext(ctx, "SELECT COALESCE(MAX(version_id), 0) FROM "+
		pgx.Identifier{schema, goose.DefaultTablename}.Sanitize()+" WHERE is_applied").Scan(&version)
	return version, err
}
