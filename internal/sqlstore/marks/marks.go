// Package marks binds what rows say in clear and staff may change: each has a keyed hash over
// all of it, made when it is written. Who changes a row past the desk can't make it fit.
package marks

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"beiandesk/internal/errs"
	"beiandesk/internal/sqlstore/sqltx"
	"beiandesk/internal/store"
)

// Store is the room of a transaction for it.
type Store struct{ *sqltx.Tx }

// table is one whose rows are marked.
type table struct {
	name    string
	keys    []string
	columns []string // that the mark is over, besides the keys
	of      string   // what a row belongs to, for who is told
	where   string   // which rows; "" is all
}

// numbered are the keys that are numbers.
var numbered = []string{"ordinal", "year"}

func words(text string) []string { return strings.Fields(text) }

// ofCase is the number of the case that a row belongs to.
const ofCase = "(SELECT number FROM cases WHERE cases.id = case_id)"

// tables are all of them. What is not among a table's columns is sealed, computed from the
// rest (what rows are found, sorted and counted by), or a part of what is hashed there.
var tables = []table{
	{name: "staff", keys: words("id"), columns: words("name active created_at updated_at version"), of: "name"},
	{name: "clients", keys: words("id"), columns: words("name kind credit_code address postcode fapiao_title fapiao_tax_no created_at updated_at version registered investor contact contact_phone_hash wechat_hash"), of: "name"},
	{name: "people", keys: words("id"), columns: words("client_id name doc_kind doc_number_hash mobile_hash emergency_hash doc_until doc_long created_at updated_at version"), of: "name"},
	{name: "cases", keys: words("id"), columns: words("number number_key client_id type province icp police owner_id status active subject_number lookup_day account_user opened_at closed_at created_at updated_at version edition contract"), of: "number"},
	{name: "sites", keys: words("id"), columns: words("case_id ordinal name domain interactive server_kind server_ip server_ip_end server_until icp_number live police_number created_at updated_at version domain_until proof_until grant_until contents languages approvals access_where access_region access_name registrar_where registrar_region registrar_name services hazard added gone bought_on verified_on server_owner server_months server_instance server"), of: ofCase},
	{name: "case_leads", keys: words("case_id site_id person_id role"), columns: words("ordinal"), of: ofCase},
	{name: "moves", keys: words("id"), columns: words("recorded staff_id"), of: ofCase},
	{name: "documents", keys: words("id"), columns: words("mime width height checks ok added_by added_at issued_on until_day until_long ends_day ends_as"), of: ofCase},
	{name: "fees", keys: words("id"), columns: words("case_id phase label amount_fen state invoice_id created_at updated_at version"), of: ofCase},
	{name: "invoices", keys: words("id"), columns: words("number number_key client_id client_name credit_code issued_on due_on total_fen paid_fen tax_rate void void_on issued_by created_at updated_at version"), of: "number"},
	{name: "invoice_lines", keys: words("invoice_id ordinal"), columns: words("fee_id case_id case_number domain label quantity price_fen amount_fen"), of: "(SELECT number FROM invoices WHERE invoices.id = invoice_id)"},
	{name: "payments", keys: words("id"), columns: words("received_by created_at"), of: "number"},
	{name: "reversals", keys: words("payment_id"), columns: words("reversed_by created_at"), of: "(SELECT number FROM payments WHERE payments.id = payment_id)"},
	{name: "handovers", keys: words("id"), columns: words("case_id at recipient actor kinds basis move_id staff_id recorded undone_at undone_by version"), of: ofCase},
	{name: "consents", keys: words("id"), columns: words("person_id matter kinds way given_on staff_id recorded withdrawn_on withdrawn_by withdrawn_at version"), of: "(SELECT name FROM people WHERE people.id = person_id)"},
	{name: "consent_files", keys: words("consent_id"), columns: words("mime width height added_by added_at"), of: "(SELECT name FROM people WHERE people.id = (SELECT k.person_id FROM consents k WHERE k.id = consent_id))"},
	{name: "own_values", keys: words("id"), columns: words("case_id client_id field value"), of: "COALESCE(" + ofCase + ", (SELECT name FROM clients WHERE clients.id = client_id))"},
	{name: "followups", keys: words("id"), columns: words("case_id kind site_id person_id day yearly state led_to staff_id at version"), of: ofCase},
	{name: "overrides", keys: words("id"), columns: words("seq kind scope code changes confirmed_on staff_id at"), of: "code"},
	{name: "numbers", keys: words("series year"), columns: words("last"), of: "series"},
	{name: "settings", keys: words("key"), columns: words("value created_at updated_at version"), of: "key", where: "key NOT LIKE 'secret.%'"},
	{name: "chases", keys: words("run_id matter"), columns: words("case_id times last"), of: ofCase},
}

func named(name string) table {
	return tables[slices.IndexFunc(tables, func(t table) bool { return t.name == name })]
}

// values gives a place's keys as the table compares them.
func (t table) values(keys []string) ([]any, error) {
	all := make([]any, len(keys))
	for i, k := range keys {
		all[i] = k
		if slices.Contains(numbered, t.keys[i]) {
			n, err := strconv.ParseInt(k, 10, 64)
			if err != nil {
				return nil, errs.Wrap(errs.Internal, err, "程序出错：标记走到了不认得的位置")
			}
			all[i] = n
		}
	}
	return all, nil
}

// row is one with what its mark is over.
type row struct {
	keys []string
	says []*string // keys and columns
	mark string
	of   string
}

// spelt writes a row down so that no two spell the same.
func (t table) spelt(r row) string {
	b := []byte(t.name)
	for _, v := range r.says {
		if v == nil {
			b = append(b, 0)
			continue
		}
		b = binary.BigEndian.AppendUint32(append(b, 1), uint32(len(*v)))
		b = append(b, *v...)
	}
	return string(b)
}

const purpose = "row"

// Before looks at a row that is to be written over: one that was changed past the desk is not
// made to fit by that.
func (s Store) Before(name string, keys ...any) error {
	t, all, err := s.one(name, keys)
	if err != nil || len(all) == 0 || s.fits(t, all[0]) {
		return err
	}
	if s.Misfits == nil {
		s.Misfits = map[string]bool{}
	}
	s.Misfits[called(name, keys)] = true
	return nil
}

func called(name string, keys []any) string { return fmt.Sprintln(append([]any{name}, keys...)...) }

// After marks a row that was just written with an error or none, by its keys. Errors: that one,
// after which there is nothing to mark.
func (s Store) After(err error, name string, keys ...any) error {
	if err != nil || s.Misfits[called(name, keys)] {
		return err
	}
	return s.Put(name, keys...)
}

// Begun goes by the journal, which nobody cuts unseen.
func (s Store) Begun(subject string) (bool, error) {
	n, err := sqltx.One(s.Tx, "", sqltx.Integer, "SELECT COUNT(*) FROM journal WHERE subject = $1 AND kind = 'edit'", subject)
	return n > 0, err
}

// Accept marks rows as they are.
func (s Store) Accept(found []store.Damage) error {
	for _, d := range found {
		keys, err := named(d.Table).values(strings.Split(d.Row, "\n"))
		if err != nil {
			return err
		}
		if err := s.Put(d.Table, keys...); err != nil {
			return err
		}
	}
	return s.Count()
}

// Put marks a row.
func (s Store) Put(name string, keys ...any) error {
	t, all, err := s.one(name, keys)
	if err != nil || len(all) == 0 {
		return err // a row that another one was kept for
	}
	return s.put(t, all[0])
}

// Fits says that a row fits its mark, before what it is found by is hashed anew.
func (s Store) Fits(name string, keys ...any) (bool, error) {
	t, all, err := s.one(name, keys)
	return err == nil && len(all) > 0 && s.fits(t, all[0]), err
}

// one reads a row by its keys.
func (s Store) one(name string, keys []any) (table, []row, error) {
	t := named(name)
	w := s.Where()
	for i, k := range t.keys {
		w.Equal(k, keys[i])
	}
	all, err := s.read(t, w, 1)
	return t, all, err
}

func (s Store) put(t table, r row) error {
	keys, err := t.values(r.keys)
	if err != nil {
		return err
	}
	set := s.Where()
	now := sqltx.Remark{Table: t.name, Was: r.mark, Is: s.Hash(purpose, t.spelt(r))}
	if r.mark == "" {
		now.Rows = 1
	}
	mark := set.Arg(now.Is)
	for i, k := range t.keys {
		set.Equal(k, keys[i])
	}
	s.Remarked = append(s.Remarked, now)
	_, err = s.Exec("UPDATE "+t.name+" SET mark = "+mark+set.Clause(), set.Args...)
	return err
}

func (s Store) read(t table, w sqltx.Where, limit int) ([]row, error) {
	w.Add(t.where)
	columns := slices.Concat(t.keys, t.columns)
	cast := make([]string, len(columns))
	for i, c := range columns {
		cast[i] = "CAST(" + c + " AS TEXT)"
	}
	return sqltx.List(s.Tx, func(scan sqltx.Row) (r row, err error) {
		r.says = make([]*string, len(columns))
		into := []any{}
		for i := range r.says {
			into = append(into, &r.says[i])
		}
		if err := scan.Scan(append(into, &r.mark, &r.of)...); err != nil {
			return r, err
		}
		for i := range t.keys {
			r.keys = append(r.keys, *r.says[i])
		}
		return r, nil
	}, "SELECT "+strings.Join(cast, ", ")+", mark, COALESCE(CAST("+t.of+" AS TEXT), '') FROM "+t.name+w.Clause()+" ORDER BY "+strings.Join(t.keys, ", ")+sqltx.Limit(limit), w.Args...)
}

// step reads the rows behind a place, which is a table and the keys of a row of its, and gives
// the next place; the tables come one after another.
func (s Store) step(after string, limit int) (t table, batch []row, last string, err error) {
	if err := sqltx.PageSize(limit); err != nil {
		return t, nil, "", err
	}
	name, keys, begun := strings.Cut(after, " ")
	i := max(0, slices.IndexFunc(tables, func(t table) bool { return t.name == name }))
	t = tables[i]
	w := s.Where()
	if begun && keys != "" {
		from, err := t.values(strings.Split(keys, "\n"))
		if err != nil {
			return t, nil, "", err
		}
		w.Add("(" + strings.Join(t.keys, ", ") + ") > (" + sqltx.ArgList(&w, from) + ")")
	}
	if batch, err = s.read(t, w, limit); err != nil {
		return t, nil, "", err
	}
	switch {
	case len(batch) == limit:
		last = t.name + " " + strings.Join(batch[limit-1].keys, "\n")
	case i+1 < len(tables):
		last = tables[i+1].name + " "
	}
	return t, batch, last, nil
}

// Mark marks the rows behind a place, of a folder whose rows have no marks yet.
func (s Store) Mark(after string, limit int) (string, error) {
	return s.each(after, limit, func(table, row) bool { return true })
}

// Rekey marks those by the present key whose mark is the older one's: one that fits neither
// stays so.
func (s Store) Rekey(after string, limit int) (string, error) {
	return s.each(after, limit, func(t table, r row) bool { return s.fits(t, r) })
}

func (s Store) each(after string, limit int, takes func(table, row) bool) (string, error) {
	t, batch, last, err := s.step(after, limit)
	for _, r := range batch {
		if !takes(t, r) {
			continue
		}
		if err := s.put(t, r); err != nil {
			return "", err
		}
	}
	return last, err
}

// Changed finds the rows behind a place that were changed past the desk.
func (s Store) Changed(after string, limit int) ([]store.Damage, string, error) {
	t, batch, last, err := s.step(after, limit)
	var found []store.Damage
	for _, r := range batch {
		if !s.fits(t, r) {
			found = append(found, store.Damage{Table: t.name, Row: strings.Join(r.keys, "\n"), Of: r.of})
		}
	}
	return found, last, err
}

func (s Store) fits(t table, r row) bool {
	return slices.Contains(s.Hashes(purpose, t.spelt(r)), r.mark)
}
