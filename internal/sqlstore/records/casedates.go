package records

import (
	"encoding/hex"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/errs"
	"beiandesk/internal/ref"
	"beiandesk/internal/sqlstore/sqltx"
	"beiandesk/internal/sqlstore/tallies"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// What counts the dates of many cases again reads and writes here: a few statements a
// batch, and no row that stays as it is.

// CountFrom counts the active cases with a date on a day or later.
func (s projectionStore) CountFrom(from cal.Day) (int, error) {
	n, err := sqltx.One(s.Tx, "期限", sqltx.Integer,
		"SELECT COUNT(DISTINCT case_id) FROM deadlines WHERE active = 1 AND due_sort >= $1", from.String())
	return int(n), err
}

// CasesDatedFrom reads up to limit of those cases behind the one given. It walks the cases
// by their ids: the plus keeps the index of all dates out of it, which would be walked
// from its beginning for each case.
func (s projectionStore) CasesDatedFrom(from cal.Day, after ref.CaseID, limit int) ([]store.CaseDates, error) {
	all, err := sqltx.List(s.Tx, scanCaseDates, `SELECT c.id, c.number, c.client_id, c.type, c.province, c.icp, c.police, c.edition, c.status, c.version
		FROM cases c WHERE c.id > $1
		AND EXISTS (SELECT 1 FROM deadlines d WHERE d.case_id = c.id AND +d.active = 1 AND d.due_sort >= $2) ORDER BY c.id`+sqltx.Limit(limit),
		after, from.String())
	if err != nil || len(all) == 0 {
		return nil, err
	}
	for part := range slices.Chunk(all, datesChunk) {
		if err := s.fill(part); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// datesChunk is how many cases one statement names: SQLite takes the square of it to
// read their places.
const datesChunk = 100

// fill reads what belongs to some cases.
func (s projectionStore) fill(all []store.CaseDates) error {
	in, ids, at := byCase(all)
	if err := s.moves(in, ids, at); err != nil {
		return err
	}
	if err := sqltx.EachRow(s.Tx, func(row sqltx.Row) error {
		var r store.RunRow
		err := row.Scan((*string)(&r.CaseID), (*string)(&r.ID), &r.Headline, line{&r.RunLine})
		if err == nil {
			at[r.CaseID].Runs = append(at[r.CaseID].Runs, r)
		}
		return err
	}, "SELECT case_id, id, headline, line FROM runs"+in+"ORDER BY case_id, key", ids); err != nil {
		return err
	}
	return sqltx.EachRow(s.Tx, func(row sqltx.Row) error {
		var d store.DeadlineRow
		var reasons string
		err := row.Scan((*string)(&d.CaseID), (*string)(&d.ID), &d.Key, &d.From, sqltx.Day(&d.DueDay), &d.DueMin, &d.Governs, &d.Provisional, &reasons)
		if err != nil {
			return err
		}
		at[d.CaseID].Deadlines = append(at[d.CaseID].Deadlines, d)
		return json.Unmarshal([]byte(reasons), &at[d.CaseID].Deadlines[len(at[d.CaseID].Deadlines)-1].Reasons)
	}, "SELECT case_id, id, key, from_at, due_day, due_min, governs, provisional, reasons FROM deadlines"+in+"ORDER BY case_id, key", ids)
}

// Delivered reads the latest delivered cases of a type in a province, for what they tell
// of how long things take.
func (s projectionStore) Delivered(typ, province string, limit int) ([]store.CaseDates, error) {
	all, err := sqltx.List(s.Tx, scanCaseDates, `SELECT id, number, client_id, type, province, icp, police, edition, status, version
		FROM cases`+s.Indexed("cases_delivered")+` WHERE status = '`+string(workflow.Delivered)+`' AND type = $1 AND province = $2 ORDER BY number_key DESC`+sqltx.Limit(limit), typ, province)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	in, ids, at := byCase(all)
	return all, s.moves(in, ids, at)
}

// byCase prepares reading the rows of some cases: the condition, its values, and where
// each case's rows go.
func byCase(all []store.CaseDates) (in string, ids []any, at map[ref.CaseID]*store.CaseDates) {
	at = make(map[ref.CaseID]*store.CaseDates, len(all))
	ids = make([]any, len(all))
	for i := range all {
		ids[i], at[all[i].Case.ID] = all[i].Case.ID, &all[i]
	}
	return " WHERE case_id IN (" + sqltx.Placeholders(len(ids)) + ") ", ids, at
}

// moves fills in sites and moves.
func (s projectionStore) moves(in string, ids []any, at map[ref.CaseID]*store.CaseDates) error {
	if err := sqltx.EachRow(s.Tx, func(row sqltx.Row) error {
		var v cases.Site
		err := row.Scan((*string)(&v.ID), (*string)(&v.CaseID), &v.Ordinal, &v.Name, &v.Domain, &v.Interactive, &v.Added)
		if err == nil {
			at[v.CaseID].Sites = append(at[v.CaseID].Sites, v)
		}
		return err
	}, "SELECT id, case_id, ordinal, name, domain, interactive, added FROM sites"+in+"ORDER BY case_id, ordinal", ids); err != nil {
		return err
	}
	return sqltx.EachRow(s.Tx, func(row sqltx.Row) error {
		var of ref.CaseID
		var all string
		if err := row.Scan((*string)(&of), &all); err != nil {
			return err
		}
		list, err := s.splitMoves(of, all)
		at[of].Moves = list
		return err
	}, "SELECT case_id, string_agg("+strings.Join([]string{"seq", "at", "action", "site_id", "id", "COALESCE(" + s.Hex("sealed") + ", '')"},
		" || '"+unit+"' || ")+", '"+record+"') FROM moves"+in+"GROUP BY case_id", ids)
}

// What parts the moves of a case in one text, and what each of them says.
const (
	record = "\x1e"
	unit   = "\x1f"
)

// splitMoves reads the moves of a case out of one text: a row each would cost more than
// all the counting.
func (s projectionStore) splitMoves(of ref.CaseID, all string) ([]workflow.Move, error) {
	list := make([]workflow.Move, 0, strings.Count(all, record)+1)
	for one := range strings.SplitSeq(all, record) {
		part := strings.Split(one, unit)
		if len(part) != 6 {
			return nil, errs.New(errs.Internal, "有一步登记读不出来，请用 doctor 检查资料夹")
		}
		m := workflow.Move{Action: part[2], Site: ref.SiteID(part[3]), ID: ref.MoveID(part[4])}
		var err error
		if m.Seq, err = strconv.Atoi(part[0]); err != nil {
			return nil, err
		}
		if m.At, err = cal.ParseMoment(part[1]); err != nil {
			return nil, err
		}
		var sealed []byte
		if part[5] != "" {
			if sealed, err = hex.DecodeString(part[5]); err != nil {
				return nil, err
			}
		}
		if err := s.openMove(&m, of, sealed); err != nil {
			return nil, err
		}
		list = append(list, m)
	}
	slices.SortFunc(list, func(a, b workflow.Move) int { return a.Seq - b.Seq })
	return list, nil
}

func scanCaseDates(row sqltx.Row) (f store.CaseDates, err error) {
	c := &f.Case
	err = row.Scan(&c.ID, &c.Number, &c.ClientID, &c.Type, &c.Province, &c.ICP, &c.Police, &c.Edition, &c.Status, &c.Version)
	f.Sites, f.Moves, f.Runs, f.Deadlines = []cases.Site{}, []workflow.Move{}, []store.RunRow{}, []store.DeadlineRow{}
	return f, err
}

// UpdateDates writes the dates of runs and deadlines that are there, and a case's headline
// when it is among them, and carries them to the tallies.
// A case that has another version by now is left as it is.
func (s projectionStore) UpdateDates(all []store.DateUpdate) error {
	for part := range slices.Chunk(all, datesChunk) {
		stored, err := s.versions(part)
		if err != nil {
			return err
		}
		for _, x := range part {
			version, there := stored[x.Case]
			if !there {
				return sqltx.Missing("这件案件")
			}
			if version != x.Version {
				continue
			}
			err := tallies.Store{Tx: s.Tx}.Case(x.Case, func() error { return s.redate(x) })
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// versions are the versions of some cases; one that is not there has none.
func (s projectionStore) versions(all []store.DateUpdate) (map[ref.CaseID]int, error) {
	of := make(map[ref.CaseID]int, len(all))
	ids := make([]any, len(all))
	for i, x := range all {
		ids[i] = x.Case
	}
	return of, sqltx.EachRow(s.Tx, func(row sqltx.Row) error {
		var id ref.CaseID
		var version int
		err := row.Scan((*string)(&id), &version)
		of[id] = version
		return err
	}, "SELECT id, version FROM cases WHERE id IN ("+sqltx.Placeholders(len(ids))+")", ids)
}

func (s projectionStore) redate(x store.DateUpdate) error {
	for _, d := range x.Deadlines {
		reasons, err := json.Marshal(d.Reasons)
		if err != nil {
			return err
		}
		n, err := s.Exec(`UPDATE deadlines SET from_at = $1, due_day = $2, due_min = $3, due_sort = $4, governs = $5,
			provisional = $6, reasons = $7 WHERE id = $8 AND case_id = $9`,
			d.From, d.DueDay.String(), d.DueMin, workflow.SortKey(d.Due()), sqltx.Flag(d.Governs), sqltx.Flag(d.Provisional), string(reasons), d.ID, x.Case)
		if err := sqltx.Found(n, err, "这个期限"); err != nil {
			return err
		}
	}
	// Only one run of a case may be the headline at any moment: the old one goes first.
	order := slices.Clone(x.Runs)
	slices.SortStableFunc(order, func(a, b store.RunRow) int { return sqltx.Flag(a.Headline) - sqltx.Flag(b.Headline) })
	for _, r := range order {
		line, err := json.Marshal(r.RunLine)
		if err != nil {
			return err
		}
		n, err := s.Exec("UPDATE runs SET line = $1, due_sort = $2, soft = $3 WHERE id = $4 AND case_id = $5",
			string(line), r.Sort(), sqltx.Flag(r.Soft), r.ID, x.Case)
		if err := sqltx.Found(n, err, "这个环节"); err != nil {
			return err
		}
		// Where one run alone changes, no other takes the headline from it.
		if len(order) > 1 {
			if _, err := s.Exec("UPDATE runs SET headline = $1 WHERE id = $2", sqltx.Flag(r.Headline), r.ID); err != nil {
				return err
			}
		}
		if !r.Headline {
			continue
		}
		if _, err := s.Exec("UPDATE cases SET head_stage = $1, head_party = $2, head_due = $3, head_soft = $4 WHERE id = $5",
			r.Stage, string(r.Party), r.Sort(), sqltx.Flag(r.Soft), x.Case); err != nil {
			return err
		}
	}
	return nil
}
