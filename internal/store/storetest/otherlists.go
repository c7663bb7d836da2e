package storetest

import (
	"fmt"

	"beiandesk/internal/billing"
	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/errs"
	"beiandesk/internal/money"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// billsOf are the numbers of the bills that a query keeps, read in pages of two.
func billsOf(d *desk, q store.InvoiceQuery) []string {
	d.Helper()
	q.Today, q.Limit = day("2026-11-23"), 2
	all := []string{}
	for {
		page := got(d, func(tx store.Tx) ([]billing.Invoice, error) { return tx.InvoiceList().Invoices(q) })
		for _, v := range page {
			all = append(all, v.Number)
			q.After = v.Number
		}
		if len(page) < q.Limit {
			return all
		}
	}
}

var otherLists = map[string]func(*desk){
	"bills come newest first and by age": func(d *desk) {
		c, _ := d.aCase()
		void := d.bill("ZD2026-0001", "2026-01-01", 100, c)
		void.Void = true
		d.write(func(tx store.Tx) error { return tx.Invoices().Update(void) })
		for i, due := range []string{"2026-11-23", "2026-11-22", "2026-10-24", "2026-10-23", "2026-09-24", "2026-09-23"} {
			d.bill(fmt.Sprintf("ZD2026-%04d", i+2), due, 100, c, c)
		}
		pay(d, d.bill("ZD2026-9999", "2026-09-01", 100, c), 100)
		pay(d, d.bill("ZD2026-10000", "2026-12-01", 1000, c), 400)
		all := billsOf(d, store.InvoiceQuery{})
		equal(d, "all", all, []string{"ZD2026-10000", "ZD2026-9999", "ZD2026-0007", "ZD2026-0006", "ZD2026-0005", "ZD2026-0004", "ZD2026-0003", "ZD2026-0002", "ZD2026-0001"})
		for age, want := range map[string][]string{
			"open":    {"ZD2026-10000", "ZD2026-0007", "ZD2026-0006", "ZD2026-0005", "ZD2026-0004", "ZD2026-0003", "ZD2026-0002"},
			"current": {"ZD2026-10000", "ZD2026-0002"}, "d30": {"ZD2026-0004", "ZD2026-0003"},
			"d60": {"ZD2026-0006", "ZD2026-0005"}, "older": {"ZD2026-0007"},
			"late": {"ZD2026-0007", "ZD2026-0006", "ZD2026-0005", "ZD2026-0004", "ZD2026-0003"},
		} {
			equal(d, age, billsOf(d, store.InvoiceQuery{Age: age}), want)
		}
		equal(d, "text", billsOf(d, store.InvoiceQuery{Text: "zd2026-1000"}), []string{"ZD2026-10000"})
		totals := got(d, func(tx store.Tx) (store.InvoiceTotals, error) { return tx.InvoiceList().Totals(day("2026-11-23")) })
		equal(d, "totals", totals, store.InvoiceTotals{
			Sum:   map[string]money.Fen{"open": 1800, "current": 800, "d30": 400, "d60": 400, "older": 200},
			Count: map[string]int{"open": 7, "current": 2, "d30": 2, "d60": 2, "older": 1}, All: 9, Void: 1,
		})
		d.refused(errs.Invalid, func(tx store.Tx) error {
			_, err := tx.InvoiceList().Invoices(store.InvoiceQuery{Age: "old", Limit: 1})
			return err
		})
	},
	"overdue bills come with the longest overdue first, whatever their numbers": func(d *desk) {
		c, _ := d.aCase()
		for i, due := range []string{"2026-10-01", "2026-09-23", "2026-11-22", "2026-11-23", "2026-09-23"} {
			d.bill(fmt.Sprintf("ZD2026-%04d", i+1), due, 100, c, c)
		}
		pay(d, d.bill("ZD2026-0008", "2026-01-01", 100, c), 100)
		for limit, want := range map[int][]string{
			2:  {"ZD2026-0002", "ZD2026-0005"},
			10: {"ZD2026-0002", "ZD2026-0005", "ZD2026-0001", "ZD2026-0003"},
		} {
			list := got(d, func(tx store.Tx) ([]billing.Invoice, error) {
				return tx.InvoiceList().Overdue(day("2026-11-23"), limit)
			})
			numbers := []string{}
			for _, v := range list {
				numbers = append(numbers, v.Number)
				same(d, "lines of "+v.Number, len(v.Lines), 2)
			}
			equal(d, fmt.Sprint("the first ", limit), numbers, want)
		}
	},
	"bills in a list carry their lines": func(d *desk) {
		c, _ := d.aCase()
		a := d.bill("ZD2026-0001", "2026-12-01", 100, c, c, c)
		b := d.bill("ZD2026-0002", "2026-12-01", 100, c)
		equal(d, "bills", got(d, func(tx store.Tx) ([]billing.Invoice, error) {
			return tx.InvoiceList().Invoices(store.InvoiceQuery{Today: day("2026-11-23"), Limit: 2})
		}), []billing.Invoice{b, a})
	},
	"no bill at all adds up to nothing": func(d *desk) {
		totals := got(d, func(tx store.Tx) (store.InvoiceTotals, error) { return tx.InvoiceList().Totals(day("2026-11-23")) })
		same(d, "ages", len(totals.Sum), 5)
		same(d, "open", totals.Sum["open"], 0)
		same(d, "all", totals.All, 0)
	},
	"clients come by name with their lead and cases": func(d *desk) {
		a, p := d.client("A 公司", clients.Enterprise)
		v, _ := d.caseFor(a, p, nil)
		d.caseFor(a, p, nil)
		v.Status = "declined"
		d.write(func(tx store.Tx) error { return tx.Cases().Update(v) })
		b, _ := d.client("b 乙公司", clients.Personal)
		c := clients.Client{ID: "c", Name: "C 公司", Kind: clients.Social, CreatedAt: now, UpdatedAt: now}
		d.write(func(tx store.Tx) error { return tx.Clients().AddClient(c) })
		list := func(q store.ClientQuery) (rows []store.ClientRow, total int) {
			var n store.Count
			d.read(func(tx store.Tx) (err error) {
				rows, n, err = tx.ClientList().Clients(q)
				return err
			})
			same(d, "counted", n.More, false)
			return rows, n.N
		}
		first, total := list(store.ClientQuery{Limit: 2})
		same(d, "total", total, 3)
		equal(d, "first", first[0], store.ClientRow{Cursor: first[0].Cursor, Client: a, Lead: p.Name, Cases: 2, Open: 1})
		equal(d, "second", first[1].Client, b)
		rest, total := list(store.ClientQuery{Limit: 2, After: first[1].Cursor})
		same(d, "total on the second page", total, 3)
		equal(d, "rest", rest, []store.ClientRow{{Cursor: rest[0].Cursor, Client: c}})
		past, total := list(store.ClientQuery{Limit: 2, After: rest[0].Cursor})
		same(d, "rows past the end", len(past), 0)
		same(d, "total past the end", total, 3)
		found, total := list(store.ClientQuery{Limit: 2, Text: "B 乙"})
		same(d, "found", found[0].ID, b.ID)
		same(d, "total found", total, 1)
		none, total := list(store.ClientQuery{Limit: 2, Text: "没有"})
		same(d, "rows of nothing", len(none)+total, 0)
	},
	"deadlines of open cases page by the order of due": func(d *desk) {
		v, _ := d.aCase()
		ended, _ := d.aCase()
		row := func(c cases.Case, id, due string) store.DeadlineRow {
			return store.DeadlineRow{ID: ref.DeadlineID(id), CaseID: c.ID, Key: id, Kind: "max", DueDay: day(due), DueMin: -1, Reasons: []string{"因为"}}
		}
		d.write(func(tx store.Tx) error {
			if err := tx.Projections().Replace(ended.ID, nil, []store.DeadlineRow{row(ended, "z", "2026-11-01")}); err != nil {
				return err
			}
			ended.Status = "void"
			if err := tx.Cases().Update(ended); err != nil {
				return err
			}
			return tx.Projections().Replace(v.ID, nil, []store.DeadlineRow{row(v, "a", "2026-11-30"), row(v, "b", "2026-11-25"), row(v, "c", "2026-11-25")})
		})
		var ids string
		after := ""
		for {
			page := got(d, func(tx store.Tx) ([]store.DeadlineRow, error) {
				return tx.DateList().Deadlines(day("2026-11-23"), after, 1)
			})
			if len(page) == 0 {
				break
			}
			same(d, "number", page[0].CaseNumber, v.Number)
			after = string(page[0].ID)
			ids += after
		}
		same(d, "order", ids, "bca")
		d.refused(errs.Conflict, func(tx store.Tx) error { _, err := tx.DateList().Deadlines(day("2026-11-23"), "gone", 1); return err })
	},
}

var find = map[string]func(*desk){
	"cases of the same subject in flight": func(d *desk) {
		unit, p := d.client("青禾", clients.Enterprise)
		a, _ := d.caseFor(unit, p, nil)
		b, _ := d.caseFor(unit, p, func(c *cases.Case, _ *cases.Site) { c.Status = "hold" })
		d.caseFor(unit, p, func(c *cases.Case, _ *cases.Site) { c.Status = "delivered" })
		person, q := d.client("沈一鸣", clients.Personal)
		e, _ := d.caseFor(person, q, nil)
		same := func(q store.SubjectQuery) string {
			found := ""
			for _, c := range got(d, func(tx store.Tx) ([]store.SubjectCase, error) { return tx.Find().SameSubject(q) }) {
				found += c.Number + " " + c.Type + ";"
			}
			return found
		}
		A, B, E := a.Number+" first;", b.Number+" first;", e.Number+" first;"
		for _, test := range []struct {
			q    store.SubjectQuery
			want string
		}{
			{store.SubjectQuery{Client: unit.ID}, A + B},
			{store.SubjectQuery{Client: unit.ID, Except: a.ID}, B},
			{store.SubjectQuery{CreditCode: unit.CreditCode}, A + B},
			{store.SubjectQuery{DocNumber: q.DocNumber}, E},
			{store.SubjectQuery{DocNumber: q.DocNumber, CreditCode: unit.CreditCode}, A + B + E},
			{store.SubjectQuery{DocNumber: "110101199003070000"}, ""},
			{store.SubjectQuery{Except: a.ID}, ""},
		} {
			if got := same(test.q); got != test.want {
				d.Errorf("%+v found %s, want %s", test.q, got, test.want)
			}
		}
	},
	"a client that is there, by any of its marks": func(d *desk) {
		unit, _ := d.client("杭州（青禾）软件 有限公司", clients.Enterprise)
		person, p := d.client("沈一鸣", clients.Personal)
		p.DocNumber = "330106198205290010"
		d.write(func(tx store.Tx) error { return tx.Clients().UpdatePerson(p) })
		a, b := store.SameClient{ID: unit.ID}, store.SameClient{ID: person.ID}
		code, name, doc := a, a, b
		code.CreditCode, name.Name, doc.DocNumber = true, true, true
		both := code
		both.Name = true
		for _, test := range []struct {
			q    store.ClientMarks
			want []store.SameClient
		}{
			{store.ClientMarks{CreditCode: unit.CreditCode}, []store.SameClient{code}},
			{store.ClientMarks{Name: "杭州(青禾)软件有限公司"}, []store.SameClient{name}},
			{store.ClientMarks{Name: "杭州【青禾】软件有限公司", CreditCode: unit.CreditCode, DocNumber: p.DocNumber}, []store.SameClient{both, doc}},
			{store.ClientMarks{DocNumber: "330106198205290002"}, nil}, // the unit's lead is no subject
			{store.ClientMarks{Name: "杭州青禾软件有限公司"}, nil},
			{store.ClientMarks{}, nil},
		} {
			equal(d, "clients", got(d, func(tx store.Tx) ([]store.SameClient, error) { return tx.Find().SameClients(test.q) }), test.want)
		}
		unit.Name = "宁波松涧家居有限公司"
		d.write(func(tx store.Tx) error { return tx.Clients().UpdateClient(unit) })
		q := store.ClientMarks{Name: "杭州（青禾）软件有限公司"}
		same(d, "by its name of before", len(got(d, func(tx store.Tx) ([]store.SameClient, error) { return tx.Find().SameClients(q) })), 0)
	},
	"cases that are there already, by their client and by a site's domain": func(d *desk) {
		one, p := d.client("甲", clients.Enterprise)
		other, q := d.client("乙", clients.Enterprise)
		a, _ := d.caseFor(one, p, func(c *cases.Case, s *cases.Site) { c.Status, s.Domain = "delivered", "jia.cn" })
		b, _ := d.caseFor(one, p, func(_ *cases.Case, s *cases.Site) { s.Domain = "" })
		c, _ := d.caseFor(other, q, func(_ *cases.Case, s *cases.Site) { s.Domain = "yi.cn" })
		earlier := func(id ref.ClientID, domains ...string) []store.Earlier {
			return got(d, func(tx store.Tx) ([]store.Earlier, error) { return tx.Find().Earlier(id, domains) })
		}
		row := func(v cases.Case, of clients.Client, domain string) store.Earlier {
			return store.Earlier{SubjectCase: store.SubjectCase{ID: v.ID, Number: v.Number, Type: v.Type}, Status: v.Status, ClientID: of.ID, Client: of.Name, Domain: domain}
		}
		equal(d, "all", earlier(one.ID, "jia.cn", "yi.cn"), []store.Earlier{row(c, other, "yi.cn"), row(b, one, ""), row(a, one, "jia.cn")})
		equal(d, "by domain", earlier("", "jia.cn"), []store.Earlier{row(a, one, "jia.cn")})
		equal(d, "by client", earlier(other.ID), []store.Earlier{row(c, other, "")})
		same(d, "without a mark", len(earlier("", "")), 0)
	},
	"who has a phone, as mobile or for emergencies": func(d *desk) {
		a, p := d.client("甲", clients.Enterprise)
		b, q := d.client("乙", clients.Enterprise)
		q.Mobile, q.Emergency = "13800571009", p.Mobile
		d.write(func(tx store.Tx) error { return tx.Clients().UpdatePerson(q) })
		uses := func(numbers ...string) []store.PhoneUse {
			return got(d, func(tx store.Tx) ([]store.PhoneUse, error) { return tx.Find().PhoneUses(numbers) })
		}
		first := store.PhoneUse{Number: p.Mobile, PersonID: p.ID, ClientID: a.ID, Client: a.Name}
		second := store.PhoneUse{Number: p.Mobile, PersonID: q.ID, ClientID: b.ID, Client: b.Name}
		equal(d, "shared", uses(p.Mobile, p.Mobile, ""), []store.PhoneUse{first, second})
		same(d, "nobody's", len(uses("13900000000")), 0)
		same(d, "of none", len(uses()), 0)
	},
	"which other case's site has a number": func(d *desk) {
		c, p := d.client("杭州青禾软件有限公司", clients.Enterprise)
		number := func(s cases.Site) {
			s.ICPNumber, s.PoliceNumber = "浙ICP备2026051234号-1", "浙公网安备 33010602012345号"
			d.write(func(tx store.Tx) error { return tx.Sites().Update(s) })
		}
		a, site := d.caseFor(c, p, nil)
		number(site)
		_, other := d.caseFor(c, p, func(v *cases.Case, _ *cases.Site) { v.Status = "void" })
		number(other)
		uses := func(except ref.CaseID, numbers ...string) []store.NumberUse {
			return got(d, func(tx store.Tx) ([]store.NumberUse, error) { return tx.Find().NumberUses(numbers, except) })
		}
		one := func(number string) store.NumberUse {
			return store.NumberUse{Number: number, Domain: site.Domain, Name: site.Name, CaseNumber: a.Number, Client: c.Name}
		}
		equal(d, "taken", uses("", "浙ICP备2026051234号-1", "浙公网安备 33010602012345号"),
			[]store.NumberUse{one("浙ICP备2026051234号-1"), one("浙公网安备 33010602012345号")})
		same(d, "its own", len(uses(a.ID, "浙ICP备2026051234号-1")), 0)
		same(d, "another", len(uses("", "浙ICP备2026051234号-2")), 0)
		same(d, "of none", len(uses("")), 0)
	},
}
