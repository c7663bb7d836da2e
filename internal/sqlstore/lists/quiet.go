package lists

import (
	"maps"
	"slices"
	"strings"

	"beiandesk/internal/sqlstore/sqltx"
	"beiandesk/internal/store"
)

// Quiet lists what nothing was recorded of for long.
func (s caseList) Quiet(q store.QuietQuery) ([]store.QuietRow, error) {
	if err := sqltx.PageSize(q.Limit); err != nil || len(q.Since) == 0 {
		return nil, err
	}
	w := s.Where()
	var walks []string
	for _, status := range slices.Sorted(maps.Keys(q.Since)) {
		walk := "SELECT id, acted_at FROM cases" + w.Indexed("cases_acted") + " WHERE active = 1 AND status = " + w.Arg(status) +
			" AND acted_at < " + w.Arg(sqltx.Stamp(q.Since[status]))
		if q.Owner != "" {
			walk += " AND owner_id = " + w.Arg(q.Owner)
		}
		walks = append(walks, "SELECT * FROM ("+walk+" ORDER BY acted_at, id"+sqltx.Limit(q.Limit)+") "+"of_"+status)
	}
	return sqltx.List(s.Tx, func(row sqltx.Row) (r store.QuietRow, err error) {
		return r, row.Scan(&r.CaseID, &r.Number, &r.Status, &r.Client, sqltx.Time(&r.Last))
	}, `SELECT c.id, c.number, c.status, `+sqltx.OrLost("cl.name")+`, p.acted_at FROM (`+strings.Join(walks, " UNION ALL ")+` ORDER BY acted_at, id`+sqltx.Limit(q.Limit)+`) p
		JOIN cases c ON c.id = p.id LEFT JOIN clients cl ON cl.id = c.client_id ORDER BY p.acted_at, c.id`, w.Args...)
}
