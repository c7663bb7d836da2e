package storetest

import (
	"slices"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// chaseDay puts clients' runs beside those of aDay that were chased today; two of them
// have come to wait for something else since.
func (d *desk) chaseDay() (mine ref.StaffID) {
	d.Helper()
	mine, _ = d.aDay()
	c, p := d.client("杭州青禾软件有限公司", clients.Enterprise)
	for _, r := range []struct{ key, due string }{
		{"escalated", "2026-11-23 15:00"}, {"first", "2026-11-23 16:00"}, {"second", "2026-11-23"}, {"third", "2026-11-23"}, {"asks anew", "2026-11-23"},
	} {
		v, _ := d.caseFor(c, p, func(v *cases.Case, _ *cases.Site) { v.OwnerID = mine })
		row := run(v.ID, r.key, "sms", "client", r.due, "legal")
		row.EscalatesTo = workflow.Agency
		row.Round = &workflow.LineRound{No: 1, Waiting: []string{}}
		d.replace(v.ID, row)
		d.write(func(tx store.Tx) error { return tx.Chases().Add(v.ID, row.ID, row.Matter(), cal.At(now)) })
		if r.key == "asks anew" {
			row.Round = &workflow.LineRound{No: 2, Waiting: []string{}}
		}
		d.replace(v.ID, row) // a chase outlasts what is computed
	}
	return mine
}

var chases = map[string]func(*desk){
	"what was chased today rests after all else of its query, page by page": func(d *desk) {
		mine := d.chaseDay()
		rested := []string{"first", "second", "third"}
		equal(d, "today", keysOf(d, store.TaskQuery{Group: "today", Rested: true}),
			append([]string{"passed expected", "minute ahead", "today", "asks anew"}, rested...))
		equal(d, "a query in which nothing rests", keysOf(d, store.TaskQuery{Group: "today"}),
			[]string{"passed expected", "minute ahead", "first", "today", "second", "third", "asks anew"})
		for _, owner := range []ref.StaffID{"", mine} {
			q := store.TaskQuery{Rested: true, Owner: owner, Acting: true, Group: "today", Party: "client"}
			equal(d, "clients'", keysOf(d, q), append([]string{"asks anew"}, rested...))
			q.Party, q.Group = "agency", "overdue"
			equal(d, "what has escalated does not rest", keysOf(d, q), []string{"escalated"})
			q.Party, q.Group = "", ""
			all := keysOf(d, q)
			equal(d, "all", all[len(all)-3:], rested)
			q.Rested = false
			same(d, "as many as when nothing rests", len(all), len(keysOf(d, q)))
		}
	},
	"what rests stands folded with all else that lies ahead": func(d *desk) {
		c, p := d.client("杭州青禾软件有限公司", clients.Enterprise)
		v, _ := d.caseFor(c, p, nil)
		row := run(v.ID, "materials#1", "materials", "client", "2026-11-27", "agreed")
		d.replace(v.ID, row)
		d.write(func(tx store.Tx) error { return tx.Chases().Add(v.ID, row.ID, row.Matter(), cal.At(now)) })
		d.replace(v.ID, row)
		q := store.TaskQuery{Acting: true, Near: true, Rested: true}
		equal(d, "a full page", keysOf(d, q), []string{})
		equal(d, "its line", keysOf(d, store.TaskQuery{Party: "client", Stage: "materials", Group: "week", Rested: true}), []string{"materials#1"})
		q.Near = false
		equal(d, "a page with room", keysOf(d, q), []string{"materials#1"})
	},
	"a rest ends with its day": func(d *desk) {
		d.chaseDay()
		rows := got(d, func(tx store.Tx) ([]store.TaskRow, error) {
			return tx.TaskList().Tasks(store.TaskQuery{Now: now.AddDate(0, 0, 1), Stage: "sms", Rested: true, Limit: 9})
		})
		keys := make([]string, len(rows))
		for i, r := range rows {
			keys[i] = r.Key
		}
		equal(d, "tomorrow", keys, []string{"escalated", "first", "second", "third", "asks anew"})
	},
	"chases are counted by what a run asks for": func(d *desk) {
		v, _ := d.aCase()
		row := run(v.ID, "domain#1", "domain", "client", "2026-11-23", "agreed")
		d.replace(v.ID, row)
		for _, at := range []string{"2026-11-20 09:00", "2026-11-22 10:30"} {
			d.write(func(tx store.Tx) error { return tx.Chases().Add(v.ID, row.ID, "buy", moment(at)) })
		}
		d.write(func(tx store.Tx) error { return tx.Chases().Add(v.ID, row.ID, "verify", moment("2026-11-23 15:04")) })
		all := got(d, func(tx store.Tx) ([]store.Chased, error) { return tx.Chases().Of([]ref.RunID{row.ID, "another"}) })
		slices.SortFunc(all, func(a, b store.Chased) int { return strings.Compare(a.Matter, b.Matter) })
		equal(d, "chases", all, []store.Chased{
			{Run: row.ID, Matter: "buy", Times: 2, Last: moment("2026-11-22 10:30")},
			{Run: row.ID, Matter: "verify", Times: 1, Last: moment("2026-11-23 15:04")},
		})
		same(d, "of no run", len(got(d, func(tx store.Tx) ([]store.Chased, error) { return tx.Chases().Of(nil) })), 0)
	},
}
