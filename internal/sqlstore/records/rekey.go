package records

import (
	"beiandesk/internal/clients"
	"beiandesk/internal/ref"
	"beiandesk/internal/sqlstore/sqltx"
)

// Rekey writes anew by what the clients after one, their people and their cases are found
// and sorted, and gives the last of them; "" when none was left.
func (s findStore) Rekey(after ref.ClientID, limit int) (ref.ClientID, error) {
	if err := sqltx.PageSize(limit); err != nil {
		return "", err
	}
	type named struct {
		id   ref.ClientID
		name string
	}
	batch, err := sqltx.List(s.Tx, func(row sqltx.Row) (c named, err error) {
		err = row.Scan(&c.id, &c.name)
		return c, err
	}, "SELECT id, name FROM clients WHERE id > $1 ORDER BY id LIMIT $2", after, limit)
	if err != nil {
		return "", err
	}
	last := ref.ClientID("")
	for _, c := range batch {
		if _, err := s.Exec("UPDATE clients SET find = $1, sort_key = $2, same_key = $3 WHERE id = $4", Fold(c.name), SortKey(c.name), SameKey(c.name), c.id); err != nil {
			return "", err
		}
		if err := s.nameCases(c.id, c.name); err != nil {
			return "", err
		}
		people, err := clientStore(s).People(c.id)
		if err != nil {
			return "", err
		}
		for _, p := range people {
			if err := s.keyPerson(p); err != nil {
				return "", err
			}
		}
		last = c.id
	}
	return last, nil
}

func (t Records) keyPerson(p clients.Person) error {
	_, err := t.Exec("UPDATE people SET find = $1, mobile_tail = $2 WHERE id = $3", Fold(p.Name), t.mobileTail(p.Mobile), p.ID)
	return err
}

// nameCases carries a client's name to the cases, which copy by what they are found and sorted.
func (t Records) nameCases(id ref.ClientID, name string) error {
	_, err := t.Exec("UPDATE cases SET client_find = $1, client_sort = $2 WHERE client_id = $3", Fold(name), SortKey(name), id)
	return err
}
