// Package boards lays the cases of the cases table out in two other forms: by their stages on
// a board, and by the days on which they fall due in a month. Filters, text and whose cases
// they are hold as in the table; what has ended has neither stage nor date and lies in neither.
package boards

import (
	"context"
	_ "embed"
	"slices"
	"sync"

	"beiandesk/internal/cal"
	"beiandesk/internal/embedded"
	"beiandesk/internal/office"
	"beiandesk/internal/office/views"
	"beiandesk/internal/store"
)

//go:embed data/columns.json
var data []byte

// Column is a column of the board: stages that belong together.
type Column struct {
	Code   string   `json:"code"`
	Label  string   `json:"label"`
	Note   string   `json:"note"` // from which stage to which
	Stages []string `json:"stages"`
}

var columns = sync.OnceValue(func() []Column { return embedded.JSON[[]Column]("boards/data/columns.json", data) })

// Columns are those of the board, in the order of the process.
func Columns() []Column { return slices.Clone(columns()) }

// Most is how many cases are laid out at once, those that are due first.
const Most = 5000

// Lane is a column with its first cases by date.
type Lane struct {
	Column
	Rows  []views.Row
	Count int    // all that it holds
	Next  string // cursor of the page of its stages behind the rows, by date; "" at the end
}

// Board is the cases by their stages.
type Board struct {
	Head  views.Table // its figures; the rows lie in the lanes
	Lanes []Lane
	More  bool // only the first Most cases were laid out
}

// OnBoard lays out what a query keeps, so many cases of each column. Errors: those of the
// table's query; Invalid at text.
func OnBoard(ctx context.Context, o *office.Office, q store.CaseQuery, each int) (Board, error) {
	groups := []store.StageGroup{}
	b := Board{}
	for _, c := range Columns() {
		groups = append(groups, store.StageGroup{Code: c.Code, Stages: c.Stages})
		b.Lanes = append(b.Lanes, Lane{Column: c, Rows: []views.Row{}})
	}
	rows, head, err := laid(ctx, o, store.LaidQuery{CaseQuery: q, Stages: groups, Each: each})
	b.Head, b.More = head, more(rows)
	for _, r := range rows {
		lane := &b.Lanes[slices.IndexFunc(b.Lanes, func(l Lane) bool { return l.Code == r.Group })]
		lane.Rows, lane.Count, lane.Next = append(lane.Rows, views.RowOf(o, r.CaseRow)), r.InGroup, r.Cursor
	}
	for i := range b.Lanes {
		if l := &b.Lanes[i]; len(l.Rows) == l.Count {
			l.Next = ""
		}
	}
	return b, err
}

// Day is a day of the calendar with the first cases that are due on it.
type Day struct {
	Rows  []views.Row
	Count int // all that are due on it
}

// Month is the cases by the days of a month.
type Month struct {
	Head views.Table // its figures; the rows lie in the days
	Days map[cal.Day]Day
	More bool // only the first Most cases of these weeks were laid out
}

// InMonth lays out what a query keeps and is due in the weeks of the month in which a day lies,
// so many cases of each day. Errors: as of OnBoard.
func InMonth(ctx context.Context, o *office.Office, q store.CaseQuery, of cal.Day, each int) (Month, error) {
	weeks := o.Calendar.Month(of).Weeks
	lq := store.LaidQuery{CaseQuery: q, From: weeks[0][0].Day, To: weeks[len(weeks)-1][6].Day, Each: each}
	rows, head, err := laid(ctx, o, lq)
	m := Month{Head: head, Days: map[cal.Day]Day{}, More: more(rows)}
	for _, r := range rows {
		day, err := cal.ParseDay(r.Group)
		if err != nil {
			return m, err
		}
		on := m.Days[day]
		m.Days[day] = Day{append(on.Rows, views.RowOf(o, r.CaseRow)), r.InGroup}
	}
	return m, err
}

// laid reads what a query lays out, in one statement, and the figures of all that it keeps.
func laid(ctx context.Context, o *office.Office, q store.LaidQuery) (rows []store.LaidRow, head views.Table, err error) {
	if err := office.JudgeSearch(q.Text); err != nil {
		return nil, head, err
	}
	q.Now, q.Most = o.Now(), Most
	err = o.Read(ctx, func(tx store.Tx) error {
		if rows, err = tx.CaseList().Laid(q); err != nil {
			return err
		}
		head, err = views.Head(tx, q.CaseQuery)
		return err
	})
	return rows, head, err
}

// more says that the rows are not of all cases.
func more(rows []store.LaidRow) bool {
	n, group := 0, ""
	for _, r := range rows {
		if r.Group != group {
			n, group = n+r.InGroup, r.Group
		}
	}
	return n > Most
}
