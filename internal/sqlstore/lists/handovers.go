package lists

import (
	"beiandesk/internal/sqlstore/registers"
	"beiandesk/internal/sqlstore/sqltx"
	"beiandesk/internal/store"
)

type handoverList struct{ Lists }

// ofHandover finds a word in what the case of a hand-over is called: its number, the domains
// and names of its sites, its client.
func (o word) ofHandover() []string {
	return []string{"case_id IN (SELECT c.id FROM cases c WHERE " + o.in("c.find") + " OR " + o.in("c.client_find") + ")"}
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
	s.words(&w, q.Text, word.ofHandover)
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
