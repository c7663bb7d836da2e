package lists

import (
	"slices"
	"strconv"
	"strings"

	"beiandesk/internal/ref"
	"beiandesk/internal/sqlstore/parts"
	"beiandesk/internal/sqlstore/sqltx"
	"beiandesk/internal/store"
)

// in spells the condition that a column is the number of a row that may have a word.
type in func(k parts.Kind, column string) string

// cases are those that may have a word, and those of clients and leads who may: those that are
// called so themselves before the others, the newest first.
func (s quickFind) cases(has in, most int) ([]quickRow, error) {
	return s.casesOf(`SELECT id FROM (
		SELECT 0 AS far, id FROM cases WHERE `+has(parts.Cases, "find_no")+`
		UNION ALL SELECT 1, c.id FROM clients k CROSS JOIN cases c WHERE `+has(parts.Clients, "k.find_no")+` AND c.client_id = k.id
		UNION ALL SELECT 1, m.case_id FROM people h CROSS JOIN case_leads m WHERE `+has(parts.People, "h.find_no")+` AND m.person_id = h.id
		) AS u GROUP BY id ORDER BY MIN(far), id DESC`+sqltx.Limit(most), s.Where())
}

func (s quickFind) casesOf(ids string, w sqltx.Where) ([]quickRow, error) {
	newline := "CAST(" + w.Arg("\n") + " AS TEXT)"
	return sqltx.List(s.Tx, func(row sqltx.Row) (r quickRow, err error) {
		var find, contact, leads string
		var client int64
		r.Kind = store.QuickCase
		at := rowNo{kind: parts.Cases}
		err = row.Scan(&r.ID, &at.no, &r.Note, &find, &r.Ended, &r.Client, &client, &r.Title, &contact, &leads)
		if err != nil {
			return r, err
		}
		r.Case = ref.CaseID(r.ID)
		r.own = append(strings.Split(find, "\n"), r.Title, contact)
		r.nos = []rowNo{at, {parts.Clients, client}}
		for _, lead := range strings.Split(leads, "\n") {
			no, name, _ := strings.Cut(lead, " ")
			if n, err := strconv.ParseInt(no, 10, 64); err == nil {
				r.own, r.nos = append(r.own, name), append(r.nos, rowNo{parts.People, n})
			}
		}
		return r, nil
	}, `SELECT c.id, c.find_no, c.number, c.find, 1 - c.active, c.client_id, COALESCE(cl.find_no, 0), `+sqltx.OrLost("cl.name")+`, COALESCE(cl.contact, ''),
		COALESCE((SELECT string_agg(CAST(h.find_no AS TEXT) || ' ' || h.name, `+newline+`) FROM case_leads m JOIN people h ON h.id = m.person_id WHERE m.case_id = c.id), '')
		FROM (`+ids+`) p JOIN cases c ON c.id = p.id LEFT JOIN clients cl ON cl.id = c.client_id`, w.Args...)
}

func (s quickFind) clients(has in, most int) ([]quickRow, error) {
	return s.clientsOf(has(parts.Clients, "cl.find_no")+" ORDER BY cl.id DESC"+sqltx.Limit(most), nil)
}

func (s quickFind) clientsOf(condition string, args []any) ([]quickRow, error) {
	return sqltx.List(s.Tx, func(row sqltx.Row) (r quickRow, err error) {
		var contact, code string
		r.Kind = store.QuickClient
		at := rowNo{kind: parts.Clients}
		err = row.Scan(&r.ID, &at.no, &r.Title, &contact, &code, &r.Cases)
		r.Client, r.own, r.nos = ref.ClientID(r.ID), []string{r.Title, contact, code}, []rowNo{at}
		return r, err
	}, `SELECT cl.id, cl.find_no, cl.name, cl.contact, cl.credit_code, (SELECT COUNT(*) FROM cases c WHERE c.client_id = cl.id)
		FROM clients cl WHERE `+condition, args...)
}

func (s quickFind) leads(has in, most int) ([]quickRow, error) {
	return sqltx.List(s.Tx, func(row sqltx.Row) (r quickRow, err error) {
		r.Kind = store.QuickLead
		at := rowNo{kind: parts.People}
		err = row.Scan(&r.ID, &at.no, &r.Title, &r.Client, &r.Note)
		r.own, r.other, r.nos = []string{r.Title}, []string{r.Note}, []rowNo{at}
		return r, err
	}, `SELECT h.id, h.find_no, h.name, h.client_id, `+sqltx.OrLost("cl.name")+` FROM people h LEFT JOIN clients cl ON cl.id = h.client_id
		WHERE `+has(parts.People, "h.find_no")+" ORDER BY h.id DESC"+sqltx.Limit(most))
}

// sites are found by domain and filing numbers; by its name a site's case is.
func (s quickFind) sites(has in, most int) ([]quickRow, error) {
	return sqltx.List(s.Tx, func(row sqltx.Row) (r quickRow, err error) {
		var domain, icp, police, client string
		r.Kind = store.QuickSite
		err = row.Scan(&r.ID, &domain, &icp, &police, sqltx.NullDay(&r.Until), &r.Case, &r.Note, &r.Ended, &r.Client, &client)
		r.own, r.other = []string{domain, icp, police}, []string{r.Note, client}
		return r, err
	}, `SELECT s.id, s.domain, s.icp_number, s.police_number, s.domain_until, c.id, c.number, 1 - c.active, c.client_id, `+sqltx.OrLost("cl.name")+`
		FROM cases c CROSS JOIN sites s LEFT JOIN clients cl ON cl.id = c.client_id
		WHERE `+has(parts.Cases, "c.find_no")+" AND s.case_id = c.id AND s.gone = 0 ORDER BY s.id DESC"+sqltx.Limit(most))
}

func (s quickFind) bills(has in, most int) ([]quickRow, error) {
	return s.billsOf(has(parts.Bills, "find_no")+" ORDER BY id DESC"+sqltx.Limit(most), nil)
}

func (s quickFind) billsOf(condition string, args []any) ([]quickRow, error) {
	return sqltx.List(s.Tx, func(row sqltx.Row) (r quickRow, err error) {
		r.Kind = store.QuickBill
		err = row.Scan(&r.ID, &r.Title, &r.Note, &r.Open, &r.Ended)
		r.own = []string{r.Title, r.Note}
		return r, err
	}, "SELECT id, number, client_name, open_fen, void FROM invoices WHERE "+condition, args...)
}

func (s quickFind) Named(ids []string) ([]store.QuickHit, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	w := s.Where()
	named := sqltx.ArgList(&w, ids)
	rows, err := s.casesOf("SELECT id FROM cases WHERE id IN ("+named+")", w.Copy())
	for _, more := range []func() ([]quickRow, error){
		func() ([]quickRow, error) { return s.clientsOf("cl.id IN ("+named+")", w.Args) },
		func() ([]quickRow, error) { return s.billsOf("id IN ("+named+")", w.Args) },
	} {
		if err != nil {
			return nil, err
		}
		var some []quickRow
		some, err = more()
		rows = append(rows, some...)
	}
	var hits []store.QuickHit
	for _, id := range ids {
		if i := slices.IndexFunc(rows, func(r quickRow) bool { return r.ID == id }); i >= 0 {
			hits = append(hits, rows[i].QuickHit)
		}
	}
	return hits, err
}
