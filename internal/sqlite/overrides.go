package sqlite

import (
	"encoding/json"
	"slices"
	"strings"

	"beiandesk/internal/store"
)

type overrideStore struct{ *tx }

// overrideSecret is what an override keeps sealed.
type overrideSecret struct {
	Old     string `json:"old"`
	New     string `json:"new"`
	Source  string `json:"source"`
	Sourced string `json:"sourced"`
}

func (s overrideStore) Add(v store.Override) error {
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

func (s overrideStore) All() ([]store.Override, error) {
	return list(s.tx, func(row scanner) (v store.Override, err error) {
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

// Behind walks the index of editions of active cases in its own order: those that keep up
// cost nothing, and nothing is sorted.
func (s overrideStore) Behind(edition int, after store.BehindAt, limit int) ([]store.BehindAt, error) {
	if err := pageSize(limit); err != nil {
		return nil, err
	}
	return list(s.tx, func(row scanner) (at store.BehindAt, err error) {
		err = row.Scan(&at.Edition, &at.ID)
		return at, err
	}, "SELECT edition, id FROM cases"+s.s.dialect.indexed("cases_edition")+` WHERE active = 1 AND edition < $1 AND (edition, id) > ($2, $3)
		ORDER BY edition, id LIMIT $4`, edition, after.Edition, after.ID, limit)
}

func (s overrideStore) CountBehind(edition int) (int, error) {
	n, err := one(s.tx, "案件", integer, "SELECT COUNT(*) FROM cases WHERE active = 1 AND edition < $1", edition)
	return int(n), err
}

// EditionsBehind leaps through the index from one edition to the next.
func (s overrideStore) EditionsBehind(edition int) ([]int, error) {
	return list(s.tx, func(row scanner) (no int, err error) {
		err = row.Scan(&no)
		return no, err
	}, `WITH RECURSIVE held (no) AS (
		SELECT MIN(edition) FROM cases WHERE active = 1 AND edition < $1
		UNION ALL SELECT (SELECT MIN(edition) FROM cases WHERE active = 1 AND edition > held.no AND edition < $1) FROM held WHERE held.no IS NOT NULL)
		SELECT no FROM held WHERE no IS NOT NULL`, edition)
}

// CountReached gathers the cases of each set of stages once, and looks them up while it
// walks the index of editions.
func (s overrideStore) CountReached(reaches []store.Reach) (int, error) {
	var editions []int
	w := s.where()
	all := make([]int, len(parties)) // a run waits for one of them: naming them all lets the index go on to the stage
	for i := range all {
		all[i] = i
	}
	places := []string{}
	for _, r := range reaches {
		if len(r.Stages) == 0 {
			continue
		}
		editions = append(editions, r.Edition)
		place := "edition = " + w.arg(r.Edition) + " AND id IN (SELECT case_id FROM runs" + w.indexed("runs_stage_due") +
			" WHERE active = 1 AND party_no IN (" + argList(&w, all) + ") AND stage IN (" + argList(&w, r.Stages) + "))"
		if r.Type != "" {
			place += " AND type = " + w.arg(r.Type)
		}
		if r.Province != "" {
			place += " AND province = " + w.arg(r.Province)
		}
		places = append(places, "("+place+")")
	}
	if len(places) == 0 {
		return 0, nil
	}
	slices.Sort(editions)
	w.add("active = 1")
	w.add("edition IN (" + argList(&w, slices.Compact(editions)) + ")")
	w.add("(" + strings.Join(places, " OR ") + ")")
	n, err := one(s.tx, "案件", integer, "SELECT COUNT(*) FROM cases"+w.indexed("cases_edition")+w.clause(), w.args...)
	return int(n), err
}
