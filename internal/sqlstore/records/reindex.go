package records

import (
	"log/slog"

	"beiandesk/internal/ref"
	"beiandesk/internal/sqlstore/parts"
	"beiandesk/internal/sqlstore/sqltx"
)

// Reindex writes anew by what the clients after one, their people and their cases are found
// and sorted, and gives the last of them; "" when none was left.
func (s findStore) Reindex(after ref.ClientID, limit int) (ref.ClientID, error) {
	if err := sqltx.PageSize(limit); err != nil {
		return "", err
	}
	type named struct {
		id            ref.ClientID
		name, contact string
	}
	batch, err := sqltx.List(s.Tx, func(row sqltx.Row) (c named, err error) {
		err = row.Scan(&c.id, &c.name, &c.contact)
		return c, err
	}, "SELECT id, name, contact FROM clients WHERE id > $1 ORDER BY id"+sqltx.Limit(limit), after)
	if err != nil {
		return "", err
	}
	last := ref.ClientID("")
	for _, c := range batch {
		_, err := s.Exec("UPDATE clients SET sort_key = $1, same_key = $2 WHERE id = $3", SortKey(c.name), SameKey(c.name), c.id)
		if err := s.call(err, parts.Clients, c.id, Fold(c.name, c.contact)); err != nil {
			return "", err
		}
		if err := s.nameCases(c.id, c.name, c.contact); err != nil {
			return "", err
		}
		if err := s.keyPeople(c.id); err != nil {
			return "", err
		}
		if err := s.keyCases(c.id); err != nil {
			return "", err
		}
		last = c.id
	}
	return last, nil
}

// keyPeople keys the people of a client. One whose number can't be unsealed is not found by
// its last places, and stops nobody else.
func (t Records) keyPeople(of ref.ClientID) error {
	type named struct {
		id      ref.PersonID
		name    string
		sealed  []byte
		version int
	}
	people, err := sqltx.List(t.Tx, func(row sqltx.Row) (p named, err error) {
		err = row.Scan(&p.id, &p.name, &p.sealed, &p.version)
		return p, err
	}, "SELECT id, name, mobile_sealed, version FROM people WHERE client_id = $1 ORDER BY id", of)
	if err != nil {
		return err
	}
	for _, p := range people {
		mobile, err := t.Unseal(placeOfPerson(p.id, p.version), "mobile", p.sealed)
		if err != nil {
			slog.Error("keying a person anew", "person", p.id, "error", err)
		}
		_, err = t.Exec("UPDATE people SET mobile_tail = $1 WHERE id = $2", t.mobileTail(mobile), p.id)
		if err := t.call(err, parts.People, p.id, Fold(p.name)); err != nil {
			return err
		}
	}
	return nil
}

// keyCases writes anew by what the cases of a client are found.
func (t Records) keyCases(of ref.ClientID) error {
	all, err := sqltx.List(t.Tx, sqltx.Text, "SELECT id FROM cases WHERE client_id = $1 ORDER BY id", of)
	for _, id := range all {
		if err == nil {
			err = siteStore{t}.findAnew(ref.CaseID(id))
		}
	}
	return err
}

// nameCases carries the names of a client and of its contact to the cases, which copy by what they are found and sorted.
func (t Records) nameCases(id ref.ClientID, name, contact string) error {
	_, err := t.Exec("UPDATE cases SET client_find = $1, client_sort = $2 WHERE client_id = $3", Fold(name, contact), SortKey(name), id)
	return err
}

// namesOf is by what the cases of a client are found, and its name.
func (t Records) namesOf(id ref.ClientID) (find, name string, err error) {
	find, err = sqltx.One(t.Tx, "这位客户", func(row sqltx.Row) (string, error) {
		var contact string
		err := row.Scan(&name, &contact)
		return Fold(name, contact), err
	}, "SELECT name, contact FROM clients WHERE id = $1", id)
	return find, name, err
}
