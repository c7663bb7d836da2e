package records

import (
	"time"

	"beiandesk/internal/billing"
	"beiandesk/internal/cal"
	"beiandesk/internal/money"
	"beiandesk/internal/ref"
	"beiandesk/internal/sqlstore/sqltx"
)

func fen(n int64) money.Fen { return money.Fen(n) }

type paymentStore struct{ Records }

// placeOfPayment is that of a payment, which is written once: its seal binds what was paid.
func placeOfPayment(p billing.Payment) sqltx.Place {
	return sqltx.Place{
		Table: "payments", Version: sqltx.Added,
		Row: sqltx.RowOf(p.ID, p.InvoiceID, p.Number, int64(p.Amount), p.On, p.Method),
	}
}

// placeOfReversal is that of a reversal, which is written once.
func placeOfReversal(r billing.Reversal) sqltx.Place {
	return sqltx.Place{Table: "reversals", Version: sqltx.Added, Row: sqltx.RowOf(r.PaymentID, r.On)}
}

// Add records money received. The bill's Paid is changed by its own Update.
func (s paymentStore) Add(p billing.Payment) error {
	note, err := s.Seal(placeOfPayment(p), "note", p.Note)
	if err != nil {
		return err
	}
	_, err = s.Exec(`INSERT INTO payments (id, invoice_id, number, amount_fen, paid_on, method, note_sealed, received_by, created_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		p.ID, p.InvoiceID, p.Number, p.Amount, p.On.String(), p.Method, note, p.By, s.StampOr(p.CreatedAt))
	return s.marked(err, "payments", p.ID)
}

// Reverse records that a payment counts no more. The bill's Paid is changed by its own Update.
func (s paymentStore) Reverse(r billing.Reversal) error {
	reason, err := s.Seal(placeOfReversal(r), "reason", r.Reason)
	if err != nil {
		return err
	}
	_, err = s.Exec(`INSERT INTO reversals (payment_id, reversed_on, reason_sealed, reversed_by, created_at) VALUES ($1, $2, $3, $4, $5)`,
		r.PaymentID, r.On.String(), reason, r.By, s.StampOr(r.CreatedAt))
	return s.marked(err, "reversals", r.PaymentID)
}

const paymentQuery = `SELECT p.id, p.invoice_id, p.number, p.amount_fen, p.paid_on, p.method, p.note_sealed, p.received_by, p.created_at,
	b.reversed_on, b.reason_sealed, b.reversed_by, b.created_at FROM payments p LEFT JOIN reversals b ON b.payment_id = p.id`

// ByNumber finds the payment of a receipt.
func (s paymentStore) ByNumber(number string) (billing.Payment, error) {
	return sqltx.One(s.Tx, "这张收据", s.payment, paymentQuery+" WHERE p.number = $1", number)
}

func (s paymentStore) Of(id ref.InvoiceID) ([]billing.Payment, error) {
	return s.payments(" WHERE p.invoice_id = $1 ORDER BY p.id", id)
}

// OfAll lists the payments of several bills.
func (s paymentStore) OfAll(ids []ref.InvoiceID) ([]billing.Payment, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	w := s.Where()
	sqltx.OneOf(&w, "p.invoice_id", ids)
	return s.payments(w.Clause()+" ORDER BY p.invoice_id, p.id", w.Args...)
}

// OfCase lists the payments of every bill with a line for the case.
func (s paymentStore) OfCase(id ref.CaseID) ([]billing.Payment, error) {
	return s.payments(` WHERE p.invoice_id IN (SELECT invoice_id FROM invoice_lines WHERE case_id = $1) ORDER BY p.invoice_id, p.id`, id)
}

func (s paymentStore) payments(which string, args ...any) ([]billing.Payment, error) {
	return sqltx.List(s.Tx, s.payment, paymentQuery+which, args...)
}

func (s paymentStore) payment(row sqltx.Row) (p billing.Payment, err error) {
	var note, reason []byte
	var on *cal.Day
	var by *string
	var at *time.Time
	err = row.Scan(&p.ID, &p.InvoiceID, &p.Number, &p.Amount, sqltx.Day(&p.On), &p.Method, &note, &p.By, sqltx.Time(&p.CreatedAt),
		sqltx.NullDay(&on), &reason, &by, sqltx.NullTime(&at))
	if err != nil {
		return p, err
	}
	if p.Note, err = s.UnsealText(placeOfPayment(p), "note", note); err != nil || on == nil {
		return p, err
	}
	p.Reversal = &billing.Reversal{PaymentID: p.ID, On: *on, By: ref.StaffID(*by), CreatedAt: *at}
	p.Reversal.Reason, err = s.UnsealText(placeOfReversal(*p.Reversal), "reason", reason)
	return p, err
}
