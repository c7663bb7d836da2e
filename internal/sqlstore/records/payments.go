package records

import (
	"beiandesk/internal/billing"
	"beiandesk/internal/money"
	"beiandesk/internal/ref"
	"beiandesk/internal/sqlstore/sqltx"
)

func fen(n int64) money.Fen { return money.Fen(n) }

type paymentStore struct{ Records }

// Add records money received. The bill's Paid is changed by its own Update.
func (s paymentStore) Add(p billing.Payment) error {
	note, err := s.Seal("payments", "note", string(p.ID), p.Note)
	if err != nil {
		return err
	}
	_, err = s.Exec(`INSERT INTO payments (id, invoice_id, number, amount_fen, paid_on, method, note_sealed, received_by, created_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		p.ID, p.InvoiceID, p.Number, p.Amount, p.On.String(), p.Method, note, p.By, s.StampOr(p.CreatedAt))
	return err
}

const paymentColumns = "id, invoice_id, number, amount_fen, paid_on, method, note_sealed, received_by, created_at"

func (s paymentStore) Of(id ref.InvoiceID) ([]billing.Payment, error) {
	return s.payments("SELECT "+paymentColumns+" FROM payments WHERE invoice_id = $1 ORDER BY id", id)
}

// OfAll lists the payments of several bills.
func (s paymentStore) OfAll(ids []ref.InvoiceID) ([]billing.Payment, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	w := s.Where()
	sqltx.OneOf(&w, "invoice_id", ids)
	return s.payments("SELECT "+paymentColumns+" FROM payments"+w.Clause()+" ORDER BY invoice_id, id", w.Args...)
}

// OfCase lists the payments of every bill with a line for the case.
func (s paymentStore) OfCase(id ref.CaseID) ([]billing.Payment, error) {
	return s.payments("SELECT "+paymentColumns+` FROM payments
		WHERE invoice_id IN (SELECT invoice_id FROM invoice_lines WHERE case_id = $1) ORDER BY invoice_id, id`, id)
}

func (s paymentStore) payments(query string, args ...any) ([]billing.Payment, error) {
	return sqltx.List(s.Tx, func(row sqltx.Row) (p billing.Payment, err error) {
		var note []byte
		err = row.Scan(&p.ID, &p.InvoiceID, &p.Number, &p.Amount, sqltx.Day(&p.On), &p.Method, &note, &p.By, sqltx.Time(&p.CreatedAt))
		if err != nil {
			return p, err
		}
		p.Note, err = s.Unseal("payments", "note", string(p.ID), note)
		return p, err
	}, query, args...)
}
