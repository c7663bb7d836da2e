package lists

import (
	"errors"

	"beiandesk/internal/cal"
	"beiandesk/internal/ref"
	"beiandesk/internal/sqlstore/sqltx"
	"beiandesk/internal/sqlstore/tallies"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// tallied is the owner under whom the tallies keep what a query asks for.
func tallied(owner ref.StaffID) string {
	if owner == "" {
		return tallies.Everybody
	}
	return string(owner)
}

// minuteDated are the runs of the index runs_minute: those that are due at a minute.
const minuteDated = "active = 1 AND " + clocked

// clocked keeps what is due at a minute, whatever the index.
const clocked = "due_sort < '" + workflow.NoDate + "' AND substr(due_sort, 12) < '24:00'"

// passedToday keeps those of them whose minute has come on the day of the edges. What has passed
// on a day before, the tallies know.
func (e edges) passedToday(w *sqltx.Where) string {
	return minuteDated + " AND due_sort >= " + w.Arg(dayOf(e.Today)) + " AND due_sort <= " + w.Arg(e.Now)
}

// dayOf is the day of a date in the spelling of workflow.SortKey.
func dayOf(edge string) string { return edge[:len("2006-01-02")] }

// The kinds of rows of countsQuery.
const (
	rowOfPlace  = iota // a party and a stage, by group
	rowOfDay           // runs of a day before that escalate
	rowOfMinute        // runs whose minute has come today
)

// countRow is one of them.
type countRow struct {
	kind, party, late                   int
	n, hard, soft, today, week, undated int // of a place: n is all, hard and soft are of days before
	stage                               string
	first, firstLater                   string // days, "" for none
}

// Counts adds up the tallies. They know whole days alone, and whom a run waits for until it
// passes: what has escalated since, and what has passed at a minute of today, is put where it
// belongs.
func (s taskList) Counts(q store.TaskQuery) (store.TaskCounts, error) {
	if _, err := s.filter(q); err != nil { // refuses unknown groups and parties
		return nil, err
	}
	query, args := s.countsQuery(q)
	rows, err := sqltx.List(s.Tx, func(row sqltx.Row) (r countRow, err error) {
		err = row.Scan(&r.kind, &r.party, &r.stage, &r.late, &r.n, &r.hard, &r.soft, &r.today, &r.week, &r.undated, &r.first, &r.firstLater)
		return r, err
	}, query, args...)
	counts := store.TaskCounts{}
	for _, r := range rows {
		if err := r.add(&counts); err != nil {
			return nil, err
		}
	}
	return counts, err
}

func (s taskList) countsQuery(q store.TaskQuery) (query string, args []any) {
	w, e := s.Where(), edgesAt(q.Now)
	owner, today, week, none := w.Arg(tallied(q.Owner)), w.Arg(dayOf(e.Today)), w.Arg(dayOf(e.Week)), w.Arg(workflow.NoDate)
	passed, stage, ofPlace := e.passedToday(&w), "", ""
	if q.Owner != "" {
		passed += " AND owner_id = " + owner
	}
	if q.Stage != "" {
		is := "stage = " + w.Arg(q.Stage)
		stage, ofPlace = " AND "+is, " AND t."+is
	}
	days := " FROM run_days d WHERE d.owner_id = " + owner + " AND d.party_no = t.party_no AND d.stage = t.stage AND d.day "
	return `SELECT 0, t.party_no, t.stage, -1, MIN(t.n),
			COALESCE(SUM(d.hard) FILTER (WHERE d.day < ` + today + `), 0), COALESCE(SUM(d.soft) FILTER (WHERE d.day < ` + today + `), 0),
			COALESCE(SUM(d.hard + d.soft) FILTER (WHERE d.day = ` + today + `), 0), COALESCE(SUM(d.hard + d.soft) FILTER (WHERE d.day > ` + today + `), 0),
			COALESCE((SELECT SUM(d.hard + d.soft)` + days + `= ` + none + `), 0), COALESCE(MIN(d.day) FILTER (WHERE d.day > ` + today + `), ''),
			COALESCE((SELECT MIN(d.day)` + days + `> ` + week + ` AND d.day < ` + none + `), '')
		FROM run_tally t LEFT JOIN run_days d ON d.owner_id = t.owner_id AND d.party_no = t.party_no AND d.stage = t.stage AND d.day <= ` + week + `
		WHERE t.owner_id = ` + owner + ofPlace + ` GROUP BY t.party_no, t.stage
		UNION ALL SELECT 1, party_no, stage, late_no, SUM(hard + soft), SUM(hard), SUM(soft), 0, 0, 0, '', '' FROM run_days` + s.Indexed("run_days_late") + `
		WHERE owner_id = ` + owner + ` AND late_no >= 0 AND day < ` + today + stage + ` GROUP BY party_no, stage, late_no
		UNION ALL SELECT 2, party_no, stage, COALESCE(late_no, -1), COUNT(*), SUM(1 - soft), SUM(soft), 0, 0, 0, '', '' FROM runs` + s.Indexed("runs_minute") + `
		WHERE ` + passed + stage + ` GROUP BY party_no, stage, late_no`, w.Args
}

// add puts a row where its runs stand.
func (r countRow) add(counts *store.TaskCounts) error {
	at := counts.At(workflow.Parties[r.party], r.stage)
	switch r.kind {
	case rowOfPlace:
		at.Overdue, at.Today, at.Week = at.Overdue+r.hard, at.Today+r.soft+r.today, r.week
		at.Undated, at.Later = r.undated, r.n-r.hard-r.soft-r.today-r.week
		return errors.Join(dayOrNone(r.first, &at.FirstOfWeek), dayOrNone(r.firstLater, &at.FirstLater))
	case rowOfDay:
		at.Overdue, at.Today = at.Overdue-r.hard, at.Today-r.soft
	case rowOfMinute:
		at.Today -= r.n
	}
	if r.late >= 0 {
		at = counts.At(workflow.Parties[r.late], r.stage)
	}
	at.Overdue, at.Today = at.Overdue+r.hard, at.Today+r.soft
	return nil
}

func dayOrNone(text string, day *cal.Day) (err error) {
	if text != "" {
		*day, err = cal.ParseDay(text)
	}
	return err
}
