package paper

import (
	"fmt"

	"beiandesk/internal/cal"
)

const filingKind = "备案填报单"

// covers says what the reader sees of what is sensitive, and where the rest is.
const covers = "证件号码、电话、邮箱和住址遮去了中间几位，打印件不带完整号码；逐项核对，有出入的写在旁边告诉经办人。"

var filingTable = table{x: portrait.left, pad: 1.3, cols: []column{{"项目", 52, left}, {"填写内容", 99, left}, {"核对", 14, right}}}

// layoutFiling places the sheet form after form. A form's heading keeps two rows with it and
// is repeated on the next page, where two rows stand at least; the signature is never alone.
func layoutFiling(v Filing) (*document, error) {
	if err := v.check(); err != nil {
		return nil, err
	}
	d, c, y, err := v.Letterhead.opens()
	if err != nil {
		return nil, err
	}
	y = v.drawHead(c, y)
	next := func() {
		c = d.page()
		y = v.Letterhead.runningHead(c, d.frame, filingKind, v.CaseNumber, false)
	}
	sign, signed := c.block(func(b *canvas) float64 { return drawSignature(b, 0) })
	for n, f := range v.Forms {
		// The last rows take what follows them along.
		after := 0.0
		if n == len(v.Forms)-1 {
			after = sectionGap + signed
		}
		rows, short := make([]row, len(f.Lines)), len(f.Lines) <= 3
		together := styleHeading.leadingMM() + 1 + filingTable.headHeight()
		for i, l := range f.Lines {
			rows[i] = filingTable.measure(c, l.cells()...)
			if i < 2 || short {
				together += rows[i].height
			}
		}
		if short {
			together += after
		}
		if y+together > d.bottom {
			next()
		}
		y = f.head(c, y, "")
		for i, r := range rows {
			need := r.height
			switch i {
			case len(rows) - 2:
				need += rows[i+1].height + after
			case len(rows) - 1:
				need += after
			}
			if i > 0 && y+need > d.bottom {
				next()
				y = f.head(c, y, "（续）")
			}
			c.tickBox(portrait.right-boxSide-0.4, y+filingTable.pad+(styleTable.leadingMM()-boxSide)/2)
			y = filingTable.draw(c, r, y)
			width := hair
			if i == len(rows)-1 {
				width = thick
			}
			c.rule(filingTable.x, filingTable.right(), y, width)
		}
		y += sectionGap
	}
	c.place(sign, y)
	d.foot(filingKind, v.CaseNumber, v.GeneratedAt)
	return d, nil
}

// drawHead draws the title, the sheet's date, what the case is, and how to read the sheet.
func (v Filing) drawHead(c *canvas, y float64) float64 {
	c.text(styleTitle, filingKind, portrait.left, y, 100, left)
	c.at(styleLabel, "打印日期 "+longDayWeek(cal.DayOf(v.GeneratedAt)), portrait.left, y+styleTitle.baseline()-0.4, 165, right)
	y += 14
	const half, indent = 117.0, 18.0
	ly := c.pair("客户", v.Client, styleTable, portrait.left, indent, y, half-6-portrait.left)
	ly = c.pair("案件编号", v.CaseNumber, styleTable, portrait.left, indent, ly, half-6-portrait.left)
	ry := c.pair("备案类型", v.CaseType, styleTable, half, indent, y, portrait.right-half)
	ry = c.pair("备案地", v.Place, styleTable, half, indent, ry, portrait.right-half)
	y = c.text(styleBody, v.standing(), portrait.left, max(ly, ry)+1, 165, left)
	return c.text(styleLabel, covers, portrait.left, y, 165, left) + 4
}

// standing says in a sentence how far the forms are filled in.
func (v Filing) standing() string {
	missing := 0
	for _, f := range v.Forms {
		missing += f.missing()
	}
	if missing == 0 {
		return fmt.Sprintf("共 %d 张表单，各项都已填好。", len(v.Forms))
	}
	return fmt.Sprintf("共 %d 张表单，还有 %d 项没有填全，用粗字标出。", len(v.Forms), missing)
}

// head draws a form's heading and its table's; suffix marks its repetition on a later page.
func (f FilingForm) head(c *canvas, y float64, suffix string) float64 {
	words := f.Title + suffix
	if n := f.missing(); n > 0 && suffix == "" {
		words += fmt.Sprintf("　还差 %d 项", n)
	}
	return filingTable.head(c, heading(c, words, y, true))
}

// cells are the texts of a line; what is missing stands bold, so that it is found.
func (l FilingLine) cells() []cell {
	value := cell{l.Value, styleTable}
	switch {
	case l.Missing && l.Value == "":
		value = cell{"未填", styleTableB}
	case l.Missing:
		value = cell{l.Value + "，没有填全", styleTableB}
	case l.Note != "":
		value.text += "（" + l.Note + "）"
	}
	return []cell{{l.Label, styleTable}, value, {"", styleTable}}
}

// drawSignature leaves room for whoever has checked the sheet.
func drawSignature(c *canvas, y float64) float64 {
	y += 4
	for _, s := range []struct {
		words    string
		x, width float64
	}{{"核对人（签字）", portrait.left, 80}, {"核对日期", portrait.left + 95, 70}} {
		c.text(styleBody, s.words, s.x, y, s.width, left)
		c.rule(s.x+c.set.width(styleBody, s.words)+2, s.x+s.width, y+styleBody.leadingMM(), thin)
	}
	return y + styleBody.leadingMM() + 1
}
