package sqlite

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/office"
	"beiandesk/internal/ref"
	"beiandesk/internal/workflow"
)

// What counts the dates of many cases again reads and writes here: a few statements a
// batch, and no row that stays as it is.

// CountFrom counts the active cases with a date on a day or later.
func (s projectionStore) CountFrom(from cal.Day) (int, error) {
	n, err := one(s.tx, "期限", integer,
		"SELECT COUNT(DISTINCT case_id) FROM deadlines WHERE active = 1 AND due_sort >= $1", from.String())
	return int(n), err
}

// FoldersFrom reads up to limit of those cases behind the one given. It walks the cases
// by their ids: the plus keeps the index of all dates out of it, which would be walked
// from its beginning for each case.
func (s projectionStore) FoldersFrom(from cal.Day, after ref.CaseID, limit int) ([]office.DateFolder, error) {
	all, err := list(s.tx, scanFolder, `SELECT c.id, c.number, c.client_id, c.type, c.province, c.icp, c.police, c.edition, c.status, c.version
		FROM cases c WHERE c.id > $1
		AND EXISTS (SELECT 1 FROM deadlines d WHERE d.case_id = c.id AND +d.active = 1 AND d.due_sort >= $2) ORDER BY c.id LIMIT $3`,
		after, from.String(), limit)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	in, ids, at := byCase(all)
	if err := s.moves(in, ids, at); err != nil {
		return nil, err
	}
	if err := spread(s.tx, func(row scanner) error {
		r, err := scanRun(row)
		if err == nil {
			at[r.CaseID].Runs = append(at[r.CaseID].Runs, r)
		}
		return err
	}, "SELECT "+runColumns+" FROM runs r"+in+"ORDER BY case_id, stage_no, key", ids); err != nil {
		return nil, err
	}
	return all, spread(s.tx, func(row scanner) error {
		d, err := scanDeadline(row)
		if err == nil {
			at[d.CaseID].Deadlines = append(at[d.CaseID].Deadlines, d)
		}
		return err
	}, "SELECT "+deadlineColumns+" FROM deadlines d"+in+"ORDER BY case_id, due_sort, key", ids)
}

// Delivered reads the latest delivered cases of a type in a province, for what they tell
// of how long things take.
func (s projectionStore) Delivered(typ, province string, limit int) ([]office.DateFolder, error) {
	all, err := list(s.tx, scanFolder, `SELECT id, number, client_id, type, province, icp, police, edition, status, version
		FROM cases WHERE active = 0 AND status = $1 AND type = $2 AND province = $3 ORDER BY number_key DESC LIMIT $4`,
		workflow.Delivered, typ, province, limit)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	in, ids, at := byCase(all)
	return all, s.moves(in, ids, at)
}

// byCase prepares reading the rows of some cases: the condition, its values, and where
// each case's rows go.
func byCase(all []office.DateFolder) (in string, ids []any, at map[ref.CaseID]*office.DateFolder) {
	at = make(map[ref.CaseID]*office.DateFolder, len(all))
	ids = make([]any, len(all))
	for i := range all {
		ids[i], at[all[i].Case.ID] = all[i].Case.ID, &all[i]
	}
	return " WHERE case_id IN (" + places(len(ids)) + ") ", ids, at
}

// moves fills in sites and moves.
func (s projectionStore) moves(in string, ids []any, at map[ref.CaseID]*office.DateFolder) error {
	if err := spread(s.tx, func(row scanner) error {
		v, err := scanSite(row)
		if err == nil {
			at[v.CaseID].Sites = append(at[v.CaseID].Sites, v)
		}
		return err
	}, "SELECT "+siteColumns+" FROM sites"+in+"ORDER BY case_id, ordinal", ids); err != nil {
		return err
	}
	return spread(s.tx, func(row scanner) error {
		var of ref.CaseID
		m, err := s.scanMove(behind{row, &of})
		if err == nil {
			at[of].Moves = append(at[of].Moves, m)
		}
		return err
	}, "SELECT case_id, id, seq, at, recorded, staff_id, action, site_id, sealed FROM moves"+in+"ORDER BY case_id, seq", ids)
}

func scanFolder(row scanner) (f office.DateFolder, err error) {
	c := &f.Case
	err = row.Scan(&c.ID, &c.Number, &c.ClientID, &c.Type, &c.Province, &c.ICP, &c.Police, &c.Edition, &c.Status, &c.Version)
	f.Sites, f.Moves, f.Runs, f.Deadlines = []cases.Site{}, []workflow.Move{}, []office.RunRow{}, []office.DeadlineRow{}
	return f, err
}

// behind scans the first column apart, for rows of many cases.
type behind struct {
	scanner
	first any
}

func (b behind) Scan(rest ...any) error { return b.scanner.Scan(append([]any{b.first}, rest...)...) }

// places are n numbered places: $1, $2, $3.
func places(n int) string {
	marks := make([]string, n)
	for i := range marks {
		marks[i] = fmt.Sprintf("$%d", i+1)
	}
	return strings.Join(marks, ", ")
}

// spread hands out rows one by one.
func spread(t *tx, take func(scanner) error, query string, args []any) error {
	_, err := list(t, func(row scanner) (struct{}, error) { return struct{}{}, take(row) }, query, args...)
	return err
}

// Redate writes the dates of runs and deadlines that are there, and the case's
// headline when it is among them. Whom and how many a run waits for stays, so the
// tallies do. False, and nothing written, when the case has another version.
func (s projectionStore) Redate(id ref.CaseID, version int, runs []office.RunRow, deadlines []office.DeadlineRow) (bool, error) {
	stmt, err := s.often("SELECT version FROM cases WHERE id = $1")
	if err != nil {
		return false, err
	}
	stored := 0
	if err := stmt.QueryRowContext(s.ctx, id).Scan(&stored); err != nil {
		if isNoRows(err) {
			return false, missing("这件案件")
		}
		return false, translate(err)
	}
	if stored != version {
		return false, nil
	}
	return true, s.redate(id, runs, deadlines)
}

func (s projectionStore) redate(id ref.CaseID, runs []office.RunRow, deadlines []office.DeadlineRow) error {
	for _, d := range deadlines {
		reasons, err := json.Marshal(d.Reasons)
		if err != nil {
			return err
		}
		n, err := s.execOften(`UPDATE deadlines SET from_at = $1, due_day = $2, due_min = $3, due_sort = $4, governs = $5,
			provisional = $6, reasons = $7 WHERE id = $8 AND case_id = $9`,
			d.From, d.DueDay.String(), d.DueMin, dueSort(&d.DueDay, d.DueMin), flag(d.Governs), flag(d.Provisional), string(reasons), d.ID, id)
		if err := found(n, err, "这个期限"); err != nil {
			return err
		}
	}
	// Only one run of a case may be the headline at any moment: the old one goes first.
	order := slices.Clone(runs)
	slices.SortStableFunc(order, func(a, b office.RunRow) int { return flag(a.Headline) - flag(b.Headline) })
	for _, r := range order {
		n, err := s.execOften(`UPDATE runs SET due_day = $1, due_min = $2, due_kind = $3, due_key = $4, due_sort = $5, soft = $6,
			started = $7, headline = $8 WHERE id = $9 AND case_id = $10`,
			dayOrNull(r.DueDay), r.DueMin, r.DueKind, r.DueKey, dueSort(r.DueDay, r.DueMin), flag(soft(r.DueKind)), r.Started, flag(r.Headline), r.ID, id)
		if err := found(n, err, "这个环节"); err != nil {
			return err
		}
		if !r.Headline {
			continue
		}
		if _, err := s.execOften("UPDATE cases SET head_stage = $1, head_party = $2, head_due = $3, head_soft = $4 WHERE id = $5",
			r.Stage, r.Party, dueSort(r.DueDay, r.DueMin), flag(soft(r.DueKind)), id); err != nil {
			return err
		}
	}
	return nil
}

// found turns an update of no row into the error that it is not there.
func found(rows int64, err error, what string) error {
	if err == nil && rows == 0 {
		return missing(what)
	}
	return err
}
