// Package ownvalues keeps what a desk adds to its cases and clients by itself: tags, and the values
// of its own fields.
package ownvalues

import (
	"beiandesk/internal/ref"
	"beiandesk/internal/sqlstore/marks"
	"beiandesk/internal/sqlstore/sqltx"
	"beiandesk/internal/store"
)

// Store is the room of a transaction for it.
type Store struct{ *sqltx.Tx }

// placeOf is where a value lies: a row is written once.
func placeOf(id string) sqltx.Place {
	return sqltx.Place{Table: "own_values", Row: id, Version: sqltx.Added}
}

// whose keeps the rows of one owner.
func (s Store) whose(w store.Whose) sqltx.Where {
	q := s.Where()
	if w.Case != "" {
		q.Equal("case_id", w.Case)
	} else {
		q.Equal("client_id", w.Client)
	}
	return q
}

func (s Store) Of(whose ...store.Whose) (map[store.Whose][]store.OwnValue, error) {
	all := map[store.Whose][]store.OwnValue{}
	cases, clients := []ref.CaseID{}, []ref.ClientID{}
	for _, w := range whose {
		if w.Case != "" {
			cases = append(cases, w.Case)
		} else if w.Client != "" {
			clients = append(clients, w.Client)
		}
	}
	if len(cases) > 0 {
		q := s.Where()
		sqltx.OneOf(&q, "case_id", cases)
		if err := s.read(all, q); err != nil {
			return nil, err
		}
	}
	if len(clients) > 0 {
		q := s.Where()
		sqltx.OneOf(&q, "client_id", clients)
		if err := s.read(all, q); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func (s Store) read(all map[store.Whose][]store.OwnValue, q sqltx.Where) error {
	return sqltx.EachRow(s.Tx, func(row sqltx.Row) error {
		var w store.Whose
		var v store.OwnValue
		var sealed []byte
		if err := row.Scan(&v.ID, &w.Case, &w.Client, &v.Field, &v.Value, &sealed); err != nil {
			return err
		}
		text, err := s.UnsealText(placeOf(v.ID), "value", sealed)
		if err != nil {
			return err
		}
		if v.Value == "" { // a clear value has an empty one sealed beside it
			v.Value, v.Sealed = text, true
		}
		all[w] = append(all[w], v)
		return nil
	}, "SELECT id, COALESCE(case_id, ''), COALESCE(client_id, ''), field, value, value_sealed FROM own_values"+q.Clause()+" ORDER BY field, id", q.Args)
}

func (s Store) Set(w store.Whose, field string, sealed bool, values ...string) error {
	q := s.whose(w)
	q.Equal("field", field)
	if _, err := s.drop(q.Text(), q.Args...); err != nil {
		return err
	}
	for _, value := range values {
		id := ref.New[string]()
		text := ""
		if sealed {
			text, value = value, ""
		}
		blob, err := s.Seal(placeOf(id), "value", text)
		if err != nil {
			return err
		}
		_, err = s.Exec("INSERT INTO own_values (id, case_id, client_id, field, value, value_sealed) VALUES ($1, $2, $3, $4, $5, $6)",
			id, orNull(string(w.Case)), orNull(string(w.Client)), field, value, blob)
		if err := (marks.Store{Tx: s.Tx}).After(err, "own_values", id); err != nil {
			return err
		}
	}
	return nil
}

func orNull(id string) any {
	if id == "" {
		return nil
	}
	return id
}

func (s Store) Drop(w store.Whose) error {
	q := s.whose(w)
	_, err := s.drop(q.Text(), q.Args...)
	return err
}

func (s Store) DropField(field string) (int, error) {
	return s.drop("field = $1", field)
}

func (s Store) Count(field string) (int, error) {
	n, err := sqltx.One(s.Tx, "", sqltx.Integer, "SELECT COUNT(*) FROM own_values WHERE field = $1", field)
	return int(n), err
}

// Used leaps through the index from one value to the next, so that it costs what it gives,
// however many have them.
func (s Store) Used(field string, most int) ([]string, error) {
	return sqltx.List(s.Tx, sqltx.Text, `WITH RECURSIVE used (value, no) AS (
		SELECT MIN(value), 1 FROM own_values WHERE field = $1 AND value > ''
		UNION ALL SELECT (SELECT MIN(value) FROM own_values WHERE field = $1 AND value > used.value), no + 1 FROM used WHERE used.value IS NOT NULL AND no < $2)
		SELECT value FROM used WHERE value IS NOT NULL ORDER BY no`, field, most)
}

func (s Store) drop(condition string, args ...any) (int, error) {
	return marks.Store{Tx: s.Tx}.Drop("own_values", condition, args...)
}
