package storetest

import (
	"fmt"

	"beiandesk/internal/billing"
	"beiandesk/internal/cases"
	"beiandesk/internal/errs"
	"beiandesk/internal/materials"
	"beiandesk/internal/money"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// unpaid is what the case list says a case owes.
func unpaid(d *desk, c cases.Case) money.Fen {
	d.Helper()
	rows := got(d, func(tx store.Tx) ([]store.CaseRow, error) {
		return tx.CaseList().Cases(store.CaseQuery{Now: now, View: "all", Client: c.ClientID, Limit: 100})
	})
	for _, r := range rows {
		if r.ID == c.ID {
			return r.Unpaid
		}
	}
	d.Fatal("the case is not in the list")
	return 0
}

func fee(c cases.Case, phase string) billing.Fee {
	return billing.Fee{ID: ref.New[ref.FeeID](), CaseID: c.ID, Phase: phase, Label: "备案服务", Amount: 60000, State: billing.FeeOpen, CreatedAt: now, Version: 1}
}

func pay(d *desk, v billing.Invoice, paid money.Fen) billing.Invoice {
	d.Helper()
	v.Paid = paid
	d.write(func(tx store.Tx) error { return tx.Invoices().Update(v) })
	v.Version++
	return v
}

var bills = map[string]func(*desk){
	"fees come back and change": func(d *desk) {
		c, _ := d.aCase()
		a, b := fee(c, "icp"), fee(c, "police")
		d.write(func(tx store.Tx) error {
			if err := tx.Fees().Add(a); err != nil {
				return err
			}
			return tx.Fees().Add(b)
		})
		a.State, a.InvoiceID = billing.FeeInvoiced, "i"
		d.write(func(tx store.Tx) error { return tx.Fees().Update(a) })
		d.refused(errs.Conflict, func(tx store.Tx) error { return tx.Fees().Update(a) })
		a.Version = 2
		equal(d, "fees", got(d, func(tx store.Tx) ([]billing.Fee, error) { return tx.Fees().Of(c.ID) }), []billing.Fee{a, b})
	},
	"a bill comes back with its lines and changes only in what may change": func(d *desk) {
		c, _ := d.aCase()
		v := d.bill("ZD2026-0417", "2026-09-21", 60000, c, c)
		byNumber := func() billing.Invoice {
			return got(d, func(tx store.Tx) (billing.Invoice, error) { return tx.Invoices().ByNumber("ZD2026-0417") })
		}
		equal(d, "bill", byNumber(), v)
		changed := v
		changed.Void, changed.VoidOn, changed.VoidReason, changed.Paid = true, dayAt("2026-09-22"), "客户换了抬头", 5
		changed.UpdatedAt, changed.Total, changed.ClientName = now.AddDate(0, 0, 1), 1, "别的名字"
		d.write(func(tx store.Tx) error { return tx.Invoices().Update(changed) })
		d.refused(errs.Conflict, func(tx store.Tx) error { return tx.Invoices().Update(changed) })
		changed.Version, changed.Total, changed.ClientName = 2, v.Total, v.ClientName
		equal(d, "changed", byNumber(), changed)
		equal(d, "by id", got(d, func(tx store.Tx) (billing.Invoice, error) { return tx.Invoices().Get(v.ID) }), changed)
		equal(d, "of the case", got(d, func(tx store.Tx) ([]billing.Invoice, error) { return tx.Invoices().Of(c.ID) }), []billing.Invoice{changed})
	},
	"a number is given once": func(d *desk) {
		c, _ := d.aCase()
		v := d.bill("ZD2026-0417", "2026-09-21", 60000, c)
		v.ID = "another"
		d.refused(errs.Exists, func(tx store.Tx) error { return tx.Invoices().Add(v) })
		d.refused(errs.NotFound, func(tx store.Tx) error { _, err := tx.Invoices().ByNumber("ZD2026-0001"); return err })
	},
	"payments come back": func(d *desk) {
		c, _ := d.aCase()
		v := d.bill("ZD2026-0417", "2026-09-21", 60000, c)
		p := billing.Payment{ID: "p", InvoiceID: v.ID, Number: "SJ2026-0121", Amount: 60000, On: day("2026-11-03"), Method: "银行转账",
			Note: "尾号 1234", By: "s", CreatedAt: now}
		d.write(func(tx store.Tx) error { return tx.Payments().Add(p) })
		equal(d, "payments", got(d, func(tx store.Tx) ([]billing.Payment, error) { return tx.Payments().Of(v.ID) }), []billing.Payment{p})
		d.refused(errs.Exists, func(tx store.Tx) error { return tx.Payments().Add(p) })
	},
	"a payment is reversed once, and both stay": func(d *desk) {
		c, _ := d.aCase()
		v := d.bill("ZD2026-0417", "2026-09-21", 60000, c)
		payments := []billing.Payment{}
		for i := range 2 {
			p := billing.Payment{ID: ref.PaymentID(fmt.Sprint("p", i)), InvoiceID: v.ID, Number: fmt.Sprintf("SJ2026-%04d", i+1), Amount: 30000,
				On: day("2026-11-03"), Method: "现金", By: "s", CreatedAt: now}
			d.write(func(tx store.Tx) error { return tx.Payments().Add(p) })
			payments = append(payments, p)
		}
		r := billing.Reversal{PaymentID: "p0", On: day("2026-11-04"), Reason: "登错了账单", By: "s2", CreatedAt: now.AddDate(0, 0, 1)}
		d.write(func(tx store.Tx) error { return tx.Payments().Reverse(r) })
		payments[0].Reversal = &r
		equal(d, "payments", got(d, func(tx store.Tx) ([]billing.Payment, error) { return tx.Payments().Of(v.ID) }), payments)
		equal(d, "of all bills", got(d, func(tx store.Tx) ([]billing.Payment, error) { return tx.Payments().OfAll([]ref.InvoiceID{v.ID}) }), payments)
		equal(d, "of the case", got(d, func(tx store.Tx) ([]billing.Payment, error) { return tx.Payments().OfCase(c.ID) }), payments)
		for _, p := range payments {
			equal(d, "by number", got(d, func(tx store.Tx) (billing.Payment, error) { return tx.Payments().ByNumber(p.Number) }), p)
		}
		d.refused(errs.NotFound, func(tx store.Tx) error { _, err := tx.Payments().ByNumber("SJ2026-0099"); return err })
		d.refused(errs.Exists, func(tx store.Tx) error { return tx.Payments().Reverse(r) })
	},
	"the payments of a case are those of all its bills": func(d *desk) {
		a, _ := d.aCase()
		b, _ := d.aCase()
		first, both, other := d.bill("ZD2026-0417", "2026-09-21", 60000, a), d.bill("ZD2026-0418", "2026-09-21", 60000, a, b, a), d.bill("ZD2026-0419", "2026-09-21", 60000, b)
		paid := map[ref.InvoiceID][]billing.Payment{}
		for i, v := range []billing.Invoice{both, first, other, both} {
			p := billing.Payment{ID: ref.PaymentID(fmt.Sprint("p", i)), InvoiceID: v.ID, Number: fmt.Sprintf("SJ2026-%04d", i+1), Amount: 1000, On: day("2026-11-03"),
				Method: "银行转账", Note: fmt.Sprint("第 ", i, " 笔"), By: "s", CreatedAt: now}
			d.write(func(tx store.Tx) error { return tx.Payments().Add(p) })
			paid[v.ID] = append(paid[v.ID], p)
		}
		for _, c := range []struct {
			id   ref.CaseID
			want []billing.Invoice
		}{{a.ID, []billing.Invoice{first, both}}, {b.ID, []billing.Invoice{both, other}}, {"none", nil}} {
			found, total := map[ref.InvoiceID][]billing.Payment{}, 0
			for _, p := range got(d, func(tx store.Tx) ([]billing.Payment, error) { return tx.Payments().OfCase(c.id) }) {
				found[p.InvoiceID] = append(found[p.InvoiceID], p)
				total++
			}
			for _, v := range c.want {
				equal(d, "payments of "+v.Number, found[v.ID], paid[v.ID])
				total -= len(paid[v.ID])
			}
			same(d, "as many", total, 0)
		}
		some := map[ref.InvoiceID][]billing.Payment{}
		for _, p := range got(d, func(tx store.Tx) ([]billing.Payment, error) {
			return tx.Payments().OfAll([]ref.InvoiceID{other.ID, both.ID, "none"})
		}) {
			some[p.InvoiceID] = append(some[p.InvoiceID], p)
		}
		same(d, "bills", len(some), 2)
		for _, v := range []billing.Invoice{other, both} {
			equal(d, "payments among several bills, of "+v.Number, some[v.ID], paid[v.ID])
		}
		same(d, "payments of no bill", len(got(d, func(tx store.Tx) ([]billing.Payment, error) { return tx.Payments().OfAll(nil) })), 0)
	},
	"what a case owes follows fees, bills and payments": func(d *desk) {
		c, _ := d.aCase()
		a, b := fee(c, "icp"), fee(c, "police")
		d.write(func(tx store.Tx) error {
			if err := tx.Fees().Add(a); err != nil {
				return err
			}
			return tx.Fees().Add(b)
		})
		same(d, "two open fees", unpaid(d, c), 120000)
		v := d.bill("ZD2026-0417", "2026-09-21", 60000, c)
		a.State, a.InvoiceID = billing.FeeInvoiced, v.ID
		d.write(func(tx store.Tx) error { return tx.Fees().Update(a) })
		same(d, "one of them billed", unpaid(d, c), 120000)
		v = pay(d, v, 25000)
		same(d, "partly paid", unpaid(d, c), 95000)
		v.Void, v.Paid = true, 0
		d.write(func(tx store.Tx) error { return tx.Invoices().Update(v) })
		same(d, "bill void", unpaid(d, c), 60000)
		b.State = billing.FeeVoid
		d.write(func(tx store.Tx) error { return tx.Fees().Update(b) })
		same(d, "fee void", unpaid(d, c), 0)
	},
	"payments fill the lines of a bill over several cases in their order": func(d *desk) {
		a, _ := d.aCase()
		b, _ := d.aCase()
		v := d.bill("ZD2026-0417", "2026-09-21", 60000, a, b, a)
		for _, step := range []struct{ paid, a, b money.Fen }{{0, 120000, 60000}, {10000, 110000, 60000}, {60000, 60000, 60000}, {90000, 60000, 30000}, {130000, 50000, 0}, {180000, 0, 0}, {200000, 0, 0}} {
			v = pay(d, v, step.paid)
			same(d, "first case", unpaid(d, a), step.a)
			same(d, "second case", unpaid(d, b), step.b)
		}
	},
}

var documents = map[string]func(*desk){
	"documents come back by material and version": func(d *desk) {
		c, _ := d.aCase()
		document := func(id, material string, no int) materials.Document {
			return materials.Document{ID: ref.DocumentID(id), CaseID: c.ID, Material: material, No: no, Name: "沈一鸣身份证.jpg", Mime: "image/jpeg",
				Size: 60000, Width: 800, Height: 600, Blob: "blob", OK: true, AddedBy: "s", AddedAt: now,
				Checks: []materials.Check{{Code: "size", Label: "大小", Measured: "58 KB", Limit: "≥ 55 KB", OK: true}}}
		}
		want := []materials.Document{document("c", "id-back", 1), document("b", "id-front", 1), document("a", "id-front", 2)}
		d.write(func(tx store.Tx) error {
			for _, v := range want {
				if err := tx.Documents().Put(v); err != nil {
					return err
				}
			}
			return nil
		})
		equal(d, "documents", got(d, func(tx store.Tx) ([]materials.Document, error) { return tx.Documents().Of(c.ID) }), want)
		equal(d, "one", got(d, func(tx store.Tx) (materials.Document, error) { return tx.Documents().Get("a") }), want[2])
		dated := want[2]
		dated.Name, dated.Size, dated.Days.Issued, dated.Days.Until = "另一个名字.jpg", 7, dayAt("2026-08-20"), dayAt("2027-08-19")
		dated.Ends, dated.EndsAs = dayAt("2026-11-20"), "授权书"
		d.write(func(tx store.Tx) error { return tx.Documents().Put(dated) })
		dated.Name, dated.Size = want[2].Name, want[2].Size
		equal(d, "one that got its days", got(d, func(tx store.Tx) (materials.Document, error) { return tx.Documents().Get("a") }), dated)
		dated.Days, dated.Ends, dated.EndsAs = materials.Days{Long: true}, nil, ""
		d.write(func(tx store.Tx) error { return tx.Documents().Put(dated) })
		equal(d, "one that holds for good", got(d, func(tx store.Tx) (materials.Document, error) { return tx.Documents().Get("a") }), dated)
		same(d, "uses", got(d, func(tx store.Tx) (int, error) { return tx.Documents().BlobUses("blob") }), 3)
		d.write(func(tx store.Tx) error { return tx.Documents().Remove("a") })
		same(d, "uses after one went", got(d, func(tx store.Tx) (int, error) { return tx.Documents().BlobUses("blob") }), 2)
		d.refused(errs.NotFound, func(tx store.Tx) error { return tx.Documents().Remove("a") })
		d.refused(errs.NotFound, func(tx store.Tx) error { _, err := tx.Documents().Get("a"); return err })
	},
	"an intent stands until it is settled": func(d *desk) {
		d.write(func(tx store.Tx) error {
			for _, pid := range []int{7, 8, 7} {
				if err := tx.Documents().Intend("one", pid); err != nil {
					return err
				}
			}
			return tx.Documents().Intend("two", 7)
		})
		intents := func() []store.Intent {
			return got(d, func(tx store.Tx) ([]store.Intent, error) { return tx.Find().Intents() })
		}
		equal(d, "intents", intents(), []store.Intent{{Blob: "one", PID: 7}, {Blob: "one", PID: 8}, {Blob: "two", PID: 7}})
		d.write(func(tx store.Tx) error { return tx.Documents().Settle("one") })
		equal(d, "left", intents(), []store.Intent{{Blob: "two", PID: 7}})
	},
}
