package sqlite_test

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"testing"

	"beiandesk/internal/sqlite"
)

// reader counts what a connection has read and given up.
type reader struct {
	sqlite.EngineConn
	read, closed int
}

func (r *reader) PrepareContext(ctx context.Context, text string) (driver.Stmt, error) {
	stmt, err := r.EngineConn.PrepareContext(ctx, text)
	if err != nil {
		return nil, err
	}
	r.read++
	return readStatement{stmt.(sqlite.EngineStmt), r}, nil
}

type readStatement struct {
	sqlite.EngineStmt
	of *reader
}

func (s readStatement) Close() error {
	s.of.closed++
	return s.EngineStmt.Close()
}

// connector opens one connection that is counted.
type connector struct {
	driver.Connector
	made *reader
}

func (c connector) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	c.made.EngineConn = conn.(sqlite.EngineConn)
	return c.made, nil
}

// counted is a database of one connection that keeps its statements.
func counted(t *testing.T) (*sql.DB, *reader) {
	t.Helper()
	base, err := sqlite.Connector(":memory:")
	if err != nil {
		t.Fatal(err)
	}
	r := &reader{}
	db := sqlite.Keeping(connector{base, r})
	db.SetMaxOpenConns(1)
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
		if r.closed != r.read {
			t.Errorf("%d statements were read, %d closed", r.read, r.closed)
		}
	})
	return db, r
}

func number(t *testing.T, db interface {
	QueryRowContext(context.Context, string, ...any) *sql.Row
}, query string, args ...any) (n int) {
	t.Helper()
	if err := db.QueryRowContext(t.Context(), query, args...).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestAStatementIsReadOnceAConnection(t *testing.T) {
	db, r := counted(t)
	if _, err := db.ExecContext(t.Context(), "CREATE TABLE a (n INTEGER PRIMARY KEY)"); err != nil {
		t.Fatal(err)
	}
	for i := range 3 {
		if _, err := db.ExecContext(t.Context(), "INSERT INTO a VALUES ($1)", i); err != nil {
			t.Fatal(err)
		}
		if n := number(t, db, "SELECT COUNT(*) FROM a WHERE n <= $1", i); n != i+1 {
			t.Errorf("%d rows after %d", n, i+1)
		}
	}
	if r.read != 2 {
		t.Errorf("%d statements were read, not 2", r.read)
	}
	if _, err := db.ExecContext(t.Context(), "INSERT INTO a VALUES ($1)", 0); err == nil {
		t.Error("a key was taken twice")
	}
	if n := number(t, db, "SELECT COUNT(*) FROM a WHERE n <= $1", 9); n != 3 {
		t.Errorf("%d rows", n)
	}
	if _, err := db.ExecContext(t.Context(), "ALTER TABLE a ADD COLUMN m INTEGER DEFAULT 7"); err != nil {
		t.Fatal(err)
	}
	if n := number(t, db, "SELECT COUNT(*) FROM a WHERE n <= $1", 1); n != 2 {
		t.Errorf("%d rows after the table has changed", n)
	}
}

func TestAStatementInUseIsNotTakenFromItsReader(t *testing.T) {
	db, _ := counted(t)
	tx, err := db.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	const query = "SELECT $1 UNION ALL SELECT $1 + 1"
	rows, err := tx.QueryContext(t.Context(), query, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var all []int
	for rows.Next() {
		var n int
		if err := rows.Scan(&n); err != nil {
			t.Fatal(err)
		}
		all = append(all, n, number(t, tx, query, n*10))
	}
	if err := rows.Err(); err != nil || fmt.Sprint(all) != "[1 10 2 20]" {
		t.Errorf("read %v, %v", all, err)
	}
}

// What a PRAGMA does it does while it is read: kept, it would do nothing the second time.
func TestConnectionsKeepSoMuchAndNoPragma(t *testing.T) {
	db, r := counted(t)
	for i := range sqlite.MostKept + 5 {
		if n := number(t, db, fmt.Sprintf("SELECT %d", i)); n != i {
			t.Errorf("%d gave %d", i, n)
		}
	}
	if kept := r.read - r.closed; kept != sqlite.MostKept {
		t.Errorf("%d are kept, not %d", kept, sqlite.MostKept)
	}
	number(t, db, fmt.Sprintf("SELECT %d", sqlite.MostKept)) // one of the latest
	for _, n := range []int{0, 7, 0} {
		if _, err := db.ExecContext(t.Context(), fmt.Sprintf("PRAGMA busy_timeout(%d)", n)); err != nil {
			t.Fatal(err)
		}
		if got := number(t, db, "PRAGMA busy_timeout"); got != n {
			t.Errorf("the connection waits %d, not %d", got, n)
		}
	}
	if r.read != sqlite.MostKept+5 {
		t.Errorf("%d statements were read", r.read)
	}
}
