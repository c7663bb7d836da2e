package records

import (
	"slices"
	"time"

	"beiandesk/internal/damage"
	"beiandesk/internal/ref"
	"beiandesk/internal/sqlstore/sqltx"
	"beiandesk/internal/store"
)

type draftStore struct{ Records }

// placeOfDraft is that of a draft. A key that is taken up again begins anew: the moment of
// saving stands for a version.
func placeOfDraft(staff ref.StaffID, key string, at time.Time) sqltx.Place {
	return sqltx.Place{Table: "drafts", Row: string(staff) + "\n" + key + "\n" + sqltx.Stamp(at), Version: sqltx.Added}
}

func (s draftStore) Put(d store.Draft) error {
	if d.UpdatedAt.IsZero() {
		d.UpdatedAt = s.Now
	}
	sealed, err := s.Seal(placeOfDraft(d.Staff, d.Key, d.UpdatedAt), "body", d.Body)
	if err != nil {
		return err
	}
	_, err = s.Exec(`INSERT INTO drafts (staff_id, key, body_sealed, updated_at) VALUES ($1, $2, $3, $4)
		ON CONFLICT (staff_id, key) DO UPDATE SET body_sealed = excluded.body_sealed, updated_at = excluded.updated_at`,
		d.Staff, d.Key, sealed, sqltx.Stamp(d.UpdatedAt))
	return err
}

func (s draftStore) Of(staff ref.StaffID) ([]store.Draft, error) {
	list, err := sqltx.List(s.Tx, func(row sqltx.Row) (store.Draft, error) {
		d := store.Draft{Staff: staff}
		var sealed []byte
		err := row.Scan(&d.Key, &sealed, sqltx.Time(&d.UpdatedAt))
		if err == nil {
			d.Body, err = s.Unseal(placeOfDraft(staff, d.Key, d.UpdatedAt), "body", sealed)
		}
		if damage.Is(err) {
			return store.Draft{}, nil // what was typed is lost, and nothing else
		}
		return d, err
	}, "SELECT key, body_sealed, updated_at FROM drafts WHERE staff_id = $1 ORDER BY key", staff)
	return slices.DeleteFunc(list, func(d store.Draft) bool { return d.Key == "" }), err
}

func (s draftStore) Remove(staff ref.StaffID, key string) error {
	_, err := s.Exec("DELETE FROM drafts WHERE staff_id = $1 AND key = $2", staff, key)
	return err
}
