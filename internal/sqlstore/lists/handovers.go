package lists

import (
	"beiandesk/internal/sqlstore/registers"
	"beiandesk/internal/sqlstore/sqltx"
	"beiandesk/internal/store"
)

type handoverList struct{ Lists }

// handoversCalled are found by what their case is called: its number, the domains and names
// of its sites, its client.
var handoversCalled = called{table: "cases", ways: casesCalled.ways[:2]}

// ofCase is the condition that a hand-over's case has the word.
func (o *word) ofCase(w *sqltx.Where) string {
	if o.common() {
		return "EXISTS (SELECT 1 FROM cases WHERE cases.id = handovers.case_id AND " + o.kept(w, handoversCalled) + ")"
	}
	return "case_id IN (SELECT c.id FROM (" + o.gathered(w, handoversCalled) + ") AS g CROSS JOIN cases c WHERE c.find_no = g.no)"
}

// Handovers pages through the register, the latest first; of one day what was told to the
// minute comes before what was not.
func (s handoverList) Handovers(q store.HandoverQuery) ([]store.HandoverRow, error) {
	if err := sqltx.PageSize(q.Limit); err != nil {
		return nil, err
	}
	w := s.Where()
	index := "handovers_at"
	if q.Recipient != "" {
		w.Equal("recipient", q.Recipient)
		index = "handovers_recipient"
	}
	if q.Case != "" {
		w.Equal("case_id", q.Case)
		index = "handovers_case"
	}
	if q.From != 0 {
		w.Add("at >= " + w.Arg(q.From.String()))
	}
	if q.To != 0 {
		w.Add("at < " + w.Arg(q.To.Add(1).String()))
	}
	t, err := s.text(q.Text, handoversCalled)
	if err != nil {
		return nil, err
	}
	for _, o := range t.each() {
		w.Add(o.ofCase(&w))
	}
	if t != nil && !t.common() {
		index = "handovers_case"
	}
	if q.After != "" {
		after, err := sqltx.AfterKeys(q.After, "at", 2)
		if err != nil {
			return nil, err
		}
		w.Add("(at, id) < (" + sqltx.ArgList(&w, after) + ")")
	}
	page := "SELECT id FROM handovers" + w.Indexed(index) + w.Clause() + " ORDER BY at DESC, id DESC" + sqltx.Limit(q.Limit)
	return sqltx.List(s.Tx, func(row sqltx.Row) (r store.HandoverRow, err error) {
		r.Handover, err = registers.Registers{Tx: s.Tx}.ScanHandover(row, &r.Number, &r.Client, &r.ClientKind)
		r.Cursor = sqltx.Cursor("at", r.At.String(), string(r.ID))
		return r, err
	}, "SELECT "+registers.HandoverColumns+`, `+sqltx.OrLost("c.number")+`, `+sqltx.OrLost("cl.name")+`, COALESCE(cl.kind, '') FROM (`+page+`) p JOIN handovers v ON v.id = p.id
		LEFT JOIN cases c ON c.id = v.case_id LEFT JOIN clients cl ON cl.id = c.client_id ORDER BY v.at DESC, v.id DESC`, w.Args...)
}
