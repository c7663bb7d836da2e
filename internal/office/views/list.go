package views

import (
	"context"
	"strings"

	"beiandesk/internal/money"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// Row is a line of the cases table.
type Row struct {
	store.CaseRow
	TypeLabel    string
	ProvinceName string
	StatusText   string
	Words               // of the headline; of a case that has ended only the day of its end, as Due
	Contact      string // 11月20日 电话; "" when none
}

// Table is a page of the cases table with the figures of all that match.
type Table struct {
	Rows   []Row
	Next   string // cursor of the next page, "" at the end
	Total  store.Count
	Unpaid money.Fen
	Views  map[string]int
	// Elsewhere counts, where a text finds nothing in its view, what it finds in the others
	// with the same filters; views without a hit are left out.
	Elsewhere map[string]store.Count
}

// List reads a page in three statements. q.Limit is the size of the page, 1 to 200.
func List(ctx context.Context, o *office.Office, q store.CaseQuery) (Table, error) {
	t := Table{Rows: []Row{}}
	if err := office.JudgeSearch(q.Text); err != nil {
		return t, err
	}
	size := q.Limit
	q.Now, q.Limit = o.Now(), size+1 // one more tells whether there is a next page
	err := o.Read(ctx, func(tx store.Tx) (err error) {
		if t.Rows, err = rows(o, tx, q); err != nil {
			return err
		}
		if len(t.Rows) > size {
			t.Rows, t.Next = t.Rows[:size], t.Rows[size-1].Cursor
		}
		head, err := Head(tx, q)
		t.Total, t.Unpaid, t.Views, t.Elsewhere = head.Total, head.Unpaid, head.Views, head.Elsewhere
		return err
	})
	return t, err
}

// Head reads the figures of all that a query keeps, without a row.
func Head(tx store.Tx, q store.CaseQuery) (Table, error) {
	totals, err := tx.CaseList().Totals(q)
	t := Table{Rows: []Row{}, Total: totals.Count, Unpaid: totals.Unpaid, Views: totals.Views}
	if err == nil && t.Total.N == 0 && strings.TrimSpace(q.Text) != "" {
		t.Elsewhere, err = elsewhere(tx, q)
	}
	return t, err
}

// rows reads the rows of a page.
func rows(o *office.Office, tx store.Tx, q store.CaseQuery) ([]Row, error) {
	found, err := tx.CaseList().Cases(q)
	if err != nil {
		return nil, err
	}
	ids := make([]ref.CaseID, len(found))
	for i, c := range found {
		ids[i] = c.ID
	}
	last, err := tx.Journal().LastContact(ids)
	list := make([]Row, len(found))
	for i, c := range found {
		list[i] = row(o, c, last)
	}
	return list, err
}

func elsewhere(tx store.Tx, q store.CaseQuery) (map[string]store.Count, error) {
	asked, found := q.View, map[string]store.Count{}
	for _, view := range []string{"open", "mine", "closed", "all"} {
		if view == asked {
			continue
		}
		q.View = view
		totals, err := tx.CaseList().Totals(q)
		if err != nil {
			return nil, err
		}
		if totals.Count.N > 0 {
			found[view] = totals.Count
		}
	}
	return found, nil
}

func row(o *office.Office, c store.CaseRow, last map[ref.CaseID]store.Entry) Row {
	r := Row{
		CaseRow: c, TypeLabel: casefile.TypeLabel(o, c.Type), ProvinceName: casefile.ProvinceName(c.Province),
		StatusText: workflow.StatusLabel(workflow.Status(c.Status)), Words: Words{Due: Due{Tone: ToneNone}}, Contact: contact(last, c.ID),
	}
	if at := c.EndedOn(); at != nil {
		r.Due = endedOn(o, *at)
	}
	if c.Run != nil {
		r.Words = wordsOf(o, c.Run.RunLine, c.Edition, workflow.LineNames{
			CaseType: c.Type, Province: c.Province, Client: c.Client, Lead: c.Lead, Domain: c.Domain,
		})
	}
	return r
}

// RowOf is a row without the last contact.
func RowOf(o *office.Office, c store.CaseRow) Row { return row(o, c, nil) }

// RowsOf are the rows of some cases, by what they are; who is gone is left out.
func RowsOf(o *office.Office, tx store.Tx, ids []ref.CaseID) (map[ref.CaseID]Row, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	list, err := rows(o, tx, store.CaseQuery{Now: o.Now(), View: "all", Sort: "number", IDs: ids, Limit: len(ids)})
	all := map[ref.CaseID]Row{}
	for _, row := range list {
		all[row.ID] = row
	}
	return all, err
}

// ListPage is how many rows one question to the store asks for.
const ListPage = 200

// EachCase gives every row of the cases table, by number. They are read a page at a time,
// each page as the desk is then. Errors: those of take among them, which end it.
func EachCase(ctx context.Context, o *office.Office, take func(Row) error) error {
	for q := (store.CaseQuery{Now: o.Now(), View: "all", Sort: "number", Limit: ListPage}); ; {
		var page []Row
		err := o.Read(ctx, func(tx store.Tx) (err error) {
			page, err = rows(o, tx, q)
			return err
		})
		for _, r := range page {
			if err == nil {
				err = take(r)
			}
		}
		if err != nil || len(page) < ListPage {
			return err
		}
		q.After = page[len(page)-1].Cursor
	}
}

// EachPageIn gives all rows that a query keeps, in its order, so many at a time, inside one
// transaction. Errors: those of take among them, which end it.
func EachPageIn(o *office.Office, tx store.Tx, q store.CaseQuery, take func([]Row) error) error {
	for q.Now, q.After, q.Limit = o.Now(), "", ListPage; ; {
		page, err := rows(o, tx, q)
		if err != nil || len(page) == 0 {
			return err
		}
		if err := take(page); err != nil {
			return err
		}
		q.After = page[len(page)-1].Cursor
	}
}
