// Package audit shows what was done on the desk: the whole journal by who, what, which case and
// when, and takes it out of the desk as a table.
package audit

import (
	"context"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// Line is a line of the journal in words.
type Line struct {
	store.JournalRow
	Recorded  cal.Moment // when it was written down
	KindLabel string
	ViaLabel  string
}

// Page is a part of the journal, the latest first.
type Page struct {
	Lines []Line
	Next  string // cursor; "" at the end
}

// Filter says which lines are meant.
type Filter struct {
	From, To string      // days of recording as typed; "" is no bound
	Staff    ref.StaffID // "" is anybody
	Kind     string      // code; "" is any
	Number   string      // of a case; "" is all of them and the desk's own
	Text     string      // words of the title
	Cursor   string
	Size     int
}

// List pages through the journal. Errors: Invalid at from, to, kind, text; NotFound at case.
func List(ctx context.Context, o *office.Office, f Filter) (Page, error) {
	p := Page{Lines: []Line{}}
	err := o.Read(ctx, func(tx store.Tx) error {
		q, err := f.query(tx, o.Today())
		if err != nil {
			return err
		}
		q.Limit++ // one more tells whether there is a next page
		rows, err := tx.JournalList().Find(q)
		if err != nil {
			return err
		}
		if len(rows) > f.Size {
			rows = rows[:f.Size]
			p.Next = rows[f.Size-1].Cursor
		}
		for _, r := range rows {
			p.Lines = append(p.Lines, Line{JournalRow: r, Recorded: cal.At(r.At), KindLabel: KindLabel(r.Kind), ViaLabel: viaLabel(r.Via)})
		}
		return nil
	})
	return p, err
}

// allPage is how many lines are read at once.
const allPage = 200

// All is the whole of what a filter keeps. Errors: as List.
func All(ctx context.Context, o *office.Office, f Filter) ([]Line, error) {
	all := []Line{}
	for f.Size = allPage; ; {
		p, err := List(ctx, o, f)
		if err != nil {
			return nil, err
		}
		all = append(all, p.Lines...)
		if f.Cursor = p.Next; f.Cursor == "" {
			return all, nil
		}
	}
}

// query reads a filter.
func (f Filter) query(tx store.Tx, today cal.Day) (store.JournalQuery, error) {
	q := store.JournalQuery{Staff: f.Staff, Kind: f.Kind, Text: f.Text, After: f.Cursor, Limit: f.Size}
	var wrong office.Problems
	if _, ok := kindOf(f.Kind); f.Kind != "" && !ok {
		wrong.At("kind", "没有“%s”这类记录。从列出的里选", f.Kind)
	}
	q.From, q.To = wrong.Span(f.From, f.To, today)
	wrong.Take("text", office.JudgeSearch(f.Text))
	if number := strings.TrimSpace(f.Number); number != "" {
		c, err := tx.Cases().ByNumber(number)
		if errs.CodeOf(err) == errs.NotFound {
			return q, errs.Wrap(errs.NotFound, err, "没有 %s 这个案件，请核对编号", number)
		}
		if err != nil {
			return q, err
		}
		q.Case = c.ID
	}
	return q, wrong.Err()
}
