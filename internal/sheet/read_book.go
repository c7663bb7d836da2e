package sheet

import (
	"bytes"
	"regexp"
	"strconv"
	"time"

	"github.com/xuri/excelize/v2"

	"beiandesk/internal/errs"
)

// raw reads what a cell holds, shown what it looks like. Days are numbers in a cell; how one
// looks tells that it is a day.
var (
	raw   = excelize.Options{RawCellValue: true, UnzipSizeLimit: unpacked, UnzipXMLSizeLimit: 16 << 20}
	shown = excelize.Options{ShortDatePattern: "yyyy-mm-dd", LongDatePattern: "yyyy-mm-dd", LongTimePattern: "hh:mm"}
)

func workbook(content []byte) ([]Table, error) {
	file, err := excelize.OpenReader(bytes.NewReader(content), raw)
	if err != nil {
		return nil, errs.Wrap(errs.Invalid, err, "这个 xlsx 打不开：损坏、带密码，或者解开以后太大。请在 Excel 里打开，另存一份")
	}
	defer func() { _ = file.Close() }() // nothing is written
	props, err := file.GetWorkbookProps()
	if err != nil {
		return nil, errs.Wrap(errs.Invalid, err, "这个 xlsx 读不完整，请在 Excel 里打开，另存一份")
	}
	since1904 := props.Date1904 != nil && *props.Date1904
	var tables []Table
	for _, name := range file.GetSheetList() {
		rows, err := rowsOf(file, name, since1904)
		if err != nil {
			return nil, err
		}
		tables = append(tables, Table{Name: name, Rows: rows})
	}
	return tidy(tables)
}

func rowsOf(file *excelize.File, name string, since1904 bool) (rows [][]string, err error) {
	damaged := func(err error) error {
		return errs.Wrap(errs.Invalid, err, "表“%s”读不出来，请在 Excel 里打开，另存一份", name)
	}
	held, err := file.Rows(name)
	if err != nil {
		return nil, damaged(err)
	}
	defer func() { _ = held.Close() }()
	looks, err := file.Rows(name)
	if err != nil {
		return nil, damaged(err)
	}
	defer func() { _ = looks.Close() }()
	for held.Next() && looks.Next() {
		row, err := held.Columns()
		if err != nil {
			return nil, damaged(err)
		}
		look, err := looks.Columns(shown)
		if err != nil {
			return nil, damaged(err)
		}
		for i := range row {
			if i < len(look) {
				row[i] = cell(row[i], look[i], since1904)
			}
		}
		if rows = append(rows, row); len(rows) > MostRows {
			return nil, tooMany()
		}
	}
	return rows, nil
}

// dated is how a day or a moment looks, in whatever form.
var dated = regexp.MustCompile(`\d[-/年.月]\d|\d:\d`)

// cell is what a cell says: the day where its number stands for one, else what it holds.
func cell(held, look string, since1904 bool) string {
	if held == look {
		return held
	}
	n, err := strconv.ParseFloat(held, 64)
	if err != nil {
		return held
	}
	if dated.MatchString(look) && n > 0 {
		if at, err := excelize.ExcelDateToTime(n, since1904); err == nil {
			return moment(at.Round(time.Second))
		}
	}
	if n >= 1e6 { // 1.3800571001E10
		return strconv.FormatFloat(n, 'f', -1, 64)
	}
	return held
}

func moment(at time.Time) string {
	if at.Hour() == 0 && at.Minute() == 0 {
		return at.Format(time.DateOnly)
	}
	return at.Format("2006-01-02 15:04")
}
