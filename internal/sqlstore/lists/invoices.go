package lists

import (
	"slices"
	"strings"

	"beiandesk/internal/billing"
	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/money"
	"beiandesk/internal/sqlstore/records"
	"beiandesk/internal/sqlstore/sqltx"
	"beiandesk/internal/store"
)

type invoiceList struct{ Lists }

// Invoices pages through bills, newest number first. Without an age void and paid
// bills are there too.
func (s invoiceList) Invoices(q store.InvoiceQuery) ([]billing.Invoice, error) {
	if err := sqltx.PageSize(q.Limit); err != nil {
		return nil, err
	}
	w := s.Where()
	index := "invoices_number"
	if q.Age != "" {
		w.Add("open_fen > 0")
		index = "invoices_open_number"
		if err := ofAge(&w, q.Age, q.Today); err != nil {
			return nil, err
		}
	}
	t, err := s.text(q.Text, billsCalled)
	if err != nil {
		return nil, err
	}
	with, from := t.from(&w, "invoices", index)
	if q.After != "" {
		w.Add("number_key < " + w.Arg(records.NumberKey(q.After)))
	}
	page := with + "SELECT id FROM " + from + w.Clause() + " ORDER BY number_key DESC" + sqltx.Limit(q.Limit)
	return records.Records{Tx: s.Tx}.Bills("SELECT "+records.InvoiceColumns+", "+records.LineColumns+` FROM (`+page+`) p JOIN invoices i ON i.id = p.id
		LEFT JOIN invoice_lines l ON l.invoice_id = i.id ORDER BY i.number_key DESC, l.ordinal`, w.Args...)
}

// Overdue lists bills that have something open and fell due before a day.
func (s invoiceList) Overdue(today cal.Day, limit int) ([]billing.Invoice, error) {
	if err := sqltx.PageSize(limit); err != nil {
		return nil, err
	}
	w := s.Where()
	w.Add("open_fen > 0")
	dueOn(&w, billing.LateOn(today))
	page := "SELECT id FROM invoices" + w.Indexed("invoices_open_due") + w.Clause() + " ORDER BY due_on, number_key" + sqltx.Limit(limit)
	return records.Records{Tx: s.Tx}.Bills("SELECT "+records.InvoiceColumns+", "+records.LineColumns+` FROM (`+page+`) p JOIN invoices i ON i.id = p.id
		LEFT JOIN invoice_lines l ON l.invoice_id = i.id ORDER BY i.due_on, i.number_key, l.ordinal`, w.Args...)
}

// ofAge keeps the bills of an age.
func ofAge(w *sqltx.Where, code string, today cal.Day) error {
	switch code {
	case billing.AgeOpen:
		return nil
	case billing.AgeLate:
		dueOn(w, billing.LateOn(today))
		return nil
	}
	ages := billing.Ages(today)
	i := slices.IndexFunc(ages, func(a billing.Age) bool { return a.Code == code })
	if i < 0 {
		return errs.New(errs.Invalid, "没有“%s”这个账龄。从列出的账龄里选", code)
	}
	dueOn(w, ages[i].Due)
	return nil
}

// dueOn keeps what fell due on one of the days.
func dueOn(w *sqltx.Where, days billing.Days) {
	if days.From != nil {
		w.Add("due_on >= " + w.Arg(days.From.String()))
	}
	if days.To != nil {
		w.Add("due_on <= " + w.Arg(days.To.String()))
	}
}

// Totals adds up what is open by age; All counts every bill, void ones
// included.
func (s invoiceList) Totals(day cal.Day) (store.InvoiceTotals, error) {
	t := store.InvoiceTotals{Sum: map[string]money.Fen{billing.AgeOpen: 0}, Count: map[string]int{billing.AgeOpen: 0}}
	var args []any
	var union strings.Builder
	for _, age := range billing.Ages(day) {
		t.Sum[age.Code], t.Count[age.Code] = 0, 0
		w := s.Where()
		w.Args = args
		w.Add("state = 'open'")
		dueOn(&w, age.Due)
		union.WriteString("SELECT '" + age.Code + "', COALESCE(SUM(open_fen), 0), COALESCE(SUM(n), 0) FROM invoice_tally" + w.Clause() + " UNION ALL ")
		args = w.Args
	}
	_, err := sqltx.List(s.Tx, func(row sqltx.Row) (struct{}, error) {
		var age string
		var sum int64
		var n int
		if err := row.Scan(&age, &sum, &n); err != nil {
			return struct{}{}, err
		}
		switch age {
		case "all":
			t.All = n
		case "void":
			t.Void = n
		default:
			t.Sum[age], t.Count[age] = money.Fen(sum), n
			t.Sum[billing.AgeOpen] += money.Fen(sum)
			t.Count[billing.AgeOpen] += n
		}
		return struct{}{}, nil
	}, union.String()+`SELECT 'all', 0, COALESCE(SUM(n), 0) FROM invoice_tally UNION ALL SELECT 'void', 0, COALESCE(SUM(n), 0) FROM invoice_tally WHERE state = 'void'`, args...)
	return t, err
}
