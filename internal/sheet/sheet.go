// Package sheet reads tables as spreadsheets save them, and writes them: as a workbook (xlsx),
// as csv in the encoding that is asked for, or as what the clipboard takes. Rows go out as they
// come, so that a table needs no more memory than its packed file. Numbers are numbers there,
// days are days, and no text acts, whatever it begins with.
package sheet

import (
	"io"

	"beiandesk/internal/errs"
)

// The kinds of files, by their endings.
const (
	XLSX = "xlsx"
	CSV  = "csv"
)

// The encodings of a csv. Both hold every character; UTF-8 has its mark before it, by which a
// spreadsheet knows it.
const (
	UTF8    = "utf-8"
	GB18030 = "gb18030"
)

// Form says what file a table becomes.
type Form struct {
	Kind    string // XLSX or CSV
	Charset string // of a csv: UTF8 or GB18030; "" is UTF8
	Spill   string // folder for what of a large workbook does not fit into memory; "" is the system's
}

// Judge refuses what is no form. Errors: Invalid at format, charset.
func (f Form) Judge() error {
	if f.Kind != XLSX && f.Kind != CSV {
		return errs.AtField("format", "表格只能存成 .xlsx 或 .csv，请换一个文件名")
	}
	if f.Charset != "" && f.Charset != UTF8 && f.Charset != GB18030 {
		return errs.AtField("charset", "编码只能选 utf-8 或 gb18030")
	}
	return nil
}

// Column is one of a table.
type Column struct {
	Title string
	Width float64 // in a workbook, in characters of the usual font
}

// Rows hands out all rows of a table to take, whose errors end it.
type Rows func(take func(...Cell) error) error

// sink takes a table row by row.
type sink interface {
	row([]Cell) error
	end() error // all rows were taken
	drop()      // nothing more is wanted, whether it ended or not
}

// Write writes a table to out, a head first, and tells how many rows there were. name is what
// a workbook calls it. Errors: of Form.Judge; Invalid when a workbook can't hold so many rows;
// those of each.
func Write(out io.Writer, form Form, name string, columns []Column, each Rows) (n int, err error) {
	if err := form.Judge(); err != nil {
		return 0, err
	}
	var to sink
	if form.Kind == XLSX {
		if to, err = newBook(out, form.Spill, name, columns); err != nil {
			return 0, err
		}
	} else {
		to = newCSV(out, form.Charset)
	}
	defer to.drop()
	head := make([]Cell, len(columns))
	for i, c := range columns {
		head[i] = Text(c.Title)
	}
	if err := to.row(head); err != nil {
		return 0, err
	}
	err = each(func(row ...Cell) error {
		n++
		return to.row(row)
	})
	if err != nil {
		return n, err
	}
	return n, to.end()
}
