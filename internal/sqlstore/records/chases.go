package records

import (
	"beiandesk/internal/cal"
	"beiandesk/internal/ref"
	"beiandesk/internal/sqlstore/sqltx"
	"beiandesk/internal/store"
)

type chaseStore struct{ Records }

func (s chaseStore) Add(id ref.CaseID, run ref.RunID, matter string, at cal.Moment) error {
	if err := s.before("chases", run, matter); err != nil {
		return err
	}
	_, err := s.Exec(`INSERT INTO chases (run_id, matter, case_id, times, last) VALUES ($1, $2, $3, 1, $4)
		ON CONFLICT (run_id, matter) DO UPDATE SET times = chases.times + 1, last = excluded.last`, run, matter, id, at.String())
	if err := s.marked(err, "chases", run, matter); err != nil {
		return err
	}
	_, err = s.Exec("UPDATE runs SET chased = $1 WHERE id = $2", at.Day.String(), run)
	return err
}

func (s chaseStore) Of(runs []ref.RunID) ([]store.Chased, error) {
	if len(runs) == 0 {
		return nil, nil
	}
	w := s.Where()
	sqltx.OneOf(&w, "run_id", runs)
	return sqltx.List(s.Tx, func(row sqltx.Row) (c store.Chased, err error) {
		var last string
		if err := row.Scan(&c.Run, &c.Matter, &c.Times, &last); err != nil {
			return c, err
		}
		c.Last, err = cal.ParseMoment(last)
		return c, err
	}, "SELECT run_id, matter, times, last FROM chases"+w.Clause(), w.Args...)
}

// chasedDay is a subquery for the day on which a run's matter was last chased, "" for one
// that never was.
const chasedDay = `COALESCE((SELECT substr(last, 1, 10) FROM chases WHERE run_id = $1 AND matter = $17), '')`
