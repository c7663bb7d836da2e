package lists

import (
	"strings"

	"beiandesk/internal/sqlstore/records"
	"beiandesk/internal/sqlstore/sqltx"
	"beiandesk/internal/store"
)

type clientList struct{ Lists }

// Clients pages through clients by name, as Chinese sorts them, and tells how many the text keeps in all.
// Lead is the person who was entered first.
func (s clientList) Clients(q store.ClientQuery) ([]store.ClientRow, store.Count, error) {
	if err := sqltx.PageSize(q.Limit); err != nil {
		return nil, store.Count{}, err
	}
	w := s.Where()
	t, err := s.text(q.Text, clientsCalled)
	if err != nil {
		return nil, store.Count{}, err
	}
	with, from := t.from(&w, "clients", "clients_sort")
	var n store.Count
	total := "SELECT COUNT(*) AS n FROM " + from + w.Clause()
	if t.common() {
		if n, _, err = s.atMost(t, s.Where(), "clients_sort", "0"); err != nil {
			return nil, n, err
		}
		total = "SELECT CAST(" + w.Arg(n.N) + " AS BIGINT) AS n"
	}
	if q.After != "" {
		after, err := sqltx.AfterKeys(q.After, "sort_key", 2)
		if err != nil {
			return nil, n, err
		}
		w.Add("(sort_key, id) > (" + sqltx.ArgList(&w, after) + ")")
	}
	page := "SELECT id FROM " + from + w.Clause() + " ORDER BY sort_key, id" + sqltx.Limit(q.Limit)
	type counted struct {
		store.ClientRow
		total int
		none  bool
	}
	rows, err := sqltx.List(s.Tx, func(row sqltx.Row) (v counted, err error) {
		// A page past the end still brings the total, beside NULLs.
		var lead *string
		if err := row.Scan(nullsOfClient(&v.total, &v.none)...); err != nil || v.none {
			return v, err
		}
		v.Client, err = records.Records{Tx: s.Tx}.ScanClient(row, &v.total, &lead, &v.Cases, &v.Open)
		if lead != nil {
			v.Lead = *lead
		}
		v.Cursor = sqltx.Cursor("sort_key", records.SortKey(v.Name), string(v.ID))
		return v, err
	}, with+`SELECT `+records.ClientColumns+`, t.n,
		(SELECT h.name FROM people h WHERE h.client_id = cl.id ORDER BY h.id LIMIT 1),
		(SELECT COUNT(*) FROM cases c WHERE c.client_id = cl.id),
		(SELECT COUNT(*) FROM cases c WHERE c.client_id = cl.id AND c.active = 1)
		FROM (`+total+`) t LEFT JOIN (`+page+`) p ON 1 = 1 LEFT JOIN clients cl ON cl.id = p.id
		ORDER BY cl.sort_key, cl.id`, w.Args...)
	if err != nil {
		return nil, n, err
	}
	var all []store.ClientRow
	for _, r := range rows {
		if !r.none {
			all = append(all, r.ClientRow)
		}
	}
	n.N = rows[0].total
	return all, n, nil
}

// ignore scans a column that is not wanted.
type ignore struct{}

func (ignore) Scan(any) error { return nil }

// isNull scans whether a column is NULL.
type isNull struct{ to *bool }

func (v isNull) Scan(src any) error {
	*v.to = src == nil
	return nil
}

// nullsOfClient scans a row of Clients for its total and for whether it has a client.
func nullsOfClient(total *int, none *bool) []any {
	targets := []any{isNull{none}}
	for range strings.Count(records.ClientColumns, ",") {
		targets = append(targets, ignore{})
	}
	return append(targets, total, ignore{}, ignore{}, ignore{})
}
