package sqltx

import (
	"context"
	"database/sql"
	"time"

	"beiandesk/internal/store"
)

// Tx is one transaction.
type Tx struct {
	Dialect
	Now time.Time // when it began

	ctx    context.Context
	q      *sql.Tx
	runner *Runner
	write  bool

	Misfits map[string]bool // rows that did not fit their marks before they were written, by package marks

	Remarked []Remark // what became of marks, by package marks
	Recount  bool     // all rows are to be counted anew at the end, by package marks
	Entered  int64    // the first entry of the journal that was appended, by package journal; 0 for none
}

// Remark is one mark that took another's place. Rows is 1 for a row that is new, and -1 for one
// that was taken out.
type Remark struct {
	Table, Was, Is string
	Rows           int
}

// Writable gives an error in a transaction that only reads.
func (t *Tx) Writable() error {
	if !t.write {
		return errReadOnly
	}
	return nil
}

// Most is how many rows a text filter gathers, and counts.
func (t *Tx) Most() int {
	if t.runner.Most > 0 {
		return t.runner.Most
	}
	return store.MostCounted
}

// Where begins the conditions of a statement.
func (t *Tx) Where() Where { return Where{Dialect: t.Dialect} }

// Exec runs a writing statement and tells how many rows it touched.
func (t *Tx) Exec(query string, args ...any) (int64, error) {
	if err := t.Writable(); err != nil {
		return 0, err
	}
	t.runner.count(query, args)
	result, err := t.q.ExecContext(t.ctx, query, args...)
	if err != nil {
		return 0, t.Translate(err)
	}
	return result.RowsAffected()
}

// Changed turns the outcome of an UPDATE … WHERE id AND version into the error that
// people get: the row was changed by a colleague since it was read at the version
// seen, or is not there.
func (t *Tx) Changed(rows int64, err error, table, id, what string, seen int) error {
	if err != nil || rows > 0 {
		return err
	}
	stored, err := One(t, what, Integer, "SELECT version FROM "+table+" WHERE id = $1", id)
	if err != nil {
		return err
	}
	return store.Stale(what, seen, int(stored))
}
