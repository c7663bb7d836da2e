package records

import (
	"strings"

	"beiandesk/internal/clients"
	"beiandesk/internal/ref"
	"beiandesk/internal/sqlstore/sqltx"
	"beiandesk/internal/store"
)

// SameClients finds by credit code, by the number of a personal subject's document, and by
// name; a client that has several of them comes once.
func (s findStore) SameClients(q store.ClientMarks) ([]store.SameClient, error) {
	w := s.Where()
	var by []string
	if q.CreditCode != "" {
		by = append(by, "SELECT id, 1 AS mark FROM clients WHERE credit_code = "+w.Arg(q.CreditCode))
	}
	if hashes := s.DocumentHashes(q.DocNumber); len(hashes) > 0 {
		by = append(by, "SELECT k.id, 2 FROM people h JOIN clients k ON k.id = h.client_id WHERE h.doc_number_hash IN ("+
			sqltx.ArgList(&w, hashes)+") AND k.kind = "+w.Arg(clients.Personal))
	}
	if key := SameKey(q.Name); key != "" {
		by = append(by, "SELECT id, 3 FROM clients WHERE same_key = "+w.Arg(key))
	}
	if len(by) == 0 {
		return nil, nil
	}
	var all []store.SameClient
	err := sqltx.EachRow(s.Tx, func(row sqltx.Row) error {
		var id ref.ClientID
		var mark int
		if err := row.Scan(&id, &mark); err != nil {
			return err
		}
		if n := len(all); n == 0 || all[n-1].ID != id {
			all = append(all, store.SameClient{ID: id})
		}
		one := &all[len(all)-1]
		one.CreditCode, one.DocNumber, one.Name = one.CreditCode || mark == 1, one.DocNumber || mark == 2, one.Name || mark == 3
		return nil
	}, strings.Join(by, " UNION ALL ")+" ORDER BY 1, 2", w.Args)
	return all, err
}

// Earlier finds cases by their client and by the domains of their sites, whatever became
// of them; a case that has both is told by its domain.
func (s findStore) Earlier(client ref.ClientID, domains []string) ([]store.Earlier, error) {
	w := s.Where()
	var by []string
	if len(domains) > 0 {
		by = append(by, "SELECT case_id AS id, domain FROM sites WHERE domain <> '' AND gone = 0 AND domain IN ("+sqltx.ArgList(&w, domains)+")")
	}
	if client != "" {
		by = append(by, "SELECT id, '' AS domain FROM cases WHERE client_id = "+w.Arg(client))
	}
	if len(by) == 0 {
		return nil, nil
	}
	found, err := sqltx.List(s.Tx, func(row sqltx.Row) (e store.Earlier, err error) {
		err = row.Scan(&e.ID, &e.Number, &e.Type, &e.Status, &e.ClientID, &e.Client, &e.Domain)
		return e, err
	}, "SELECT c.id, c.number, c.type, c.status, c.client_id, "+sqltx.OrLost("cl.name")+", f.domain FROM ("+strings.Join(by, " UNION ALL ")+
		") AS f JOIN cases c ON c.id = f.id LEFT JOIN clients cl ON cl.id = c.client_id ORDER BY c.id DESC, f.domain DESC", w.Args...)
	var all []store.Earlier
	for _, e := range found {
		if n := len(all); n > 0 && all[n-1].ID == e.ID && (e.Domain == "" || e.Domain == all[n-1].Domain) {
			continue
		}
		all = append(all, e)
	}
	return all, err
}
