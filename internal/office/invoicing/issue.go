package invoicing

import (
	"context"
	"fmt"
	"slices"

	"beiandesk/internal/billing"
	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/damage"
	"beiandesk/internal/errs"
	"beiandesk/internal/money"
	"beiandesk/internal/office"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
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
	return issue(ctx, o, id, nil)
}

// IssueShown is Issue of a bill that was shown before: Conflict, and no number taken, when
// it would come to another total now.
func IssueShown(ctx context.Context, o *office.Office, id ref.CaseID, total money.Fen) (Bill, error) {
	return issue(ctx, o, id, &total)
}

func issue(ctx context.Context, o *office.Office, id ref.CaseID, shown *money.Fen) (Bill, error) {
	var out Bill
	err := o.Write(ctx, func(w *office.Work) error {
		today := o.Today()
		inv, err := DraftIn(w.Tx, id, today)
		if err != nil {
			return err
		}
		if shown != nil && *shown != inv.Total {
			return errs.New(errs.Conflict, "费用刚有变动，合计现在是 %s。请看过新的预览再开单", inv.Total)
		}
		inv.ID, inv.IssuedBy = ref.New[ref.InvoiceID](), w.Staff
		inv.CreatedAt, inv.UpdatedAt, inv.Version = w.Now, w.Now, 1
		if inv.Number, err = w.Number(billSeries, today.Year()); err != nil {
			return err
		}
		if err := w.Invoices().Add(inv); err != nil {
			return err
		}
		if err := bind(w, inv); err != nil {
			return err
		}
		out = show(inv, today)
		return w.Note("money", id, string(inv.ID), "开账单 "+inv.Number,
			fmt.Sprintf("合计 %s，付款期限 %s", inv.Total, inv.DueOn))
	})
	return out, err
}

// DraftIn puts a bill together inside a transaction, without number and identity.
func DraftIn(tx store.Tx, id ref.CaseID, today cal.Day) (billing.Invoice, error) {
	var inv billing.Invoice
	c, err := tx.Cases().Get(id)
	if err != nil {
		return inv, err
	}
	client, err := tx.Clients().Client(c.ClientID)
	if errs.CodeOf(err) == errs.NotFound {
		err = damage.Refuse(damage.Mark) // its row is gone: nobody is billed under the mark
	}
	if err != nil {
		return inv, err
	}
	sites, err := tx.Sites().Of(id)
	if err != nil {
		return inv, err
	}
	sites = slices.DeleteFunc(sites, func(s cases.Site) bool { return s.Gone })
	price, err := setup.PriceOf(tx)
	if err != nil {
		return inv, err
	}
	fees, err := tx.Fees().Of(id)
	if err != nil {
		return inv, err
	}
	inv = billing.Invoice{
		ClientID: client.ID, ClientName: client.Name, CreditCode: client.CreditCode, IssuedOn: today, DueOn: today.Add(price.TermDays),
	}
	if price.Split {
		inv.TaxRate = price.TaxRate
	}
	for _, f := range fees {
		if f.State != billing.FeeOpen {
			continue
		}
		inv.Lines = append(inv.Lines, billing.Line{
			FeeID: f.ID, CaseID: id, CaseNumber: c.Number, Domain: sitesOf(sites), Label: f.Label,
			Quantity: 1, Price: f.Amount, Amount: f.Amount,
		})
		if inv.Total, err = inv.Total.Add(f.Amount); err != nil {
			return inv, err
		}
	}
	return inv, inv.Check()
}

// bind marks the fees on a bill as billed.
func bind(w *office.Work, inv billing.Invoice) error {
	for _, id := range casesOf(inv) {
		fees, err := w.Fees().Of(id)
		if err != nil {
			return err
		}
		for _, f := range fees {
			if !slices.ContainsFunc(inv.Lines, func(l billing.Line) bool { return l.FeeID == f.ID }) {
				continue
			}
			f.State, f.InvoiceID = billing.FeeInvoiced, inv.ID
			if err := w.Fees().Update(f); err != nil {
				return err
			}
		}
	}
	return nil
}
