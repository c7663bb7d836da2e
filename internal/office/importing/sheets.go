package importing

import (
	"cmp"
	"io"
	"strings"

	"beiandesk/internal/sheet"
	"beiandesk/internal/wordings"
)

// FaultHeader is the column that Faulty adds. A sheet that comes back with it is read without.
const FaultHeader = "问题"

// Faulty writes the rows of a table that are wrong or ask something, as they stand there, with
// a column that says what it is: they are put right and taken in again. It tells how many.
func (out Report) Faulty(rows [][]string, to io.Writer, form sheet.Form) (int, error) {
	columns := []sheet.Column{}
	for _, c := range out.Columns {
		if out.Header == 0 { // its words are read by themselves when it comes back
			c.Header = cmp.Or(c.Label, c.Header)
		}
		columns = append(columns, sheet.Column{Title: c.Header, Width: 18})
	}
	at := len(columns)
	for i, c := range out.Columns {
		if c.Header == FaultHeader {
			at = i
		}
	}
	if at == len(columns) {
		columns = append(columns, sheet.Column{Title: FaultHeader, Width: 60})
	}
	return sheet.Write(to, form, "要改的行", columns, func(take func(...sheet.Cell) error) error {
		for _, r := range out.Rows {
			if r.Outcome != Wrong && r.Outcome != Asks {
				continue
			}
			cells := make([]sheet.Cell, len(columns))
			for i, value := range rows[r.Line-1] {
				if i < len(cells) {
					cells[i] = sheet.Text(value)
				}
			}
			cells[at] = sheet.Text(strings.Join(r.Faults(), "；"))
			if err := take(cells...); err != nil {
				return err
			}
		}
		return nil
	})
}

// Faulted are the lines of what Faulty writes.
func (out Report) Faulted() []int {
	list := []int{}
	for _, r := range out.Rows {
		if r.Outcome == Wrong || r.Outcome == Asks {
			list = append(list, r.Line)
		}
	}
	return list
}

// Faults are what is wrong with a row and what it asks, each with its column.
func (r Row) Faults() []string {
	list := []string{}
	for _, p := range r.Problems {
		list = append(list, strings.TrimPrefix(p.Column+"："+p.Text, "："))
	}
	return append(list, r.Asks...)
}

// Template writes a sheet to be filled in: the headers of all fields, and nothing below.
func Template(to io.Writer, form sheet.Form) error {
	columns := []sheet.Column{}
	for _, f := range wordings.Fields() {
		columns = append(columns, sheet.Column{Title: f.Label, Width: 18})
	}
	_, err := sheet.Write(to, form, "导入", columns, func(func(...sheet.Cell) error) error { return nil })
	return err
}
