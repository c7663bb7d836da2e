// Package seals knows all that is sealed in a desk, table by table, and gives it the present
// form of seals.
package seals

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"beiandesk/internal/sqlstore/marks"
	"beiandesk/internal/sqlstore/records"
	"beiandesk/internal/sqlstore/sqltx"
	"beiandesk/internal/store"
)

// Store is the room of a transaction for it.
type Store struct{ *sqltx.Tx }

// sealedTable is a table with sealed columns.
type sealedTable struct {
	name    string
	key     string   // what its rows go by, and what seals of the older form name
	row     string   // what those of the present form name; "" is the key
	version string   // and which version they bind
	of      string   // what a row belongs to, for who is told of damage
	columns []string // as the seals name them
	where   string   // which rows; "" is all
}

// bound is a row as sqltx.RowOf names it.
func bound(columns ...string) string { return strings.Join(columns, " || '\n' || ") }

// joined is the key of a draft in one text, on both engines.
const joined = "staff_id || '\n' || key"

// sealedTables are all of them. A setting without a seal gets none: what lies in clear there
// was put there by somebody else.
var sealedTables = []sealedTable{
	{name: "clients", key: "id", version: "version", of: "name", columns: []string{"address", "office_phone", "note", "contact_phone", "wechat"}},
	{name: "people", key: "id", version: "version", of: "name", columns: []string{"doc_number", "doc_address", "living", "mobile", "emergency", "email"}},
	{name: "cases", key: "id", version: "version", of: "number", columns: []string{"lookup", "remark", "account_secret", "account_uin"}},
	{name: "sites", key: "id", version: "version", of: "(SELECT number FROM cases WHERE id = case_id)", columns: []string{"remark", "permits", "details"}},
	{name: "moves", key: "id", row: bound("id", "case_id", "seq", "at", "action", "site_id"), version: "1", of: "(SELECT number FROM cases WHERE id = case_id)", columns: []string{"sealed"}},
	{name: "documents", key: "id", row: bound("id", "case_id", "material", "no", "size", "blob"), version: "1", of: "(SELECT number FROM cases WHERE id = case_id)", columns: []string{"name"}},
	{name: "handovers", key: "id", version: "version", of: "(SELECT number FROM cases WHERE id = case_id)", columns: []string{"sealed"}},
	{name: "consents", key: "id", version: "version", of: "(SELECT name FROM people WHERE id = person_id)", columns: []string{"sealed"}},
	{name: "consent_files", key: "consent_id", row: bound("consent_id", "size", "blob"), version: "1", of: "COALESCE((SELECT name FROM people WHERE id = (SELECT k.person_id FROM consents k WHERE k.id = consent_id)), '')", columns: []string{"name"}},
	{name: "followups", key: "id", version: "version", of: "(SELECT number FROM cases WHERE id = case_id)", columns: []string{"sealed"}},
	{name: "invoices", key: "id", version: "version", of: "number", columns: []string{"void_reason"}},
	{name: "payments", key: "id", row: bound("id", "invoice_id", "number", "amount_fen", "paid_on", "method"), version: "1", of: "number", columns: []string{"note"}},
	{name: "reversals", key: "payment_id", row: bound("payment_id", "reversed_on"), version: "1", of: "(SELECT number FROM payments WHERE id = payment_id)", columns: []string{"reason"}},
	{name: "journal_payloads", key: "seq", version: "1", of: "COALESCE((SELECT number FROM cases WHERE id = (SELECT j.case_id FROM journal j WHERE j.seq = journal_payloads.seq)), '')", columns: []string{"sealed"}},
	{name: "own_values", key: "id", version: "1", of: "COALESCE((SELECT number FROM cases WHERE id = case_id), (SELECT name FROM clients WHERE id = client_id), '')", columns: []string{"value"}},
	{name: "overrides", key: "id", version: "1", of: "code", columns: []string{"sealed"}},
	{name: "drafts", key: joined, row: joined + " || '\n' || updated_at", version: "1", of: "key", columns: []string{"body"}},
	{name: "settings", key: "key", version: "version", of: "key", columns: []string{"value"}, where: "key LIKE 'secret.%' AND key <> '" + store.SealsKey + "'"},
}

// stored is the name of a column's blob.
func stored(column string) string {
	if column == "sealed" {
		return column
	}
	return column + "_sealed"
}

// value is a key as the table compares it; "" is before all of them.
func (t sealedTable) value(key string) any {
	if t.key != "seq" {
		return key
	}
	n, _ := strconv.ParseInt(key, 10, 64) // 0 before the first
	return n
}

// sealedRow is a row of such a table with its places and its blobs.
type sealedRow struct {
	was, is sqltx.Place // the row of was is its key
	of      string
	blobs   [][]byte
}

// rows reads some of a table's, after one.
func (s Store) rows(t sealedTable, after string, limit int) ([]sealedRow, error) {
	return s.read(t, ">", after, limit)
}

func (s Store) read(t sealedTable, by, key string, limit int) ([]sealedRow, error) {
	w := s.Where()
	w.Add(t.where)
	w.Add(t.key + " " + by + " " + w.Arg(t.value(key)))
	columns := []string{"CAST(" + t.key + " AS TEXT)", "CAST(" + cmp.Or(t.row, t.key) + " AS TEXT)", t.version, t.of}
	for _, c := range t.columns {
		columns = append(columns, stored(c))
	}
	return sqltx.List(s.Tx, func(row sqltx.Row) (r sealedRow, err error) {
		r.blobs = make([][]byte, len(t.columns))
		into := []any{&r.was.Row, &r.is.Row, &r.is.Version, &r.of}
		for i := range r.blobs {
			into = append(into, &r.blobs[i])
		}
		r.was.Table, r.is.Table = t.name, t.name
		return r, row.Scan(into...)
	}, "SELECT "+strings.Join(columns, ", ")+" FROM "+t.name+w.Clause()+" ORDER BY "+t.key+sqltx.Limit(limit), w.Args...)
}

// step reads the rows behind a place, which is a table and a key of its, and gives the next
// place; the tables come one after another.
func (s Store) step(after string, limit int) (t sealedTable, batch []sealedRow, last string, err error) {
	if err := sqltx.PageSize(limit); err != nil {
		return t, nil, "", err
	}
	name, key, _ := strings.Cut(after, " ")
	i := max(0, slices.IndexFunc(sealedTables, func(t sealedTable) bool { return t.name == name }))
	t = sealedTables[i]
	if batch, err = s.rows(t, key, limit); err != nil {
		return t, nil, "", err
	}
	switch {
	case len(batch) == limit:
		last = t.name + " " + batch[limit-1].was.Row
	case i+1 < len(sealedTables):
		last = sealedTables[i+1].name + " "
	}
	return t, batch, last, nil
}

// Reseal leaves a setting without a seal alone.
func (s Store) Reseal(after string, limit int) (string, error) {
	return s.each(after, limit, func(t sealedTable, r sealedRow, i int) ([]byte, string, error) {
		if t.name == "settings" && r.blobs[i] == nil {
			return nil, "", nil
		}
		return s.Tx.Reseal(r.was, r.is, t.columns[i], r.blobs[i])
	})
}

func (s Store) Rekey(after string, limit int) (string, error) {
	return s.each(after, limit, func(t sealedTable, r sealedRow, i int) ([]byte, string, error) {
		return s.Tx.Rekey(r.is, t.columns[i], r.blobs[i])
	})
}

// anew gives the new seal of a row's column and its text, nil when it keeps the one it has.
type anew func(t sealedTable, r sealedRow, column int) (sealed []byte, text string, err error)

// each seals anew what comes after a place.
func (s Store) each(after string, limit int, seal anew) (string, error) {
	t, batch, last, err := s.step(after, limit)
	if err != nil {
		return "", err
	}
	for _, r := range batch {
		if err := s.resealRow(t, r, seal); err != nil {
			return "", err
		}
	}
	return last, nil
}

func (s Store) Older(after string, limit int) (store.OlderSeals, string, error) {
	var left store.OlderSeals
	t, batch, last, err := s.step(after, limit)
	for _, r := range batch {
		for i, column := range t.columns {
			switch {
			case !s.Tx.Older(r.blobs[i]):
			case s.Sealed(r.is, column, r.blobs[i]):
				left.Whole++
			default:
				left.Damaged++
			}
		}
	}
	return left, last, err
}

func (s Store) Damaged(after string, limit int) ([]store.Damage, string, error) {
	t, batch, last, err := s.step(after, limit)
	if err != nil {
		return nil, "", err
	}
	var found []store.Damage
	for _, r := range batch {
		for i, column := range t.columns {
			if !s.Sealed(r.is, column, r.blobs[i]) {
				found = append(found, store.Damage{Table: t.name, Column: column, Row: r.was.Row, Of: r.of})
			}
		}
	}
	return found, last, nil
}

func (s Store) Still(d store.Damage) (bool, error) {
	for _, t := range sealedTables {
		if t.name != d.Table {
			continue
		}
		rows, err := s.read(t, "=", d.Row, 1)
		if err != nil || len(rows) == 0 {
			return false, err
		}
		i := max(0, slices.Index(t.columns, d.Column))
		return !s.Sealed(rows[0].is, t.columns[i], rows[0].blobs[i]), nil
	}
	return false, nil
}

func (s Store) Empty(table, row string, columns ...string) error {
	t := sealedTables[slices.IndexFunc(sealedTables, func(t sealedTable) bool { return t.name == table })]
	rows, err := s.read(t, "=", row, 1)
	if err != nil || len(rows) == 0 {
		return err
	}
	w := s.Where()
	var set []string
	for i, column := range t.columns {
		if len(columns) > 0 && !slices.Contains(columns, column) || s.Sealed(rows[0].is, column, rows[0].blobs[i]) {
			continue
		}
		none, err := s.Seal(rows[0].is, column, "")
		if err != nil {
			return err
		}
		set = append(set, stored(column)+" = "+w.Arg(none))
	}
	if len(set) == 0 {
		return nil
	}
	w.Add(t.key + " = " + w.Arg(t.value(row)))
	_, err = s.Exec("UPDATE "+t.name+" SET "+strings.Join(set, ", ")+w.Clause(), w.Args...)
	return err
}

// resealRow writes the seals that change, and by what their values are found; the row's version
// stays.
func (s Store) resealRow(t sealedTable, r sealedRow, seal anew) error {
	w := s.Where()
	var set []string
	hashed := false
	for i, column := range t.columns {
		sealed, text, err := seal(t, r, i)
		if err != nil {
			return err
		}
		if sealed == nil {
			continue
		}
		set = append(set, stored(column)+" = "+w.Arg(sealed))
		for _, m := range (records.Records{Tx: s.Tx}).Marks(t.name, column, text) {
			set, hashed = append(set, m.Column+" = "+w.Arg(m.Value)), true
		}
	}
	if len(set) == 0 {
		return nil
	}
	fitted := false
	if hashed { // its mark is over the hashes, too
		var err error
		if fitted, err = (marks.Store{Tx: s.Tx}).Fits(t.name, r.was.Row); err != nil {
			return err
		}
	}
	w.Add(t.key + " = " + w.Arg(t.value(r.was.Row)))
	if _, err := s.Exec("UPDATE "+t.name+" SET "+strings.Join(set, ", ")+w.Clause(), w.Args...); err != nil || !fitted {
		return err
	}
	return marks.Store{Tx: s.Tx}.Put(t.name, r.was.Row)
}

// Resealed looks through all of them until it finds one.
func (s Store) Resealed() (bool, error) {
	const page = 500
	for _, t := range sealedTables {
		for after, more := "", true; more; {
			batch, err := s.rows(t, after, page)
			if err != nil {
				return false, err
			}
			for _, r := range batch {
				for i, column := range t.columns {
					if r.blobs[i] != nil && s.Sealed(r.is, column, r.blobs[i]) {
						return true, nil
					}
				}
				after = r.was.Row
			}
			more = len(batch) == page
		}
	}
	return false, nil
}

func (s Store) Count() (int, error) {
	all := 0
	for _, t := range sealedTables {
		n, err := sqltx.One(s.Tx, "", sqltx.Integer, "SELECT COUNT(*) FROM "+t.name)
		if err != nil {
			return 0, err
		}
		all += int(n)
	}
	return all, nil
}
