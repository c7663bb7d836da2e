package storetest

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/errs"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// numbersOf are the numbers of the cases that a query keeps, read in pages of two;
// the totals must agree.
func numbersOf(d *desk, q store.CaseQuery) []string {
	d.Helper()
	q.Now, q.Limit = now, 2
	all := []string{}
	for {
		page := got(d, func(tx store.Tx) ([]store.CaseRow, error) { return tx.CaseList().Cases(q) })
		for _, r := range page {
			all = append(all, r.Number)
			q.After = r.Cursor
		}
		if len(page) < q.Limit {
			break
		}
	}
	totals := got(d, func(tx store.Tx) (store.CaseTotals, error) { return tx.CaseList().Totals(q) })
	same(d, "total", totals.Count, store.Count{N: len(all)})
	return all
}

// aShelf adds six cases, told apart by the last place of their number.
func (d *desk) aShelf() (mine, other ref.StaffID) {
	d.Helper()
	mine, other = d.colleague("周敏"), d.colleague("林晓")
	a, p := d.client("甲 A_100% 公司", clients.Enterprise)
	b, q := d.client("乙公司", clients.Enterprise)
	for i, v := range []struct {
		owner             ref.StaffID
		status, province  string
		stage, party, due string
		of                clients.Client
		lead              clients.Person
	}{
		{mine, "open", "33", "sms", "client", "2026-11-20", a, p},
		{mine, "hold", "32", "forms", "agency", "2026-11-23", b, q},
		{other, "open", "33", "forms", "agency", "2026-11-27", a, p},
		{other, "open", "62", "bureau-review", "bureau", "2027-01-04", b, q},
		{mine, "delivered", "33", "", "", "", a, p},
		{"", "void", "44", "", "", "", b, q},
	} {
		c, _ := d.caseFor(v.of, v.lead, func(c *cases.Case, s *cases.Site) {
			c.OwnerID, c.Status, c.Province = v.owner, v.status, v.province
			s.Domain, s.Name = fmt.Sprintf("Site%d.example", i+1), fmt.Sprintf("网站%d", i+1)
		})
		if v.stage != "" {
			d.replace(c.ID, run(c.ID, "x#1", v.stage, v.party, v.due, "agreed"))
		}
		if i%2 == 0 {
			d.write(func(tx store.Tx) error { return tx.Fees().Add(fee(c, "icp")) })
		}
	}
	return mine, other
}

// ba spells case numbers.
func ba(places ...int) []string {
	all := []string{}
	for _, n := range places {
		all = append(all, fmt.Sprintf("BA2026-%04d", n))
	}
	return all
}

// numbered is the case with a place.
func (d *desk) numbered(place int) cases.Case {
	d.Helper()
	return got(d, func(tx store.Tx) (cases.Case, error) { return tx.Cases().ByNumber(ba(place)[0]) })
}

var caseList = map[string]func(*desk){
	"views, filters and orders": func(d *desk) {
		mine, other := d.aShelf()
		for name, test := range map[string]struct {
			q    store.CaseQuery
			want []string
		}{
			"open by date":         {store.CaseQuery{View: "open"}, ba(1, 2, 3, 4)},
			"open by date back":    {store.CaseQuery{View: "open", Desc: true}, ba(4, 3, 2, 1)},
			"mine":                 {store.CaseQuery{View: "mine", Mine: mine}, ba(1, 2)},
			"closed by number":     {store.CaseQuery{View: "closed", Sort: "number"}, ba(5, 6)},
			"all by number back":   {store.CaseQuery{View: "all", Sort: "number", Desc: true}, ba(6, 5, 4, 3, 2, 1)},
			"open by client":       {store.CaseQuery{View: "open", Sort: "client"}, ba(1, 3, 2, 4)},
			"all by client back":   {store.CaseQuery{View: "all", Sort: "client", Desc: true}, ba(6, 4, 2, 5, 3, 1)},
			"provinces":            {store.CaseQuery{View: "open", Provs: []string{"33", "62"}}, ba(1, 3, 4)},
			"stages":               {store.CaseQuery{View: "open", Stages: []string{"forms"}}, ba(2, 3)},
			"parties":              {store.CaseQuery{View: "open", Parties: []string{"client", "bureau"}}, ba(1, 4)},
			"one owner":            {store.CaseQuery{View: "all", Owners: []ref.StaffID{other}, Sort: "number"}, ba(3, 4)},
			"two owners":           {store.CaseQuery{View: "open", Owners: []ref.StaffID{other, mine}}, ba(1, 2, 3, 4)},
			"mine among others'":   {store.CaseQuery{View: "mine", Mine: mine, Owners: []ref.StaffID{other}}, ba()},
			"unpaid":               {store.CaseQuery{View: "all", Unpaid: true, Sort: "number"}, ba(1, 3, 5)},
			"overdue":              {store.CaseQuery{View: "open", Due: "overdue"}, ba(1)},
			"due by today":         {store.CaseQuery{View: "open", Due: "today"}, ba(1, 2)},
			"due in seven days":    {store.CaseQuery{View: "open", Due: "week"}, ba(1, 2, 3)},
			"due on a day":         {store.CaseQuery{View: "all", Due: "2026-11-23"}, ba(2)},
			"text of a name":       {store.CaseQuery{View: "all", Text: "甲 a_1", Sort: "number"}, ba(1, 3, 5)},
			"text of a domain":     {store.CaseQuery{View: "all", Text: "sITE4.ex"}, ba(4)},
			"text of a number":     {store.CaseQuery{View: "all", Text: "ba2026-0006"}, ba(6)},
			"percent stands alone": {store.CaseQuery{View: "all", Text: "0%", Sort: "number"}, ba(1, 3, 5)},
			"and is no wildcard":   {store.CaseQuery{View: "all", Text: "1%公司"}, ba()},
			"nor is an underscore": {store.CaseQuery{View: "all", Text: "BA2026_0001"}, ba()},
		} {
			equal(d, name, numbersOf(d, test.q), test.want)
		}
	},
	"totals sum what is filtered and count the views without the filter": func(d *desk) {
		mine, _ := d.aShelf()
		totals := got(d, func(tx store.Tx) (store.CaseTotals, error) {
			return tx.CaseList().Totals(store.CaseQuery{Now: now, View: "open", Provs: []string{"33"}, Mine: mine})
		})
		equal(d, "totals", totals, store.CaseTotals{Count: store.Count{N: 2}, Unpaid: 120000, Views: map[string]int{"open": 4, "mine": 2, "closed": 2, "all": 6}})
	},
	"an empty desk adds up to nothing": func(d *desk) {
		for _, q := range []store.CaseQuery{{View: "open"}, {View: "all", Unpaid: true}} {
			q.Now = now
			totals := got(d, func(tx store.Tx) (store.CaseTotals, error) { return tx.CaseList().Totals(q) })
			equal(d, "totals", totals, store.CaseTotals{Views: map[string]int{"open": 0, "mine": 0, "closed": 0, "all": 0}})
		}
	},
	"laid out by stages and by days": func(d *desk) {
		mine, _ := d.aShelf()
		stages := []store.StageGroup{{Code: "b", Stages: []string{"forms", "sms"}}, {Code: "a", Stages: []string{"bureau-review"}}}
		day := func(text string) cal.Day {
			of, err := cal.ParseDay(text)
			if err != nil {
				d.Fatal(err)
			}
			return of
		}
		for name, test := range map[string]struct {
			q    store.LaidQuery
			want []string
		}{
			"stages":                 {store.LaidQuery{Stages: stages}, []string{"a 1 BA2026-0004", "b 3 BA2026-0001", "b 3 BA2026-0002"}},
			"of whom they wait for":  {store.LaidQuery{Stages: stages, CaseQuery: store.CaseQuery{Parties: []string{"agency"}}}, []string{"b 2 BA2026-0002", "b 2 BA2026-0003"}},
			"one's own":              {store.LaidQuery{Stages: stages, CaseQuery: store.CaseQuery{View: "mine", Mine: mine}}, []string{"b 2 BA2026-0001", "b 2 BA2026-0002"}},
			"by a word":              {store.LaidQuery{Stages: stages, CaseQuery: store.CaseQuery{View: "all", Text: "site3"}}, []string{"b 1 BA2026-0003"}},
			"nothing that has ended": {store.LaidQuery{Stages: stages, CaseQuery: store.CaseQuery{View: "closed"}}, nil},
			"no more than so many":   {store.LaidQuery{Stages: stages, Most: 2}, []string{"b 3 BA2026-0001", "b 3 BA2026-0002"}},
			"days":                   {store.LaidQuery{From: day("2026-11-20"), To: day("2026-11-23")}, []string{"2026-11-20 1 BA2026-0001", "2026-11-23 1 BA2026-0002"}},
			"days before all":        {store.LaidQuery{From: day("2026-11-01"), To: day("2026-11-19")}, nil},
		} {
			q := test.q
			q.Now, q.Each = now, 2
			if q.Most == 0 {
				q.Most = 100
			}
			var laid []string
			for _, r := range got(d, func(tx store.Tx) ([]store.LaidRow, error) { return tx.CaseList().Laid(q) }) {
				laid = append(laid, fmt.Sprintf("%s %d %s", r.Group, r.InGroup, r.Number))
			}
			equal(d, name, laid, test.want)
		}
		rows := got(d, func(tx store.Tx) ([]store.LaidRow, error) {
			return tx.CaseList().Laid(store.LaidQuery{CaseQuery: store.CaseQuery{Now: now}, Stages: stages[:1], Each: 1, Most: 9})
		})
		behind := got(d, func(tx store.Tx) ([]store.CaseRow, error) {
			return tx.CaseList().Cases(store.CaseQuery{Now: now, View: "open", Stages: stages[0].Stages, After: rows[0].Cursor, Limit: 1})
		})
		equal(d, "the page behind a group's first", behind[0].Number, ba(2)[0])
	},
	"of a client": func(d *desk) {
		c, p := d.client("丙", clients.Sole)
		d.aCase()
		v, _ := d.caseFor(c, p, nil)
		w, _ := d.caseFor(c, p, nil)
		equal(d, "cases", numbersOf(d, store.CaseQuery{View: "all", Client: c.ID, Sort: "number", Desc: true}), []string{w.Number, v.Number})
	},
	"a row carries what its line shows": func(d *desk) {
		owner := d.colleague("周敏")
		c, p := d.client("青禾", clients.Enterprise)
		v, site := d.caseFor(c, p, func(v *cases.Case, _ *cases.Site) { v.OwnerID = owner })
		r := run(v.ID, "a#1", "forms", "agency", "2026-11-27", "max")
		r.Headline = true
		d.replace(v.ID, r, run(v.ID, "b#1", "revoke", "client", "", ""))
		rows := got(d, func(tx store.Tx) ([]store.CaseRow, error) {
			return tx.CaseList().Cases(store.CaseQuery{Now: now, View: "open", Limit: 5})
		})
		rows[0].Cursor = ""
		want := store.CaseRow{ID: v.ID, Number: v.Number, Type: "first", Province: "33", Status: "open", ClientID: c.ID, Client: c.Name,
			Lead: p.Name, Domain: site.Domain, SiteName: site.Name, OwnerID: owner, Owner: "周敏", Run: &r}
		equal(d, "rows", rows, []store.CaseRow{want})
		d.write(func(tx store.Tx) error { return tx.Projections().Replace(v.ID, nil, nil) })
		rows = got(d, func(tx store.Tx) ([]store.CaseRow, error) {
			return tx.CaseList().Cases(store.CaseQuery{Now: now, View: "all", Limit: 5})
		})
		rows[0].Cursor, want.Run = "", nil
		equal(d, "without a run", rows, []store.CaseRow{want})
	},
	"ended cases lie by their end behind all others, and no filter of dates finds them": func(d *desk) {
		c, p := d.client("青禾", clients.Enterprise)
		at := func(text string) *time.Time { end := cal.Start(cal.Whole(day(text))); return &end }
		for _, ended := range []*time.Time{at("2026-11-20"), nil, at("2026-10-08"), nil, at("2026-11-21")} {
			v, _ := d.caseFor(c, p, func(v *cases.Case, _ *cases.Site) {
				if v.ClosedAt = ended; ended != nil {
					v.Status = "delivered"
				}
			})
			d.replace(v.ID)
		}
		d.replace(d.numbered(2).ID, run(d.numbered(2).ID, "a#1", "forms", "agency", "2027-01-04", "max"))
		for name, test := range map[string]struct {
			q    store.CaseQuery
			want []string
		}{
			"closed":      {store.CaseQuery{View: "closed"}, ba(3, 1, 5)},
			"closed back": {store.CaseQuery{View: "closed", Desc: true}, ba(5, 1, 3)},
			"all":         {store.CaseQuery{View: "all"}, ba(2, 4, 3, 1, 5)},
			"all back":    {store.CaseQuery{View: "all", Desc: true}, ba(5, 1, 3, 4, 2)},
			"due":         {store.CaseQuery{View: "all", Due: "week"}, ba()},
		} {
			equal(d, name, numbersOf(d, test.q), test.want)
		}
		// Opened again, it lies where its date puts it, and its end is gone.
		v := d.numbered(1)
		v.Status, v.ClosedAt = "open", nil
		d.write(func(tx store.Tx) error { return tx.Cases().Update(v) })
		d.replace(v.ID, run(v.ID, "a#1", "forms", "agency", "2026-11-27", "max"))
		equal(d, "opened again", numbersOf(d, store.CaseQuery{View: "all"}), ba(1, 2, 4, 3, 5))
		rows := got(d, func(tx store.Tx) ([]store.CaseRow, error) {
			return tx.CaseList().Cases(store.CaseQuery{Now: now, View: "all", Desc: true, Limit: 5})
		})
		if end := rows[0].Ended; end == nil || !end.Equal(*at("2026-11-21")) || rows[4].Ended != nil {
			d.Errorf("ends are %v and %v", end, rows[4].Ended)
		}
	},
	"a number comes after those with fewer digits, up to eight": func(d *desk) {
		c, p := d.client("青禾", clients.Enterprise)
		for _, number := range []string{"BA2026-10000", "BA2026-9999", "BA2027-0001", "BA2026-10000000", "BA2026-9999999"} {
			d.caseFor(c, p, func(v *cases.Case, _ *cases.Site) { v.Number = number })
		}
		equal(d, "numbers", numbersOf(d, store.CaseQuery{View: "all", Sort: "number"}), []string{"BA2026-9999", "BA2026-10000", "BA2026-9999999", "BA2026-10000000", "BA2027-0001"})
	},
	"new names are found and sorted at once": func(d *desk) {
		c, p := d.client("旧名", clients.Enterprise)
		v, site := d.caseFor(c, p, nil)
		c.Name, p.Name, site.Domain = "新名", "陈若溪", "new.example"
		d.write(func(tx store.Tx) error {
			return errors.Join(tx.Clients().UpdateClient(c), tx.Clients().UpdatePerson(p), tx.Sites().Update(site))
		})
		for text, want := range map[string][]string{"旧名": {}, "新名": {v.Number}, "若溪": {v.Number}, "qinghe": {}, "new.ex": {v.Number}} {
			equal(d, text, numbersOf(d, store.CaseQuery{View: "all", Text: text}), want)
		}
	},
	"a case is quiet once nothing was recorded of it for as long as its status says": func(d *desk) {
		mine, other := d.aShelf()
		note := func(place int, kind string, days int) {
			at := now.AddDate(0, 0, -days)
			d.write(func(tx store.Tx) error {
				_, err := tx.Journal().Append(store.Entry{At: at, Kind: kind, CaseID: d.numbered(place).ID, Title: "一"})
				return err
			})
		}
		note(1, "move", 40) // mine, open
		note(1, "paper", 1) // who looks does nothing
		note(1, "reveal", 1)
		note(2, "case", 50) // mine, on hold
		note(3, "move", 90)
		note(3, "contact", 29)
		note(4, "note", 31)
		note(5, "move", 400) // has ended
		quiet := func(q store.QuietQuery) []string {
			numbers := []string{}
			for _, r := range got(d, func(tx store.Tx) ([]store.QuietRow, error) { return tx.CaseList().Quiet(q) }) {
				numbers = append(numbers, r.Number+" "+r.Status+" "+fmt.Sprint(int(now.Sub(r.Last).Hours())/24))
			}
			return numbers
		}
		ago := func(days int) time.Time { return now.AddDate(0, 0, -days) }
		equal(d, "open and on hold", quiet(store.QuietQuery{Since: map[string]time.Time{"open": ago(30), "hold": ago(50)}, Limit: 9}), []string{ba(1)[0] + " open 40", ba(4)[0] + " open 31"})
		equal(d, "a shorter hold", quiet(store.QuietQuery{Since: map[string]time.Time{"open": ago(30), "hold": ago(49)}, Limit: 1}), []string{ba(2)[0] + " hold 50"})
		equal(d, "mine", quiet(store.QuietQuery{Since: map[string]time.Time{"open": ago(30)}, Owner: mine, Limit: 9}), []string{ba(1)[0] + " open 40"})
		equal(d, "a colleague's", quiet(store.QuietQuery{Since: map[string]time.Time{"open": ago(30)}, Owner: other, Limit: 9}), []string{ba(4)[0] + " open 31"})
		equal(d, "of no status", quiet(store.QuietQuery{Limit: 9}), []string{})
	},
	"an unknown view, due or sort is refused": func(d *desk) {
		for _, q := range []store.CaseQuery{{View: "some"}, {Due: "soon"}, {Sort: "owner"}, {After: "x"}} {
			q.Now, q.Limit = now, 5
			d.refused(errs.Invalid, func(tx store.Tx) error { _, err := tx.CaseList().Cases(q); return err })
		}
	},
	"many pages of each order give each case once": func(d *desk) {
		c, p := d.client("青禾", clients.Enterprise)
		var want []string
		for i := range 9 {
			v, _ := d.caseFor(c, p, nil)
			if i%2 == 0 {
				d.replace(v.ID, run(v.ID, "a#1", "forms", "agency", "2026-11-27", "max"))
			}
			want = append(want, v.Number)
		}
		for _, sort := range []string{"due", "number", "client"} {
			for _, desc := range []bool{false, true} {
				numbers := numbersOf(d, store.CaseQuery{View: "open", Sort: sort, Desc: desc})
				slices.Sort(numbers)
				equal(d, sort, numbers, want)
			}
		}
	},
}
