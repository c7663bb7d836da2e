package app

import (
	"context"
	"strings"

	"beiandesk/app/page"
	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/invoicing"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// BillingService keeps bills and payments.
type BillingService struct{ s *Session }

// List gives a page of bills with the ageing figures.
func (b *BillingService) List(in page.InvoicesInput) (page.InvoicesView, error) {
	return run(b.s, func(ctx context.Context, o *office.Office) (page.InvoicesView, error) {
		bills, err := invoicing.List(ctx, o, store.InvoiceQuery{Age: in.Age, Text: in.Text, After: in.Cursor, Limit: pageSize(in.PageSize)})
		if err != nil {
			return page.InvoicesView{}, err
		}
		totals, err := invoicing.Totals(ctx, o)
		if err != nil {
			return page.InvoicesView{}, err
		}
		v := page.InvoicesView{Rows: []page.InvoiceRow{}, Next: bills.Next, Total: totals.All, Void: totals.Void, Ageing: page.NewAgeing(totals)}
		for _, bill := range bills.Bills {
			v.Rows = append(v.Rows, page.NewInvoiceRow(bill, o.Today()))
		}
		return v, nil
	})
}

// Get shows one bill with its payments.
func (b *BillingService) Get(in page.IDInput) (page.InvoiceRow, error) {
	return b.bill(func(ctx context.Context, o *office.Office) (invoicing.Bill, error) {
		return invoicing.Get(ctx, o, ref.InvoiceID(in.ID))
	})
}

// Issue makes the bill of all that is open in a case, as its preview has shown it.
func (b *BillingService) Issue(in page.IssueInput) (page.InvoiceRow, error) {
	return b.bill(func(ctx context.Context, o *office.Office) (invoicing.Bill, error) {
		total, err := amount("total", in.Total)
		if err != nil {
			return invoicing.Bill{}, err
		}
		return invoicing.IssueShown(ctx, o, ref.CaseID(in.CaseID), total)
	})
}

// Pay books money received.
func (b *BillingService) Pay(in page.PayInput) (page.InvoiceRow, error) {
	return b.bill(func(ctx context.Context, o *office.Office) (invoicing.Bill, error) {
		sum, err := amount("amount", in.Amount)
		if err != nil {
			return invoicing.Bill{}, err
		}
		on := o.Today()
		if strings.TrimSpace(in.Day) != "" {
			if on, err = cal.ReadDay(in.Day, on, cal.Happened, "收款日期"); err != nil {
				return invoicing.Bill{}, errs.AtField("day", "%s", err.Error())
			}
		}
		return invoicing.Pay(ctx, o, invoicing.PayInput{
			InvoiceID: ref.InvoiceID(in.InvoiceID), Amount: sum, On: on, Method: in.Method, Note: in.Note,
			Early: in.Early, Version: in.Version,
		})
	})
}

// Reverse takes a payment back that was booked by mistake.
func (b *BillingService) Reverse(in invoicing.ReverseInput) (page.InvoiceRow, error) {
	return b.bill(func(ctx context.Context, o *office.Office) (invoicing.Bill, error) {
		return invoicing.Reverse(ctx, o, in)
	})
}

// Void cancels a bill on which no payment stands.
func (b *BillingService) Void(in invoicing.VoidInput) (page.InvoiceRow, error) {
	return b.bill(func(ctx context.Context, o *office.Office) (invoicing.Bill, error) {
		return invoicing.Void(ctx, o, in)
	})
}

func (b *BillingService) bill(f func(context.Context, *office.Office) (invoicing.Bill, error)) (page.InvoiceRow, error) {
	return run(b.s, func(ctx context.Context, o *office.Office) (page.InvoiceRow, error) {
		bill, err := f(ctx, o)
		if err != nil {
			return page.InvoiceRow{}, err
		}
		return page.NewInvoiceRow(bill, o.Today()), nil
	})
}

// pageSize is what a list asks for, within bounds that keep a page quick.
func pageSize(asked int) int {
	if asked <= 0 {
		return 100
	}
	return min(asked, 200)
}
