package sheet

import (
	"errors"
	"io"

	"github.com/xuri/excelize/v2"

	"beiandesk/internal/errs"
)

// book is a workbook of one sheet that is being written.
type book struct {
	out    io.Writer
	file   *excelize.File
	stream *excelize.StreamWriter
	styles map[sort]int
	at     int // the row that was written last
	cells  []any
}

// formats are how cells are shown. A text stays one when somebody types into it.
var formats = map[sort]string{text: "@", count: "0", amount: "#,##0.00", day: "yyyy-mm-dd", minute: "yyyy-mm-dd hh:mm"}

func newBook(out io.Writer, spill, name string, columns []Column) (*book, error) {
	b := &book{out: out, file: excelize.NewFile(excelize.Options{TmpDir: spill}), styles: map[sort]int{}}
	err := b.begin(name, columns)
	if err != nil {
		b.drop()
	}
	return b, err
}

func (b *book) begin(name string, columns []Column) (err error) {
	if err = b.file.SetSheetName("Sheet1", name); err != nil {
		return err
	}
	for sort, format := range formats {
		if b.styles[sort], err = b.file.NewStyle(&excelize.Style{CustomNumFmt: &format}); err != nil {
			return err
		}
	}
	if b.stream, err = b.file.NewStreamWriter(name); err != nil {
		return err
	}
	for i, c := range columns {
		if err = b.stream.SetColWidth(i+1, i+1, c.Width); err != nil {
			return err
		}
	}
	// The head stays in sight.
	return b.stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
}

func (b *book) row(cells []Cell) error {
	b.at++
	b.cells = b.cells[:0]
	for _, c := range cells {
		one := excelize.Cell{StyleID: b.styles[c.sort], Value: c.value}
		if c.value == nil {
			one.Value = c.plain
		}
		b.cells = append(b.cells, one)
	}
	at, err := excelize.CoordinatesToCellName(1, b.at)
	if err == nil {
		err = b.stream.SetRow(at, b.cells)
	}
	if errors.Is(err, excelize.ErrMaxRows) {
		return errs.Wrap(errs.Invalid, err, "一个工作表最多 %d 行，放不下。请改存 CSV，或先筛选", excelize.TotalRows)
	}
	return err
}

func (b *book) end() error {
	if err := b.stream.Flush(); err != nil {
		return err
	}
	return b.file.Write(b.out)
}

// drop removes what was spilt.
func (b *book) drop() {
	_ = b.file.Close() // what is written is written, and what could not be removed is empty of use
}
