package lists

import (
	"cmp"
	"slices"

	"beiandesk/internal/cal"
	"beiandesk/internal/sqlstore/records"
	"beiandesk/internal/sqlstore/sqltx"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// shown are the dates of a party that are not folded up, either of the two.
func (e edges) shown(w *sqltx.Where) []string {
	return []string{"due_sort <= " + w.Arg(e.Today), "due_sort >= " + w.Arg(workflow.NoDate)}
}

// folding keeps the parties of which a query leaves something out.
func folding(w *sqltx.Where, q store.TaskQuery) {
	var list []int
	for i, p := range workflow.Parties {
		if q.Folds(p) {
			list = append(list, i)
		}
	}
	if len(list) == 0 {
		w.Add("1 = 0")
		return
	}
	w.Add("party_no IN (" + sqltx.ArgList(w, list) + ")")
}

// Waits folds up what Acting and Near leave out, the earliest first.
func (s taskList) Waits(q store.TaskQuery) ([]store.WaitRow, error) {
	if _, err := s.filter(q); err != nil { // refuses unknown groups and parties
		return nil, err
	}
	c, e := s.cellQuery(q), edgesAt(q.Now)
	folding(&c.Where, q)
	if q.Party != "" {
		no, err := records.PartyNo(workflow.Party(q.Party))
		if err != nil {
			return nil, err
		}
		c.Equal("party_no", no)
	}
	day, in7, none := c.Arg(e.Today), c.Arg(e.Week), c.Arg(workflow.NoDate)
	inWeek, after := "r.due_sort > "+day+" AND r.due_sort <= "+in7, "r.due_sort > "+in7+" AND r.due_sort < "+none
	pairs, err := sqltx.List(s.Tx, func(row sqltx.Row) (pair [2]store.WaitRow, err error) {
		var no, n, byDay, undated int
		var stage string
		var first, firstAfter *string
		soon, late := &pair[0], &pair[1]
		if err := row.Scan(&no, &stage, &n, &byDay, &soon.Count, &undated, &first, &firstAfter); err != nil {
			return pair, err
		}
		soon.Group, late.Group = workflow.GroupWeek, workflow.GroupLater
		late.Count = n - byDay - soon.Count - undated
		for i, due := range []*string{first, firstAfter} {
			pair[i].Party, pair[i].Stage = string(workflow.Parties[no]), stage
			if due == nil {
				continue
			}
			if pair[i].Earliest, err = cal.ParseDay((*due)[:len("2006-01-02")]); err != nil {
				return pair, err
			}
		}
		return pair, nil
	}, `SELECT t.party_no, t.stage, t.n, `+c.pick("COUNT(*)", "r.due_sort <= "+day)+`, `+c.pick("COUNT(*)", inWeek)+`, `+
		c.pick("COUNT(*)", "r.due_sort >= "+none)+`, `+c.pick("MIN(r.due_sort)", inWeek)+`, `+c.pick("MIN(r.due_sort)", after)+`
		FROM (SELECT party_no, stage, SUM(n) AS n FROM run_tally`+c.Clause()+` GROUP BY party_no, stage) t`, c.Args...)
	if err != nil {
		return nil, err
	}
	var all []store.WaitRow
	for _, pair := range pairs {
		for _, r := range pair {
			if r.Count > 0 && (q.Group == "" || q.Group == r.Group) {
				all = append(all, r)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b store.WaitRow) int {
		return cmp.Or(cmp.Compare(a.Earliest, b.Earliest), cmp.Compare(partyPlace(a.Party), partyPlace(b.Party)),
			cmp.Compare(a.Stage, b.Stage))
	})
	return all, nil
}

func partyPlace(party string) int { return slices.Index(workflow.Parties, workflow.Party(party)) }
