package lists

import (
	"beiandesk/internal/billing"
	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/money"
	"beiandesk/internal/sqlstore/records"
	"beiandesk/internal/sqlstore/sqltx"
	"beiandesk/internal/store"
)

type invoiceList struct{ Lists }

// Ages of what is open: not yet due, 1–30, 31–60 and more days late.
const (
	ageOpen    = "open"
	ageCurrent = "current"
	age30      = "d30"
	age60      = "d60"
	ageOlder   = "older"
)

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
	}
	switch q.Age {
	case "", ageOpen:
	case ageCurrent:
		w.Add("due_on >= " + w.Arg(q.Today.String()))
	case age30:
		w.Add("due_on < " + w.Arg(q.Today.String()))
		w.Add("due_on >= " + w.Arg(q.Today.Add(-30).String()))
	case age60:
		w.Add("due_on < " + w.Arg(q.Today.Add(-30).String()))
		w.Add("due_on >= " + w.Arg(q.Today.Add(-60).String()))
	case ageOlder:
		w.Add("due_on < " + w.Arg(q.Today.Add(-60).String()))
	default:
		return nil, errs.New(errs.Invalid, "没有“%s”这个账龄。从列出的账龄里选", q.Age)
	}
	w.Add(w.Part(q.Text, "find"))
	if q.After != "" {
		w.Add("number_key < " + w.Arg(records.NumberKey(q.After)))
	}
	page := "SELECT id FROM invoices" + w.Indexed(index) + w.Clause() + " ORDER BY number_key DESC LIMIT " + w.Arg(q.Limit)
	return records.Records{Tx: s.Tx}.Bills("SELECT "+records.InvoiceColumns+", "+records.LineColumns+` FROM (`+page+`) p JOIN invoices i ON i.id = p.id
		LEFT JOIN invoice_lines l ON l.invoice_id = i.id ORDER BY i.number_key DESC, l.ordinal`, w.Args...)
}

// Totals adds up what is open by age; All counts every bill, void ones
// included.
func (s invoiceList) Totals(day cal.Day) (store.InvoiceTotals, error) {
	t := store.InvoiceTotals{Sum: map[string]money.Fen{}, Count: map[string]int{}}
	for _, age := range []string{ageOpen, ageCurrent, age30, age60, ageOlder} {
		t.Sum[age], t.Count[age] = 0, 0
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
			t.Sum[ageOpen] += money.Fen(sum)
			t.Count[ageOpen] += n
		}
		return struct{}{}, nil
	}, s.openBetween(ageCurrent, "due_on >= $1")+s.openBetween(age30, "due_on < $1 AND due_on >= $2")+
		s.openBetween(age60, "due_on < $2 AND due_on >= $3")+s.openBetween(ageOlder, "due_on < $3")+
		`SELECT 'all', 0, COUNT(*) FROM invoices UNION ALL SELECT 'void', 0, COUNT(*) FROM invoices WHERE void = 1`,
		day.String(), day.Add(-30).String(), day.Add(-60).String())
	return t, err
}

// openBetween adds up what is open of one age.
func (s invoiceList) openBetween(age, due string) string {
	return "SELECT '" + age + "', COALESCE(SUM(open_fen), 0), COUNT(*) FROM invoices" + s.Indexed("invoices_open_due") +
		" WHERE open_fen > 0 AND " + due + " UNION ALL "
}
