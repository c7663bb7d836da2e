package records

import (
	"beiandesk/internal/ref"
	"beiandesk/internal/sqlstore/sqltx"
	"beiandesk/internal/store"
)

type draftStore struct{ Records }

// draftRow is the place for which a draft is sealed.
func draftRow(staff ref.StaffID, key string) string { return string(staff) + "\n" + key }

func (s draftStore) Put(d store.Draft) error {
	sealed, err := s.Seal("drafts", "body", draftRow(d.Staff, d.Key), d.Body)
	if err != nil {
		return err
	}
	_, err = s.Exec(`INSERT INTO drafts (staff_id, key, body_sealed, updated_at) VALUES ($1, $2, $3, $4)
		ON CONFLICT (staff_id, key) DO UPDATE SET body_sealed = excluded.body_sealed, updated_at = excluded.updated_at`,
		d.Staff, d.Key, sealed, s.StampOr(d.UpdatedAt))
	return err
}

func (s draftStore) Of(staff ref.StaffID) ([]store.Draft, error) {
	return sqltx.List(s.Tx, func(row sqltx.Row) (store.Draft, error) {
		d := store.Draft{Staff: staff}
		var sealed []byte
		err := row.Scan(&d.Key, &sealed, sqltx.Time(&d.UpdatedAt))
		if err == nil {
			d.Body, err = s.Unseal("drafts", "body", draftRow(staff, d.Key), sealed)
		}
		return d, err
	}, "SELECT key, body_sealed, updated_at FROM drafts WHERE staff_id = $1 ORDER BY key", staff)
}

func (s draftStore) Remove(staff ref.StaffID, key string) error {
	_, err := s.Exec("DELETE FROM drafts WHERE staff_id = $1 AND key = $2", staff, key)
	return err
}
