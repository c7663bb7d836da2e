package paper

import (
	"fmt"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
)

const (
	progressKind = "备案进度报告"
	sectionGap   = 5.0
)

// What stands where a part of the report has nothing to say.
const (
	noActions = "目前没有需要您做的事。"
	noWaits   = "目前没有等待中的事项。"
	noDates   = "没有后续日期。"
	noHistory = "暂无。"
)

// section is a part of the report that stays in one piece.
type section func(c *canvas, y float64) float64

// layoutProgress places a report. The first page answers where the case is, what
// the client must do, what is waited for and which numbers there are; the second
// gives dates, history and contact. What does not fit on the first moves to the
// second; the history gives way, and there is never a third.
func layoutProgress(v Progress) (*document, error) {
	if err := v.check(); err != nil {
		return nil, err
	}
	d, c, y, err := v.Letterhead.opens()
	if err != nil {
		return nil, err
	}
	y = v.drawHead(c, y)
	later := []section{v.drawDates}
	firstPage := []section{v.drawWhere, v.drawActions, v.drawWaits, v.drawNumbers}
	for i, s := range firstPage {
		steps, h := c.block(func(b *canvas) float64 { return s(b, 0) })
		if y+h > d.bottom {
			later = append(firstPage[i:len(firstPage):len(firstPage)], later...)
			break
		}
		c.place(steps, y)
		y += h + sectionGap
	}
	c = d.page()
	y = v.Letterhead.runningHead(c, d.frame, progressKind, v.number(), false)
	for _, s := range later {
		y = s(c, y) + sectionGap
	}
	contact, contactHeight := c.block(func(b *canvas) float64 { return v.drawContact(b, 0) })
	y = v.drawHistory(c, y, d.bottom-contactHeight-sectionGap)
	if y+contactHeight > d.bottom {
		return nil, errs.New(errs.Invalid, "进度报告两页放不下：请精简要做的事、号码或日期说明后再打印")
	}
	c.place(contact, y)
	d.foot(progressKind, v.number(), v.GeneratedAt)
	return d, nil
}

// drawHead draws the title, the report's date and what the case is.
func (v Progress) drawHead(c *canvas, y float64) float64 {
	c.text(styleTitle, progressKind, portrait.left, y, 100, left)
	c.at(styleLabel, "报告日期 "+longDayWeek(cal.DayOf(v.GeneratedAt)), portrait.left, y+styleTitle.baseline()-0.4, 165, right)
	y += 14
	const half, indent = 117.0, 18.0
	ly, ry := y, y
	for _, p := range [][2]string{{"客户", v.Client}, {v.FiledAs, v.SiteName}, {"域名", v.Domain}} {
		if p[1] != "" {
			ly = c.pair(p[0], p[1], styleTable, portrait.left, indent, ly, half-6-portrait.left)
		}
	}
	for _, p := range [][2]string{{"案件编号", v.CaseNumber}, {"备案类型", v.CaseType}, {"备案地", v.Place}} {
		if p[1] != "" {
			ry = c.pair(p[0], p[1], styleTable, half, indent, ry, portrait.right-half)
		}
	}
	return max(ly, ry) + 3
}

// heading draws a section's heading; bare ones are followed by a table, whose own
// rule serves.
func heading(c *canvas, words string, y float64, bare bool) float64 {
	y = c.text(styleHeading, words, portrait.left, y, 165, left) + 1
	if !bare {
		c.rule(portrait.left, portrait.right, y, thin)
		y += 1.8
	}
	return y
}

func (v Progress) drawWhere(c *canvas, y float64) float64 {
	y = heading(c, "当前进度", y, false)
	y = c.text(styleSummary, v.Summary, portrait.left, y, 165, left)
	return v.drawTracks(c, y+1)
}

func (v Progress) drawActions(c *canvas, y float64) float64 {
	y = heading(c, "需要您现在做的事", y, false)
	if len(v.Actions) == 0 {
		return c.text(styleBody, noActions, portrait.left, y, 165, left)
	}
	for _, a := range v.Actions {
		c.tickBox(portrait.left, y+(styleBody.leadingMM()-boxSide)/2)
		end := c.text(styleBody, a.Text, portrait.left+7, y, 128, left)
		y = max(end, c.text(styleBodyB, a.By, portrait.right-28, y, 28, right)) + 1
	}
	return y - 1
}

func (v Progress) drawWaits(c *canvas, y float64) float64 {
	if len(v.Waits) == 0 {
		y = heading(c, "当前等待事项", y, false)
		return c.text(styleBody, noWaits, portrait.left, y, 165, left)
	}
	y = heading(c, "当前等待事项", y, true)
	t := table{x: portrait.left, pad: 1.5, cols: []column{{"等谁", 48, left}, {"等什么", 51, left}, {"开始", 26, left}, {"已等", 40, left}}}
	var rows []row
	for _, w := range v.Waits {
		rows = append(rows, t.measure(c, cell{w.Who, styleTableB}, cell{w.What, styleTable}, cell{w.since(), styleTable}, cell{w.Waited, styleTable}))
	}
	return t.all(c, rows, y)
}

func (v Progress) drawNumbers(c *canvas, y float64) float64 {
	if len(v.Numbers) == 0 {
		y = heading(c, "已取得的号码", y, false)
		return c.text(styleBody, v.NoNumbers, portrait.left, y, 165, left)
	}
	y = heading(c, "已取得的号码", y, true)
	t := table{x: portrait.left, pad: 1.7, cols: []column{{"号码", 36, left}, {"内容", 62, left}, {"取得日期", 27, left}, {"用途", 40, left}}}
	var rows []row
	for _, n := range v.Numbers {
		on := "—"
		if n.On != nil {
			on = n.On.String()
		}
		rows = append(rows, t.measure(c, cell{n.Name, styleTableB}, cell{n.value(), style{bold, 10, 13, 0}}, cell{on, styleTable}, cell{n.Use, styleTable}))
	}
	return t.all(c, rows, y)
}

func (v Progress) drawDates(c *canvas, y float64) float64 {
	if len(v.Dates) == 0 {
		y = heading(c, "后续时间及依据", y, false)
		return c.text(styleBody, noDates, portrait.left, y, 165, left)
	}
	y = heading(c, "后续时间及依据", y, true)
	t := table{x: portrait.left, pad: 1.5, cols: []column{{"事项", 36, left}, {"预计", 26, left}, {"最迟", 26, left}, {"为什么是这个日期", 77, left}}}
	var rows []row
	for _, r := range v.Dates {
		rows = append(rows, t.measure(c, cell{r.Matter, styleTableB}, cell{orDash(r.Expected), styleTable}, cell{orDash(r.Latest), styleTableB}, cell{r.Why, styleTable}))
	}
	y = t.all(c, rows, y)
	return c.text(styleLabel, v.datesNote(), portrait.left, y+1.2, 165, left)
}

// datesNote says how the days are counted.
func (v Progress) datesNote() string {
	note := "“日”指自然日，“工作日”按国务院公布的放假与调休安排计算。"
	if len(v.Unpublished) > 0 {
		var years []string
		for _, n := range v.Unpublished {
			years = append(years, fmt.Sprintf("%d", n))
		}
		list := strings.Join(years, "、")
		note += fmt.Sprintf("%s 年放假安排尚未公布，跨入 %s 年的工作日日期可能变动。", list, list)
	}
	return note
}

// drawHistory lists the newest rows that end above limit and counts the rest.
func (v Progress) drawHistory(c *canvas, y, limit float64) float64 {
	y = heading(c, "已办事项", y, false) - 1.3
	if len(v.History) == 0 {
		return c.text(styleBody, noHistory, portrait.left, y+1.3, 165, left) + sectionGap
	}
	t := table{x: portrait.left, pad: 0.9, cols: []column{{"", 24, left}, {"", 40, left}, {"", 101, left}}}
	var rows []row
	total := 0.0
	for _, h := range v.History {
		r := t.measure(c, cell{h.on(), styleTable}, cell{h.Matter, styleTableB}, cell{h.Note, styleTable})
		rows = append(rows, r)
		total += r.height
	}
	shown := len(rows)
	rest := styleTable.leadingMM() + 2*t.pad
	if y+total > limit {
		for shown > 0 && y+total+rest > limit {
			shown--
			total -= rows[shown].height
		}
	}
	for i, r := range rows[:shown] {
		y = t.draw(c, r, y)
		width := hair
		if i == len(rows)-1 {
			width = thick
		}
		c.rule(t.x, t.right(), y, width)
	}
	if n := len(rows) - shown; n > 0 {
		c.text(styleTable, olderWords(n), portrait.left, y+t.pad, 165, left)
		y += rest
		c.rule(t.x, t.right(), y, thick)
	}
	return y + sectionGap
}

func (v Progress) drawContact(c *canvas, y float64) float64 {
	width := 40.0
	if v.Contact.Title != "" {
		width = 65
	}
	c.text(styleTableB, "经办人　"+v.Contact.named(), portrait.left, y, width, left)
	var parts []string
	for _, p := range []string{prefixed("电话 ", v.Contact.Phone), prefixed("微信 ", v.Contact.WeChat), v.Contact.Hours, v.Contact.Email} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	return c.text(styleTable, strings.Join(parts, "　"), portrait.left+width, y, 165-width, left)
}

func (w Wait) since() string {
	if w.Waited == "" {
		return cal.NoDate
	}
	return w.Since.String()
}

func (n Number) value() string {
	if n.Value == "" {
		return "尚未取得"
	}
	return n.Value
}

func (h Done) on() string {
	if h.Undated {
		return cal.NoDate
	}
	return h.On.String()
}

func olderWords(n int) string { return fmt.Sprintf("更早的 %d 项略", n) }
