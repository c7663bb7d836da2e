package app

import (
	"context"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/invoicing"
	"beiandesk/internal/present"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// BillingService keeps bills and payments.
type BillingService struct{ s *Session }

// List gives a page of bills with the ageing figures.
func (b *BillingService) List(in InvoicesInput) (InvoicesView, error) {
	return run(b.s, func(ctx context.Context, o *office.Office) (InvoicesView, error) {
		page, err := invoicing.List(ctx, o, store.InvoiceQuery{Age: in.Age, Text: in.Text, After: in.Cursor, Limit: pageSize(in.PageSize)})
		if err != nil {
			return InvoicesView{}, err
		}
		totals, err := invoicing.Totals(ctx, o)
		if err != nil {
			return InvoicesView{}, err
		}
		v := InvoicesView{Rows: []InvoiceRow{}, Next: page.Next, Total: totals.All, Void: totals.Void, Ageing: ageing(totals)}
		for _, bill := range page.Bills {
			v.Rows = append(v.Rows, invoiceRow(bill, o.Today()))
		}
		return v, nil
	})
}

// Get shows one bill with its payments.
func (b *BillingService) Get(in IDInput) (InvoiceRow, error) {
	return b.bill(func(ctx context.Context, o *office.Office) (invoicing.Bill, error) {
		return invoicing.Get(ctx, o, ref.InvoiceID(in.ID))
	})
}

// Issue makes a bill of all that is open in a case.
func (b *BillingService) Issue(in IssueInput) (InvoiceRow, error) {
	return b.bill(func(ctx context.Context, o *office.Office) (invoicing.Bill, error) {
		return invoicing.Issue(ctx, o, ref.CaseID(in.CaseID))
	})
}

// Pay books money received.
func (b *BillingService) Pay(in PayInput) (InvoiceRow, error) {
	return b.bill(func(ctx context.Context, o *office.Office) (invoicing.Bill, error) {
		sum, err := amount("amount", in.Amount)
		if err != nil {
			return invoicing.Bill{}, err
		}
		on, err := dayOr("day", in.Day, o.Today())
		if err != nil {
			return invoicing.Bill{}, err
		}
		return invoicing.Pay(ctx, o, invoicing.PayInput{
			InvoiceID: ref.InvoiceID(in.InvoiceID), Amount: sum, On: on, Method: in.Method, Note: in.Note, Version: in.Version,
		})
	})
}

// Void cancels a bill on which nothing was received.
func (b *BillingService) Void(in invoicing.VoidInput) (InvoiceRow, error) {
	return b.bill(func(ctx context.Context, o *office.Office) (invoicing.Bill, error) {
		return invoicing.Void(ctx, o, in)
	})
}

func (b *BillingService) bill(f func(context.Context, *office.Office) (invoicing.Bill, error)) (InvoiceRow, error) {
	return run(b.s, func(ctx context.Context, o *office.Office) (InvoiceRow, error) {
		bill, err := f(ctx, o)
		if err != nil {
			return InvoiceRow{}, err
		}
		return invoiceRow(bill, o.Today()), nil
	})
}

func invoiceRow(b invoicing.Bill, today cal.Day) InvoiceRow {
	v := InvoiceRow{
		ID: string(b.ID), Number: b.Number, Client: b.ClientName, CaseID: string(b.CaseID), Case: b.Case, Items: b.Items,
		Issued: cal.DayIn(b.IssuedOn, today.Year()), Due: cal.DayIn(b.DueOn, today.Year()), Total: b.Total.String(), Open: b.Open().String(),
		State: b.Standing.Text, Tone: "none", Void: b.Invoice.Void, Reason: b.VoidReason, Upper: b.Upper,
		Payments: []PaymentRow{}, Version: b.Version,
	}
	if b.Standing.Late > 0 {
		v.Tone = "overdue"
	}
	for _, p := range b.Payments {
		v.Payments = append(v.Payments, PaymentRow{ID: string(p.ID), Day: cal.FormatDay(p.On, today), Amount: p.Amount.String(), Method: p.Method})
	}
	return v
}

// ages are the ageing figures in the order of the screen.
var ages = []present.OptionView{
	{Code: "open", Label: "未收合计"}, {Code: "current", Label: "未到期"}, {Code: "d30", Label: "逾期 1–30 天"}, {Code: "d60", Label: "逾期 31–60 天"}, {Code: "older", Label: "逾期 60 天以上"},
}

func ageing(t store.InvoiceTotals) []AgeView {
	out := []AgeView{}
	for _, a := range ages {
		v := AgeView{Code: a.Code, Label: a.Label, Sum: t.Sum[a.Code].String(), Count: t.Count[a.Code]}
		if all := t.Sum["open"]; all > 0 {
			v.Share = int(t.Sum[a.Code] * 1000 / all)
		}
		out = append(out, v)
	}
	return out
}

// pageSize is what a list asks for, within bounds that keep a page quick.
func pageSize(asked int) int {
	if asked <= 0 {
		return 100
	}
	return min(asked, 200)
}

// dayOr reads a day; empty text is the default.
func dayOr(field, text string, otherwise cal.Day) (cal.Day, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return otherwise, nil
	}
	d, err := cal.ParseDay(text)
	if err != nil {
		return 0, errs.AtField(field, "%s", err.Error())
	}
	return d, nil
}
