package lists

import (
	"beiandesk/internal/sqlstore/sqltx"
	"beiandesk/internal/store"
)

// laidGroup spells the group of a case, and keeps those that have one.
func laidGroup(w *sqltx.Where, q store.LaidQuery) string {
	if len(q.Stages) == 0 {
		w.Add("head_due >= " + w.Arg(q.From.String()))
		w.Add("head_due < " + w.Arg(q.To.Add(1).String()))
		return "substr(head_due, 1, 10)"
	}
	group := "CASE"
	var stages []string
	for _, g := range q.Stages {
		group += " WHEN head_stage IN (" + sqltx.ArgList(w, g.Stages) + ") THEN " + w.Arg(g.Code)
		stages = append(stages, g.Stages...)
	}
	sqltx.OneOf(w, "head_stage", stages)
	return group + " END"
}

// Laid walks the open cases in the order of their dates, by the same index as a page of the
// table, and ends at the most.
func (s caseList) Laid(q store.LaidQuery) ([]store.LaidRow, error) {
	for _, n := range []int{q.Each, q.Most} {
		if err := sqltx.PageSize(n); err != nil {
			return nil, err
		}
	}
	q.Sort = ""
	w, err := s.filter(q.CaseQuery)
	if err != nil {
		return nil, err
	}
	if q.View != "open" && q.View != "mine" {
		w.Add("active = 1")
	}
	group := laidGroup(&w, q)
	t, err := s.text(q.Text, casesCalled)
	if err != nil {
		return nil, err
	}
	with, from := t.from(&w, "cases", caseIndex(q.CaseQuery))
	looked := with + "SELECT id, head_due, " + group + " AS grp FROM " + from + w.Clause() + " ORDER BY head_due, id" + sqltx.Limit(q.Most+1)
	ranked := "SELECT id, grp, COUNT(*) OVER (PARTITION BY grp) AS n, ROW_NUMBER() OVER (PARTITION BY grp ORDER BY head_due, id) AS place FROM (" + looked + ") AS looked"
	return sqltx.List(s.Tx, func(row sqltx.Row) (l store.LaidRow, err error) {
		var sorts caseSorts
		l.CaseRow, sorts, err = scanCase(row, &l.Group, &l.InGroup)
		l.Cursor = sqltx.Cursor("head_due", sorts.due, string(l.ID))
		return l, err
	}, "SELECT "+caseColumns+", b.grp, b.n FROM ("+ranked+") b JOIN cases c ON c.id = b.id"+caseJoins+" WHERE b.place <= "+w.Arg(q.Each)+" ORDER BY b.grp, b.place", w.Args...)
}
