// Package tables takes the lists of the desk out of it as tables, as they are filtered: into a
// file, which the journal tells of, or onto the clipboard. What is sealed of people stays
// covered there unless it is asked for in full.
package tables

import (
	"context"
	"errors"
	"fmt"
	"io"

	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/views"
	"beiandesk/internal/ref"
	"beiandesk/internal/sheet"
	"beiandesk/internal/store"
)

// The tables there are.
const (
	Today     = "today"
	Cases     = "cases"
	Clients   = "clients"
	Bills     = "bills"
	Deadlines = "deadlines"
	Followups = "followups"
)

// Wanted says what is taken: a table, and which of its rows. Of the queries the table's own
// counts, its page and limit aside.
type Wanted struct {
	Table   string
	Today   views.TodayInput // everybody's or one's, of a party, in the order by time or party
	Cases   store.CaseQuery
	Clients store.ClientQuery
	Bills   store.InvoiceQuery
	Within  int      // of what follows delivered cases: in so many days; 0 is as each kind has it
	Only    []string // ids of the rows that are taken of those; empty is all
	Columns []string // keys of the screen's columns that are taken, in this order; empty is all of the table
	Clear   bool     // what is covered is taken in full
	// Unnoted leaves the line in the journal out, in a folder that may only be read. What is
	// taken in full is noted all the same, and so fails there.
	Unnoted bool
}

// table is how one of them is laid out and read.
type table struct {
	label   string // 案件
	columns []sheet.Column
	keys    []string // of each column, that of the screen's column with which it goes; "" for one that the screen lacks, as it lacks what is covered
	picked  []int    // the places of the columns that are taken; nil is all
	covered string   // the columns of what is sealed; "" where there is none
	each    func(*reader, take) error
}

// row is a row with its id.
type row struct {
	id     string
	client ref.ClientID // whose a case is
	cells  []sheet.Cell
}

// take takes rows as they are read: what else stands in them is read of all of them at once.
type take func(...row) error

// reader reads a table inside one transaction.
type reader struct {
	store.Tx
	o    *office.Office
	w    Wanted
	only map[string]bool // ids of the rows that are taken; empty is all
}

// takes says that a row is wanted.
func (r *reader) takes(id string) bool { return len(r.only) == 0 || r.only[id] }

var all = map[string]table{
	Today: todayTable, Cases: casesTable, Clients: clientsTable, Bills: billsTable, Deadlines: deadlinesTable, Followups: followupsTable,
}

// Label is what a table is called; "" where there is none of that code.
func Label(code string) string { return all[code].label }

// Covered names the columns of a table that are covered; "" where it has none.
func Covered(code string) string { return all[code].covered }

func (w Wanted) table() (table, error) {
	t, ok := all[w.Table]
	if !ok {
		return t, errs.AtField("table", "没有这张表")
	}
	for _, text := range []string{w.Cases.Text, w.Clients.Text, w.Bills.Text} {
		if err := office.JudgeSearch(text); err != nil {
			return t, err
		}
	}
	return t, nil
}

// taking is the table with some of its columns.
func (t table) taking(keys []string) (table, error) {
	if len(keys) == 0 {
		return t, nil
	}
	var columns []sheet.Column
	for _, key := range keys {
		n := len(columns)
		for i, own := range t.keys {
			if own == key && key != "" {
				columns, t.picked = append(columns, t.columns[i]), append(t.picked, i)
			}
		}
		if len(columns) == n {
			return t, errs.AtField("columns", "这张表没有“%s”这一列，换成全部列再导出", key)
		}
	}
	t.columns = columns
	return t, nil
}

// of picks the cells of a row that are taken.
func (t table) of(cells []sheet.Cell) []sheet.Cell {
	if t.picked == nil {
		return cells
	}
	picked := make([]sheet.Cell, len(t.picked))
	for i, at := range t.picked {
		picked[i] = cells[at]
	}
	return picked
}

// errEnough ends the reading once all that is wanted was found.
var errEnough = errors.New("all rows that are wanted are found")

// rows hands out the rows that are wanted, read from one unchanging state of the desk.
func (w Wanted) rows(ctx context.Context, o *office.Office, t table, out func(...sheet.Cell) error) error {
	only := map[string]bool{}
	for _, id := range w.Only {
		only[id] = true
	}
	left := len(only)
	err := o.Read(ctx, func(tx store.Tx) error {
		r := &reader{Tx: tx, o: o, w: w, only: only}
		return t.each(r, func(page ...row) error {
			for _, one := range page {
				if !r.takes(one.id) {
					continue
				}
				if err := out(t.of(one.cells)...); err != nil {
					return err
				}
				if left--; left == 0 {
					return errEnough
				}
			}
			return ctx.Err()
		})
	})
	if errors.Is(err, errEnough) {
		return nil
	}
	return err
}

// Save writes the table as a file and notes in the journal that it was taken, once all is
// written: the caller puts the file in place after that. told hears how many rows there are by
// now. Errors: of sheet.Write; Invalid at table, columns, text; those of ctx, of out and of the journal.
func Save(ctx context.Context, o *office.Office, w Wanted, form sheet.Form, out io.Writer, told func(rows int)) (int, error) {
	t, err := w.wholeTable(ctx, o)
	if err != nil {
		return 0, err
	}
	done := 0
	n, err := sheet.Write(out, form, t.label, t.columns, func(take func(...sheet.Cell) error) error {
		return w.rows(ctx, o, t, func(row ...sheet.Cell) error {
			done++
			told(done)
			return take(row...)
		})
	})
	if err != nil || w.Unnoted && !w.Clear {
		return n, err
	}
	return n, o.Write(ctx, func(work *office.Work) error { return work.Note("export", "", "", t.title(n, w.Clear), form.Kind) })
}

// title says in the journal what was taken.
func (t table) title(rows int, clear bool) string {
	said := fmt.Sprintf("导出%s表 %d 行", t.label, rows)
	if t.covered == "" {
		return said
	}
	if clear {
		return said + "，完整：" + t.covered
	}
	return said + "，打码"
}

// mostCopied is how many rows go onto the clipboard at once.
const mostCopied = 5000

// Copy makes the table for the clipboard, covered as it is on the screen. Errors: Invalid at
// table, columns, text, and for more than 5000 rows.
func Copy(ctx context.Context, o *office.Office, w Wanted) (sheet.Clip, error) {
	return w.copied(ctx, o, mostCopied)
}

func (w Wanted) copied(ctx context.Context, o *office.Office, most int) (sheet.Clip, error) {
	t, err := w.wholeTable(ctx, o)
	if err != nil {
		return sheet.Clip{}, err
	}
	w.Clear = false
	n := 0
	return sheet.Copy(t.columns, func(take func(...sheet.Cell) error) error {
		return w.rows(ctx, o, t, func(row ...sheet.Cell) error {
			if n++; n > most {
				return errs.New(errs.Invalid, "超过 %d 行，剪贴板放不下。请先筛选，或导出成文件", most)
			}
			return take(row...)
		})
	})
}
