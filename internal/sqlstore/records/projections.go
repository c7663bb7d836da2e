package records

import (
	"encoding/json"
	"fmt"
	"slices"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/ref"
	"beiandesk/internal/sqlstore/sqltx"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

type projectionStore struct{ Records }

// NoDue sorts what has no date behind all dates.
const NoDue = "9999"

// DueSort writes a due moment so that it sorts as text: a whole day ends at 24:00.
func DueSort(day *cal.Day, minute int) string {
	switch {
	case day == nil:
		return NoDue
	case minute < 0:
		return day.String() + "T24:00"
	}
	return fmt.Sprintf("%sT%02d:%02d", day, minute/60, minute%60)
}

// soft says that a date of this kind is never overdue: once passed it asks for
// word, it breaks no term.
func soft(kind string) bool {
	return kind == string(workflow.Expected) || kind == string(workflow.Reminder)
}

// Parties in the order in which the desk names them.
var Parties = []string{
	string(workflow.Client), string(workflow.Agency), string(workflow.Cloud), string(workflow.Bureau), string(workflow.Police),
}

// PartyNo is a party's place in parties, which lists sort by.
func PartyNo(party string) (int, error) {
	i := slices.Index(Parties, party)
	if i < 0 {
		return 0, errs.New(errs.Invalid, "没有“%s”这一方。从列出的各方里选", party)
	}
	return i, nil
}

// waitsFor is whom a run waits for until its date passes: once wrong entries have used
// an SMS round up, that no longer is who had to verify.
func waitsFor(r store.RunRow) string {
	if r.Lost && r.LateParty != "" {
		return r.LateParty
	}
	return r.Party
}

// partyName reads a party's place back, and NULL as none.
type partyName struct{ to *string }

func (v partyName) Scan(src any) error {
	*v.to = ""
	if src == nil {
		return nil
	}
	no, ok := src.(int64)
	if !ok || no < 0 || int(no) >= len(Parties) {
		return errs.New(errs.Internal, "环节的等待方读不出来，请用 doctor 检查资料夹")
	}
	*v.to = Parties[no]
	return nil
}

func (s projectionStore) Replace(id ref.CaseID, runs []store.RunRow, deadlines []store.DeadlineRow) error {
	type of struct {
		owner string
		on    int
	}
	c, err := sqltx.One(s.Tx, "这件案件", func(row sqltx.Row) (v of, err error) {
		err = row.Scan(&v.owner, &v.on)
		return v, err
	}, "SELECT COALESCE(owner_id, ''), active FROM cases WHERE id = $1", id)
	if err != nil {
		return err
	}
	return retally(s.tallyRuns, id, func() error { return s.swap(id, runs, deadlines, c.owner, c.on) })
}

func (s projectionStore) swap(id ref.CaseID, runs []store.RunRow, deadlines []store.DeadlineRow, owner string, on int) error {
	for _, table := range []string{"runs", "deadlines"} {
		if _, err := s.Exec("DELETE FROM "+table+" WHERE case_id = $1", id); err != nil {
			return err
		}
	}
	head := store.RunRow{}
	for _, r := range runs {
		if err := s.addRun(id, r, owner, on); err != nil {
			return err
		}
		if r.Headline {
			head = r
		}
	}
	for _, d := range deadlines {
		if err := s.addDeadline(id, d, on); err != nil {
			return err
		}
	}
	_, err := s.Exec("UPDATE cases SET head_stage = $1, head_party = $2, head_due = $3, head_soft = $4 WHERE id = $5",
		head.Stage, waitsFor(head), DueSort(head.DueDay, head.DueMin), sqltx.Flag(soft(head.DueKind)), id)
	return err
}

func (s projectionStore) addRun(id ref.CaseID, r store.RunRow, owner string, on int) error {
	no, err := PartyNo(waitsFor(r))
	if err != nil {
		return err
	}
	var late *int
	if r.LateParty != "" {
		n, err := PartyNo(r.LateParty)
		if err != nil {
			return err
		}
		late = &n
	}
	_, err = s.Exec(`INSERT INTO runs (id, case_id, key, stage, stage_no, site_id, attempt, step, party, party_no, late_no, entered,
		due_day, due_min, due_kind, due_key, due_sort, soft, started, headline, round, who, lost, visit, owner_id, active)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26)`,
		r.ID, id, r.Key, r.Stage, r.StageNo, r.SiteID, r.Attempt, r.Step, r.Party, no, late, r.Entered,
		sqltx.DayOrNull(r.DueDay), r.DueMin, r.DueKind, r.DueKey, DueSort(r.DueDay, r.DueMin), sqltx.Flag(soft(r.DueKind)),
		r.Started, sqltx.Flag(r.Headline), r.Round, r.Who, sqltx.Flag(r.Lost), r.Visit, owner, on)
	return err
}

func (s projectionStore) addDeadline(id ref.CaseID, d store.DeadlineRow, on int) error {
	reasons, err := json.Marshal(d.Reasons)
	if err != nil {
		return err
	}
	_, err = s.Exec(`INSERT INTO deadlines (id, case_id, key, stage, site_id, clock, label, kind, from_at, due_day, due_min,
		due_sort, governs, provisional, reasons, active)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
		d.ID, id, d.Key, d.Stage, d.SiteID, d.Clock, d.Label, d.Kind, d.From, d.DueDay.String(), d.DueMin,
		DueSort(&d.DueDay, d.DueMin), sqltx.Flag(d.Governs), sqltx.Flag(d.Provisional), string(reasons), on)
	return err
}

const RunColumns = `r.id, r.case_id, r.key, r.stage, r.stage_no, r.site_id, r.attempt, r.step, r.party, r.late_no, r.entered,
	r.due_day, r.due_min, r.due_kind, r.due_key, r.started, r.headline, r.round, r.who, r.lost, r.visit`

// RunTargets are where runColumns are scanned to.
func RunTargets(r *store.RunRow) []any {
	return []any{&r.ID, &r.CaseID, &r.Key, &r.Stage, &r.StageNo, &r.SiteID, &r.Attempt, &r.Step, &r.Party, partyName{&r.LateParty}, &r.Entered,
		sqltx.NullDay(&r.DueDay), &r.DueMin, &r.DueKind, &r.DueKey, &r.Started, &r.Headline, &r.Round, &r.Who, &r.Lost, &r.Visit}
}

func scanRun(row sqltx.Row) (r store.RunRow, err error) {
	err = row.Scan(RunTargets(&r)...)
	return r, err
}

// Runs lists a case's open runs in the order of stages.
func (s projectionStore) Runs(id ref.CaseID) ([]store.RunRow, error) {
	return sqltx.List(s.Tx, scanRun, "SELECT "+RunColumns+" FROM runs r WHERE r.case_id = $1 ORDER BY r.stage_no, r.key", id)
}

const DeadlineColumns = `d.id, d.case_id, d.key, d.stage, d.site_id, d.clock, d.label, d.kind, d.from_at, d.due_day,
	d.due_min, d.governs, d.provisional, d.reasons`

func ScanDeadline(row sqltx.Row, more ...any) (d store.DeadlineRow, err error) {
	var reasons string
	err = row.Scan(append([]any{&d.ID, &d.CaseID, &d.Key, &d.Stage, &d.SiteID, &d.Clock, &d.Label, &d.Kind, &d.From, sqltx.Day(&d.DueDay),
		&d.DueMin, &d.Governs, &d.Provisional, &reasons}, more...)...)
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
