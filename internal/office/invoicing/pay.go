package invoicing

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"beiandesk/internal/billing"
	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
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
	Method    string `text:"收款方式,line,50"`  // one of billing.Methods
	Note      string `text:"备注,lines,2000"` // sealed
	Early     bool   // staff have agreed to a day before the bill's
	Version   int    // of the bill as it was shown
}

// Pay books a payment under the next receipt number of the year. Errors: Invalid at
// amount, day or method, and at early for a day before the bill's until staff agree to
// it; Blocked for a bill that takes no money, Conflict when somebody has changed it since.
func Pay(ctx context.Context, o *office.Office, in PayInput) (Bill, error) {
	if err := office.Judge(in); err != nil {
		return Bill{}, err
	}
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
		if inv.Early(p) && !in.Early {
			return errs.AtField("early", "到账日期 %s 早于开单日期 %s，请核对", p.On, inv.IssuedOn)
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

// ReverseInput takes a payment back that was booked by mistake.
type ReverseInput struct {
	InvoiceID ref.InvoiceID `json:"invoiceId"`
	PaymentID ref.PaymentID `json:"paymentId"`
	Reason    string        `json:"reason" text:"原因,lines,2000"` // sealed; printed on the bill
	Version   int           `json:"version"`                     // of the bill as it was shown
}

// Reverse takes a payment back: the bill is as open as before it, its receipt's number and
// the reversal stay. Errors: Invalid without a reason, Blocked for a payment that is
// reversed already, NotFound, Conflict.
func Reverse(ctx context.Context, o *office.Office, in ReverseInput) (Bill, error) {
	if err := office.Judge(in); err != nil {
		return Bill{}, err
	}
	var out Bill
	err := o.Write(ctx, func(w *office.Work) error {
		inv, err := current(w, in.InvoiceID, in.Version)
		if err != nil {
			return err
		}
		booked, err := w.Payments().Of(inv.ID)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(booked, func(p billing.Payment) bool { return p.ID == in.PaymentID })
		if at < 0 {
			return errs.New(errs.NotFound, "这张账单上没有这笔收款，请核对")
		}
		p, today := booked[at], o.Today()
		inv, r, err := inv.Reverse(p, today, in.Reason)
		if err != nil {
			return err
		}
		r.By, r.CreatedAt = w.Staff, w.Now
		if err := w.Payments().Reverse(r); err != nil {
			return err
		}
		if out, err = update(w, inv, today); err != nil {
			return err
		}
		detail := fmt.Sprintf("收据 %s，%s %s %s，未收 %s\n%s", p.Number, p.On, p.Method, p.Amount, inv.Open(), r.Reason)
		return note(w, inv, "冲正收款 "+inv.Number, detail, "")
	})
	return out, err
}

// VoidInput cancels a bill.
type VoidInput struct {
	InvoiceID ref.InvoiceID `json:"invoiceId"`
	Reason    string        `json:"reason" text:"原因,lines,2000"` // sealed; printed on the void bill
	Version   int           `json:"version"`                     // of the bill as it was shown
}

// Void cancels a bill on which no payment stands. The number is kept and never
// used again; the fees can be billed anew. Errors:
// Blocked, Invalid without a reason, Conflict.
func Void(ctx context.Context, o *office.Office, in VoidInput) (Bill, error) {
	if err := office.Judge(in); err != nil {
		return Bill{}, err
	}
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
