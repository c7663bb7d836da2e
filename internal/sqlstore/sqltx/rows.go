package sqltx

import (
	"database/sql"
	"errors"

	"beiandesk/internal/damage"
)

// Row is a row under the cursor.
type Row interface{ Scan(...any) error }

// One reads a single row; what names the thing in the error when there is none.
func One[T any](t *Tx, what string, scan func(Row) (T, error), query string, args ...any) (T, error) {
	t.runner.count(query, args)
	v, err := scan(t.q.QueryRowContext(t.ctx, query, args...))
	if errors.Is(err, sql.ErrNoRows) {
		return v, Missing(what)
	}
	return v, t.Translate(err)
}

// List reads all rows.
func List[T any](t *Tx, scan func(Row) (T, error), query string, args ...any) ([]T, error) {
	t.runner.count(query, args)
	rows, err := t.q.QueryContext(t.ctx, query, args...)
	if err != nil {
		return nil, t.Translate(err)
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		v, err := scan(rows)
		if err != nil {
			return nil, t.Translate(err)
		}
		all = append(all, v)
	}
	return all, t.Translate(rows.Err())
}

// EachRow hands out rows one by one.
func EachRow(t *Tx, take func(Row) error, query string, args []any) error {
	_, err := List(t, func(row Row) (struct{}, error) { return struct{}{}, take(row) }, query, args...)
	return err
}

// OrLost is a column of a row that another one refers to: the mark of damage where that row is
// gone, which takes the other one out of no list.
func OrLost(column string) string { return "COALESCE(" + column + ", '" + damage.Mark + "')" }

// OrLostOf is OrLost where the row may refer to none, and then is empty.
func OrLostOf(reference, column string) string {
	return "CASE WHEN COALESCE(" + reference + ", '') = '' THEN '' ELSE " + OrLost(column) + " END"
}

// Integer scans a row of one number.
func Integer(row Row) (n int64, err error) {
	err = row.Scan(&n)
	return n, err
}

// Text scans a row of one text.
func Text(row Row) (v string, err error) {
	err = row.Scan(&v)
	return v, err
}

// Found turns an update of no row into the error that it is not there.
func Found(rows int64, err error, what string) error {
	if err == nil && rows == 0 {
		return Missing(what)
	}
	return err
}
