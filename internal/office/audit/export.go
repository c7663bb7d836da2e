package audit

import (
	"bytes"
	"context"
	"fmt"
	"strconv"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/office"
	"beiandesk/internal/sheet"
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
		strconv.FormatInt(l.Seq, 10), l.Recorded.String(), cal.PlainText(l.Happen), l.Staff, l.ViaLabel, l.KindLabel, l.Number, l.Title, l.Words(),
	}
}

// Export makes the file of all lines that a filter keeps, and notes that it was taken. Errors:
// as List.
func Export(ctx context.Context, o *office.Office, f Filter) (name string, content []byte, err error) {
	lines, err := All(ctx, o, f)
	if err != nil {
		return "", nil, err
	}
	columns := make([]sheet.Column, len(Head))
	for i, title := range Head {
		columns[i].Title = title
	}
	var out bytes.Buffer
	_, err = sheet.Write(&out, sheet.Form{Kind: sheet.CSV}, "操作记录", columns, func(take func(...sheet.Cell) error) error {
		for _, l := range lines {
			var row []sheet.Cell
			for _, text := range l.Cells() {
				row = append(row, sheet.Text(text))
			}
			if err := take(row...); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return "", nil, err
	}
	return "操作记录-" + cal.DayOf(o.Now()).String() + ".csv", out.Bytes(), Took(ctx, o, f, len(lines))
}
