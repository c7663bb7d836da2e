package lists

import (
	"strings"

	"beiandesk/internal/ref"
	"beiandesk/internal/sqlstore/sqltx"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// cell counts the active runs of one party.
type cell struct {
	party   string
	in      map[string]int // by group
	undated int            // of those in later
}

// cellQuery builds a statement over run_tally t and runs r: the tally knows how many
// runs there are in all, so that only those due within a week are counted one by
// one and the rest is what remains.
type cellQuery struct {
	sqltx.Where        // of run_tally
	runs        string // which runs belong to a row of t
	index       string // of runs, in which they lie together
}

func (s taskList) cellQuery(q store.TaskQuery) cellQuery {
	c := cellQuery{Where: s.Where(), runs: "r.active = 1 AND r.party_no = t.party_no AND r.stage = t.stage", index: stageDue(q.Owner)}
	if q.Owner != "" {
		owner := c.Arg(q.Owner)
		c.Add("owner_id = " + owner)
		c.runs = "r.owner_id = " + owner + " AND " + c.runs
	}
	if q.Stage != "" {
		c.Equal("stage", q.Stage)
	}
	return c
}

// stageDue names the index of runs in which those of a party and a stage lie in the
// order of their dates, of one owner or of all.
func stageDue(owner ref.StaffID) string {
	if owner != "" {
		return "runs_owner_stage_due"
	}
	return "runs_stage_due"
}

// pick spells a subquery over the runs of a row of t.
func (c *cellQuery) pick(what, condition string) string {
	return "(SELECT " + what + " FROM runs r" + c.Indexed(c.index) + " WHERE " + c.runs + " AND " + condition + ")"
}

// partyCells counts by party, a cell or more for each. What has escalated from one party to
// another is taken out of the one's, in a cell of its own, and put into another's.
func (s taskList) partyCells(q store.TaskQuery) ([]cell, error) {
	c, e := s.cellQuery(q), edgesAt(q.Now)
	now, day, in7, none := c.Arg(e.Now), c.Arg(e.Today), c.Arg(e.Week), c.Arg(workflow.NoDate)
	escalated := func(party, sign string) string {
		n := sign + "COUNT(*)"
		return " UNION ALL SELECT " + party + ", " + n + ", " + n + " FILTER (WHERE soft = 0), " + n + ", 0, 0 FROM runs" +
			c.Indexed("runs_late") + " WHERE active = 1 AND " + strings.Join(append([]string{e.escalated(&c.Where, "")}, c.Conditions...), " AND ") + " GROUP BY " + party
	}
	return sqltx.List(s.Tx, func(row sqltx.Row) (v cell, err error) {
		var no, n, late, byDay, inWeek int
		err = row.Scan(&no, &n, &late, &byDay, &inWeek, &v.undated)
		if err == nil {
			v.party = string(workflow.Parties[no])
			v.in = map[string]int{workflow.GroupOverdue: late, workflow.GroupToday: byDay - late, workflow.GroupWeek: inWeek, workflow.GroupLater: n - byDay - inWeek}
		}
		return v, err
	}, `SELECT t.party_no, t.n, `+c.pick("COUNT(*)", "r.due_sort <= "+now+" AND r.soft = 0")+`, `+
		c.pick("COUNT(*)", "r.due_sort <= "+day)+`, `+c.pick("COUNT(*)", "r.due_sort > "+day+" AND r.due_sort <= "+in7)+`, `+
		c.pick("COUNT(*)", "r.due_sort >= "+none)+`
		FROM (SELECT party_no, stage, SUM(n) AS n FROM run_tally`+c.Clause()+` GROUP BY party_no, stage) t`+escalated("party_no", "-")+escalated("late_no", ""), c.Args...)
}

// counted adds up the cells that a query keeps, under the names that key gives.
func (s taskList) counted(q store.TaskQuery, names []string, key func(c cell, group string) string) (map[string]int, error) {
	if _, err := s.filter(q); err != nil { // refuses unknown groups and parties
		return nil, err
	}
	cells, err := s.partyCells(q)
	if err != nil {
		return nil, err
	}
	counts := map[string]int{}
	for _, name := range names {
		counts[name] = 0
	}
	for _, c := range cells {
		if q.Folds(workflow.Party(c.party)) {
			c.in[workflow.GroupWeek], c.in[workflow.GroupLater] = 0, c.undated
		}
		for _, group := range workflow.Groups {
			if (q.Group == "" || q.Group == group) && (q.Party == "" || q.Party == c.party) {
				counts[key(c, group)] += c.in[group]
			}
		}
	}
	return counts, nil
}

// CountByParty counts by party; each of the five parties has its figure.
func (s taskList) CountByParty(q store.TaskQuery) (map[string]int, error) {
	q.Party = ""
	return s.counted(q, parties(), func(c cell, _ string) string { return c.party })
}

// CountByGroup counts by group; each of the four has its figure.
func (s taskList) CountByGroup(q store.TaskQuery) (map[string]int, error) {
	q.Group = ""
	return s.counted(q, workflow.Groups, func(_ cell, group string) string { return group })
}

// parties are the names of all.
func parties() []string {
	list := make([]string, len(workflow.Parties))
	for i, p := range workflow.Parties {
		list[i] = string(p)
	}
	return list
}
