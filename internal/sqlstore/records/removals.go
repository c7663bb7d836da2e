package records

import (
	"beiandesk/internal/ref"
	"beiandesk/internal/sqlstore/parts"
	"beiandesk/internal/sqlstore/tallies"
)

type removalStore struct{ Records }

func (s removalStore) Case(id ref.CaseID) error {
	leads, err := leadStore(s).Of(id)
	if err != nil {
		return err
	}
	if err := (parts.Store{Tx: s.Tx}).Removed(parts.Cases, id); err != nil {
		return err
	}
	if err := (tallies.Store{Tx: s.Tx}).Case(id, func() error { return s.rowsOf(id) }); err != nil {
		return err
	}
	return s.watch(leads)
}

func (s removalStore) rowsOf(id ref.CaseID) error {
	// moves are kept from all but this
	if _, err := s.Exec("UPDATE cases SET status = 'removed' WHERE id = $1", id); err != nil {
		return err
	}
	for _, computed := range []string{"runs", "deadlines"} {
		if _, err := s.Exec("DELETE FROM "+computed+" WHERE case_id = $1", id); err != nil {
			return err
		}
	}
	// what was registered by hand was built on the case, and holds it
	if _, err := s.drop("handovers", "case_id = $1 AND move_id <> ''", id); err != nil {
		return err
	}
	for _, table := range []string{"own_values", "followups", "fees", "moves", "case_leads", "sites"} {
		if _, err := s.drop(table, "case_id = $1", id); err != nil {
			return err
		}
	}
	// what somebody has begun to note of it belongs to nothing any more
	if _, err := s.Exec("DELETE FROM drafts WHERE key = $1", "note:"+string(id)); err != nil {
		return err
	}
	_, err := s.drop("cases", "id = $1", id)
	return err
}

func (s removalStore) Client(id ref.ClientID) error {
	people, err := clientStore(s).People(id)
	if err != nil {
		return err
	}
	for _, p := range people {
		if err := s.Person(p.ID); err != nil {
			return err
		}
	}
	if err := (parts.Store{Tx: s.Tx}).Removed(parts.Clients, id); err != nil {
		return err
	}
	if _, err := s.drop("own_values", "client_id = $1", id); err != nil {
		return err
	}
	_, err = s.drop("clients", "id = $1", id)
	return err
}

func (s removalStore) Person(id ref.PersonID) error {
	if err := (parts.Store{Tx: s.Tx}).Removed(parts.People, id); err != nil {
		return err
	}
	_, err := s.drop("people", "id = $1", id)
	return err
}
