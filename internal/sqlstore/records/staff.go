package records

import (
	"beiandesk/internal/ref"
	"beiandesk/internal/sqlstore/sqltx"
	"beiandesk/internal/store"
)

type staffStore struct{ Records }

const staffColumns = "id, name, active, version"

func scanStaff(row sqltx.Row) (m store.Staff, err error) {
	err = row.Scan(&m.ID, &m.Name, &m.Active, &m.Version)
	return m, err
}

func (s staffStore) Add(m store.Staff) error {
	now := sqltx.Stamp(s.Now)
	_, err := s.Exec(`INSERT INTO staff (id, name, active, created_at, updated_at, version)
		VALUES ($1, $2, $3, $4, $5, $6)`, m.ID, m.Name, sqltx.Flag(m.Active), now, now, m.Version)
	return s.marked(err, "staff", m.ID)
}

func (s staffStore) Get(id ref.StaffID) (store.Staff, error) {
	return sqltx.One(s.Tx, "这位经办", scanStaff, "SELECT "+staffColumns+" FROM staff WHERE id = $1", id)
}

func (s staffStore) All() ([]store.Staff, error) {
	return sqltx.List(s.Tx, scanStaff, "SELECT "+staffColumns+" FROM staff ORDER BY id")
}

func (s staffStore) Update(m store.Staff) error {
	if err := s.before("staff", m.ID); err != nil {
		return err
	}
	n, err := s.Exec(`UPDATE staff SET name = $1, active = $2, updated_at = $3, version = version + 1
		WHERE id = $4 AND version = $5`, m.Name, sqltx.Flag(m.Active), sqltx.Stamp(s.Now), m.ID, m.Version)
	return s.marked(s.Changed(n, err, "staff", string(m.ID), "这位经办", m.Version), "staff", m.ID)
}
