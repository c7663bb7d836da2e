package journal

import (
	"strconv"
	"strings"

	"beiandesk/internal/errs"
	"beiandesk/internal/sqlstore/sqltx"
	"beiandesk/internal/store"
)

// findOrder names the order of Find in its cursors.
const findOrder = "journal"

// Find lists lines by the moment of recording, the latest first; of one moment the last that
// was written.
func (s Store) Find(q store.JournalQuery) ([]store.JournalRow, error) {
	if err := sqltx.PageSize(q.Limit); err != nil {
		return nil, err
	}
	w := s.Where()
	index := "journal_at"
	for _, by := range []struct{ column, value, index string }{
		{"kind", q.Kind, "journal_kinds"}, {"staff_id", string(q.Staff), "journal_staff"}, {"case_id", string(q.Case), "journal_cases"},
	} {
		if by.value != "" { // the last is the narrowest
			w.Equal(by.column, by.value)
			index = by.index
		}
	}
	if q.From != 0 {
		w.Add("at >= " + w.Arg(sqltx.Stamp(q.From.Start())))
	}
	if q.To != 0 {
		w.Add("at < " + w.Arg(sqltx.Stamp(q.To.Add(1).Start())))
	}
	for _, word := range strings.Fields(strings.ToLower(q.Text)) {
		w.Add("lower(title) LIKE " + w.Arg("%"+strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`).Replace(word)+"%") + ` ESCAPE '\'`)
	}
	if q.After != "" {
		after, err := sqltx.AfterKeys(q.After, findOrder, 2)
		if err != nil {
			return nil, err
		}
		seq, err := strconv.ParseInt(after[1], 10, 64)
		if err != nil {
			return nil, errs.Wrap(errs.Invalid, err, "翻页的位置不对，请从头再列")
		}
		w.Add("(at, seq) < (" + w.Arg(after[0]) + ", " + w.Arg(seq) + ")")
	}
	page := "SELECT seq FROM journal" + w.Indexed(index) + w.Clause() + " ORDER BY at DESC, seq DESC" + sqltx.Limit(q.Limit)
	return sqltx.List(s.Tx, func(row sqltx.Row) (r store.JournalRow, err error) {
		l, err := scanBeside(row, &r.Staff, &r.Number)
		if err != nil {
			return r, err
		}
		r.Entry, err = s.opened(l)
		r.Cursor = sqltx.Cursor(findOrder, sqltx.Stamp(r.At), strconv.FormatInt(r.Seq, 10))
		return r, err
	}, "SELECT "+journalColumns+", "+sqltx.OrLostOf("j.staff_id", "o.name")+", "+sqltx.OrLostOf("j.case_id", "c.number")+` FROM (`+page+`) f JOIN journal j ON j.seq = f.seq
		LEFT JOIN journal_payloads p ON p.seq = j.seq LEFT JOIN staff o ON o.id = j.staff_id LEFT JOIN cases c ON c.id = j.case_id
		ORDER BY j.at DESC, j.seq DESC`, w.Args...)
}
