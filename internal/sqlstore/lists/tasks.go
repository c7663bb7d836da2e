package lists

import (
	"slices"
	"strings"

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
	return w, edgesAt(q.Now).only(&w, q.Group, "due_sort", "soft")
}

const taskOrder = "due_sort, id"

// Tasks pages through open runs in the order of their dates.
func (s taskList) Tasks(q store.TaskQuery) ([]store.TaskRow, error) {
	if err := sqltx.PageSize(q.Limit); err != nil {
		return nil, err
	}
	w, err := s.filter(q)
	if err != nil {
		return nil, err
	}
	if q.After != "" {
		after, err := sqltx.AfterKeys(q.After, taskOrder, 2)
		if err != nil {
			return nil, err
		}
		w.Add("(" + taskOrder + ") > (" + sqltx.ArgList(&w, after) + ")")
	}
	buckets, err := s.buckets(q)
	if err != nil || len(buckets) == 0 {
		return nil, err
	}
	page := taskPage(q, &w, buckets)
	e := edgesAt(q.Now)
	return sqltx.List(s.Tx, func(row sqltx.Row) (r store.TaskRow, err error) {
		var due string
		var isSoft bool
		err = row.Scan(append(records.RunTargets(&r.RunRow), &due, &isSoft, &r.CaseNumber, &r.CaseType, &r.Province, &r.ClientID,
			&r.Client, &r.Domain, &r.SiteName, &r.Lead, &r.OwnerID, &r.Owner, &r.Status, &r.Edition)...)
		r.Group = e.Group(due, isSoft)
		r.Cursor = sqltx.Cursor(taskOrder, due, string(r.ID))
		return r, err
	}, `SELECT `+records.RunColumns+`, r.due_sort, r.soft, c.number, c.type, c.province, c.client_id, cl.name,
		COALESCE(s.domain, `+firstDomain+`, ''), COALESCE(s.name, ''), COALESCE(`+leadName+`, ''),
		COALESCE(c.owner_id, ''), COALESCE(o.name, ''), c.status, c.edition
		FROM (`+page+`) p JOIN runs r ON r.id = p.id JOIN cases c ON c.id = r.case_id JOIN clients cl ON cl.id = c.client_id
		LEFT JOIN sites s ON s.id = r.site_id LEFT JOIN staff o ON o.id = c.owner_id
		ORDER BY r.due_sort, r.id`, w.Args...)
}

// bucket is a party and a stage in which runs wait for it, in the order of their dates.
type bucket struct {
	party int
	stage string
}

// buckets are those that hold runs of a query's owner and stage.
func (s taskList) buckets(q store.TaskQuery) ([]bucket, error) {
	c := s.cellQuery(q)
	c.Add("n > 0")
	return sqltx.List(s.Tx, func(row sqltx.Row) (b bucket, err error) {
		err = row.Scan(&b.party, &b.stage)
		return b, err
	}, "SELECT DISTINCT party_no, stage FROM run_tally"+c.Clause()+" ORDER BY party_no, stage", c.Args...)
}

// taskPage names the runs of a page: the walks through the buckets are merged. One party's
// are the ones that have not escalated from it and those that have escalated to it.
func taskPage(q store.TaskQuery, w *sqltx.Where, buckets []bucket) string {
	index := stageDue(q.Owner)
	e, one := edgesAt(q.Now), partyPlace(q.Party)
	var walks []string
	walk := func(index string, conditions ...string) {
		walks = append(walks, "SELECT id, due_sort FROM runs"+w.Indexed(index)+w.Clause()+" AND "+strings.Join(conditions, " AND "))
	}
	for _, in := range buckets {
		if q.Party != "" && in.party != one {
			continue
		}
		conditions := []string{"party_no = " + w.Arg(in.party), "stage = " + w.Arg(in.stage)}
		if q.Party != "" {
			conditions = append(conditions, "NOT ("+e.escalated(w, "")+")")
		}
		if !q.Acting || !workflow.Parties[in.party].Office() {
			walk(index, conditions...)
			continue
		}
		for _, shown := range e.shown(w) {
			walk(index, append(slices.Clone(conditions), shown)...)
		}
	}
	if q.Party != "" {
		walk("runs_late", "late_no = "+w.Arg(one), e.escalated(w, ""))
	}
	return strings.Join(walks, " UNION ALL ") + " ORDER BY " + taskOrder + " LIMIT " + w.Arg(q.Limit)
}

// Subqueries over a case c: the domain of its first site and the name of its
// subject's lead.
const (
	firstDomain = `(SELECT f.domain FROM sites f WHERE f.case_id = c.id ORDER BY f.ordinal LIMIT 1)`
	leadName    = `(SELECT h.name FROM case_leads m JOIN people h ON h.id = m.person_id
		WHERE m.case_id = c.id AND m.site_id = '' AND m.role = 'subject' ORDER BY m.ordinal LIMIT 1)`
)
