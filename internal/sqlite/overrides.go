package sqlite

import (
	"encoding/json"

	"beiandesk/internal/office"
	"beiandesk/internal/ref"
)

type overrideStore struct{ *tx }

// overrideSecret is what an override keeps sealed.
type overrideSecret struct {
	Old     string `json:"old"`
	New     string `json:"new"`
	Source  string `json:"source"`
	Sourced string `json:"sourced"`
}

func (s overrideStore) Add(v office.Override) error {
	plain, err := json.Marshal(overrideSecret{v.Old, v.New, v.Source, v.Sourced})
	if err != nil {
		return err
	}
	sealed, err := s.seal("overrides", "sealed", string(v.ID), string(plain))
	if err != nil {
		return err
	}
	_, err = s.exec(`INSERT INTO overrides (id, seq, kind, scope, code, changes, sealed, confirmed_on, staff_id, at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
		v.ID, v.Seq, v.Kind, v.Scope, v.Code, flag(v.Changes), sealed, dayOrNull(v.ConfirmedOn), v.Staff, s.stampOr(v.At))
	return err
}

func (s overrideStore) Last() (int, error) {
	n, err := one(s.tx, "改动", integer, "SELECT COALESCE(MAX(seq), 0) FROM overrides")
	return int(n), err
}

func (s overrideStore) All() ([]office.Override, error) {
	return list(s.tx, func(row scanner) (v office.Override, err error) {
		var sealed []byte
		if err := row.Scan(&v.ID, &v.Seq, &v.Kind, &v.Scope, &v.Code, &v.Changes, &sealed, nullDay{&v.ConfirmedOn}, &v.Staff, timeText{&v.At}); err != nil {
			return v, err
		}
		plain, err := s.unseal("overrides", "sealed", string(v.ID), sealed)
		if err != nil {
			return v, err
		}
		var secret overrideSecret
		err = json.Unmarshal([]byte(plain), &secret)
		v.Old, v.New, v.Source, v.Sourced = secret.Old, secret.New, secret.Source, secret.Sourced
		return v, err
	}, "SELECT id, seq, kind, scope, code, changes, sealed, confirmed_on, staff_id, at FROM overrides ORDER BY seq")
}

// Behind walks the index of editions of active cases: those that keep up cost nothing.
func (s overrideStore) Behind(edition int, after ref.CaseID, limit int) ([]ref.CaseID, error) {
	if err := pageSize(limit); err != nil {
		return nil, err
	}
	return list(s.tx, func(row scanner) (id ref.CaseID, err error) {
		err = row.Scan(&id)
		return id, err
	}, `SELECT id FROM cases WHERE active = 1 AND edition < $1 AND id > $2 ORDER BY id LIMIT $3`, edition, after, limit)
}

func (s overrideStore) CountBehind(edition int) (int, error) {
	n, err := one(s.tx, "案件", integer, "SELECT COUNT(*) FROM cases WHERE active = 1 AND edition < $1", edition)
	return int(n), err
}
