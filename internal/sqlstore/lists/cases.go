package lists

import (
	"maps"
	"slices"
	"strings"

	"beiandesk/internal/errs"
	"beiandesk/internal/money"
	"beiandesk/internal/ref"
	"beiandesk/internal/sqlstore/records"
	"beiandesk/internal/sqlstore/sqltx"
	"beiandesk/internal/sqlstore/tallies"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

type caseList struct{ Lists }

// ownersOf are the owners a query keeps; the view mine is one's own open cases.
func ownersOf(q store.CaseQuery) ([]ref.StaffID, bool) {
	if q.View != "mine" {
		return q.Owners, true
	}
	if len(q.Owners) > 0 && !slices.Contains(q.Owners, q.Mine) {
		return nil, false
	}
	return []ref.StaffID{q.Mine}, true
}

// filter is what a case query asks for, its text apart. The columns it filters by are all in
// the indexes that end in _due.
func (s caseList) filter(q store.CaseQuery) (sqltx.Where, error) {
	w := s.Where()
	owners, some := ownersOf(q)
	if !some {
		w.Add("1 = 0")
	}
	if len(owners) == 1 {
		w.Equal("owner_id", owners[0])
	} else {
		sqltx.OneOf(&w, "owner_id", owners)
	}
	switch q.View {
	case "open", "mine":
		w.Add("active = 1")
	case "closed":
		w.Add("active = 0")
	case "", "all":
	default:
		return w, errs.New(errs.Invalid, "没有“%s”这个视图。从列出的视图里选", q.View)
	}
	sqltx.OneOf(&w, "province", q.Provs)
	sqltx.OneOf(&w, "head_stage", q.Stages)
	if err := headWaits(&w, q); err != nil {
		return w, err
	}
	if q.Unpaid {
		w.Add("unpaid_fen > 0")
	}
	if q.Client != "" {
		w.Equal("client_id", q.Client)
	}
	sqltx.OneOf(&w, "id", q.IDs)
	owns(&w, "", q.Tags)
	for _, field := range slices.Sorted(maps.Keys(q.Values)) {
		owns(&w, field, q.Values[field])
	}
	return w, edgesAt(q.Now).by(&w, q.Due, "head_due", "head_soft")
}

// owns keeps the cases that have one of some clear values of a field, or whose clients have;
// "" are tags.
func owns(w *sqltx.Where, field string, values []string) {
	if len(values) == 0 {
		return
	}
	of := func(column string) string {
		return "SELECT " + column + " FROM own_values WHERE field = " + w.Arg(field) + " AND value IN (" + sqltx.ArgList(w, values) + ") AND " + column + " IS NOT NULL"
	}
	w.Add("(id IN (" + of("case_id") + ") OR client_id IN (" + of("client_id") + "))")
}

// headWaits keeps the cases whose headline waits for one of the parties: head_party says
// for whom until its date passes; what has escalated since is gathered once, and looked into
// for those alone whose date has passed.
func headWaits(w *sqltx.Where, q store.CaseQuery) error {
	if len(q.Parties) == 0 {
		return nil
	}
	no := make([]int, len(q.Parties))
	for i, party := range q.Parties {
		var err error
		if no[i], err = records.PartyNo(workflow.Party(party)); err != nil {
			return err
		}
	}
	e := edgesAt(q.Now)
	passed := "head_due <= " + w.Arg(e.Now)
	escalated := "SELECT r.case_id FROM runs r" + w.Indexed("runs_late") + " WHERE r.active = 1 AND r.headline = 1 AND " + e.escalated(w, "r.")
	w.Add("(head_party IN (" + sqltx.ArgList(w, q.Parties) + ") AND NOT (" + passed + " AND id IN (" + escalated + "))" +
		" OR " + passed + " AND id IN (" + escalated + " AND r.late_no IN (" + sqltx.ArgList(w, no) + ")))")
	return nil
}

// caseIndex names the index in whose order the page lies. A client's few cases are
// found by the client and sorted.
func caseIndex(q store.CaseQuery) string {
	owners, _ := ownersOf(q)
	all := everyView(q)
	switch {
	case len(q.IDs) > 0:
		return "" // by their keys
	case q.Client != "":
		return "cases_client"
	case q.Sort == "number" && all:
		return "cases_all_number"
	case q.Sort == "number":
		return "cases_number"
	case q.Sort == "client" && all:
		return "cases_all_client_sort"
	case q.Sort == "client":
		return "cases_client_sort"
	case len(owners) == 1:
		return "cases_owner_due"
	}
	return "cases_due"
}

func everyView(q store.CaseQuery) bool { return q.View == "" || q.View == "all" }

// casePage names the cases of a page. Open and ended ones lie apart in the order of
// dates; where both are wanted, two walks are merged.
func casePage(q store.CaseQuery, t *text, w *sqltx.Where, order string) string {
	with, from := t.from(w, "cases", caseIndex(q))
	walk := with + "SELECT id, head_due FROM " + from + w.Clause()
	if (t == nil || t.common()) && everyView(q) && strings.HasSuffix(caseIndex(q), "_due") {
		and := " AND "
		if len(w.Conditions) == 0 {
			and = " WHERE "
		}
		walk = walk + and + "active = 1 UNION ALL " + walk + and + "active = 0"
	}
	return walk + " ORDER BY " + order + sqltx.Limit(q.Limit)
}

// caseOrders are the keys of each order; the last one is unique.
var caseOrders = map[string][]string{
	"":       {"head_due", "id"},
	"due":    {"head_due", "id"},
	"number": {"number_key"},
	"client": {"client_sort", "id"},
}

// Cases pages through the cases table.
func (s caseList) Cases(q store.CaseQuery) ([]store.CaseRow, error) {
	if err := sqltx.PageSize(q.Limit); err != nil {
		return nil, err
	}
	keys, ok := caseOrders[q.Sort]
	if !ok {
		return nil, errs.New(errs.Invalid, "不能按“%s”排序。从列出的排序里选", q.Sort)
	}
	w, err := s.filter(q)
	if err != nil {
		return nil, err
	}
	t, err := s.text(q.Text, casesCalled)
	if err != nil {
		return nil, err
	}
	way, beyond := "", " > "
	if q.Desc {
		way, beyond = " DESC", " < "
	}
	name := keys[0] + way
	if q.After != "" {
		after, err := sqltx.AfterKeys(q.After, name, len(keys))
		if err != nil {
			return nil, err
		}
		w.Add("(" + ordered("", keys, "") + ")" + beyond + "(" + sqltx.ArgList(&w, after) + ")")
	}
	page := casePage(q, t, &w, ordered("", keys, way))
	return sqltx.List(s.Tx, func(row sqltx.Row) (store.CaseRow, error) {
		r, sorts, err := scanCase(row)
		switch keys[0] {
		case "head_due":
			r.Cursor = sqltx.Cursor(name, sorts.due, string(r.ID))
		case "number_key":
			r.Cursor = sqltx.Cursor(name, sorts.number)
		default:
			r.Cursor = sqltx.Cursor(name, sorts.client, string(r.ID))
		}
		return r, err
	}, "SELECT "+caseColumns+" FROM ("+page+") p JOIN cases c ON c.id = p.id"+caseJoins+" ORDER BY "+ordered("c.", keys, way), w.Args...)
}

// caseColumns are those of a row of the cases table, of a case c.
var caseColumns = `c.id, c.number, c.type, c.province, c.status, c.client_id, ` + sqltx.OrLost("cl.name") + `, COALESCE(` + leadName + `, ''),
	COALESCE(` + firstDomain + `, ''), COALESCE(` + firstName + `, ''), COALESCE(c.owner_id, ''), ` + sqltx.OrLostOf("c.owner_id", "o.name") + `, c.unpaid_fen, c.edition,
	c.closed_at, c.undated_end, c.head_due, c.number_key, c.client_sort, r.id, ` + nullRunColumns

const caseJoins = ` LEFT JOIN clients cl ON cl.id = c.client_id
	LEFT JOIN staff o ON o.id = c.owner_id LEFT JOIN runs r ON r.case_id = c.id AND r.headline = 1`

// A case that has ended has no run: its columns come as zero values.
const nullRunColumns = `COALESCE(r.id, ''), COALESCE(r.case_id, ''), COALESCE(r.stage_no, 0), COALESCE(r.attempt, 0),
	COALESCE(r.entered, ''), COALESCE(r.headline, 0), COALESCE(r.line, '{}')`

// caseSorts is what a case is sorted by.
type caseSorts struct{ due, number, client string }

// scanCase reads caseColumns, and what stands behind them into more.
func scanCase(row sqltx.Row, more ...any) (r store.CaseRow, sorts caseSorts, err error) {
	var head store.RunRow
	var run *string
	targets := []any{&r.ID, &r.Number, &r.Type, &r.Province, &r.Status, &r.ClientID, &r.Client, &r.Lead, &r.Domain, &r.SiteName,
		&r.OwnerID, &r.Owner, &r.Unpaid, &r.Edition, sqltx.NullTime(&r.Ended), &r.UndatedEnd, &sorts.due, &sorts.number, &sorts.client, &run}
	err = row.Scan(slices.Concat(targets, records.RunTargets(&head), more)...)
	if run != nil {
		r.Run = &head
	}
	return r, sorts, err
}

// ordered spells "a DESC, b DESC".
func ordered(prefix string, keys []string, way string) string {
	text := ""
	for i, key := range keys {
		if i > 0 {
			text += ", "
		}
		text += prefix + key + way
	}
	return text
}

// Totals counts and sums what the filter keeps; Views counts the four views
// without the filter, as their tabs do.
func (s caseList) Totals(q store.CaseQuery) (store.CaseTotals, error) {
	q.Sort = ""
	w, err := s.filter(q)
	if err != nil {
		return store.CaseTotals{}, err
	}
	kept, more, err := s.kept(q, &w)
	if err != nil {
		return store.CaseTotals{}, err
	}
	switch {
	case !unfiltered(q):
	case len(q.Parties) == 0:
		kept = "SELECT COALESCE(SUM(n), 0) AS n, COALESCE(SUM(unpaid_fen), 0) AS fen FROM case_tally" + w.Clause()
	case q.View == "open" || q.View == "mine":
		w = s.Where()
		kept = s.waiting(&w, q)
	}
	return sqltx.One(s.Tx, "", func(row sqltx.Row) (t store.CaseTotals, err error) {
		var open, own, all int
		var unpaid int64
		err = row.Scan(&t.Count.N, &unpaid, &open, &own, &all)
		t.Count.More = more
		t.Unpaid = money.Fen(unpaid)
		t.Views = map[string]int{"open": open, "mine": own, "closed": all - open, "all": all}
		return t, err
	}, `SELECT f.n, f.fen, COALESCE(SUM(CASE WHEN t.active = 1 THEN t.n END), 0),
		COALESCE(SUM(CASE WHEN t.active = 1 AND t.owner_id = `+w.Arg(q.Mine)+` THEN t.n END), 0), COALESCE(SUM(t.n), 0)
		FROM (`+kept+`) f LEFT JOIN case_tally t ON 1 = 1 GROUP BY f.n, f.fen`, w.Args...)
}

// kept counts what a query keeps, and says whether that is only the most that is counted.
func (s caseList) kept(q store.CaseQuery, w *sqltx.Where) (query string, more bool, err error) {
	t, err := s.text(q.Text, casesCalled)
	if err != nil {
		return "", false, err
	}
	if !t.common() {
		with, from := t.from(w, "cases", caseIndex(q))
		return with + "SELECT COUNT(*) AS n, COALESCE(SUM(unpaid_fen), 0) AS fen FROM " + from + w.Clause(), false, nil
	}
	n, unpaid, err := s.atMost(t, *w, caseIndex(q), "unpaid_fen")
	if n.More {
		unpaid = 0
	}
	*w = s.Where()
	return "SELECT CAST(" + w.Arg(n.N) + " AS BIGINT) AS n, CAST(" + w.Arg(unpaid) + " AS BIGINT) AS fen", n.More, err
}

// waiting counts by case_parties the open cases whose headline waits for a query's parties. What
// it knows of escalations are days: those that have come about today at a minute are looked up.
func (s caseList) waiting(w *sqltx.Where, q store.CaseQuery) string {
	owners, some := ownersOf(q)
	if !some {
		return "SELECT 0 AS n, 0 AS fen"
	}
	e := edgesAt(q.Now)
	var no []int
	for _, party := range q.Parties {
		no = append(no, partyPlace(party)) // known: the filter has looked
	}
	whose, of := "owner_id = '"+tallies.Everybody+"'", ""
	if len(owners) > 0 {
		in := "owner_id IN (" + sqltx.ArgList(w, owners) + ")"
		whose, of = in, " AND "+in
	}
	parties, late := "party IN ("+sqltx.ArgList(w, q.Parties)+")", "late_no IN ("+sqltx.ArgList(w, no)+")"
	passed := "late_no >= 0 AND day < " + w.Arg(dayOf(e.Today))
	turned := "CASE WHEN " + late + " THEN 1 ELSE 0 END - CASE WHEN party_no IN (" + sqltx.ArgList(w, no) + ") THEN 1 ELSE 0 END"
	return "SELECT COALESCE(SUM(n), 0) AS n, COALESCE(SUM(fen), 0) AS fen FROM (SELECT n, unpaid_fen AS fen FROM case_parties WHERE " + whose +
		" AND (NOT (" + passed + ") AND " + parties + " OR " + passed + " AND " + late + ")" +
		" UNION ALL SELECT t.turned, t.turned * c.unpaid_fen FROM (SELECT case_id, " + turned + " AS turned FROM runs" + s.Indexed("runs_minute") +
		" WHERE " + e.passedToday(w) + of + " AND headline = 1 AND late_no IS NOT NULL) t JOIN cases c ON c.id = t.case_id) met"
}

// unfiltered says that a query asks for no more than whose cases, in which view, and for whom
// they wait.
func unfiltered(q store.CaseQuery) bool {
	return len(q.Provs)+len(q.Stages) == 0 && q.Due == "" && !q.Unpaid && strings.TrimSpace(q.Text) == "" && q.Client == "" && len(q.IDs)+len(q.Tags)+len(q.Values) == 0
}
