package paper

import (
	"fmt"
	"slices"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
)

const dutyKind = "公安备案告知书"

// Duty is the statement (公安备案告知书) with which a client who has not ordered the police
// phase is told of it, for him to sign.
type Duty struct {
	Letterhead  Letterhead
	CaseNumber  string
	Client      string
	CaseType    string // 首次备案（ICP备案）
	Intro       string // what was ordered and what was not: a paragraph
	FiledAs     string // what a site's name is the name of: 网站名称, APP 名称
	Sites       []DutySite
	Acts        []string // what to do, in order
	Missed      string   // what a missed date means
	Declared    string   // what the client signs
	Source      string   // where the duty is written, with its date
	Contact     Contact
	GeneratedAt time.Time // its day is the statement's date
}

// DutySite is a site with the last day of its police filing.
type DutySite struct {
	Name   string
	Domain string
	Number string // ICP number; "" prints a dash
	Live   cal.Day
	Latest cal.Day
	Why    string // 上线后 30 天
}

// RenderDuty prints the statement. An Invalid error says which value is missing.
func RenderDuty(v Duty) (Result, error) {
	d, err := layoutDuty(v)
	if err != nil {
		return Result{}, err
	}
	return finish(d, meta{title: dutyKind + " " + v.CaseNumber, author: v.Letterhead.Name, created: v.GeneratedAt})
}

func (v Duty) check() error {
	switch {
	case v.CaseNumber == "":
		return errs.AtField("case_number", "案件没有编号，不能打印告知书")
	case v.Client == "":
		return errs.AtField("client", "请填写客户名称")
	case len(v.Sites) == 0:
		return errs.New(errs.Blocked, "没有要客户自己办的公安备案，不用告知")
	}
	return v.Letterhead.check()
}

// layoutDuty places the statement: one page, unless many sites push its end to a second.
func layoutDuty(v Duty) (*document, error) {
	if err := v.check(); err != nil {
		return nil, err
	}
	d, c, y, err := v.Letterhead.opens()
	if err != nil {
		return nil, err
	}
	v.Letterhead.flow(d, c, v.drawHead(c, y), dutyKind, v.CaseNumber, v.drawSites, v.drawActs, v.drawMissed, v.drawSigning)
	d.foot(dutyKind, v.CaseNumber, v.GeneratedAt)
	return d, nil
}

// flow places the sections of a letter one below the other; one that does not fit begins the
// next page.
func (l Letterhead) flow(d *document, c *canvas, y float64, kind, number string, sections ...section) {
	for _, s := range sections {
		steps, h := c.block(func(b *canvas) float64 { return s(b, 0) })
		if y+h > d.bottom {
			c = d.page()
			y = l.runningHead(c, d.frame, kind, number, false)
		}
		c.place(steps, y)
		y += h + sectionGap
	}
}

func (v Duty) drawHead(c *canvas, y float64) float64 {
	return letterHead{dutyKind, v.GeneratedAt, v.Client, v.CaseNumber, v.CaseType, "", v.Intro}.draw(c, y)
}

// letterHead is what a letter begins with: what it is, to whom and about which case.
type letterHead struct {
	kind                     string
	at                       time.Time
	client, number, caseType string
	result                   string // "" says none
	intro                    string
}

func (h letterHead) draw(c *canvas, y float64) float64 {
	const half, indent, width = 117.0, 18.0, 165.0
	c.text(styleTitle, h.kind, portrait.left, y, 100, left)
	c.at(styleLabel, "告知日期 "+longDayWeek(cal.DayOf(h.at)), portrait.left, y+styleTitle.baseline()-0.4, width, right)
	y += 14
	ly := c.pair("客户", h.client, styleTableB, portrait.left, indent, y, half-6-portrait.left)
	if h.result != "" {
		ly = c.pair("结果", h.result, styleTable, portrait.left, indent, ly, half-6-portrait.left)
	}
	ry := c.pair("案件编号", h.number, styleTable, half, indent, y, portrait.right-half)
	ry = c.pair("备案类型", h.caseType, styleTable, half, indent, ry, portrait.right-half)
	return c.text(styleBody, h.intro, portrait.left, max(ly, ry)+3, width, left) + sectionGap
}

func (v Duty) drawSites(c *canvas, y float64) float64 {
	y = heading(c, "最迟提交日期", y, true)
	cols := []column{{v.FiledAs, 37, left}, {"域名", 34, left}, {"备案号", 43, left}, {"开通日期", 22, left}, {"最迟提交", 29, left}}
	domains := slices.ContainsFunc(v.Sites, func(s DutySite) bool { return s.Domain != "" })
	if !domains {
		cols[0].width += cols[1].width
		cols = slices.Delete(cols, 1, 2)
	}
	t := table{x: portrait.left, pad: 1.7, cols: cols}
	var rows []row
	for _, s := range v.Sites {
		cells := []cell{{orDash(s.Name), styleTable}, {orDash(s.Domain), styleTable}, {orDash(s.Number), styleTable},
			{s.Live.String(), styleTable}, {s.Latest.String() + " " + cal.WeekdayName(s.Latest), styleTableB}}
		if !domains {
			cells = slices.Delete(cells, 1, 2)
		}
		rows = append(rows, t.measure(c, cells...))
	}
	y = t.all(c, rows, y)
	return c.text(styleLabel, v.Sites[0].Why+"，按自然日计算，当天不计；最后一天不因节假日顺延。", portrait.left, y+1.2, 165, left)
}

func (v Duty) drawActs(c *canvas, y float64) float64 {
	y = heading(c, "请您自己办", y, false)
	for i, act := range v.Acts {
		c.text(styleBody, fmt.Sprintf("%d.", i+1), portrait.left, y, 6, left)
		y = c.text(styleBody, act, portrait.left+7, y, 158, left) + 0.6
	}
	return y
}

func (v Duty) drawMissed(c *canvas, y float64) float64 {
	y = heading(c, "没有按期提交的", y, false)
	y = c.text(styleBody, v.Missed, portrait.left, y, 165, left)
	return c.text(styleLabel, "依据："+v.Source, portrait.left, y+0.6, 165, left)
}

// drawSigning leaves room for both hands: the client's left, the agency's seal right.
func (v Duty) drawSigning(c *canvas, y float64) float64 {
	const half, indent, line = 104.0, 24.0, 9.0
	y = heading(c, "客户确认", y, false)
	y = c.text(styleBody, v.Declared, portrait.left, y, 165, left) + 5
	sign := func(x, end float64, labels []string, values []string) {
		at := y
		for i, label := range labels {
			c.at(styleLabel, label, x, at+4, indent, left)
			c.at(styleTable, values[i], x+indent, at+4, end-x-indent, left)
			c.rule(x+indent, end, at+5.2, hair)
			at += line
		}
	}
	sign(portrait.left, half-8, []string{"客户（签字或盖章）", "签收人姓名", "签收日期"}, []string{"", "", ""})
	sign(half, portrait.right, []string{"告知方（盖章）", "经办", "联系电话"}, []string{v.Letterhead.Name, v.Contact.Name, v.Contact.Phone})
	return y + 3*line
}

const closingKind = "办结告知书"

// Closing is the letter (办结告知书) with which a case ends for its client: that the agency has
// no access any more, what was handed back, what was erased, and what is kept until when.
type Closing struct {
	Letterhead  Letterhead
	CaseNumber  string
	Client      string
	CaseType    string // 首次备案（ICP备案）
	Outcome     string // 已交付
	Ended       cal.Day
	Intro       string
	Parts       []ClosingPart
	Source      string // the law behind it, with its date
	Contact     Contact
	GeneratedAt time.Time // its day is the letter's date
}

// ClosingPart is one of its headings with what stands below.
type ClosingPart struct {
	Title string
	Lines []string
}

// RenderClosing prints the letter. An Invalid error says which value is missing.
func RenderClosing(v Closing) (Result, error) {
	d, err := layoutClosing(v)
	if err != nil {
		return Result{}, err
	}
	return finish(d, meta{title: closingKind + " " + v.CaseNumber, author: v.Letterhead.Name, created: v.GeneratedAt})
}

func (v Closing) check() error {
	switch {
	case v.CaseNumber == "":
		return errs.AtField("case_number", "案件没有编号，不能打印告知书")
	case v.Client == "":
		return errs.AtField("client", "请填写客户名称")
	case len(v.Parts) == 0:
		return errs.New(errs.Invalid, "告知书没有内容")
	}
	return v.Letterhead.check()
}

func layoutClosing(v Closing) (*document, error) {
	if err := v.check(); err != nil {
		return nil, err
	}
	d, c, y, err := v.Letterhead.opens()
	if err != nil {
		return nil, err
	}
	sections := []section{}
	for i, p := range v.Parts {
		sections = append(sections, func(c *canvas, y float64) float64 { return p.draw(c, y, i == 0) })
	}
	v.Letterhead.flow(d, c, v.drawHead(c, y), closingKind, v.CaseNumber, append(sections, v.drawEnd)...)
	d.foot(closingKind, v.CaseNumber, v.GeneratedAt)
	return d, nil
}

func (v Closing) drawHead(c *canvas, y float64) float64 {
	return letterHead{closingKind, v.GeneratedAt, v.Client, v.CaseNumber, v.CaseType, v.Outcome + "，" + v.Ended.String(), v.Intro}.draw(c, y)
}

func (p ClosingPart) draw(c *canvas, y float64, first bool) float64 {
	y = heading(c, p.Title, y, first)
	for i, line := range p.Lines {
		c.text(styleBody, fmt.Sprintf("%d.", i+1), portrait.left, y, 6, left)
		y = c.text(styleBody, line, portrait.left+7, y, 158, left) + 0.6
	}
	return y
}

// drawEnd says whom to ask, and leaves room for the agency's seal.
func (v Closing) drawEnd(c *canvas, y float64) float64 {
	return sealed(c, c.text(styleLabel, "依据："+v.Source, portrait.left, y, 165, left)+3, v.Letterhead, v.Contact)
}

// sealed says who writes a letter and whom to ask, and leaves room for the seal.
func sealed(c *canvas, y float64, head Letterhead, contact Contact) float64 {
	for _, pair := range [][2]string{{"告知方（盖章）", head.Name}, {"经办", contact.Name}, {"联系电话", contact.Phone}} {
		y = c.pair(pair[0], pair[1], styleTable, portrait.left, 30, y, 130)
	}
	return y
}

const suspensionKind = "备案中止函"

// Suspension is the letter (中止函) that tells a client who has not answered for long that the
// agency does not go on with its case, what it waits for, and how it goes on again.
type Suspension struct {
	Letterhead  Letterhead
	CaseNumber  string
	Client      string
	CaseType    string // 首次备案（ICP备案）
	Intro       string
	Parts       []ClosingPart
	Contact     Contact
	GeneratedAt time.Time // its day is the letter's date
}

// RenderSuspension prints the letter. An Invalid error says which value is missing.
func RenderSuspension(v Suspension) (Result, error) {
	switch {
	case v.CaseNumber == "":
		return Result{}, errs.AtField("case_number", "案件没有编号，不能打印中止函")
	case v.Client == "":
		return Result{}, errs.AtField("client", "请填写客户名称")
	}
	if err := v.Letterhead.check(); err != nil {
		return Result{}, err
	}
	d, c, y, err := v.Letterhead.opens()
	if err != nil {
		return Result{}, err
	}
	sections := []section{}
	for _, p := range v.Parts {
		sections = append(sections, func(c *canvas, y float64) float64 { return p.draw(c, y, false) })
	}
	y = letterHead{suspensionKind, v.GeneratedAt, v.Client, v.CaseNumber, v.CaseType, "", v.Intro}.draw(c, y)
	end := func(c *canvas, y float64) float64 { return sealed(c, y+3, v.Letterhead, v.Contact) }
	v.Letterhead.flow(d, c, y, suspensionKind, v.CaseNumber, append(sections, end)...)
	d.foot(suspensionKind, v.CaseNumber, v.GeneratedAt)
	return finish(d, meta{title: suspensionKind + " " + v.CaseNumber, author: v.Letterhead.Name, created: v.GeneratedAt})
}
