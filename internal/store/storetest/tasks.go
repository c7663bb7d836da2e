package storetest

import (
	"fmt"
	"slices"

	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/errs"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// keysOf are the run keys of the tasks that a query keeps, read in pages of three.
func keysOf(d *desk, q store.TaskQuery) []string {
	d.Helper()
	q.Now = now
	keys := []string{}
	for {
		q.Limit = 3
		page := got(d, func(tx store.Tx) ([]store.TaskRow, error) { return tx.TaskList().Tasks(q) })
		for _, r := range page {
			keys = append(keys, r.Key)
			q.After = r.Cursor
		}
		if len(page) < q.Limit {
			return keys
		}
	}
}

// aDay fills Today with one run for each kind of place a date can have, in the
// order in which they fall due.
func (d *desk) aDay() (mine, other ref.StaffID) {
	d.Helper()
	mine, other = d.colleague("周敏"), d.colleague("林晓")
	c, p := d.client("杭州青禾软件有限公司", clients.Enterprise)
	for i, r := range []struct{ key, party, due, kind string }{
		{"passed day", "client", "2026-11-22", "legal"},
		{"passed expected", "bureau", "2026-11-22", "expected"},
		{"minute just reached", "client", "2026-11-23 15:04", "legal"},
		{"minute ahead", "agency", "2026-11-23 15:05", "agreed"},
		{"today", "agency", "2026-11-23", "max"},
		{"tomorrow", "cloud", "2026-11-24", "expected"},
		{"seventh day", "client", "2026-11-30", "agreed"},
		{"eighth day", "police", "2026-12-01", "expected"},
		{"no date", "cloud", "", ""},
	} {
		v, _ := d.caseFor(c, p, func(v *cases.Case, _ *cases.Site) {
			v.OwnerID = mine
			if i%3 == 0 {
				v.OwnerID = other
			}
			if i == 4 {
				v.Status = "hold"
			}
		})
		d.replace(v.ID, run(v.ID, r.key, "stage-"+r.party, r.party, r.due, r.kind))
	}
	ended, _ := d.caseFor(c, p, nil)
	d.replace(ended.ID, run(ended.ID, "of an ended case", "materials", "client", "2026-11-01", "legal"))
	ended.Status = "withdrawn"
	d.write(func(tx store.Tx) error { return tx.Cases().Update(ended) })
	return mine, other
}

func countsOf(d *desk, q store.TaskQuery) store.TaskCounts {
	return got(d, func(tx store.Tx) (store.TaskCounts, error) { return tx.TaskList().Counts(q) })
}

func byParty(d *desk, q store.TaskQuery) map[string]int { return countsOf(d, q).ByParty(q) }

func byGroup(d *desk, q store.TaskQuery) map[string]int { return countsOf(d, q).ByGroup(q) }

var tasks = map[string]func(*desk){
	"tasks come in the order of their dates, of cases that are open or on hold": func(d *desk) {
		d.aDay()
		equal(d, "tasks", keysOf(d, store.TaskQuery{}), []string{"passed day", "passed expected", "minute just reached",
			"minute ahead", "today", "tomorrow", "seventh day", "eighth day", "no date"})
	},
	"groups go by terms, and a passed expected date stands under today": func(d *desk) {
		d.aDay()
		for group, want := range map[string][]string{
			"overdue": {"passed day", "minute just reached"},
			"today":   {"passed expected", "minute ahead", "today"},
			"week":    {"tomorrow", "seventh day"},
			"later":   {"eighth day", "no date"},
		} {
			equal(d, group, keysOf(d, store.TaskQuery{Group: group}), want)
			rows := got(d, func(tx store.Tx) ([]store.TaskRow, error) {
				return tx.TaskList().Tasks(store.TaskQuery{Now: now, Group: group, Limit: 10})
			})
			for _, r := range rows {
				same(d, r.Key, r.Group, group)
			}
		}
		equal(d, "counts", byGroup(d, store.TaskQuery{Now: now, Group: "today"}), map[string]int{"overdue": 2, "today": 3, "week": 2, "later": 2})
	},
	"owner, party and stage narrow tasks and counts alike": func(d *desk) {
		mine, other := d.aDay()
		equal(d, "other's", keysOf(d, store.TaskQuery{Owner: other}), []string{"passed day", "minute ahead", "seventh day"})
		equal(d, "clients'", keysOf(d, store.TaskQuery{Party: "client"}), []string{"passed day", "minute just reached", "seventh day"})
		equal(d, "other's clients'", keysOf(d, store.TaskQuery{Owner: other, Party: "client"}), []string{"passed day", "seventh day"})
		equal(d, "stage", keysOf(d, store.TaskQuery{Stage: "stage-agency"}), []string{"minute ahead", "today"})
		equal(d, "clocks", keysOf(d, store.TaskQuery{Clocked: true}), []string{"minute just reached", "minute ahead"})
		equal(d, "clocks of a stage", keysOf(d, store.TaskQuery{Stage: "stage-agency", Clocked: true}), []string{"minute ahead"})
		equal(d, "of types", keysOf(d, store.TaskQuery{Stage: "stage-agency", Types: []string{"mini", "first"}}), []string{"minute ahead", "today"})
		equal(d, "of another type", keysOf(d, store.TaskQuery{Types: []string{"mini"}}), []string{})
		for _, owner := range []ref.StaffID{"", mine, other} {
			q := store.TaskQuery{Now: now, Owner: owner}
			parties := byParty(d, q)
			for party, n := range parties {
				same(d, fmt.Sprint(owner, party), n, len(keysOf(d, store.TaskQuery{Owner: owner, Party: party})))
			}
			same(d, "parties", len(parties), 6)
			groups := byGroup(d, q)
			for group, n := range groups {
				same(d, fmt.Sprint(owner, group), n, len(keysOf(d, store.TaskQuery{Owner: owner, Group: group})))
			}
			same(d, "groups", len(groups), 4)
		}
		equal(d, "parties of a group, the party ignored", byParty(d, store.TaskQuery{Now: now, Group: "today", Party: "police"}), map[string]int{"client": 0, "agency": 2, "cloud": 0, "bureau": 1, "police": 0, "platform": 0})
	},
	"once its date has passed a run waits for whom it names, in pages and counts alike": func(d *desk) {
		mine, other := d.aDay()
		c, p := d.client("杭州青禾软件有限公司", clients.Enterprise)
		for _, r := range []struct {
			key, due string
			lost     bool
		}{
			{"expired yesterday", "2026-11-22 09:00", false},
			{"expired this minute", "2026-11-23 15:04", false},
			{"a minute left", "2026-11-23 15:05", false},
			{"lost by wrong entries", "2026-11-24 09:00", true},
		} {
			v, _ := d.caseFor(c, p, func(v *cases.Case, _ *cases.Site) { v.OwnerID = mine })
			row := run(v.ID, r.key, "sms", "client", r.due, "legal")
			row.EscalatesTo = workflow.Agency
			if r.lost { // nobody can verify any more: it waits for the agency already
				row.Party, row.EscalatesTo = workflow.Agency, ""
			}
			d.replace(v.ID, row)
		}
		visited, _ := d.caseFor(c, p, func(v *cases.Case, _ *cases.Site) { v.OwnerID = other })
		visit := run(visited.ID, "visit of yesterday", "police-site", "client", "2026-11-22", "agreed")
		visit.EscalatesTo = workflow.Agency
		d.replace(visited.ID, visit)

		agency := []string{"expired yesterday", "visit of yesterday", "expired this minute", "minute ahead", "today", "lost by wrong entries"}
		equal(d, "agency", keysOf(d, store.TaskQuery{Party: "agency"}), agency)
		equal(d, "client", keysOf(d, store.TaskQuery{Party: "client"}), []string{"passed day", "minute just reached", "a minute left", "seventh day"})
		equal(d, "agency's overdue", keysOf(d, store.TaskQuery{Party: "agency", Group: "overdue"}), agency[:3])
		equal(d, "other's", keysOf(d, store.TaskQuery{Owner: other, Party: "agency"}), []string{"visit of yesterday", "minute ahead"})
		equal(d, "of a stage", keysOf(d, store.TaskQuery{Party: "agency", Stage: "sms"}), []string{"expired yesterday", "expired this minute", "lost by wrong entries"})
		for _, owner := range []ref.StaffID{"", mine, other} {
			for _, stage := range []string{"", "sms"} {
				for _, party := range []string{"", "client", "agency", "police"} {
					q := store.TaskQuery{Now: now, Owner: owner, Stage: stage, Party: party}
					groups := byGroup(d, q)
					for group, n := range groups {
						q.Group = group
						same(d, fmt.Sprint("rows of ", owner, stage, party, group), n, len(keysOf(d, q)))
						parties := byParty(d, q)
						if party != "" {
							same(d, fmt.Sprint("party of ", owner, stage, party, group), parties[party], n)
						}
					}
				}
			}
		}
		for party, want := range map[string]int{"agency": 4, "client": 1} {
			q := store.CaseQuery{Now: now, View: "open", Text: "软件", Owners: []ref.StaffID{mine}, Stages: []string{"sms"}, Parties: []string{party}}
			if party == "agency" {
				q.Owners, q.Stages = []ref.StaffID{mine, other}, []string{"sms", "police-site"}
			}
			same(d, "cases of "+party, len(numbersOf(d, q)), want)
			totals := got(d, func(tx store.Tx) (store.CaseTotals, error) { return tx.CaseList().Totals(q) })
			same(d, "total of "+party, totals.Count.N, want)
		}
	},
	"what only waits folds up, and what has no date doesn't": func(d *desk) {
		d.aDay()
		equal(d, "acting", keysOf(d, store.TaskQuery{Acting: true}), []string{"passed day", "passed expected", "minute just reached",
			"minute ahead", "today", "seventh day", "no date"})
		equal(d, "waits", countsOf(d, store.TaskQuery{Now: now, Acting: true}).Waits(store.TaskQuery{Now: now, Acting: true}), []store.WaitRow{
			{Group: "week", Party: "cloud", Stage: "stage-cloud", Count: 1, Earliest: day("2026-11-24")},
			{Group: "later", Party: "police", Stage: "stage-police", Count: 1, Earliest: day("2026-12-01")},
		})
		equal(d, "counts of acting", byGroup(d, store.TaskQuery{Now: now, Acting: true}), map[string]int{"overdue": 2, "today": 3, "week": 1, "later": 1})
	},
	"a full page keeps what is near, and what has no date": func(d *desk) {
		d.aDay()
		q := store.TaskQuery{Now: now, Acting: true, Near: true}
		equal(d, "near", keysOf(d, q), []string{"passed day", "passed expected", "minute just reached", "minute ahead", "today", "no date"})
		waits := countsOf(d, q).Waits(q)
		var folded int
		for _, w := range waits {
			of := store.TaskQuery{Party: w.Party, Stage: w.Stage, Group: w.Group}
			same(d, "rows of "+w.Party+" "+w.Stage+" "+w.Group, len(keysOf(d, of)), w.Count)
			folded += w.Count
		}
		same(d, "near and folded", len(keysOf(d, q))+folded, len(keysOf(d, store.TaskQuery{})))
	},
	"a row carries what its line shows": func(d *desk) {
		owner := d.colleague("周敏")
		c, p := d.client("杭州青禾软件有限公司", clients.Enterprise)
		v, site := d.caseFor(c, p, func(v *cases.Case, _ *cases.Site) { v.OwnerID = owner })
		r := run(v.ID, "online/x#1", "online", "client", "2026-11-23 18:30", "legal")
		r.Site, r.Headline = site.ID, true
		order := run(v.ID, "revoke#1", "revoke", "agency", "", "")
		d.replace(v.ID, r, order)
		rows := got(d, func(tx store.Tx) ([]store.TaskRow, error) {
			return tx.TaskList().Tasks(store.TaskQuery{Now: now, Limit: 5})
		})
		rows[0].Cursor, rows[1].Cursor = "", ""
		want := store.TaskRow{RunRow: r, Group: "today", CaseNumber: v.Number, CaseType: "first", Province: "33", ClientID: c.ID,
			Client: c.Name, Domain: site.Domain, SiteName: site.Name, Lead: p.Name, OwnerID: owner, Owner: "周敏", Status: "open"}
		equal(d, "of a site", rows[0], want)
		want.RunRow, want.Group = order, "later"
		equal(d, "of the order", rows[1], want)
	},
	"a new owner takes the case's tasks": func(d *desk) {
		mine, other := d.colleague("周敏"), d.colleague("林晓")
		c, p := d.client("青禾", clients.Enterprise)
		v, _ := d.caseFor(c, p, func(v *cases.Case, _ *cases.Site) { v.OwnerID = mine })
		d.replace(v.ID, run(v.ID, "a#1", "materials", "client", "", ""))
		v.OwnerID = other
		d.write(func(tx store.Tx) error { return tx.Cases().Update(v) })
		equal(d, "mine", keysOf(d, store.TaskQuery{Owner: mine}), []string{})
		equal(d, "other's", keysOf(d, store.TaskQuery{Owner: other}), []string{"a#1"})
	},
	"a case that opens again brings its tasks back": func(d *desk) {
		v, _ := d.aCase()
		d.replace(v.ID, run(v.ID, "a#1", "materials", "client", "", ""))
		for _, status := range []string{"void", "open"} {
			v.Status = status
			d.write(func(tx store.Tx) error { return tx.Cases().Update(v) })
			v.Version++
		}
		equal(d, "tasks", keysOf(d, store.TaskQuery{}), []string{"a#1"})
	},
	"rows of one date page without loss": func(d *desk) {
		c, p := d.client("青禾", clients.Enterprise)
		want := []string{}
		for i := range 10 {
			v, _ := d.caseFor(c, p, nil)
			key := fmt.Sprintf("a#%02d", i)
			d.replace(v.ID, run(v.ID, key, "materials", "client", "2026-11-23", "agreed"))
			want = append(want, key)
		}
		for _, party := range []string{"", "client"} {
			keys := keysOf(d, store.TaskQuery{Party: party})
			slices.Sort(keys)
			equal(d, "tasks", keys, want)
		}
	},
	"an unknown group, party or cursor is refused": func(d *desk) {
		for _, q := range []store.TaskQuery{{Group: "soon"}, {Party: "nobody"}, {After: "x"}, {After: "WyJkdWVfc29ydCwgaWQiXQ"}} {
			q.Now, q.Limit = now, 5
			d.refused(errs.Invalid, func(tx store.Tx) error { _, err := tx.TaskList().Tasks(q); return err })
		}
		d.refused(errs.Invalid, func(tx store.Tx) error {
			_, err := tx.TaskList().Counts(store.TaskQuery{Now: now, Party: "nobody"})
			return err
		})
		d.refused(errs.Internal, func(tx store.Tx) error { _, err := tx.TaskList().Tasks(store.TaskQuery{Now: now}); return err })
	},
}
