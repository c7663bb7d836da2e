package paper

import (
	"fmt"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
)

// Handovers is the register of hand-overs of personal data (移交登记表), A4 landscape: what
// kinds went to whom, when, for what. It names no value of them.
type Handovers struct {
	Letterhead  Letterhead
	Of          string // what it is of: 案件 BA2026-0386, 全部案件，2026-01-01 至 2026-12-31
	Rows        []HandoverRow
	Kept        string // for how long it is kept, and who says so
	Note        string // how sure the grounds are
	GeneratedAt time.Time
}

// HandoverRow is one hand-over.
type HandoverRow struct {
	At        cal.Moment
	Case      string
	Subject   string // a person's name masked
	Recipient string
	Sort      string // 主管部门，提供
	Kinds     string // 姓名、身份证人像面
	Purpose   string
	Basis     string
	By        string // who handed over, and who registered it
	Undone    string // why it did not happen; "" when it did
}

// RenderHandovers prints the register. An Invalid error says which value is missing.
func RenderHandovers(v Handovers) (Result, error) {
	d, err := layoutHandovers(v)
	if err != nil {
		return Result{}, err
	}
	return finish(d, meta{title: handoversKind, author: v.Letterhead.Name, created: v.GeneratedAt})
}

func (v Handovers) check() error {
	if len(v.Rows) == 0 {
		return errs.New(errs.Blocked, "没有移交登记，不用打印")
	}
	return v.Letterhead.check()
}

const handoversKind = "个人信息移交登记表"

var handoversTable = table{x: landscape.left, pad: 0.9, cols: []column{
	{"移交时间", 24, left}, {"案件与主体", 45, left}, {"接收方", 44, left}, {"个人信息种类", 74, left}, {"目的与依据", 48, left}, {"经手", 32, left},
}}

// layoutHandovers places the register, with its head again on each page and what it is kept
// for under the last row.
func layoutHandovers(v Handovers) (*document, error) {
	if err := v.check(); err != nil {
		return nil, err
	}
	d, err := newDocument(landscape)
	if err != nil {
		return nil, err
	}
	c := d.page()
	y := v.drawHead(c)
	next := func() {
		c = d.page()
		c.at(styleLabel, handoversKind+"　"+v.Of, d.left, 16, d.right-d.left, left)
		y = 19
	}
	for i, r := range v.Rows {
		row := r.measure(c)
		if y+row.height > d.bottom {
			next()
			y = handoversTable.head(c, y)
		}
		y = handoversTable.draw(c, row, y)
		width := hair
		if i == len(v.Rows)-1 {
			width = thick
		}
		c.rule(d.left, d.right, y, width)
	}
	const foot = 22 // two notes of two lines, and who signs
	if y+foot > d.bottom {
		next()
	}
	y = c.text(styleLabel, v.Kept, d.left, y+2.5, d.right-d.left, left)
	y = c.text(styleLabel, v.Note, d.left, y+0.8, d.right-d.left, left)
	c.text(styleTable, "登记核对人　＿＿＿＿＿＿＿＿　　日期　＿＿＿＿＿＿＿＿", d.left, y+4, d.right-d.left, right)
	d.foot(handoversKind, "", v.GeneratedAt)
	return d, nil
}

func (v Handovers) drawHead(c *canvas) float64 {
	f := landscape
	c.text(styleSheet, handoversKind, f.left, 12.3, 100, left)
	y := c.text(styleLabel, v.Letterhead.Name, f.left+120, 11.5, f.right-f.left-120, right)
	y = c.text(styleLabel, fmt.Sprintf("%s　共 %d 条", v.Of, len(v.Rows)), f.left+120, y+0.3, f.right-f.left-120, right)
	return handoversTable.head(c, max(24, y+1.5))
}

func (r HandoverRow) measure(c *canvas) row {
	day, clock := r.At.Day.String(), ""
	switch {
	case !r.At.Dated():
		day, clock = cal.NoDate, "\n不晚于\n"+day
	case !r.At.IsDay():
		clock = "\n" + cal.Clock(r.At)
	}
	by := r.By
	if r.Undone != "" {
		by += "\n已撤回：" + r.Undone
	}
	return handoversTable.measure(c, cell{day + clock, styleTableB}, cell{r.Case + "\n" + r.Subject, styleTable},
		cell{r.Recipient + "\n" + r.Sort, styleTable}, cell{r.Kinds, styleTable}, cell{r.Purpose + "\n" + r.Basis, styleTable}, cell{by, styleTable})
}
