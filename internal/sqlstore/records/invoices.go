package records

import (
	"beiandesk/internal/billing"
	"beiandesk/internal/ref"
	"beiandesk/internal/sqlstore/parts"
	"beiandesk/internal/sqlstore/sqltx"
	"beiandesk/internal/sqlstore/tallies"
)

// InvoiceColumns and LineColumns are what Bills reads, of invoices i and invoice_lines l.
const InvoiceColumns = `i.id, i.number, i.client_id, i.client_name, i.credit_code, i.issued_on, i.due_on, i.total_fen,
	i.paid_fen, i.tax_rate, i.void, i.void_on, i.void_reason_sealed, i.issued_by, i.created_at, i.updated_at, i.version`

// LineColumns follow InvoiceColumns.
const LineColumns = `l.fee_id, l.case_id, l.case_number, l.domain, l.label, l.quantity, l.price_fen, l.amount_fen`

// openFen is what is still to be paid of a bill: nothing of a void one.
func openFen(v billing.Invoice) int64 {
	if v.Void || v.Paid >= v.Total {
		return 0
	}
	return int64(v.Total - v.Paid)
}

type invoiceStore struct{ Records }

func placeOfInvoice(id ref.InvoiceID, version int) sqltx.Place {
	return sqltx.Place{Table: "invoices", Row: string(id), Version: version}
}

func (s invoiceStore) Add(v billing.Invoice) error {
	return tallies.Store{Tx: s.Tx}.Bill(v.ID, func() error { return s.add(v) })
}

func (s invoiceStore) add(v billing.Invoice) error {
	reason, err := s.Seal(placeOfInvoice(v.ID, v.Version), "void_reason", v.VoidReason)
	if err != nil {
		return err
	}
	_, err = s.Exec(`INSERT INTO invoices (id, number, number_key, client_id, client_name, credit_code, issued_on, due_on,
		total_fen, paid_fen, open_fen, tax_rate, void, void_on, void_reason_sealed, issued_by, find, created_at, updated_at, version, find_no)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, `+parts.Bills.NextNo()+`)`,
		v.ID, v.Number, NumberKey(v.Number), v.ClientID, v.ClientName, v.CreditCode, v.IssuedOn.String(), v.DueOn.String(),
		v.Total, v.Paid, openFen(v), v.TaxRate, sqltx.Flag(v.Void), sqltx.DayOrNull(v.VoidOn), reason, v.IssuedBy,
		Fold(v.Number, v.ClientName), s.StampOr(v.CreatedAt), s.StampOr(v.UpdatedAt), v.Version)
	if err := s.found(s.marked(err, "invoices", v.ID), parts.Bills, v.ID); err != nil {
		return err
	}
	for i, l := range v.Lines {
		_, err := s.Exec(`INSERT INTO invoice_lines (invoice_id, ordinal, fee_id, case_id, case_number, domain, label,
			quantity, price_fen, amount_fen) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
			v.ID, i, l.FeeID, l.CaseID, l.CaseNumber, l.Domain, l.Label, l.Quantity, l.Price, l.Amount)
		if err := s.marked(err, "invoice_lines", v.ID, i); err != nil {
			return err
		}
	}
	return s.oweAll(v.ID)
}

// Bills reads bills with their lines from rows of one join, lines in their order.
func (t Records) Bills(query string, args ...any) ([]billing.Invoice, error) {
	type joined struct {
		invoice billing.Invoice
		line    billing.Line
	}
	rows, err := sqltx.List(t.Tx, func(row sqltx.Row) (v joined, err error) {
		var sealed []byte
		i, l := &v.invoice, &v.line
		var fee, caseID, number, domain, label *string
		var quantity *int
		var price, amount *int64
		err = row.Scan(&i.ID, &i.Number, &i.ClientID, &i.ClientName, &i.CreditCode, sqltx.Day(&i.IssuedOn), sqltx.Day(&i.DueOn),
			&i.Total, &i.Paid, &i.TaxRate, &i.Void, sqltx.NullDay(&i.VoidOn), &sealed, &i.IssuedBy, sqltx.Time(&i.CreatedAt),
			sqltx.Time(&i.UpdatedAt), &i.Version, &fee, &caseID, &number, &domain, &label, &quantity, &price, &amount)
		if err != nil {
			return v, err
		}
		if fee != nil { // a bill without lines joins to NULLs
			*l = billing.Line{FeeID: ref.FeeID(*fee), CaseID: ref.CaseID(*caseID), CaseNumber: *number, Domain: *domain,
				Label: *label, Quantity: *quantity, Price: fen(*price), Amount: fen(*amount)}
			i.Lines = []billing.Line{*l}
		}
		i.VoidReason, err = t.UnsealText(placeOfInvoice(i.ID, i.Version), "void_reason", sealed)
		return v, err
	}, query, args...)
	if err != nil {
		return nil, err
	}
	var all []billing.Invoice
	for _, r := range rows {
		if n := len(all); n > 0 && all[n-1].ID == r.invoice.ID {
			all[n-1].Lines = append(all[n-1].Lines, r.line)
			continue
		}
		all = append(all, r.invoice)
	}
	return all, nil
}

func (t Records) bill(where string, arg any) (billing.Invoice, error) {
	all, err := t.Bills("SELECT "+InvoiceColumns+", "+LineColumns+
		" FROM invoices i LEFT JOIN invoice_lines l ON l.invoice_id = i.id WHERE "+where+" ORDER BY l.ordinal", arg)
	if err == nil && len(all) == 0 {
		err = sqltx.Missing("这张账单")
	}
	if err != nil {
		return billing.Invoice{}, err
	}
	return all[0], nil
}

func (s invoiceStore) Get(id ref.InvoiceID) (billing.Invoice, error) {
	return s.bill("i.id = $1", id)
}

func (s invoiceStore) ByNumber(number string) (billing.Invoice, error) {
	return s.bill("i.number = $1", number)
}

// Update stores Void, VoidOn, VoidReason, Paid and UpdatedAt; the rest of a
// bill stays as it was issued.
func (s invoiceStore) Update(v billing.Invoice) error {
	return tallies.Store{Tx: s.Tx}.Bill(v.ID, func() error { return s.update(v) })
}

func (s invoiceStore) update(v billing.Invoice) error {
	if err := s.before("invoices", v.ID); err != nil {
		return err
	}
	sealed, err := s.SealOver(placeOfInvoice(v.ID, v.Version), []sqltx.SealedText{{Column: "void_reason", Text: &v.VoidReason}})
	if err != nil {
		return err
	}
	n, err := s.Exec(`UPDATE invoices SET void = $1, void_on = $2, void_reason_sealed = $3, paid_fen = $4,
		open_fen = CASE WHEN CAST($1 AS BIGINT) = 1 OR $4 >= total_fen THEN 0 ELSE total_fen - $4 END,
		updated_at = $5, version = version + 1 WHERE id = $6 AND version = $7`,
		sqltx.Flag(v.Void), sqltx.DayOrNull(v.VoidOn), sealed[0], v.Paid, s.StampOr(v.UpdatedAt), v.ID, v.Version)
	if err := s.marked(s.Changed(n, err, "invoices", string(v.ID), "这张账单", v.Version), "invoices", v.ID); err != nil {
		return err
	}
	return s.oweAll(v.ID)
}

// Of lists the bills with a line for the case, void ones too, newest first.
func (s invoiceStore) Of(id ref.CaseID) ([]billing.Invoice, error) {
	return s.Bills("SELECT "+InvoiceColumns+", "+LineColumns+` FROM invoices i LEFT JOIN invoice_lines l ON l.invoice_id = i.id
		WHERE i.id IN (SELECT invoice_id FROM invoice_lines WHERE case_id = $1) ORDER BY i.number_key DESC, l.ordinal`, id)
}
