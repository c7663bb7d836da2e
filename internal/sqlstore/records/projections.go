package records

import (
	"encoding/json"
	"slices"

	"beiandesk/internal/errs"
	"beiandesk/internal/ref"
	"beiandesk/internal/sqlstore/sqltx"
	"beiandesk/internal/sqlstore/tallies"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

type projectionStore struct{ Records }

// PartyNo is a party's place among all, which lists sort by.
func PartyNo(party workflow.Party) (int, error) {
	i := slices.Index(workflow.Parties, party)
	if i < 0 {
		return 0, errs.New(errs.Invalid, "没有“%s”这一方。从列出的各方里选", party)
	}
	return i, nil
}

// partyOrNull is PartyNo of a party that may be missing.
func partyOrNull(party workflow.Party) (any, error) {
	if party == "" {
		return nil, nil
	}
	return PartyNo(party)
}

func (s projectionStore) Replace(id ref.CaseID, runs []store.RunRow, deadlines []store.DeadlineRow) error {
	c, err := sqltx.One(s.Tx, "这件案件", func(row sqltx.Row) (v copied, err error) {
		err = row.Scan(&v.owner, &v.on, &v.edition, &v.typ, &v.province)
		return v, err
	}, "SELECT COALESCE(owner_id, ''), active, edition, type, province FROM cases WHERE id = $1", id)
	if err != nil {
		return err
	}
	return tallies.Store{Tx: s.Tx}.Case(id, func() error { return s.swap(id, runs, deadlines, c) })
}

func (s projectionStore) Miscounted() (counts, copied []string, err error) {
	return tallies.Store{Tx: s.Tx}.Miscounted()
}

func (s projectionStore) Recount() error { return tallies.Store{Tx: s.Tx}.Recount() }

// copied is what rows copy of their case.
type copied struct {
	owner         string
	on, edition   int
	typ, province string
}

func (s projectionStore) swap(id ref.CaseID, runs []store.RunRow, deadlines []store.DeadlineRow, of copied) error {
	for _, table := range []string{"runs", "deadlines"} {
		if _, err := s.Exec("DELETE FROM "+table+" WHERE case_id = $1", id); err != nil {
			return err
		}
	}
	head := store.RunRow{}
	for _, r := range runs {
		if err := s.addRun(id, r, of); err != nil {
			return err
		}
		if r.Headline {
			head = r
		}
	}
	for _, d := range deadlines {
		if err := s.addDeadline(id, d, of.on); err != nil {
			return err
		}
	}
	_, err := s.Exec(`UPDATE cases SET head_stage = $1, head_party = $2, head_due = `+endedSort("$3")+`, head_soft = $4 WHERE id = $5`,
		head.Stage, string(head.Party), head.Sort(), sqltx.Flag(head.Soft), id)
	return err
}

// endedSort is where a case lies in the order of dates: one that has ended by its end,
// behind all that have a date or may get one, so that no filter of dates finds it.
func endedSort(due string) string {
	return "CASE WHEN closed_at IS NULL THEN " + due + " ELSE '" + workflow.NoDate + " ' || closed_at END"
}

func (s projectionStore) addRun(id ref.CaseID, r store.RunRow, of copied) error {
	no, err := PartyNo(r.Party)
	if err != nil {
		return err
	}
	late, err := partyOrNull(r.EscalatesTo)
	if err != nil {
		return err
	}
	line, err := json.Marshal(r.RunLine)
	if err != nil {
		return err
	}
	_, err = s.Exec(`INSERT INTO runs (id, case_id, key, stage, stage_no, site_id, attempt, entered, line,
		party_no, late_no, due_sort, soft, headline, owner_id, active, chased, edition, type, province)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, `+chasedDay+`, $18, $19, $20)`,
		r.ID, id, r.Key, r.Stage, r.StageNo, r.Site, r.Attempt, r.Entered, string(line),
		no, late, r.Sort(), sqltx.Flag(r.Soft), sqltx.Flag(r.Headline), of.owner, of.on, r.Matter(), of.edition, of.typ, of.province)
	return err
}

func (s projectionStore) addDeadline(id ref.CaseID, d store.DeadlineRow, on int) error {
	reasons, err := json.Marshal(d.Reasons)
	if err != nil {
		return err
	}
	_, err = s.Exec(`INSERT INTO deadlines (id, case_id, key, stage, site_id, clock, label, kind, from_at, due_day, due_min,
		due_sort, governs, provisional, reasons, active, told)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
		d.ID, id, d.Key, d.Stage, d.SiteID, d.Clock, d.Label, d.Kind, d.From, d.DueDay.String(), d.DueMin,
		workflow.SortKey(d.Due()), sqltx.Flag(d.Governs), sqltx.Flag(d.Provisional), string(reasons), on, sqltx.Flag(d.Told))
	return err
}

// RunColumns are an open run, of runs r.
const RunColumns = "r.id, r.case_id, r.stage_no, r.attempt, r.entered, r.headline, r.line"

// RunTargets are where RunColumns are scanned to.
func RunTargets(r *store.RunRow) []any {
	return []any{&r.ID, &r.CaseID, &r.StageNo, &r.Attempt, &r.Entered, &r.Headline, line{&r.RunLine}}
}

// line reads what is kept of a run.
type line struct{ to *workflow.RunLine }

func (v line) Scan(src any) error {
	text, _ := src.(string)
	if err := json.Unmarshal([]byte(text), v.to); err != nil {
		return errs.Wrap(errs.Internal, err, "有一个在办环节读不出来，请用 doctor 检查资料夹")
	}
	return nil
}

func scanRun(row sqltx.Row) (r store.RunRow, err error) {
	err = row.Scan(RunTargets(&r)...)
	return r, err
}

// Runs lists a case's open runs in the order of stages.
func (s projectionStore) Runs(id ref.CaseID) ([]store.RunRow, error) {
	return sqltx.List(s.Tx, scanRun, "SELECT "+RunColumns+" FROM runs r WHERE r.case_id = $1 ORDER BY r.stage_no, r.key", id)
}

// DeadlineColumns are what ScanDeadline reads, of deadlines d.
const DeadlineColumns = `d.id, d.case_id, d.key, d.stage, d.site_id, d.clock, d.label, d.kind, d.from_at, d.due_day,
	d.due_min, d.governs, d.provisional, d.told, d.reasons`

// ScanDeadline reads a deadline, and after it what else the row holds.
func ScanDeadline(row sqltx.Row, more ...any) (d store.DeadlineRow, err error) {
	var reasons string
	err = row.Scan(append([]any{&d.ID, &d.CaseID, &d.Key, &d.Stage, &d.SiteID, &d.Clock, &d.Label, &d.Kind, &d.From, sqltx.Day(&d.DueDay),
		&d.DueMin, &d.Governs, &d.Provisional, &d.Told, &reasons}, more...)...)
	if err != nil {
		return d, err
	}
	return d, json.Unmarshal([]byte(reasons), &d.Reasons)
}

// Deadlines lists a case's deadlines in the order in which they are due.
func (s projectionStore) Deadlines(id ref.CaseID) ([]store.DeadlineRow, error) {
	scan := func(row sqltx.Row) (store.DeadlineRow, error) { return ScanDeadline(row) }
	return sqltx.List(s.Tx, scan,
		"SELECT "+DeadlineColumns+" FROM deadlines d WHERE d.case_id = $1 ORDER BY d.due_sort, d.key", id)
}
