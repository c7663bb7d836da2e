package audit

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/office"
)

// Took notes that lines of the journal were taken out of the desk: how many, and by what they
// were chosen. It stands behind the lines that were taken.
func Took(ctx context.Context, o *office.Office, f Filter, lines int) error {
	return o.Write(ctx, func(w *office.Work) error {
		staff, err := w.Tx.Staff().All()
		if err != nil {
			return err
		}
		who := ""
		for _, s := range staff {
			if s.ID == f.Staff {
				who = s.Name
			}
		}
		return w.Note("export", "", "", fmt.Sprintf("导出操作记录 %d 条", lines), f.words(who))
	})
}

// words tell by what lines were chosen.
func (f Filter) words(who string) string {
	kind := ""
	if f.Kind != "" {
		kind = KindLabel(f.Kind)
	}
	var said []string
	for _, part := range [][2]string{{"从", f.From}, {"到", f.To}, {"经办", who}, {"类别", kind}, {"案件", f.Number}, {"文字", f.Text}} {
		if part[1] != "" {
			said = append(said, part[0]+" "+part[1])
		}
	}
	if len(said) == 0 {
		return "全部"
	}
	return strings.Join(said, "，")
}

// Head are the titles of a table of lines.
var Head = []string{"序号", "记录时间", "发生时间", "经办", "途径", "类别", "案件编号", "标题", "内容"}

// Cells are a line as a row of such a table.
func (l Line) Cells() []string {
	return []string{
		strconv.FormatInt(l.Seq, 10), l.Recorded.String(), l.Happen, l.Staff, l.ViaLabel, l.KindLabel, l.Number, l.Title, l.Words(),
	}
}

// Export makes the file of all lines that a filter keeps, and notes that it was taken. Errors:
// as List.
func Export(ctx context.Context, o *office.Office, f Filter) (name string, content []byte, err error) {
	lines, err := All(ctx, o, f)
	if err != nil {
		return "", nil, err
	}
	rows := make([][]string, len(lines))
	for i, l := range lines {
		rows[i] = l.Cells()
	}
	if content, err = Sheet(Head, rows); err != nil {
		return "", nil, err
	}
	return "操作记录-" + cal.DayOf(o.Now()).String() + ".csv", content, Took(ctx, o, f, len(lines))
}

// mark is the byte order mark, by which a spreadsheet knows UTF-8.
const mark = "\ufeff"

// Sheet is a table as a file that spreadsheets open: CSV of RFC 4180 in UTF-8 with its mark. No
// cell of it acts: what a spreadsheet would take for a formula is a text there.
func Sheet(head []string, rows [][]string) ([]byte, error) {
	var out bytes.Buffer
	out.WriteString(mark)
	w := csv.NewWriter(&out)
	w.UseCRLF = true
	for _, row := range append([][]string{head}, rows...) {
		cells := make([]string, len(row))
		for i, cell := range row {
			cells[i] = inert(cell)
		}
		if err := w.Write(cells); err != nil {
			return nil, err
		}
	}
	w.Flush()
	return out.Bytes(), w.Error()
}

// inert puts an apostrophe before what a spreadsheet would work out.
func inert(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r＝＋－＠", []rune(cell)[0]) {
		return "'" + cell
	}
	return cell
}
