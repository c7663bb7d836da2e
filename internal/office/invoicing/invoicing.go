// Package invoicing keeps what clients owe and pay: bills (账单) with gapless numbers,
// receipts and their reversals, and the words in which they are shown.
package invoicing

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"beiandesk/internal/billing"
	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/errs"
	"beiandesk/internal/money"
	"beiandesk/internal/office"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// Bill is a bill as screens and commands show it.
type Bill struct {
	billing.Invoice
	Status   billing.BillStatus
	CaseID   ref.CaseID // of its first line
	Case     string     // that case's number; several are joined by 、
	Items    string     // "ICP、公安"
	Upper    string     // total in 人民币大写
	Payments []Payment
}

func show(i billing.Invoice, today cal.Day) Bill {
	b := Bill{Invoice: i, Status: i.Status(today), Upper: i.Total.Upper(), Payments: []Payment{}}
	var numbers, items []string
	for n, l := range i.Lines {
		if n == 0 {
			b.CaseID = l.CaseID
		}
		if !slices.Contains(numbers, l.CaseNumber) {
			numbers = append(numbers, l.CaseNumber)
		}
		if item := short(l.Label); !slices.Contains(items, item) {
			items = append(items, item)
		}
	}
	b.Case, b.Items = strings.Join(numbers, "、"), strings.Join(items, "、")
	return b
}

// short is a label without the words that every label ends in.
func short(label string) string {
	for _, tail := range []string{"备案服务", "服务"} {
		if s := strings.TrimSpace(strings.TrimSuffix(label, tail)); s != "" && s != label {
			return s
		}
	}
	return label
}

// Get shows one bill with its payments.
func Get(ctx context.Context, o *office.Office, id ref.InvoiceID) (Bill, error) {
	var b Bill
	err := o.Read(ctx, func(tx store.Tx) error {
		i, err := tx.Invoices().Get(id)
		if err != nil {
			return noBill(err)
		}
		b, err = withPayments(tx, i, o.Today())
		return err
	})
	return b, err
}

// ByNumber shows the bill of a number such as ZD2026-0417.
func ByNumber(ctx context.Context, o *office.Office, number string) (Bill, error) {
	var b Bill
	err := o.Read(ctx, func(tx store.Tx) error {
		i, err := tx.Invoices().ByNumber(strings.ToUpper(strings.TrimSpace(number)))
		if err != nil {
			return noBill(err)
		}
		b, err = withPayments(tx, i, o.Today())
		return err
	})
	return b, err
}

func withPayments(tx store.Tx, i billing.Invoice, today cal.Day) (Bill, error) {
	b := show(i, today)
	payments, err := PaymentsOf(tx, i)
	b.Payments = append(b.Payments, payments...)
	return b, err
}

// Page is a stretch of the list of bills, newest number first.
type Page struct {
	Bills []Bill
	Next  string // for InvoiceQuery.After; "" at the end
}

// List gives the bills that a query asks for, with their payments, in as many statements
// however long it is. The query's Today is set here, its Limit must be positive.
func List(ctx context.Context, o *office.Office, q store.InvoiceQuery) (Page, error) {
	if q.Limit <= 0 {
		return Page{}, errs.AtField("limit", "每页条数要大于 0")
	}
	if err := office.JudgeSearch(q.Text); err != nil {
		return Page{}, err
	}
	q.Today = o.Today()
	limit := q.Limit
	q.Limit++
	p := Page{Bills: []Bill{}}
	err := o.Read(ctx, func(tx store.Tx) error {
		list, err := tx.InvoiceList().Invoices(q)
		if err != nil {
			return err
		}
		if len(list) > limit {
			list = list[:limit]
			p.Next = list[limit-1].Number
		}
		ids := make([]ref.InvoiceID, len(list))
		for n, i := range list {
			p.Bills = append(p.Bills, show(i, q.Today))
			ids[n] = i.ID
		}
		booked, err := tx.Payments().OfAll(ids)
		if err != nil {
			return err
		}
		payments, err := named(tx, booked)
		for _, got := range payments {
			at := slices.IndexFunc(p.Bills, func(b Bill) bool { return b.ID == got.InvoiceID })
			p.Bills[at].Payments = append(p.Bills[at].Payments, got)
		}
		return err
	})
	return p, err
}

// eachPage is how many bills EachIn reads at once.
const eachPage = 200

// EachIn gives every bill that a query keeps, newest number first and without its payments,
// inside a transaction; day, page and limit of the query are set here. Errors: those of take
// among them, which end it.
func EachIn(o *office.Office, tx store.Tx, q store.InvoiceQuery, take func(Bill) error) error {
	for q.Today, q.After, q.Limit = o.Today(), "", eachPage; ; {
		list, err := tx.InvoiceList().Invoices(q)
		for _, i := range list {
			if err == nil {
				err = take(show(i, q.Today))
			}
		}
		if err != nil || len(list) < eachPage {
			return err
		}
		q.After = list[len(list)-1].Number
	}
}

// Totals gives the ageing figures of what is open.
func Totals(ctx context.Context, o *office.Office) (store.InvoiceTotals, error) {
	var t store.InvoiceTotals
	err := o.Read(ctx, func(tx store.Tx) error {
		var err error
		t, err = tx.InvoiceList().Totals(o.Today())
		return err
	})
	return t, err
}

// CaseMoney is the money of one case.
type CaseMoney struct {
	Fees     []Fee
	Bills    []Bill
	Unbilled money.Fen // fees on no bill
	Unpaid   money.Fen // unbilled, and what is open on bills
	CanIssue bool      // there is something to bill
}

// Fee is a fee with where it stands in words: 未开单, 已开单, 已收, 作废.
type Fee struct {
	billing.Fee
	Text string
}

// OfCase shows the fees and bills of a case.
func OfCase(ctx context.Context, o *office.Office, id ref.CaseID) (CaseMoney, error) {
	var m CaseMoney
	err := o.Read(ctx, func(tx store.Tx) error {
		var err error
		m, err = CaseMoneyIn(tx, id, o.Today())
		return err
	})
	return m, err
}

// CaseMoneyIn is OfCase inside a transaction.
func CaseMoneyIn(tx store.Tx, id ref.CaseID, today cal.Day) (CaseMoney, error) {
	m := CaseMoney{Fees: []Fee{}, Bills: []Bill{}}
	invoices, err := tx.Invoices().Of(id)
	if err != nil {
		return m, err
	}
	booked, err := tx.Payments().OfCase(id)
	if err != nil {
		return m, err
	}
	payments, err := named(tx, booked)
	if err != nil {
		return m, err
	}
	paid := map[ref.InvoiceID]bool{}
	for _, i := range invoices {
		paid[i.ID] = !i.Void && i.Open() == 0
		b := show(i, today)
		for _, p := range payments {
			if p.InvoiceID == i.ID {
				b.Payments = append(b.Payments, p)
			}
		}
		m.Bills = append(m.Bills, b)
		if m.Unpaid, err = m.Unpaid.Add(i.Open()); err != nil {
			return m, err
		}
	}
	fees, err := tx.Fees().Of(id)
	if err != nil {
		return m, err
	}
	for _, f := range fees {
		row := Fee{Fee: f}
		switch {
		case f.State == billing.FeeVoid:
			row.Text = "作废"
		case f.State == billing.FeeOpen:
			row.Text = "未开单"
			if m.Unbilled, err = m.Unbilled.Add(f.Amount); err != nil {
				return m, err
			}
		case paid[f.InvoiceID]:
			row.Text = "已收"
		default:
			row.Text = "已开单"
		}
		m.Fees = append(m.Fees, row)
	}
	m.CanIssue = m.Unbilled > 0
	m.Unpaid, err = m.Unpaid.Add(m.Unbilled)
	return m, err
}

// sitesOf names the sites of a case as a bill's line does: by their domains, or by their names
// where they have none.
func sitesOf(sites []cases.Site) string {
	names := make([]string, len(sites))
	for i, s := range sites {
		names[i] = cmp.Or(s.Domain, s.Name)
	}
	return strings.Join(names, "、")
}

func noBill(err error) error {
	if errs.CodeOf(err) == errs.NotFound {
		return errs.Wrap(errs.NotFound, err, "没有这张账单，请核对编号")
	}
	return err
}
