package lists

import (
	"cmp"
	"slices"

	"beiandesk/internal/cal"
	"beiandesk/internal/sqlstore/records"
	"beiandesk/internal/sqlstore/sqltx"
	"beiandesk/internal/store"
)

// firstWaiting is the place in parties from which on we only wait: cloud, bureau,
// police.
const firstWaiting = 2

func waits(party string) bool { return slices.Index(records.Parties, party) >= firstWaiting }

// notFolded are the dates of a party we only wait for that are not folded up: those by
// the end of today, and none at all, as nothing would bring what has no date back.
func (b bounds) notFolded(w *sqltx.Where) []string {
	return []string{"due_sort <= " + w.Arg(b.day), "due_sort >= " + w.Arg(records.NoDue)}
}

// Waits folds up what Acting leaves out, the earliest first.
func (s taskList) Waits(q store.TaskQuery) ([]store.WaitRow, error) {
	if _, err := s.filter(q); err != nil { // refuses unknown groups and parties
		return nil, err
	}
	c, b := s.cellQuery(q), boundsAt(q.Now)
	c.Add("party_no >= " + c.Arg(firstWaiting))
	if q.Party != "" {
		no, err := records.PartyNo(q.Party)
		if err != nil {
			return nil, err
		}
		c.Equal("party_no", no)
	}
	day, in7, none := c.Arg(b.day), c.Arg(b.week), c.Arg(records.NoDue)
	inWeek, after := "r.due_sort > "+day+" AND r.due_sort <= "+in7, "r.due_sort > "+in7+" AND r.due_sort < "+none
	pairs, err := sqltx.List(s.Tx, func(row sqltx.Row) (pair [2]store.WaitRow, err error) {
		var no, n, byDay, undated int
		var stage string
		var first, firstAfter *string
		soon, late := &pair[0], &pair[1]
		if err := row.Scan(&no, &stage, &n, &byDay, &soon.Count, &undated, &first, &firstAfter); err != nil {
			return pair, err
		}
		soon.Group, late.Group = week, later
		late.Count = n - byDay - soon.Count - undated
		for i, due := range []*string{first, firstAfter} {
			pair[i].Party, pair[i].Stage = records.Parties[no], stage
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
		return cmp.Or(cmp.Compare(a.Earliest, b.Earliest), cmp.Compare(slices.Index(records.Parties, a.Party), slices.Index(records.Parties, b.Party)),
			cmp.Compare(a.Stage, b.Stage))
	})
	return all, nil
}
