// Package sqltx runs statements inside transactions: how they are spelt for an engine,
// how values are sealed, written and scanned, how conditions are gathered and pages
// begin where the last one ended.
package sqltx

import (
	"context"
	"database/sql"
	"sync/atomic"
	"time"

	"beiandesk/internal/errs"
)

// Sealer seals values for their place and the row's version, so that they can't be swapped
// nor put back from before, and makes keyed hashes. The vault is one.
type Sealer interface {
	Seal(table, column, row string, version int, plain []byte) ([]byte, error)
	Open(table, column, row string, version int, sealed []byte) ([]byte, error)
	OpenOlder(table, column, row string, sealed []byte) ([]byte, error) // of the form that bound no version
	Hash(purpose, value string) string
	Older(sealed []byte) bool               // it is sealed by the key of before a rekey that is not through
	OlderHash(purpose, value string) string // what that key hashed to; "" when there is none
}

// Runner runs transactions and counts their statements.
type Runner struct {
	Dialect Dialect
	Sealer  Sealer
	Now     func() time.Time               // the time of rows that come without one
	Seen    func(query string, args []any) // for tests: told of each statement; nil is nobody
	Most    int                            // for tests: another number than store.MostCounted; 0 is none

	statements atomic.Int64
}

// Run runs f in a transaction of db; f's error rolls it back.
func (r *Runner) Run(ctx context.Context, db *sql.DB, write bool, f func(*Tx) error) error {
	options := r.Dialect.Reads
	if write {
		options = r.Dialect.Writes
	}
	q, err := db.BeginTx(ctx, options)
	if err != nil {
		return r.Dialect.Translate(err)
	}
	defer q.Rollback() // a no-op once committed; needed when f panics
	if write && r.Dialect.Lock != "" {
		if _, err := q.ExecContext(ctx, r.Dialect.Lock); err != nil {
			return r.Dialect.Translate(err)
		}
	}
	if err := f(&Tx{Dialect: r.Dialect, Now: r.Now(), ctx: ctx, q: q, runner: r, write: write}); err != nil {
		return err
	}
	return r.Dialect.Translate(q.Commit())
}

// count notes a statement.
func (r *Runner) count(query string, args []any) {
	r.statements.Add(1)
	if r.Seen != nil {
		r.Seen(query, args)
	}
}

// Statements counts the SQL statements that transactions have run so far.
func (r *Runner) Statements() int64 { return r.statements.Load() }

// errReadOnly is a fault of ours: a verb that only looks has tried to write.
var errReadOnly = errs.New(errs.Internal, "程序出错：在只读事务里写数据")
