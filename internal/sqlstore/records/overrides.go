package records

import (
	"encoding/json"
	"slices"
	"strings"

	"beiandesk/internal/damage"
	"beiandesk/internal/sqlstore/sqltx"
	"beiandesk/internal/store"
)

type overrideStore struct{ Records }

// overrideSecret is what an override keeps sealed.
type overrideSecret struct {
	Old     string `json:"old"`
	New     string `json:"new"`
	Source  string `json:"source"`
	Sourced string `json:"sourced"`
}

// placeOfOverride is that of a row that is written once.
func placeOfOverride(v store.Override) sqltx.Place {
	return sqltx.Place{Table: "overrides", Row: string(v.ID), Version: sqltx.Added}
}

func (s overrideStore) Add(v store.Override) error {
	plain, err := json.Marshal(overrideSecret{v.Old, v.New, v.Source, v.Sourced})
	if err != nil {
		return err
	}
	sealed, err := s.Seal(placeOfOverride(v), "sealed", string(plain))
	if err != nil {
		return err
	}
	_, err = s.Exec(`INSERT INTO overrides (id, seq, kind, scope, code, changes, sealed, confirmed_on, staff_id, at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
		v.ID, v.Seq, v.Kind, v.Scope, v.Code, sqltx.Flag(v.Changes), sealed, sqltx.DayOrNull(v.ConfirmedOn), v.Staff, s.StampOr(v.At))
	return s.marked(err, "overrides", v.ID)
}

func (s overrideStore) Last() (int, error) {
	n, err := sqltx.One(s.Tx, "改动", sqltx.Integer, "SELECT COALESCE(MAX(seq), 0) FROM overrides")
	return int(n), err
}

func (s overrideStore) All() ([]store.Override, error) {
	return sqltx.List(s.Tx, func(row sqltx.Row) (v store.Override, err error) {
		var sealed []byte
		if err := row.Scan(&v.ID, &v.Seq, &v.Kind, &v.Scope, &v.Code, &v.Changes, &sealed, sqltx.NullDay(&v.ConfirmedOn), &v.Staff, sqltx.Time(&v.At)); err != nil {
			return v, err
		}
		plain, err := s.Unseal(placeOfOverride(v), "sealed", sealed)
		if damage.Is(err) {
			v.Damaged = true
			return v, nil
		}
		if err != nil {
			return v, err
		}
		var secret overrideSecret
		err = json.Unmarshal([]byte(plain), &secret)
		v.Old, v.New, v.Source, v.Sourced = secret.Old, secret.New, secret.Source, secret.Sourced
		return v, err
	}, "SELECT id, seq, kind, scope, code, changes, sealed, confirmed_on, staff_id, at FROM overrides ORDER BY seq")
}

// Outdated walks the index of editions of active cases in its own order: those that keep up
// cost nothing, and nothing is sorted.
func (s overrideStore) Outdated(edition int, after store.OutdatedAt, limit int) ([]store.OutdatedAt, error) {
	if err := sqltx.PageSize(limit); err != nil {
		return nil, err
	}
	return sqltx.List(s.Tx, func(row sqltx.Row) (at store.OutdatedAt, err error) {
		err = row.Scan(&at.Edition, &at.ID)
		return at, err
	}, "SELECT edition, id FROM cases"+s.Indexed("cases_edition")+` WHERE active = 1 AND edition < $1 AND (edition, id) > ($2, $3)
		ORDER BY edition, id`+sqltx.Limit(limit), edition, after.Edition, after.ID)
}

func (s overrideStore) CountOutdated(edition int) (int, error) {
	n, err := sqltx.One(s.Tx, "案件", sqltx.Integer, "SELECT COUNT(*) FROM cases WHERE active = 1 AND edition < $1", edition)
	return int(n), err
}

// OutdatedEditions leaps through the index from one edition to the next.
func (s overrideStore) OutdatedEditions(edition int) ([]int, error) {
	return sqltx.List(s.Tx, func(row sqltx.Row) (no int, err error) {
		err = row.Scan(&no)
		return no, err
	}, `WITH RECURSIVE held (no) AS (
		SELECT MIN(edition) FROM cases WHERE active = 1 AND edition < $1
		UNION ALL SELECT (SELECT MIN(edition) FROM cases WHERE active = 1 AND edition > held.no AND edition < $1) FROM held WHERE held.no IS NOT NULL)
		SELECT no FROM held WHERE no IS NOT NULL`, edition)
}

// besides is what a place adds to those that lie in the cases of any type and province.
func besides(r store.Affected, all []store.Affected) store.Affected {
	if r.Type == "" && r.Province == "" {
		return r
	}
	r.Stages = slices.DeleteFunc(slices.Clone(r.Stages), func(stage string) bool {
		return slices.ContainsFunc(all, func(a store.Affected) bool {
			return a.Edition == r.Edition && a.Type == "" && a.Province == "" && slices.Contains(a.Stages, stage)
		})
	})
	return r
}

// CountAffected gathers the cases of each place by what their runs copy of them, and counts
// each once.
func (s overrideStore) CountAffected(reaches []store.Affected) (int, error) {
	w := s.Where()
	places := []string{}
	for _, r := range reaches {
		if r = besides(r, reaches); len(r.Stages) == 0 {
			continue
		}
		place := "SELECT case_id FROM runs" + w.Indexed("runs_met") + " WHERE active = 1 AND edition = " + w.Arg(r.Edition) + " AND stage IN (" + sqltx.ArgList(&w, r.Stages) + ")"
		if r.Type != "" {
			place += " AND type = " + w.Arg(r.Type)
		}
		if r.Province != "" {
			place += " AND province = " + w.Arg(r.Province)
		}
		places = append(places, place)
	}
	if len(places) == 0 {
		return 0, nil
	}
	n, err := sqltx.One(s.Tx, "案件", sqltx.Integer, "SELECT COUNT(DISTINCT case_id) FROM ("+strings.Join(places, " UNION ALL ")+") AS met", w.Args...)
	return int(n), err
}
