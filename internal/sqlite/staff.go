package sqlite

import (
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

type staffStore struct{ *tx }

const staffColumns = "id, name, active, version"

func scanStaff(row scanner) (m store.Staff, err error) {
	err = row.Scan(&m.ID, &m.Name, &m.Active, &m.Version)
	return m, err
}

func (s staffStore) Add(m store.Staff) error {
	now := stamp(s.now)
	_, err := s.exec(`INSERT INTO staff (id, name, active, created_at, updated_at, version)
		VALUES ($1, $2, $3, $4, $5, $6)`, m.ID, m.Name, flag(m.Active), now, now, m.Version)
	return err
}

func (s staffStore) Get(id ref.StaffID) (store.Staff, error) {
	return one(s.tx, "这位经办", scanStaff, "SELECT "+staffColumns+" FROM staff WHERE id = $1", id)
}

func (s staffStore) All() ([]store.Staff, error) {
	return list(s.tx, scanStaff, "SELECT "+staffColumns+" FROM staff ORDER BY id")
}

func (s staffStore) Update(m store.Staff) error {
	n, err := s.exec(`UPDATE staff SET name = $1, active = $2, updated_at = $3, version = version + 1
		WHERE id = $4 AND version = $5`, m.Name, flag(m.Active), stamp(s.now), m.ID, m.Version)
	return s.changed(n, err, "staff", string(m.ID), "这位经办", m.Version)
}
