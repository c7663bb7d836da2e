package invoicing

import (
	"context"
	"fmt"

	"beiandesk/internal/billing"
	"beiandesk/internal/office"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/ref"
)

// The series of gapless numbers.
const (
	billSeries    = "ZD"
	receiptSeries = "SJ"
)

// Issue puts every open fee of a case on one bill of today, with the next number of
// the year. The client's name is frozen on it. Errors: Blocked when nothing is open,
// NotFound.
func Issue(ctx context.Context, o *office.Office, id ref.CaseID) (Bill, error) {
	var out Bill
	err := o.Write(ctx, func(w *office.Work) error {
		c, err := w.Cases().Get(id)
		if err != nil {
			return err
		}
		client, err := w.Clients().Client(c.ClientID)
		if err != nil {
			return err
		}
		sites, err := w.Sites().Of(id)
		if err != nil {
			return err
		}
		price, err := setup.PriceOf(w.Tx)
		if err != nil {
			return err
		}
		fees, err := w.Fees().Of(id)
		if err != nil {
			return err
		}
		today := o.Today()
		inv := billing.Invoice{
			ID: ref.New[ref.InvoiceID](), ClientID: client.ID, ClientName: client.Name, CreditCode: client.CreditCode,
			IssuedOn: today, DueOn: today.Add(price.TermDays), IssuedBy: w.Staff,
			CreatedAt: w.Now, UpdatedAt: w.Now, Version: 1,
		}
		if price.Split {
			inv.TaxRate = price.TaxRate
		}
		var billed []billing.Fee
		for _, f := range fees {
			if f.State != billing.FeeOpen {
				continue
			}
			inv.Lines = append(inv.Lines, billing.Line{
				FeeID: f.ID, CaseID: id, CaseNumber: c.Number, Domain: domains(sites), Label: f.Label,
				Quantity: 1, Price: f.Amount, Amount: f.Amount,
			})
			if inv.Total, err = inv.Total.Add(f.Amount); err != nil {
				return err
			}
			billed = append(billed, f)
		}
		if err := inv.Check(); err != nil {
			return err
		}
		if inv.Number, err = w.Number(billSeries, today.Year()); err != nil {
			return err
		}
		if err := w.Invoices().Add(inv); err != nil {
			return err
		}
		for _, f := range billed {
			f.State, f.InvoiceID = billing.FeeInvoiced, inv.ID
			if err := w.Fees().Update(f); err != nil {
				return err
			}
		}
		out = show(inv, today)
		return w.Note("money", id, string(inv.ID), "开账单 "+inv.Number,
			fmt.Sprintf("合计 %s，付款期限 %s", inv.Total, inv.DueOn))
	})
	return out, err
}
