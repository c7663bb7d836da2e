package sheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"beiandesk/internal/charset"
	"beiandesk/internal/errs"
)

// Limits of what is read: far above what an agency keeps, far below what fills a memory.
const (
	// Largest is the largest file, in bytes.
	Largest = 32 << 20
	// unpacked is what a packed one may come to, in bytes.
	unpacked = 256 << 20
	// MostRows is how many rows of a table are read.
	MostRows = 100_000
	// mostColumns is how many columns a table may have.
	mostColumns = 200
)

// Table is one sheet of a file. Rows are as long as their last filled cell; a row without any
// is kept, so that a place is that which the spreadsheet shows, from 1.
type Table struct {
	Name string // of the sheet; "" in a csv
	Rows [][]string
}

// Read reads every table of a file, xlsx or csv. A cell is text; nothing of it is reckoned anew,
// so that a formula is what it last came to. Errors: Invalid for what is neither xlsx nor csv, is
// damaged, locked by a password, or too large.
func Read(content []byte) ([]Table, error) {
	switch {
	case len(content) > Largest:
		return nil, errs.New(errs.Invalid, "表格大于 %d MB，请分成几个文件", Largest>>20)
	case bytes.HasPrefix(content, []byte("PK")):
		return workbook(content)
	case bytes.HasPrefix(content, []byte{0xD0, 0xCF, 0x11, 0xE0}):
		return nil, errs.New(errs.Invalid, "这是旧的 xls 或者带密码的表格，请在 Excel 里去掉密码，另存为 xlsx")
	}
	text, err := charset.Decode(content)
	if err != nil {
		return nil, errs.Wrap(errs.Invalid, err, "不是 xlsx，也不是能读的 csv：%s", err)
	}
	rows, err := separated(text)
	if err != nil {
		return nil, err
	}
	return tidy([]Table{{Rows: rows}})
}

// separated reads a csv, by whatever mark its first lines separate most with.
func separated(text string) ([][]string, error) {
	head := text[:min(len(text), 4096)]
	marks := []rune{',', '\t', ';'}
	most := slices.MaxFunc(marks, func(a, b rune) int { return strings.Count(head, string(a)) - strings.Count(head, string(b)) })
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes = most, -1, true
	var rows [][]string
	for next := 1; ; { // the line of the file on which the next row would begin
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return nil, errs.Wrap(errs.Invalid, err, "csv 第 %d 行读不出来，请看看引号是不是成对", len(rows)+1)
		}
		// The reader skips empty lines; their places count.
		line, _ := r.FieldPos(0)
		empty := max(0, line-next)
		if len(rows)+empty >= MostRows {
			return nil, tooMany()
		}
		rows = append(append(rows, make([][]string, empty)...), row)
		next = line + 1
		for _, cell := range row {
			next += strings.Count(cell, "\n")
		}
	}
}

// tidy takes white space off the cells and drops empty ends. Errors: Invalid where nothing is
// left, or a row is too wide.
func tidy(tables []Table) ([]Table, error) {
	filled := false
	tidied := make([]Table, 0, len(tables))
	for _, table := range tables {
		rows := table.Rows
		for i, row := range rows {
			for k, cell := range row {
				row[k] = strings.TrimSpace(cell)
			}
			rows[i] = row[:len(row)-trailing(row, func(cell string) bool { return cell == "" })]
			if len(rows[i]) > mostColumns {
				return nil, errs.New(errs.Invalid, "第 %d 行有 %d 列，最多 %d 列。请只留要导入的列", i+1, len(rows[i]), mostColumns)
			}
		}
		rows = rows[:len(rows)-trailing(rows, func(row []string) bool { return len(row) == 0 })]
		tidied = append(tidied, Table{Name: table.Name, Rows: rows})
		filled = filled || len(rows) > 0
	}
	if !filled {
		return nil, errs.New(errs.Invalid, "表格里没有内容")
	}
	return tidied, nil
}

// trailing counts the last ones that are empty.
func trailing[T any](list []T, empty func(T) bool) (n int) {
	for n < len(list) && empty(list[len(list)-1-n]) {
		n++
	}
	return n
}

func tooMany() error {
	return errs.New(errs.Invalid, "超过 %d 行，请分成几个文件", MostRows)
}

// ColumnName is what a spreadsheet calls a column, counted from 0: A, B … AA.
func ColumnName(at int) string {
	name, err := excelize.ColumnNumberToName(at + 1)
	if err != nil {
		return strconv.Itoa(at + 1) // beyond what any spreadsheet has
	}
	return name
}
