package sqlite

import (
	"slices"
	"strings"

	"beiandesk/internal/store"
)

type taskList struct{ *tx }

// filter is what a task query asks for, the parties and what is folded apart. The
// columns are all in the indexes whose names end in _stage_due, and in runs_late.
func (s taskList) filter(q store.TaskQuery) (where, error) {
	w := s.where()
	if q.Owner != "" {
		w.equal("owner_id", q.Owner)
	}
	w.add("active = 1")
	if q.Party != "" {
		if _, err := partyNo(q.Party); err != nil {
			return w, err
		}
	}
	if q.Stage != "" {
		w.equal("stage", q.Stage)
	}
	return w, boundsAt(q.Now).only(&w, q.Group, "due_sort", "soft")
}

const taskOrder = "due_sort, id"

// Tasks pages through open runs in the order of their dates.
func (s taskList) Tasks(q store.TaskQuery) ([]store.TaskRow, error) {
	if err := pageSize(q.Limit); err != nil {
		return nil, err
	}
	w, err := s.filter(q)
	if err != nil {
		return nil, err
	}
	if q.After != "" {
		after, err := afterKeys(q.After, taskOrder, 2)
		if err != nil {
			return nil, err
		}
		w.add("(" + taskOrder + ") > (" + argList(&w, after) + ")")
	}
	buckets, err := s.buckets(q)
	if err != nil || len(buckets) == 0 {
		return nil, err
	}
	page := taskPage(q, &w, buckets)
	b := boundsAt(q.Now)
	return list(s.tx, func(row scanner) (r store.TaskRow, err error) {
		var due string
		var isSoft bool
		err = row.Scan(append(runTargets(&r.RunRow), &due, &isSoft, &r.CaseNumber, &r.CaseType, &r.Province, &r.ClientID,
			&r.Client, &r.Domain, &r.SiteName, &r.Lead, &r.OwnerID, &r.Owner, &r.Status, &r.Edition, &r.Provisional)...)
		r.Group = b.group(due, isSoft)
		r.Cursor = cursor(taskOrder, due, string(r.ID))
		return r, err
	}, `SELECT `+runColumns+`, r.due_sort, r.soft, c.number, c.type, c.province, c.client_id, cl.name,
		COALESCE(s.domain, `+firstDomain+`, ''), COALESCE(s.name, ''), COALESCE(`+leadName+`, ''),
		COALESCE(c.owner_id, ''), COALESCE(o.name, ''), c.status, c.edition, `+provisional+`
		FROM (`+page+`) p JOIN runs r ON r.id = p.id JOIN cases c ON c.id = r.case_id JOIN clients cl ON cl.id = c.client_id
		LEFT JOIN sites s ON s.id = r.site_id LEFT JOIN staff o ON o.id = c.owner_id
		ORDER BY r.due_sort, r.id`, w.args...)
}

// bucket is a party and a stage in which runs wait for it, in the order of their dates.
type bucket struct {
	party int
	stage string
}

// buckets are those that hold runs of a query's owner and stage.
func (s taskList) buckets(q store.TaskQuery) ([]bucket, error) {
	c := s.cellQuery(q)
	c.add("n > 0")
	return list(s.tx, func(row scanner) (b bucket, err error) {
		err = row.Scan(&b.party, &b.stage)
		return b, err
	}, "SELECT DISTINCT party_no, stage FROM run_tally"+c.clause()+" ORDER BY party_no, stage", c.args...)
}

// taskPage names the runs of a page: the walks through the buckets are merged. One party's
// are the ones that have not turned away from it and those that have turned to it.
func taskPage(q store.TaskQuery, w *where, buckets []bucket) string {
	index := stageDue(q.Owner)
	b, one := boundsAt(q.Now), slices.Index(parties, q.Party)
	var walks []string
	walk := func(index string, conditions ...string) {
		walks = append(walks, "SELECT id, due_sort FROM runs"+w.indexed(index)+w.clause()+" AND "+strings.Join(conditions, " AND "))
	}
	for _, in := range buckets {
		if q.Party != "" && in.party != one {
			continue
		}
		conditions := []string{"party_no = " + w.arg(in.party), "stage = " + w.arg(in.stage)}
		if q.Party != "" {
			conditions = append(conditions, "NOT ("+b.turned(w, "")+")")
		}
		if !q.Acting || !waits(parties[in.party]) {
			walk(index, conditions...)
			continue
		}
		for _, shown := range b.notFolded(w) {
			walk(index, append(slices.Clone(conditions), shown)...)
		}
	}
	if q.Party != "" {
		walk("runs_late", "late_no = "+w.arg(one), b.turned(w, ""))
	}
	return strings.Join(walks, " UNION ALL ") + " ORDER BY " + taskOrder + " LIMIT " + w.arg(q.Limit)
}

// provisional says of a run r whether the date that governs it is.
const provisional = `COALESCE((SELECT d.provisional FROM deadlines d WHERE d.case_id = r.case_id AND d.key = r.due_key), 0)`

// Subqueries over a case c: the domain of its first site and the name of its
// subject's lead.
const (
	firstDomain = `(SELECT f.domain FROM sites f WHERE f.case_id = c.id ORDER BY f.ordinal LIMIT 1)`
	leadName    = `(SELECT h.name FROM case_leads m JOIN people h ON h.id = m.person_id
		WHERE m.case_id = c.id AND m.site_id = '' AND m.role = 'subject' ORDER BY m.ordinal LIMIT 1)`
)
