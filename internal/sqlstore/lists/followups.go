package lists

import (
	"fmt"
	"strings"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/clients"
	"beiandesk/internal/followups"
	"beiandesk/internal/sqlstore/registers"
	"beiandesk/internal/sqlstore/sqltx"
	"beiandesk/internal/store"
)

// followed gathers the branches of Followups, each by its own index in its order, and their
// arguments.
type followed struct {
	dateList
	store.FollowupQuery
	sqltx.Where
	branches []string
}

// takesOver are the cases m that take the place of earlier ones.
func takesOver() string {
	return "m.type IN (" + quoted(followups.Covering()) + ") AND (m.active = 1 OR m.status = 'delivered')"
}

// quoted are codes of the data, which hold nothing but letters and lines.
func quoted(codes []string) string { return "'" + strings.Join(codes, "', '") + "'" }

// taken says that a newer case has taken over the site s of the case c.
func taken() string {
	return `EXISTS (SELECT 1 FROM sites n JOIN cases m ON m.id = n.case_id WHERE n.domain = s.domain AND n.domain <> '' AND n.gone = 0
		AND m.number_key > c.number_key AND ` + takesOver() + `)`
}

// stands says that the case c leaves something to follow up.
func (f *followed) stands() string {
	erased := f.Arg(clients.Erased)
	return "c.status = 'delivered' AND c.type IN (" + quoted(followups.Types()) + ") AND " + f.named(erased) + f.owned()
}

// owned says that the case c is of whom one asks about.
func (f *followed) owned() string {
	if f.Owner == "" {
		return ""
	}
	return " AND c.owner_id = " + f.Arg(f.Owner)
}

// named says that nobody of the case c was erased.
func (f *followed) named(erased string) string {
	return `NOT EXISTS (SELECT 1 FROM clients g WHERE g.id = c.client_id AND g.name = ` + erased + `)
		AND NOT EXISTS (SELECT 1 FROM case_leads ld JOIN people q ON q.id = ld.person_id WHERE ld.case_id = c.id AND q.name = ` + erased + `)`
}

// lasts says that the case c has a site that nothing newer has taken over.
func lasts() string {
	return "EXISTS (SELECT 1 FROM sites s WHERE s.case_id = c.id AND s.gone = 0 AND NOT " + taken() + ")"
}

// newest says that no newer case of the client tells of him.
func newest() string {
	return "NOT EXISTS (SELECT 1 FROM cases m WHERE m.client_id = c.client_id AND m.number_key > c.number_key AND m.type IN (" +
		quoted(followups.Types()) + ") AND (m.active = 1 OR m.status = 'delivered'))"
}

// decided says that staff have decided of what stands of a kind on a day; what led to a case
// that came to nothing stands again.
func decided(kind, more, day string) string {
	return `EXISTS (SELECT 1 FROM followups fu WHERE fu.case_id = c.id AND fu.kind = '` + kind + `'` + more + ` AND fu.day >= ` + day + ` AND fu.state <> 'undone'
		AND (fu.led_to = '' OR ` + came() + "))"
}

// came says that the case to which one led has come, or may still come, to something.
func came() string {
	return "EXISTS (SELECT 1 FROM cases m WHERE m.id = fu.led_to AND (m.active = 1 OR m.status = 'delivered'))"
}

// last is the last day that falls due of a kind.
func (f *followed) last(k followups.Kind) cal.Day {
	if f.Within > 0 {
		return f.Today.Add(f.Within)
	}
	return f.Today.Add(k.Ahead)
}

func (f *followed) first() cal.Day { return f.Today.Add(-followups.After()) }

// between bounds a day, or the case whose id a column holds.
func (f *followed) between(k followups.Kind, day, of string) string {
	if f.Case != "" {
		return of + " = " + f.Arg(f.Case) + " AND " + day + " IS NOT NULL"
	}
	return day + " >= " + f.Arg(f.first().String()) + " AND " + day + " <= " + f.Arg(f.last(k).String())
}

// add takes a branch: what it gives, where from, and its order.
func (f *followed) add(name, columns, from, order string) {
	f.branches = append(f.branches, "SELECT * FROM (SELECT "+columns+" FROM "+from+" ORDER BY "+order+sqltx.Limit(f.Limit)+") AS "+name)
}

// untold are the columns of one's own, which others have not.
const untold = "'' AS own_id, CAST(NULL AS BYTEA) AS sealed, 0 AS version, 0 AS yearly, NULL AS handed, 0 AS nth"

func (f *followed) ofSites(k followups.Kind, column string) {
	day := "s." + column
	f.add(k.Code+"_term", "'"+k.Code+"' AS kind, s.case_id, s.id AS site_id, '' AS person_id, '' AS paper_id, CASE WHEN s.domain = '' THEN s.name ELSE s.domain END AS name, "+day+" AS day, "+untold,
		"sites s CROSS JOIN cases c WHERE s.active = 0 AND "+f.between(k, day, "s.case_id")+" AND c.id = s.case_id AND s.gone = 0 AND "+f.stands()+
			" AND NOT "+taken()+" AND NOT "+decided(k.Code, " AND fu.site_id = s.id", day), day+", s.id")
}

// ofPeople are the last days of the leads of a client's newest case. CROSS JOIN keeps the order
// of the days.
func (f *followed) ofPeople(k followups.Kind) {
	f.add("papers", "'"+k.Code+"' AS kind, c.id AS case_id, '' AS site_id, h.id AS person_id, '' AS paper_id, h.name, h.doc_until AS day, "+untold,
		"people h"+f.ofCase("people_ended_until")+" CROSS JOIN cases c WHERE h.active = 0 AND h.doc_long = 0 AND "+f.between(k, "h.doc_until", "c.id")+
			" AND c.client_id = h.client_id AND EXISTS (SELECT 1 FROM case_leads l WHERE l.person_id = h.id AND l.case_id = c.id) AND "+f.stands()+" AND "+newest()+" AND "+lasts()+
			" AND NOT "+decided(k.Code, " AND fu.person_id = h.id", "h.doc_until"), "h.doc_until, h.id, c.id")
}

// ofCase names an index, where not one case is asked for.
func (f *followed) ofCase(index string) string {
	if f.Case != "" {
		return ""
	}
	return f.Indexed(index)
}

func (f *followed) ofPapers(k followups.Kind) {
	f.add("handed_in", "'"+k.Code+"' AS kind, d.case_id, '' AS site_id, '' AS person_id, d.id AS paper_id, '' AS name, d.until_day AS day, "+untold,
		"documents d CROSS JOIN cases c WHERE "+f.between(k, "d.until_day", "d.case_id")+" AND d.material = '"+k.Material+
			"' AND NOT EXISTS (SELECT 1 FROM documents x WHERE x.case_id = d.case_id AND x.material = d.material AND x.no > d.no) AND c.id = d.case_id AND "+
			f.stands()+" AND "+newest()+" AND "+lasts()+" AND NOT "+decided(k.Code, "", "d.until_day"), "d.until_day, d.id")
}

// ofCases are the years after the hand-over, a branch a year. No two of them fall due at once,
// so that whatever was decided since the first day is of the one that does.
func (f *followed) ofCases(k followups.Kind) {
	columns := func(nth int) string {
		return "'" + k.Code + "' AS kind, c.id AS case_id, '' AS site_id, '' AS person_id, '' AS paper_id, '' AS name, CAST(CAST(substr(c.closed_at, 1, 4) AS BIGINT) + " +
			fmt.Sprint(nth) + " AS TEXT) || substr(c.closed_at, 5, 6) AS day, '' AS own_id, CAST(NULL AS BYTEA) AS sealed, 0 AS version, 0 AS yearly, c.closed_at AS handed, " + fmt.Sprint(nth) + " AS nth"
	}
	if f.Case != "" {
		f.add("handed", columns(0), "cases c WHERE "+f.between(k, "c.closed_at", "c.id")+" AND "+f.stands()+" AND "+lasts(), "c.closed_at")
		return
	}
	first, last := f.first(), f.last(k)
	decided := decided(k.Code, "", f.Arg(first.String()))
	for n := 1; n <= followups.Years(); n++ {
		back := -k.Months * n
		f.add(fmt.Sprintf("handed_%d", n), columns(n), "cases c"+f.Indexed("cases_handed")+" WHERE c.closed_at >= "+f.Arg(sqltx.Stamp(first.AddMonths(back).Start()))+
			" AND c.closed_at < "+f.Arg(sqltx.Stamp(last.AddMonths(back).Add(1).Start()))+" AND "+f.stands()+" AND "+lasts()+" AND NOT "+decided, "c.closed_at, c.id")
	}
}

// own are those of staff: they stand until they are done, whatever becomes of the case.
func (f *followed) own(k followups.Kind) {
	which := ""
	if f.Case != "" {
		which = "fu.case_id = " + f.Arg(f.Case)
	} else {
		which = "fu.day <= " + f.Arg(f.last(k).String())
	}
	f.add("own_ones", "'"+k.Code+"' AS kind, fu.case_id, '' AS site_id, '' AS person_id, '' AS paper_id, '' AS name, fu.day, fu.id AS own_id, fu.sealed, fu.version, fu.yearly, NULL AS handed, 0 AS nth",
		"followups fu CROSS JOIN cases c WHERE fu.kind = 'own' AND fu.state IN ('open', 'led') AND "+which+" AND NOT (fu.led_to <> '' AND "+came()+") AND c.id = fu.case_id AND "+f.named(f.Arg(clients.Erased))+f.owned(), "fu.day, fu.id")
}

func (s dateList) Followups(q store.FollowupQuery) ([]store.FollowupRow, error) {
	if err := sqltx.PageSize(q.Limit); err != nil {
		return nil, err
	}
	f := followed{dateList: s, FollowupQuery: q, Where: s.Where()}
	for _, k := range followups.Kinds() {
		switch k.Code {
		case followups.Server:
			f.ofSites(k, "server_until")
		case followups.Domain:
			f.ofSites(k, "domain_until")
		case followups.ID:
			f.ofPeople(k)
		case followups.Licence:
			f.ofPapers(k)
		case followups.Check:
			f.ofCases(k)
		case followups.Own:
			f.own(k)
		}
	}
	return sqltx.List(s.Tx, s.followup, `SELECT t.kind, t.case_id, `+sqltx.OrLost("c.number")+`, `+sqltx.OrLost("cl.name")+`, t.site_id, t.person_id, t.paper_id, t.name, t.day, t.own_id, t.sealed, t.version, t.yearly, t.handed, t.nth
		FROM (`+strings.Join(f.branches, " UNION ALL ")+`) AS t LEFT JOIN cases c ON c.id = t.case_id LEFT JOIN clients cl ON cl.id = c.client_id
		ORDER BY t.day, t.kind, t.case_id, t.site_id, t.person_id, t.own_id`+sqltx.Limit(q.Limit), f.Args...)
}

func (s dateList) followup(row sqltx.Row) (r store.FollowupRow, err error) {
	var day string
	var sealed []byte
	var version, nth int
	var handed *time.Time
	if err := row.Scan(&r.Kind, &r.CaseID, &r.Number, &r.Client, &r.Site, &r.Person, &r.Paper, &r.Name, &day, &r.ID, &sealed, &version, &r.Yearly, sqltx.NullTime(&handed), &nth); err != nil {
		return r, err
	}
	if handed != nil {
		k, _ := followups.KindOf(r.Kind)
		r.Day = k.Nth(cal.DayOf(*handed), nth)
		return r, nil
	}
	if r.Day, err = cal.ParseDay(day); err != nil || r.ID == "" {
		return r, err
	}
	r.Name, err = registers.Registers{Tx: s.Tx}.OwnFollowup(r.ID, r.CaseID, version, sealed)
	return r, err
}
