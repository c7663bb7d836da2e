package sqlite

import (
	"context"
	"database/sql"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/store"
)

// tx is one transaction. Each port is a small type over it.
type tx struct {
	ctx   context.Context
	q     *sql.Tx
	s     *Store
	write bool
	now   time.Time

	statements map[string]*sql.Stmt // what runs many times in one transaction, which closes it
}

func (t *tx) Staff() store.StaffStore            { return staffStore{t} }
func (t *tx) Clients() store.ClientStore         { return clientStore{t} }
func (t *tx) Cases() store.CaseStore             { return caseStore{t} }
func (t *tx) Sites() store.SiteStore             { return siteStore{t} }
func (t *tx) Leads() store.LeadStore             { return leadStore{t} }
func (t *tx) Moves() store.MoveStore             { return moveStore{t} }
func (t *tx) Projections() store.ProjectionStore { return projectionStore{t} }
func (t *tx) Documents() store.DocumentStore     { return documentStore{t} }
func (t *tx) Fees() store.FeeStore               { return feeStore{t} }
func (t *tx) Invoices() store.InvoiceStore       { return invoiceStore{t} }
func (t *tx) Payments() store.PaymentStore       { return paymentStore{t} }
func (t *tx) Journal() store.JournalStore        { return journalStore{t} }
func (t *tx) Settings() store.SettingStore       { return settingStore{t} }
func (t *tx) Overrides() store.OverrideStore     { return overrideStore{t} }
func (t *tx) Numbers() store.NumberStore         { return numberStore{t} }
func (t *tx) TaskList() store.TaskList           { return taskList{t} }
func (t *tx) CaseList() store.CaseList           { return caseList{t} }
func (t *tx) ClientList() store.ClientList       { return clientList{t} }
func (t *tx) InvoiceList() store.InvoiceList     { return invoiceList{t} }
func (t *tx) DateList() store.DateList           { return dateList{t} }
func (t *tx) Find() store.FindStore              { return findStore{t} }

// where begins the conditions of a statement.
func (t *tx) where() where { return where{dialect: t.s.dialect} }

// exec runs a writing statement and tells how many rows it touched.
func (t *tx) exec(query string, args ...any) (int64, error) {
	if !t.write {
		return 0, errReadOnly
	}
	t.s.count(query, args)
	result, err := t.q.ExecContext(t.ctx, query, args...)
	if err != nil {
		return 0, t.s.dialect.translate(err)
	}
	return result.RowsAffected()
}

// prepared gives a statement that one transaction runs many times: reading the text of
// one costs more than changing a row.
func (t *tx) prepared(query string) (*sql.Stmt, error) {
	if stmt, ok := t.statements[query]; ok {
		return stmt, nil
	}
	stmt, err := t.q.PrepareContext(t.ctx, query)
	if err != nil {
		return nil, t.s.dialect.translate(err)
	}
	if t.statements == nil {
		t.statements = map[string]*sql.Stmt{}
	}
	t.statements[query] = stmt
	return stmt, nil
}

// execPrepared is exec for such a statement.
func (t *tx) execPrepared(query string, args ...any) (int64, error) {
	if !t.write {
		return 0, errReadOnly
	}
	stmt, err := t.prepared(query)
	if err != nil {
		return 0, err
	}
	t.s.count(query, args)
	result, err := stmt.ExecContext(t.ctx, args...)
	if err != nil {
		return 0, t.s.dialect.translate(err)
	}
	return result.RowsAffected()
}

// scanner is a row under the cursor.
type scanner interface{ Scan(...any) error }

// one reads a single row; what names the thing in the error when there is none.
func one[T any](t *tx, what string, scan func(scanner) (T, error), query string, args ...any) (T, error) {
	t.s.count(query, args)
	v, err := scan(t.q.QueryRowContext(t.ctx, query, args...))
	if isNoRows(err) {
		return v, missing(what)
	}
	return v, t.s.dialect.translate(err)
}

// list reads all rows.
func list[T any](t *tx, scan func(scanner) (T, error), query string, args ...any) ([]T, error) {
	t.s.count(query, args)
	rows, err := t.q.QueryContext(t.ctx, query, args...)
	if err != nil {
		return nil, t.s.dialect.translate(err)
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		v, err := scan(rows)
		if err != nil {
			return nil, t.s.dialect.translate(err)
		}
		all = append(all, v)
	}
	return all, t.s.dialect.translate(rows.Err())
}

// integer scans a row of one number.
func integer(row scanner) (n int64, err error) {
	err = row.Scan(&n)
	return n, err
}

// changed turns the outcome of an UPDATE … WHERE id AND version into the error that
// people get: the row was changed by a colleague since it was read at the version
// seen, or is not there.
func (t *tx) changed(rows int64, err error, table, id, what string, seen int) error {
	if err != nil || rows > 0 {
		return err
	}
	stored, err := one(t, what, integer, "SELECT version FROM "+table+" WHERE id = $1", id)
	if err != nil {
		return err
	}
	return store.Stale(what, seen, int(stored))
}

// seal encrypts text for its place; "" stays NULL.
func (t *tx) seal(table, column, row, text string) (any, error) {
	if text == "" {
		return nil, nil
	}
	return t.s.sealer.Seal(table, column, row, []byte(text))
}

// unseal is the way back.
func (t *tx) unseal(table, column, row string, sealed []byte) (string, error) {
	if sealed == nil {
		return "", nil
	}
	plain, err := t.s.sealer.Open(table, column, row, sealed)
	return string(plain), err
}

// sealedText is a value to seal or to read back, with its column.
type sealedText struct {
	column string
	text   *string
}

// sealAll seals the values of one row in order.
func (t *tx) sealAll(table, row string, values []sealedText) ([]any, error) {
	all := make([]any, len(values))
	for i, v := range values {
		sealed, err := t.seal(table, v.column, row, *v.text)
		if err != nil {
			return nil, err
		}
		all[i] = sealed
	}
	return all, nil
}

// unsealAll reads back what sealAll made.
func (t *tx) unsealAll(table, row string, values []sealedText, sealed [][]byte) error {
	for i, v := range values {
		plain, err := t.unseal(table, v.column, row, sealed[i])
		if err != nil {
			return err
		}
		*v.text = plain
	}
	return nil
}

// timeLayout is RFC 3339 of fixed width, so that it sorts as text and loses nothing.
const timeLayout = "2006-01-02T15:04:05.000000000Z"

func stamp(at time.Time) string { return at.UTC().Format(timeLayout) }

// stampOr is stamp, or the transaction's own moment for a value that has none.
func (t *tx) stampOr(at time.Time) string {
	if at.IsZero() {
		at = t.now
	}
	return stamp(at)
}

// timeText scans a time that stamp wrote.
type timeText struct{ to *time.Time }

func (v timeText) Scan(src any) error {
	text, _ := src.(string)
	at, err := time.Parse(timeLayout, text)
	*v.to = at
	return err
}

// timeOrNull is a time that may be missing, both ways.
func timeOrNull(at *time.Time) any {
	if at == nil {
		return nil
	}
	return stamp(*at)
}

type nullTime struct{ to **time.Time }

func (v nullTime) Scan(src any) error {
	*v.to = nil
	if src == nil {
		return nil
	}
	var at time.Time
	err := timeText{&at}.Scan(src)
	*v.to = &at
	return err
}

// dayText scans a day.
type dayText struct{ to *cal.Day }

func (v dayText) Scan(src any) error {
	text, _ := src.(string)
	day, err := cal.ParseDay(text)
	*v.to = day
	return err
}

func dayOrNull(day *cal.Day) any {
	if day == nil {
		return nil
	}
	return day.String()
}

type nullDay struct{ to **cal.Day }

func (v nullDay) Scan(src any) error {
	*v.to = nil
	if src == nil {
		return nil
	}
	var day cal.Day
	err := dayText{&day}.Scan(src)
	*v.to = &day
	return err
}

// flag stores a boolean as 0 or 1.
func flag(b bool) int {
	if b {
		return 1
	}
	return 0
}

// nullable stores "" as NULL, for columns that refer to another table.
func nullable[T ~string](id T) any {
	if id == "" {
		return nil
	}
	return string(id)
}
