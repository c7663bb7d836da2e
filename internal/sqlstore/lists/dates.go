package lists

import (
	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/sqlstore/records"
	"beiandesk/internal/sqlstore/sqltx"
	"beiandesk/internal/store"
)

type dateList struct{ Lists }

// ends is the branch of Expiring for one last day of sites, as many rows as limit says.
func ends(what, column, limit string) string {
	return `SELECT * FROM (SELECT case_id, '` + what + `' AS what, CASE WHEN domain = '' THEN name ELSE domain END AS name, ` +
		column + ` AS day, 0 AS undated FROM sites WHERE active = 1 AND ` + column + ` <= $1 ORDER BY ` + column + `, id` + limit + `) AS ` + what + `_ends`
}

// undated is what the due_min of a deadline says whose day nobody knows (cal.Undated): its day
// only gives it its place.
const undated = "d.due_min = -2"

// own is the branch for what clients must do themselves.
func own(name, which, limit string) string {
	return `SELECT * FROM (SELECT d.case_id, 'police' AS what, ` + sqltx.OrLost("CASE WHEN s.domain = '' THEN s.name ELSE s.domain END") + ` AS name, d.due_day AS day, CASE WHEN ` + undated + ` THEN 1 ELSE 0 END AS undated
		FROM deadlines d LEFT JOIN sites s ON s.id = d.site_id WHERE d.kind = 'own' AND ` + which + ` AND d.due_sort <= $1 || 'T24:00'
		ORDER BY d.due_sort, d.id` + limit + `) AS ` + name
}

// expiring has a branch a kind of last day, each by its own index in its order. CROSS JOIN
// keeps SQLite from walking all open cases for the people of them. What has no known day
// takes no place from what has one.
func (s dateList) expiring(limit string) string {
	return `SELECT e.case_id, ` + sqltx.OrLost("cl.name") + `, e.what, e.name, e.day, e.undated FROM (
		` + ends("server", "server_until", limit) + `
		UNION ALL ` + ends("domain", "domain_until", limit) + `
		UNION ALL ` + ends("proof", "proof_until", limit) + `
		UNION ALL ` + ends("grant", "grant_until", limit) + `
		UNION ALL
		SELECT * FROM (SELECT DISTINCT m.case_id, 'id' AS what, h.name, h.doc_until AS day, 0 AS undated
			FROM people h` + s.Indexed("people_open_until") + ` CROSS JOIN case_leads m LEFT JOIN cases a ON a.id = m.case_id
			WHERE h.active = 1 AND h.doc_long = 0 AND h.doc_until <= $1 AND m.person_id = h.id AND COALESCE(a.active, 1) = 1
			ORDER BY h.doc_until` + limit + `) AS papers
		UNION ALL
		SELECT * FROM (SELECT d.case_id, 'paper' AS what, d.ends_as AS name, d.ends_day AS day, 0 AS undated
			FROM documents d LEFT JOIN cases a ON a.id = d.case_id WHERE d.ends_day <= $1 AND COALESCE(a.active, 1) = 1 ORDER BY d.ends_day, d.id` + limit + `) AS handed
		UNION ALL ` + own("open_own", "d.active = 1 AND NOT "+undated, limit) + `
		UNION ALL ` + own("ended_own", "d.active = 0 AND d.due_sort >= $2 AND NOT "+undated, limit) + `
		UNION ALL ` + own("undated_own", undated, limit) + `
	) AS e LEFT JOIN cases c ON c.id = e.case_id LEFT JOIN clients cl ON cl.id = c.client_id
	ORDER BY e.undated, e.day, e.what, e.case_id, e.name` + limit
}

// Expiring lists what ends within so many days from today or has ended, of open cases
// alone, the earliest first: servers, domains, proofs of a real-name check, grants,
// identity documents, and papers that are still to be handed in. What clients must do themselves is among it, of cases that have ended
// until its day has passed; what has no known day comes last. Name is a site's domain (its name where it has none), a
// person's name, or what the paper is called.
func (s dateList) Expiring(day cal.Day, within, limit int) ([]store.ExpiryRow, error) {
	if err := sqltx.PageSize(limit); err != nil {
		return nil, err
	}
	return sqltx.List(s.Tx, func(row sqltx.Row) (r store.ExpiryRow, err error) {
		err = row.Scan(&r.CaseID, &r.Client, &r.What, &r.Name, sqltx.Day(&r.Day), &r.Undated)
		return r, err
	}, s.expiring(sqltx.Limit(limit)), day.Add(within).String(), day.String())
}

// Deadlines pages through the deadlines of open cases, and what lies ahead of the clients of
// ended ones, or has no known day; after is the ID of the last row. A rebuild keeps an ID as long as the deadline
// lives; one that has gone since is an error rather than a silent end.
func (s dateList) Deadlines(today cal.Day, after string, limit int) ([]store.DeadlineRow, error) {
	return s.deadlines("deadlines_due", "d.active = 1", today, after, limit)
}

// Own pages through what clients must do themselves alone: all of open cases, and what lies
// ahead of ended ones or has no known day.
func (s dateList) Own(today cal.Day, after string, limit int) ([]store.DeadlineRow, error) {
	return s.deadlines("deadlines_own", "d.active = 1 AND d.kind = 'own'", today, after, limit)
}

// deadlines walks those of open cases by an index, and beside them what is ahead of the
// clients of ended ones.
func (s dateList) deadlines(index, open string, today cal.Day, after string, limit int) ([]store.DeadlineRow, error) {
	if err := sqltx.PageSize(limit); err != nil {
		return nil, err
	}
	w := s.Where()
	beyond := ""
	if after != "" {
		due, err := sqltx.List(s.Tx, sqltx.Text, "SELECT due_sort FROM deadlines WHERE id = $1", after)
		if err != nil {
			return nil, err
		}
		if len(due) == 0 {
			return nil, errs.New(errs.Conflict, "期限刚变过。从头重新列出")
		}
		beyond = " AND (d.due_sort, d.id) > (" + w.Arg(due[0]) + ", " + w.Arg(after) + ")"
	}
	walk := func(index, which string) string {
		return "SELECT d.id, d.due_sort FROM deadlines d" + w.Indexed(index) + " WHERE " + which + beyond
	}
	walks := walk(index, open) + " UNION ALL " + walk("deadlines_own", "d.active = 0 AND d.kind = 'own' AND NOT "+undated+" AND d.due_sort >= "+w.Arg(today.String())) +
		" UNION ALL " + walk("deadlines_undated", "d.active = 0 AND d.kind = 'own' AND "+undated)
	return sqltx.List(s.Tx, func(row sqltx.Row) (store.DeadlineRow, error) {
		var of store.DeadlineRow
		d, err := records.ScanDeadline(row, &of.CaseNumber, &of.CaseType, &of.Client, &of.OwnerID, &of.Owner, &of.SiteName)
		d.CaseNumber, d.CaseType, d.Client, d.OwnerID, d.Owner, d.SiteName = of.CaseNumber, of.CaseType, of.Client, of.OwnerID, of.Owner, of.SiteName
		return d, err
	}, "SELECT "+records.DeadlineColumns+`, `+sqltx.OrLost("c.number")+`, COALESCE(c.type, ''), `+sqltx.OrLost("cl.name")+`,
		COALESCE(c.owner_id, ''), `+sqltx.OrLostOf("c.owner_id", "o.name")+`,
		`+sqltx.OrLostOf("d.site_id", "CASE WHEN s.name = '' THEN s.domain ELSE s.name END")+` FROM (`+walks+" ORDER BY due_sort, id"+sqltx.Limit(limit)+`) p
		JOIN deadlines d ON d.id = p.id LEFT JOIN cases c ON c.id = d.case_id LEFT JOIN clients cl ON cl.id = c.client_id
		LEFT JOIN staff o ON o.id = c.owner_id LEFT JOIN sites s ON s.id = d.site_id ORDER BY d.due_sort, d.id`, w.Args...)
}
