package storetest

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"beiandesk/internal/billing"
	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/store"
)

// CountsLess is an engine that takes another number for store.MostCounted, so that few rows
// show what is done with many.
type CountsLess interface{ CountAtMost(n int) }

// quarter is what is called somehow: each client has a person and two cases, the second of which
// has ended, with a bill and a hand-over each.
type quarter struct {
	*desk
	clients []clients.Client
	people  []clients.Person
	cases   []cases.Case
	sites   []cases.Site
	bills   []billing.Invoice
	wrong   []string // what lists gave besides
}

// agree notes what a list gives instead of what it should.
func (q *quarter) agree(what string, got, want any) {
	if g, w := fmt.Sprint(got), fmt.Sprint(want); g != w {
		q.wrong = append(q.wrong, what+": got "+g+", want "+w)
	}
}

func (d *desk) aQuarter() *quarter {
	q := &quarter{desk: d}
	for i := range 4 {
		c, p := d.client(fmt.Sprint("客户", i), clients.Enterprise)
		for k := range 2 {
			v, s := d.caseFor(c, p, func(v *cases.Case, _ *cases.Site) {
				if k == 1 {
					v.Status = "delivered"
				}
			})
			q.cases, q.sites = append(q.cases, v), append(q.sites, s)
			q.bills = append(q.bills, d.bill(fmt.Sprintf("ZD2026-%04d", len(q.cases)), "2026-12-01", 100, v))
			d.given(v, string(v.ID), "police", "2026-11-20")
		}
		q.clients, q.people = append(q.clients, c), append(q.people, p)
	}
	return q
}

// letters are those of which names and texts are made: of all widths and cases, with what SQL
// and patterns mean by some, and what folds into others.
var letters = []rune("青禾禾青杭州茶aAbBzZ0012%_'\"\\.-éÉİßＡ１（）🍵𠮷\U0010FFFF\uD7FF ab　")

var aName = rapid.Custom(func(t *rapid.T) string {
	return strings.TrimSpace(rapid.StringOfN(rapid.RuneFrom(letters), 1, 24, -1).Draw(t, "letters")) + "."
})

// rename gives one thing another name.
func (q *quarter) rename(t *rapid.T) {
	i := rapid.IntRange(0, len(q.cases)-1).Draw(t, "case")
	name := aName.Draw(t, "name")
	q.write(func(tx store.Tx) error {
		switch rapid.IntRange(0, 3).Draw(t, "what") {
		case 0:
			c := &q.clients[i/2]
			c.Name, c.Contact = name, aName.Draw(t, "contact")
			defer func() { c.Version++ }()
			return tx.Clients().UpdateClient(*c)
		case 1:
			p := &q.people[i/2]
			p.Name = name
			defer func() { p.Version++ }()
			return tx.Clients().UpdatePerson(*p)
		case 2:
			s := &q.sites[i]
			s.Name, s.Domain = name, aName.Draw(t, "domain")
			defer func() { s.Version++ }()
			return tx.Sites().Update(*s)
		}
		v := &q.cases[i]
		v.Contract = name
		defer func() { v.Version++ }()
		return tx.Cases().Update(*v)
	})
}

// called are the names of all things.
func (q *quarter) called() (all []string) {
	for i := range q.cases {
		all = append(all, q.caseText(i), q.clientText(i/2), q.people[i/2].Name, q.bills[i].Number+"\n"+q.bills[i].ClientName)
	}
	return all
}

func (q *quarter) caseText(i int) string {
	return strings.Join([]string{q.cases[i].Number, q.cases[i].Contract, q.sites[i].Domain, q.sites[i].Name, q.sites[i].ICPNumber, q.sites[i].PoliceNumber}, "\n")
}

func (q *quarter) clientText(i int) string { return q.clients[i].Name + "\n" + q.clients[i].Contact }

// aText is looked for: a part of a name, in another case perhaps, or any letters, or a number;
// one or several.
func (q *quarter) aText(t *rapid.T) string {
	var words []string
	for range rapid.IntRange(1, 2).Draw(t, "words") {
		switch rapid.IntRange(0, 4).Draw(t, "kind") {
		case 0:
			words = append(words, rapid.StringOfN(rapid.RuneFrom(letters), 1, 3, -1).Draw(t, "any"))
		case 1:
			words = append(words, rapid.SampledFrom([]string{"1001", "1009", "13800571001", "GUMIN-qinghe", "91330106ma2kq7t8xj"}).Draw(t, "number"))
		default:
			of := []rune(rapid.SampledFrom(q.called()).Draw(t, "of"))
			from := rapid.IntRange(0, len(of)-1).Draw(t, "from")
			word := string(of[from:rapid.IntRange(from+1, len(of)).Draw(t, "to")])
			if rapid.Bool().Draw(t, "upper") {
				word = strings.ToUpper(word)
			}
			words = append(words, word)
		}
	}
	return strings.Join(words, " ")
}

func folded(text string) string { return strings.ToLower(norm.NFKC.String(text)) }

// has says that each word of a text lies in one of the names, or is one of the marks.
func has(text string, marks []string, names ...string) bool {
	for _, word := range strings.Fields(folded(text)) {
		in := func(name string) bool { return strings.Contains(folded(name), word) }
		if !slices.ContainsFunc(names, in) && !slices.Contains(marks, strings.ToUpper(word)) {
			return false
		}
	}
	return true
}

// pages reads a list to its end, two rows at a time.
func pages[T any](d *desk, of func(store.Tx, string) ([]T, error), name, cursor func(T) string) (all []string) {
	d.Helper()
	for after := ""; ; {
		page := got(d, func(tx store.Tx) ([]T, error) { return of(tx, after) })
		for _, r := range page {
			all, after = append(all, name(r)), cursor(r)
		}
		if len(page) < 2 {
			return all
		}
	}
}

// counts holds a number of rows that is told against the true one, beyond which it may be told
// as more than so many.
func (q *quarter) counts(what string, told store.Count, n, most int) {
	if told != (store.Count{N: n}) && (n <= most || told != store.Count{N: most, More: true}) {
		q.agree(what+" counted", told, n)
	}
}

// holds asks every list for a text, and holds what it gives against the names.
func (q *quarter) holds(text string, ask store.CaseQuery, most int) {
	marks := []string{"1001", "1009", "13800571001", "13800571009", "GUMIN-QINGHE"}
	var want []string
	for i, v := range q.cases {
		open := v.Status == "open"
		if (ask.View == "all" || open == (ask.View == "open")) && has(text, marks, q.caseText(i), q.clientText(i/2), q.people[i/2].Name) {
			want = append(want, v.Number)
		}
	}
	listed := func(ask store.CaseQuery) []string {
		ask.Now, ask.Limit = now, 2
		return pages(q.desk, func(tx store.Tx, after string) ([]store.CaseRow, error) {
			ask.After = after
			return tx.CaseList().Cases(ask)
		}, func(r store.CaseRow) string { return r.Number }, func(r store.CaseRow) string { return r.Cursor })
	}
	order := listed(ask)
	ask.Text = text
	q.agree("cases", listed(ask), slices.DeleteFunc(order, func(n string) bool { return !slices.Contains(want, n) }))
	ask.Now = now
	totals := got(q.desk, func(tx store.Tx) (store.CaseTotals, error) { return tx.CaseList().Totals(ask) })
	q.counts("cases", totals.Count, len(want), most)
	q.holdsClients(text, append(marks, "91330106MA2KQ7T8XJ"), most)

	want = nil
	for i := len(q.bills) - 1; i >= 0; i-- {
		if has(text, marks, q.bills[i].Number+"\n"+q.bills[i].ClientName, q.clientText(i/2), q.people[i/2].Name, q.caseText(i)) {
			want = append(want, q.bills[i].Number)
		}
	}
	q.agree("bills", pages(q.desk, func(tx store.Tx, after string) ([]billing.Invoice, error) {
		return tx.InvoiceList().Invoices(store.InvoiceQuery{Text: text, After: after, Limit: 2})
	}, func(v billing.Invoice) string { return v.Number }, func(v billing.Invoice) string { return v.Number }), want)

	want = nil
	for i, v := range slices.Backward(q.cases) {
		if has(text, nil, q.caseText(i), q.clientText(i/2)) {
			want = append(want, v.Number)
		}
	}
	q.agree("hand-overs", pages(q.desk, func(tx store.Tx, after string) ([]store.HandoverRow, error) {
		return tx.HandoverList().Handovers(store.HandoverQuery{Text: text, After: after, Limit: 2})
	}, func(r store.HandoverRow) string { return r.Number }, func(r store.HandoverRow) string { return r.Cursor }), want)
}

func (q *quarter) holdsClients(text string, marks []string, most int) {
	var want []string
	for i, c := range q.clients {
		if has(text, marks, q.clientText(i), q.people[i].Name, q.caseText(2*i), q.caseText(2*i+1)) {
			want = append(want, string(c.ID))
		}
	}
	listed := func(text string) []string {
		return pages(q.desk, func(tx store.Tx, after string) ([]store.ClientRow, error) {
			rows, n, err := tx.ClientList().Clients(store.ClientQuery{Text: text, After: after, Limit: 2})
			if text != "" {
				q.counts("clients", n, len(want), most)
			}
			return rows, err
		}, func(r store.ClientRow) string { return string(r.ID) }, func(r store.ClientRow) string { return r.Cursor })
	}
	order := listed("")
	q.agree("clients", listed(text), slices.DeleteFunc(order, func(id string) bool { return !slices.Contains(want, id) }))
}

var textParts = map[string]func(*desk){
	"any text finds what holding each name against it finds": func(d *desk) {
		q := d.aQuarter()
		rapid.Check(d.T, func(t *rapid.T) {
			q.rename(t)
			most := rapid.SampledFrom([]int{1, 3, store.MostCounted}).Draw(t, "most")
			d.store.(CountsLess).CountAtMost(most)
			q.wrong = nil
			text := q.aText(t)
			if strings.TrimSpace(text) == "" {
				t.Skip()
			}
			q.holds(text, store.CaseQuery{
				View: rapid.SampledFrom([]string{"all", "open", "closed"}).Draw(t, "view"),
				Sort: rapid.SampledFrom([]string{"due", "number", "client"}).Draw(t, "sort"), Desc: rapid.Bool().Draw(t, "desc"),
			}, most)
			if len(q.wrong) > 0 {
				t.Fatalf("by %q\n%s", text, strings.Join(q.wrong, "\n"))
			}
			rows, wrong, err := partsOf(d)
			if rows != 24 || len(wrong) > 0 || err != nil {
				t.Fatalf("%d rows, parts of %v are others, %v", rows, wrong, err)
			}
		})
	},
	"what many rows are called is counted so far, and no sum told": func(d *desk) {
		d.aQuarter()
		d.store.(CountsLess).CountAtMost(3)
		ask := store.CaseQuery{Now: now, View: "all", Text: "qinghe"}
		totals := got(d, func(tx store.Tx) (store.CaseTotals, error) { return tx.CaseList().Totals(ask) })
		same(d, "count", totals.Count.String(), "3+")
		same(d, "unpaid", totals.Unpaid, 0)
		same(d, "clients", clientsOf(d, "qinghe 客户1"), "客户1")
		ask.View, ask.Text = "open", "BA2026 客户2"
		totals = got(d, func(tx store.Tx) (store.CaseTotals, error) { return tx.CaseList().Totals(ask) })
		same(d, "count of a rarer one", totals.Count.String(), "1")
	},
	"filling and sweeping go on behind each batch, and change nothing that is whole": func(d *desk) {
		d.aQuarter()
		for name, of := range map[string]func(store.PartStore, string, int) (string, error){"fill": store.PartStore.Fill, "sweep": store.PartStore.Sweep} {
			steps := 0
			for after := ""; ; steps++ {
				d.write(func(tx store.Tx) (err error) {
					after, err = of(tx.Parts(), after, 3)
					return err
				})
				if after == "" {
					break
				}
			}
			if steps < 8 {
				d.Errorf("%s ended after %d steps", name, steps)
			}
		}
		rows, wrong, err := partsOf(d)
		if rows != 24 || len(wrong) > 0 || err != nil {
			d.Errorf("%d rows, %v, %v", rows, wrong, err)
		}
	},
}

// partsOf holds the parts against the rows.
func partsOf(d *desk) (rows int, wrong []store.Damage, err error) {
	d.read(func(tx store.Tx) error {
		rows, wrong, err = tx.Parts().Check()
		return nil
	})
	return rows, wrong, err
}
