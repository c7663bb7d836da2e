package paper

import (
	"fmt"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
)

const noticeKind = "备案材料补正通知"

// Notice is the materials notice (备案材料补正通知): what a client still owes for a case, what
// has come, how each is taken and to whom it goes.
type Notice struct {
	Letterhead  Letterhead
	CaseNumber  string
	Client      string
	CaseType    string // 首次备案（ICP备案＋公安备案）
	Intro       string
	Asks        []NoticeAsk
	Received    string   // 已收到：…; "" while nothing has come
	Sending     []string // how it is handed in, a line each
	Privacy     string
	Contact     Contact
	GeneratedAt time.Time // its day is the notice's date
}

// NoticeAsk is a material that is missing.
type NoticeAsk struct {
	Label string // 营业执照
	State string // 未收到, 须重交
	Text  string // how it is to be
}

const (
	asksTitle    = "请补交以下材料"
	sendingTitle = "怎样交"
)

// RenderNotice prints the notice. An Invalid error says which value is missing.
func RenderNotice(v Notice) (Result, error) {
	d, err := layoutNotice(v)
	if err != nil {
		return Result{}, err
	}
	return finish(d, meta{title: noticeKind + " " + v.CaseNumber, author: v.Letterhead.Name, created: v.GeneratedAt})
}

func (v Notice) check() error {
	switch {
	case v.CaseNumber == "":
		return errs.AtField("case_number", "案件没有编号，不能打印补正通知")
	case v.Client == "":
		return errs.AtField("client", "请填写客户名称")
	case len(v.Asks) == 0:
		return errs.New(errs.Blocked, "材料都齐了，不用发补正通知")
	}
	return v.Letterhead.check()
}

func layoutNotice(v Notice) (*document, error) {
	if err := v.check(); err != nil {
		return nil, err
	}
	d, c, y, err := v.Letterhead.opens()
	if err != nil {
		return nil, err
	}
	y = letterHead{noticeKind, v.GeneratedAt, v.Client, v.CaseNumber, v.CaseType, "", v.Intro}.draw(c, y)
	sections := []section{func(c *canvas, y float64) float64 { return heading(c, asksTitle, y, false) - sectionGap }}
	for i, a := range v.Asks {
		sections = append(sections, func(c *canvas, y float64) float64 { return a.draw(c, y, i == len(v.Asks)-1) })
	}
	v.Letterhead.flow(d, c, y, noticeKind, v.CaseNumber, append(sections, v.drawReceived, v.drawSending)...)
	d.foot(noticeKind, v.CaseNumber, v.GeneratedAt)
	return d, nil
}

// draw draws a material with its box. All but the last keep close to the next.
func (a NoticeAsk) draw(c *canvas, y float64, last bool) float64 {
	c.tickBox(portrait.left, y+(styleBody.leadingMM()-boxSide)/2)
	end := c.text(styleBodyB, a.Label, portrait.left+7, y, 44, left)
	y = c.text(styleTableB, a.State, portrait.left+55, y+0.6, 110, left)
	y = max(end, c.text(styleTable, a.Text, portrait.left+55, y, 110, left)) + 1.2
	c.rule(portrait.left, portrait.right, y, hair)
	if last {
		return y
	}
	return y + 1.2 - sectionGap
}

func (v Notice) drawReceived(c *canvas, y float64) float64 {
	if v.Received == "" {
		return y - sectionGap
	}
	return c.text(styleLabel, v.Received, portrait.left, y-2.5, 165, left)
}

func (v Notice) drawSending(c *canvas, y float64) float64 {
	y = heading(c, sendingTitle, y, false)
	for i, line := range v.Sending {
		c.text(styleBody, fmt.Sprintf("%d.", i+1), portrait.left, y, 6, left)
		y = c.text(styleBody, line, portrait.left+7, y, 158, left) + 0.6
	}
	y = c.text(styleLabel, v.Privacy, portrait.left, y+2, 165, left)
	return sealed(c, y+4, v.Letterhead, v.Contact)
}

// DrawNotice draws the notice for a phone, a PNG. Errors as RenderNotice; Invalid, too, where
// it is too long for a phone.
func DrawNotice(v Notice) ([]byte, error) {
	s, err := stripNotice(v)
	if err != nil {
		return nil, err
	}
	return s.ends(v.Letterhead, v.Contact, footWords(noticeKind, v.CaseNumber, v.GeneratedAt))
}

func stripNotice(v Notice) (*strip, error) {
	if err := v.check(); err != nil {
		return nil, err
	}
	s, err := newStrip()
	if err != nil {
		return nil, err
	}
	if err := s.opens(v.Letterhead, noticeKind, "告知日期 "+longDayWeek(cal.DayOf(v.GeneratedAt))); err != nil {
		return nil, err
	}
	s.about([][2]string{{"客户", v.Client}, {"案件编号", v.CaseNumber}, {"备案类型", v.CaseType}})
	s.y += 2
	s.say(styleBody, v.Intro)
	s.heading(asksTitle)
	for i, a := range v.Asks {
		s.part(i)
		s.boxed(styleBodyB, a.Label)
		s.sayFrom(styleBodyB, a.State, 6.5)
		s.sayFrom(styleBody, a.Text, 6.5)
	}
	if v.Received != "" {
		s.y += 2.5
		s.say(styleSmall, v.Received)
	}
	s.heading(sendingTitle)
	for i, line := range v.Sending {
		s.text(styleBody, fmt.Sprintf("%d.", i+1), phone.left, s.y, 6, left)
		s.sayFrom(styleBody, line, 6.5)
	}
	s.y += 2
	s.say(styleSmall, v.Privacy)
	return s, nil
}
