package records

import (
	"beiandesk/internal/billing"
	"beiandesk/internal/ref"
	"beiandesk/internal/sqlstore/sqltx"
	"beiandesk/internal/sqlstore/tallies"
)

type feeStore struct{ Records }

func scanFee(row sqltx.Row) (f billing.Fee, err error) {
	err = row.Scan(&f.ID, &f.CaseID, &f.Phase, &f.Label, &f.Amount, &f.State, &f.InvoiceID, sqltx.Time(&f.CreatedAt), &f.Version)
	return f, err
}

func (s feeStore) Add(f billing.Fee) error {
	_, err := s.Exec(`INSERT INTO fees (id, case_id, phase, label, amount_fen, state, invoice_id, created_at, updated_at, version)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
		f.ID, f.CaseID, f.Phase, f.Label, f.Amount, f.State, f.InvoiceID, s.StampOr(f.CreatedAt), s.StampOr(f.CreatedAt), f.Version)
	if err := s.marked(err, "fees", f.ID); err != nil {
		return err
	}
	return s.owe(f.CaseID)
}

func (s feeStore) Of(id ref.CaseID) ([]billing.Fee, error) {
	return sqltx.List(s.Tx, scanFee, `SELECT id, case_id, phase, label, amount_fen, state, invoice_id, created_at, version
		FROM fees WHERE case_id = $1 ORDER BY id`, id)
}

func (s feeStore) Update(f billing.Fee) error {
	if err := s.before("fees", f.ID); err != nil {
		return err
	}
	n, err := s.Exec(`UPDATE fees SET phase = $1, label = $2, amount_fen = $3, state = $4, invoice_id = $5, updated_at = $6,
		version = version + 1 WHERE id = $7 AND version = $8`,
		f.Phase, f.Label, f.Amount, f.State, f.InvoiceID, sqltx.Stamp(s.Now), f.ID, f.Version)
	if err := s.marked(s.Changed(n, err, "fees", string(f.ID), "这笔费用", f.Version), "fees", f.ID); err != nil {
		return err
	}
	return s.owe(f.CaseID)
}

// owe works out what a case owes and keeps it in cases.unpaid_fen: its fees that are
// on no bill, and of each standing bill the part of its lines that payments have not
// reached. Payments fill the lines of a bill in their order, so that a bill over
// several cases is shared out to the fen.
func (t Records) owe(id ref.CaseID) error {
	return tallies.Store{Tx: t.Tx}.Case(id, func() error { return t.sumUnpaid(id) })
}

func (t Records) sumUnpaid(id ref.CaseID) error {
	_, err := t.Exec(`UPDATE cases SET unpaid_fen =
		COALESCE((SELECT SUM(amount_fen) FROM fees WHERE case_id = $1 AND state = 'open'), 0) +
		COALESCE((SELECT SUM(CASE
				WHEN before_fen + amount_fen <= paid_fen THEN 0
				WHEN before_fen >= paid_fen THEN amount_fen
				ELSE before_fen + amount_fen - paid_fen END)
			FROM (SELECT l.amount_fen, i.paid_fen,
				COALESCE((SELECT SUM(e.amount_fen) FROM invoice_lines e
					WHERE e.invoice_id = l.invoice_id AND e.ordinal < l.ordinal), 0) AS before_fen
				FROM invoice_lines l JOIN invoices i ON i.id = l.invoice_id
				WHERE l.case_id = $1 AND i.void = 0) AS shares), 0)
		WHERE id = $1`, id)
	return err
}

// oweAll does so for every case on a bill.
func (t Records) oweAll(id ref.InvoiceID) error {
	ids, err := sqltx.List(t.Tx, sqltx.Text, "SELECT DISTINCT case_id FROM invoice_lines WHERE invoice_id = $1", id)
	if err != nil {
		return err
	}
	for _, c := range ids {
		if err := t.owe(ref.CaseID(c)); err != nil {
			return err
		}
	}
	return nil
}
