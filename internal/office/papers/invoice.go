package papers

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"beiandesk/internal/billing"
	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/damage"
	"beiandesk/internal/errs"
	"beiandesk/internal/identity"
	"beiandesk/internal/office"
	"beiandesk/internal/office/invoicing"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/paper"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// Draft prints the bill that issuing would make of a case now. It has no number, and says
// so. Errors: Blocked when nothing is open, NotFound; Invalid at letterhead.name until the
// agency's name is set.
func Draft(ctx context.Context, o *office.Office, id ref.CaseID) (Paper, error) {
	v := paper.Invoice{GeneratedAt: o.Now()}
	var missing []setup.Missing
	err := o.Read(ctx, func(tx store.Tx) error {
		inv, err := invoicing.DraftIn(tx, id, o.Today())
		if err != nil {
			return err
		}
		if missing, err = setup.MissingIn(tx); err != nil {
			return err
		}
		head, err := setup.LetterheadOf(tx)
		v.Letterhead, v.Account = letterhead(head), account(head)
		fill(&v, inv, nil)
		v.State = paper.InvoicePreview
		if err == nil {
			err = addressed(&v, tx, inv)
		}
		return err
	})
	if err != nil {
		return Paper{}, err
	}
	if err := damage.Refuse(v); err != nil {
		return Paper{}, err
	}
	r, err := paper.RenderInvoice(v)
	if err != nil {
		return Paper{}, err
	}
	made := finish("服务费账单预览", "", o.Today(), r).of(id)
	for _, m := range missing {
		made.Warnings = append(made.Warnings, m.Text)
	}
	return made, nil
}

// Invoice prints a bill as it stands now: open, part paid, paid or void. Errors:
// NotFound; Invalid at letterhead.name until the agency's name is set.
func Invoice(ctx context.Context, o *office.Office, id ref.InvoiceID) (Paper, error) {
	v := paper.Invoice{GeneratedAt: o.Now()}
	var only ref.CaseID // of all its lines; "" where there are several
	err := o.Read(ctx, func(tx store.Tx) error {
		inv, err := tx.Invoices().Get(id)
		if err != nil {
			if errs.CodeOf(err) == errs.NotFound {
				return errs.Wrap(errs.NotFound, err, "没有这张账单，请核对编号")
			}
			return err
		}
		head, err := setup.LetterheadOf(tx)
		if err != nil {
			return err
		}
		payments, err := invoicing.PaymentsOf(tx, inv)
		if err != nil {
			return err
		}
		v.Letterhead, v.Account = letterhead(head), account(head)
		fill(&v, inv, payments)
		if of := slices.CompactFunc(slices.Clone(inv.Lines), sameCase); len(of) == 1 {
			only = of[0].CaseID
		}
		if err := addressed(&v, tx, inv); err != nil {
			return err
		}
		if inv.Void {
			v.Void, err = voiding(tx, inv)
		}
		return err
	})
	if err != nil {
		return Paper{}, err
	}
	if err := damage.Refuse(v); err != nil {
		return Paper{}, err
	}
	r, err := paper.RenderInvoice(v)
	if err != nil {
		return Paper{}, err
	}
	return finish("服务费账单", v.Number, o.Today(), r).of(only), nil
}

func sameCase(a, b billing.Line) bool { return a.CaseID == b.CaseID }

// addressed names on a filled bill whom it is sent to and by which contracts, as client and
// cases stand now.
func addressed(v *paper.Invoice, tx store.Tx, inv billing.Invoice) error {
	c, err := tx.Clients().Client(inv.ClientID)
	if errs.CodeOf(err) == errs.NotFound {
		c, err = clients.Client{Contact: damage.Mark}, nil
	}
	if err != nil {
		return err
	}
	if v.Client.Contact = c.Contact; c.ContactPhone != "" {
		v.Client.Phone = identity.MaskPhone(c.ContactPhone)
	}
	for i, l := range inv.Lines {
		of, err := tx.Cases().Get(l.CaseID)
		if errs.CodeOf(err) == errs.NotFound {
			of, err = cases.Case{Contract: damage.Mark}, nil
		}
		if err != nil {
			return err
		}
		v.Lines[i].Contract = of.Contract
	}
	return nil
}

func fill(v *paper.Invoice, inv billing.Invoice, payments []invoicing.Payment) {
	v.Number, v.IssuedOn, v.DueOn = inv.Number, inv.IssuedOn, inv.DueOn
	v.Client = paper.Payer{Name: inv.ClientName, CreditCode: inv.CreditCode}
	switch {
	case inv.Void:
		v.State = paper.InvoiceVoid
	case inv.Open() == 0:
		v.State = paper.InvoicePaid
	case inv.Paid > 0:
		v.State = paper.InvoicePartPaid
	default:
		v.State = paper.InvoiceIssued
	}
	for _, l := range inv.Lines {
		v.Lines = append(v.Lines, paper.InvoiceLine{
			Item: l.Label, Case: l.CaseNumber, Domain: l.Domain, Quantity: int64(l.Quantity), UnitPrice: l.Price,
		})
	}
	if inv.TaxRate > 0 {
		net, tax := inv.Total.SplitTax(inv.TaxRate)
		v.Tax = &paper.TaxSplit{Rate: percent(inv.TaxRate), Net: net, Tax: tax}
	}
	for _, p := range payments {
		booked := paper.Payment{On: p.On, Method: p.Method, Receipt: p.Number, Amount: p.Amount}
		if r := p.Reversal; r != nil {
			booked.Reversed = &paper.Reversal{On: r.On, Reason: r.Reason, By: p.ReversedBy}
		}
		v.Payments = append(v.Payments, booked)
	}
}

// percent writes basis points as a rate: 600 is 6%, 350 is 3.5%.
func percent(points int) string {
	s := fmt.Sprintf("%d.%02d", points/100, points%100)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".") + "%"
}

// voiding says why a bill is void, and which one took its place.
func voiding(tx store.Tx, inv billing.Invoice) (*paper.Voiding, error) {
	v := &paper.Voiding{Reason: inv.VoidReason}
	if inv.VoidOn != nil {
		v.On = *inv.VoidOn
	}
	for _, l := range inv.Lines {
		later, err := tx.Invoices().Of(l.CaseID)
		if err != nil {
			return nil, err
		}
		for _, other := range later {
			same := slices.ContainsFunc(other.Lines, func(o billing.Line) bool { return o.FeeID == l.FeeID })
			if same && !other.Void && other.ID != inv.ID {
				v.ReplacedBy = other.Number
			}
		}
		entries, err := tx.Journal().Of(l.CaseID, 0, voidSearch)
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			if e.Subject == string(inv.ID) && strings.HasPrefix(e.Title, "作废账单") {
				staff, err := tx.Staff().Get(e.StaffID)
				if errs.CodeOf(err) == errs.NotFound {
					staff, err = store.Staff{Name: damage.Mark}, nil
				}
				if err != nil {
					return nil, err
				}
				v.By = staff.Name
				return v, nil
			}
		}
	}
	return v, nil
}

// voidSearch is how many of a case's newest journal entries are looked through for
// who made a bill void; a case has far fewer.
const voidSearch = 1000
