package lists

import (
	"maps"
	"slices"
	"strings"

	"beiandesk/internal/sqlstore/sqltx"
	"beiandesk/internal/store"
)

// happened are the entries of the journal that say something happened in the case c.
const happened = `journal j WHERE j.case_id = c.id AND j.kind NOT IN ('reveal', 'paper', 'export', 'erase')`

// Quiet lists what nothing was recorded of for long.
func (s caseList) Quiet(q store.QuietQuery) ([]store.QuietRow, error) {
	if err := sqltx.PageSize(q.Limit); err != nil || len(q.Since) == 0 {
		return nil, err
	}
	w := s.Where()
	w.Add("c.active = 1")
	if q.Owner != "" {
		w.Equal("c.owner_id", q.Owner)
	}
	var any []string
	for _, status := range slices.Sorted(maps.Keys(q.Since)) {
		any = append(any, "c.status = "+w.Arg(status)+" AND NOT EXISTS (SELECT 1 FROM "+happened+" AND j.at >= "+w.Arg(sqltx.Stamp(q.Since[status]))+")")
	}
	w.Add("(" + strings.Join(any, " OR ") + ")")
	return sqltx.List(s.Tx, func(row sqltx.Row) (r store.QuietRow, err error) {
		return r, row.Scan(&r.CaseID, &r.Number, &r.Status, &r.Client, sqltx.Time(&r.Last))
	}, `SELECT c.id, c.number, c.status, `+sqltx.OrLost("cl.name")+`, COALESCE((SELECT MAX(j.at) FROM `+happened+`), c.created_at) AS last
		FROM cases c LEFT JOIN clients cl ON cl.id = c.client_id`+w.Clause()+" ORDER BY last, c.id"+sqltx.Limit(q.Limit), w.Args...)
}
