package lists

import (
	"slices"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/damage"
	"beiandesk/internal/ref"
	"beiandesk/internal/sqlstore/records"
	"beiandesk/internal/sqlstore/sqltx"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

type taskList struct{ Lists }

// filter is what a task query asks for, the parties and what is folded apart. The
// columns are all in the indexes whose names end in _stage_due, and in runs_late.
func (s taskList) filter(q store.TaskQuery) (sqltx.Where, error) {
	w := s.Where()
	if q.Owner != "" {
		w.Equal("owner_id", q.Owner)
	}
	w.Add("active = 1")
	if q.Party != "" {
		if _, err := records.PartyNo(workflow.Party(q.Party)); err != nil {
			return w, err
		}
	}
	if q.Stage != "" {
		w.Equal("stage", q.Stage)
	}
	if q.Clocked {
		w.Add(clocked)
	}
	if len(q.Types) > 0 {
		w.Add("EXISTS (SELECT 1 FROM cases c WHERE c.id = runs.case_id AND c.type IN (" + sqltx.ArgList(&w, q.Types) + "))")
	}
	return w, edgesAt(q.Now).only(&w, q.Group, "due_sort", "soft")
}

// taskOrder is the order of tasks: rest is 1 for what was chased today, 0 for all else.
const taskOrder = "rest, due_sort, id"

// Tasks pages through open runs in the order of their dates, what rests after the others.
func (s taskList) Tasks(q store.TaskQuery) ([]store.TaskRow, error) {
	if err := sqltx.PageSize(q.Limit); err != nil {
		return nil, err
	}
	w, err := s.filter(q)
	if err != nil {
		return nil, err
	}
	after := []string{}
	if q.After != "" {
		if after, err = sqltx.AfterKeys(q.After, taskOrder, 3); err != nil {
			return nil, err
		}
	}
	buckets, err := s.buckets(q)
	if err != nil || len(buckets) == 0 {
		return nil, err
	}
	page := taskPage(q, &w, buckets, after)
	e := edgesAt(q.Now)
	return sqltx.List(s.Tx, func(row sqltx.Row) (r store.TaskRow, err error) {
		var due, rest string
		var isSoft bool
		err = row.Scan(append(records.RunTargets(&r.RunRow), &rest, &due, &isSoft, &r.CaseNumber, &r.CaseType, &r.Province, &r.ClientID,
			&r.Client, &r.Domain, &r.SiteName, &r.Lead, &r.OwnerID, &r.Owner, &r.Status, &r.Edition)...)
		r.Group = e.Group(due, isSoft)
		r.Cursor = sqltx.Cursor(taskOrder, rest, due, string(r.ID))
		return r, err
	}, `SELECT `+records.RunColumns+`, p.rest, r.due_sort, r.soft, `+sqltx.OrLost("c.number")+`, COALESCE(c.type, ''), COALESCE(c.province, ''), COALESCE(c.client_id, ''), `+sqltx.OrLost("cl.name")+`,
		`+siteOfRun("domain", firstDomain)+`, `+siteOfRun("name", firstName)+`, COALESCE(`+leadName+`, ''),
		COALESCE(c.owner_id, ''), `+sqltx.OrLostOf("c.owner_id", "o.name")+`, COALESCE(c.status, ''), COALESCE(c.edition, 0)
		FROM (`+page+`) p JOIN runs r ON r.id = p.id LEFT JOIN cases c ON c.id = r.case_id LEFT JOIN clients cl ON cl.id = c.client_id
		LEFT JOIN sites s ON s.id = r.site_id LEFT JOIN staff o ON o.id = c.owner_id
		ORDER BY p.rest, r.due_sort, r.id`, w.Args...)
}

// bucket is a party and a stage in which runs wait for it, in the order of their dates.
type bucket struct {
	party int
	stage string
}

// buckets are those that hold runs of a query's owner and stage.
func (s taskList) buckets(q store.TaskQuery) ([]bucket, error) {
	w := s.Where()
	w.Equal("owner_id", tallied(q.Owner))
	if q.Stage != "" {
		w.Equal("stage", q.Stage)
	}
	return sqltx.List(s.Tx, func(row sqltx.Row) (b bucket, err error) {
		err = row.Scan(&b.party, &b.stage)
		return b, err
	}, "SELECT party_no, stage FROM run_tally"+w.Clause()+" ORDER BY party_no, stage", w.Args...)
}

// taskPage names the runs of a page: those that do not rest, then those that do.
func taskPage(q store.TaskQuery, w *sqltx.Where, buckets []bucket, after []string) string {
	var beyond []string // what the page begins after, of the part that it begins in
	if len(after) > 0 {
		beyond = []string{"(due_sort, id) > (" + sqltx.ArgList(w, after[1:]) + ")"}
	}
	if !q.Rested {
		return part("0", walks(q, w, buckets, beyond), q.Limit)
	}
	e := edgesAt(q.Now)
	rests := "chased <> '' AND chased = " + w.Arg(cal.DayOf(q.Now).String()) + " AND NOT (" + e.escalated(w, "") + ")"
	var parts []string
	awake := []string{"NOT (" + rests + ")"}
	if len(after) == 0 || after[0] == "0" {
		parts = append(parts, "SELECT * FROM ("+part("0", walks(q, w, buckets, append(awake, beyond...)), q.Limit)+") a")
		beyond = nil
	}
	parts = append(parts, "SELECT * FROM ("+part("1", resting(q, w, append([]string{rests}, beyond...)), q.Limit)+") b")
	return strings.Join(parts, " UNION ALL ") + " ORDER BY " + taskOrder + sqltx.Limit(q.Limit)
}

// shown are the dates in a group of a party of which week and later fold up, each a condition
// of its own. What has no date folds up nowhere.
func (e edges) shown(w *sqltx.Where, group string) []string {
	undated := "due_sort >= '" + workflow.NoDate + "'"
	switch group {
	case workflow.GroupOverdue, workflow.GroupToday:
		return []string{"1 = 1"}
	case workflow.GroupWeek:
		return []string{"1 = 0"}
	case workflow.GroupLater:
		return []string{undated}
	}
	return []string{"due_sort <= " + w.Arg(e.Today), undated}
}

func partyPlace(party string) int { return slices.Index(workflow.Parties, workflow.Party(party)) }

// stageDue names the index of runs in which those of a party and a stage lie in the
// order of their dates, of one owner or of all.
func stageDue(owner ref.StaffID) string {
	if owner != "" {
		return "runs_owner_stage_due"
	}
	return "runs_stage_due"
}

// part is as much of one part as a page holds.
func part(rest string, walks []string, limit int) string {
	return "SELECT '" + rest + "' AS rest, id, due_sort FROM (" + strings.Join(walks, " UNION ALL ") + " ORDER BY due_sort, id" + sqltx.Limit(limit) + ") w"
}

// walks go through the buckets, each in the order of its dates, and are merged. One party's
// are the ones that have not escalated from it and those that have escalated to it. more is
// asked of each run besides.
func walks(q store.TaskQuery, w *sqltx.Where, buckets []bucket, more []string) []string {
	index := stageDue(q.Owner)
	e, one := edgesAt(q.Now), partyPlace(q.Party)
	var list []string
	walk := func(index string, conditions ...string) {
		// SQLite begins where the first condition on the dates says.
		list = append(list, "SELECT id, due_sort FROM runs"+w.Indexed(index)+" WHERE "+strings.Join(slices.Concat(conditions, w.Conditions, more), " AND "))
	}
	for _, in := range buckets {
		if q.Party != "" && in.party != one {
			continue
		}
		conditions := []string{"party_no = " + w.Arg(in.party), "stage = " + w.Arg(in.stage)}
		if q.Party != "" {
			conditions = append(conditions, "NOT ("+e.escalated(w, "")+")")
		}
		if !q.Folds(workflow.Parties[in.party]) {
			walk(index, conditions...)
			continue
		}
		for _, shown := range e.shown(w, q.Group) {
			walk(index, append(slices.Clone(conditions), shown)...)
		}
	}
	if q.Party != "" {
		walk("runs_late", "late_no = "+w.Arg(one), e.escalated(w, ""))
	}
	return list
}

// resting are the runs of a query that rest. Only clients are chased.
func resting(q store.TaskQuery, w *sqltx.Where, conditions []string) []string {
	if q.Party != "" {
		conditions = append(conditions, "party_no = "+w.Arg(partyPlace(q.Party)))
	}
	walk := "SELECT id, due_sort FROM runs" + w.Indexed("runs_chased") + w.Clause() + " AND " + strings.Join(conditions, " AND ")
	if !q.Folds(workflow.Client) {
		return []string{walk}
	}
	var list []string
	for _, shown := range edgesAt(q.Now).shown(w, q.Group) {
		list = append(list, walk+" AND "+shown)
	}
	return list
}

// Subqueries over a case c: the domain and the name of its first site, and the name of
// its subject's lead.
const (
	firstDomain = `(SELECT f.domain ` + firstSite + `)`
	firstName   = `(SELECT f.name ` + firstSite + `)`
	firstSite   = `FROM sites f WHERE f.case_id = c.id AND f.gone = 0 ORDER BY f.ordinal LIMIT 1`
	leadName    = `(SELECT COALESCE(h.name, '` + damage.Mark + `') FROM case_leads m LEFT JOIN people h ON h.id = m.person_id
		WHERE m.case_id = c.id AND m.site_id = '' AND m.role = 'subject' ORDER BY m.ordinal LIMIT 1)`
)

// siteOfRun is a column of the site r of a run that goes by one, else of the first.
func siteOfRun(column, first string) string {
	return "CASE WHEN r.site_id <> '' THEN " + sqltx.OrLost("s."+column) + " ELSE COALESCE(" + first + ", '') END"
}
