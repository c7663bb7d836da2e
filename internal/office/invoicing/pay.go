package invoicing

import (
	"context"
	"fmt"
	"strings"

	"beiandesk/internal/billing"
	"beiandesk/internal/cal"
	"beiandesk/internal/money"
	"beiandesk/internal/office"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// PayInput is money received against a bill.
type PayInput struct {
	InvoiceID ref.InvoiceID
	Amount    money.Fen
	On        cal.Day
	Method    string // one of billing.Methods
	Note      string // sealed
	Version   int    // of the bill as it was shown
}

// Pay books a payment under the next receipt number of the year. Errors: Invalid at
// amount, day or method, Blocked for a bill that takes no money, Conflict when
// somebody has changed it since.
func Pay(ctx context.Context, o *office.Office, in PayInput) (Bill, error) {
	var out Bill
	err := o.Write(ctx, func(w *office.Work) error {
		inv, err := current(w, in.InvoiceID, in.Version)
		if err != nil {
			return err
		}
		p := billing.Payment{
			ID: ref.New[ref.PaymentID](), InvoiceID: inv.ID, Amount: in.Amount, On: in.On,
			Method: strings.TrimSpace(in.Method), Note: strings.TrimSpace(in.Note), By: w.Staff, CreatedAt: w.Now,
		}
		today := o.Today()
		if inv, err = inv.Receive(p, today); err != nil {
			return err
		}
		if p.Number, err = w.Number(receiptSeries, today.Year()); err != nil {
			return err
		}
		if err := w.Payments().Add(p); err != nil {
			return err
		}
		if out, err = update(w, inv, today); err != nil {
			return err
		}
		detail := fmt.Sprintf("%s %s，收据 %s，未收 %s", p.Method, p.Amount, p.Number, inv.Open())
		if p.Note != "" {
			detail += "\n" + p.Note
		}
		return note(w, inv, "登记收款 "+inv.Number, detail, p.On.String())
	})
	return out, err
}

// VoidInput cancels a bill.
type VoidInput struct {
	InvoiceID ref.InvoiceID `json:"invoiceId"`
	Reason    string        `json:"reason"`  // sealed; printed on the void bill
	Version   int           `json:"version"` // of the bill as it was shown
}

// Void cancels a bill on which nothing was received. The number is kept and never
// used again; the fees can be billed anew. Errors:
// Blocked, Invalid without a reason, Conflict.
func Void(ctx context.Context, o *office.Office, in VoidInput) (Bill, error) {
	var out Bill
	err := o.Write(ctx, func(w *office.Work) error {
		inv, err := current(w, in.InvoiceID, in.Version)
		if err != nil {
			return err
		}
		today := o.Today()
		if inv, err = inv.Cancel(today, in.Reason); err != nil {
			return err
		}
		if err := release(w, inv); err != nil {
			return err
		}
		if out, err = update(w, inv, today); err != nil {
			return err
		}
		return note(w, inv, "作废账单 "+inv.Number, inv.VoidReason, "")
	})
	return out, err
}

// release makes the fees of a void bill billable again.
func release(w *office.Work, inv billing.Invoice) error {
	for _, id := range casesOf(inv) {
		fees, err := w.Fees().Of(id)
		if err != nil {
			return err
		}
		for _, f := range fees {
			if f.InvoiceID != inv.ID || f.State != billing.FeeInvoiced {
				continue
			}
			f.State, f.InvoiceID = billing.FeeOpen, ""
			if err := w.Fees().Update(f); err != nil {
				return err
			}
		}
	}
	return nil
}

// current reads a bill and refuses one that changed since it was shown.
func current(w *office.Work, id ref.InvoiceID, version int) (billing.Invoice, error) {
	inv, err := w.Invoices().Get(id)
	if err != nil {
		return inv, noBill(err)
	}
	return inv, store.Stale("这张账单", version, inv.Version)
}

// update stores a bill and shows it as it is then.
func update(w *office.Work, inv billing.Invoice, today cal.Day) (Bill, error) {
	inv.UpdatedAt = w.Now
	if err := w.Invoices().Update(inv); err != nil {
		return Bill{}, err
	}
	stored, err := w.Invoices().Get(inv.ID)
	if err != nil {
		return Bill{}, err
	}
	return withPayments(w.Tx, stored, today)
}

// note writes into the journal of every case on the bill.
func note(w *office.Work, inv billing.Invoice, title, payload, happened string) error {
	for _, id := range casesOf(inv) {
		if err := w.NoteAt("money", id, string(inv.ID), title, payload, happened); err != nil {
			return err
		}
	}
	return nil
}

func casesOf(inv billing.Invoice) []ref.CaseID {
	var ids []ref.CaseID
	seen := map[ref.CaseID]bool{}
	for _, l := range inv.Lines {
		if !seen[l.CaseID] {
			seen[l.CaseID] = true
			ids = append(ids, l.CaseID)
		}
	}
	return ids
}
