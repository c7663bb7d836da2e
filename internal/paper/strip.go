package paper

import (
	"fmt"
	"image/color"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/paper/raster"
)

// A strip is a paper laid out for a phone: one long page without breaks, as wide as phones show
// a picture, drawn as a PNG.
const (
	// StripWidth is the width of a strip in pixels.
	StripWidth = 750
	pxPerPt    = 2.9 // 9 points, the smallest type of a strip, are 26 pixels
	pxPerMM    = pxPerPt * ptPerMM
	// mostStrip is the height in pixels beyond which phones shrink a picture until nobody can read it.
	mostStrip = 16_000
	// stripHistory is how many rows of what was done a strip shows.
	stripHistory = 20
)

// phone is the frame of a strip; where its content ends is known once it is laid out.
var phone = frame{width: StripWidth / pxPerMM, left: 5, right: StripWidth/pxPerMM - 5, height: mostStrip / pxPerMM, bottom: mostStrip / pxPerMM, footText: mostStrip / pxPerMM}

var (
	styleSmall  = style{regular, 9, 14, labelGrey}
	styleStrong = style{bold, 11, 17, 0}
)

// strip draws onto a phone's page from its top to its end.
type strip struct {
	*canvas
	d *document
	y float64
}

func newStrip() (*strip, error) {
	d, err := newDocument(phone)
	if err != nil {
		return nil, err
	}
	return &strip{canvas: d.page(), d: d}, nil
}

const stripRoom = 5.0 // above a heading

func (s *strip) width() float64 { return phone.right - phone.left }

// say sets a paragraph below what stands there.
func (s *strip) say(st style, text string) { s.sayFrom(st, text, 0) }

// sayFrom is say, indented.
func (s *strip) sayFrom(st style, text string, indent float64) {
	s.y = s.text(st, text, phone.left+indent, s.y, s.width()-indent, left)
}

func (s *strip) heading(words string) {
	s.y += stripRoom
	s.say(styleStrong, words)
	s.y++
	s.rule(phone.left, phone.right, s.y, thin)
	s.y += 2
}

// field is a label with its value beside it.
func (s *strip) field(label, value string, st style) {
	if value == "" {
		return
	}
	const indent = 18.0
	s.at(styleSmall, label, phone.left, s.y+st.baseline(), indent, left)
	s.sayFrom(st, value, indent)
}

// part sets apart the records of a list.
func (s *strip) part(i int) {
	if i > 0 {
		s.y += 1.2
		s.rule(phone.left, phone.right, s.y, hair)
		s.y += 1.5
	}
}

// boxed is a line with a box to tick before it.
func (s *strip) boxed(st style, text string) {
	s.tickBox(phone.left, s.y+(st.leadingMM()-boxSide)/2)
	s.sayFrom(st, text, 6.5)
}

// opens draws who writes, what it is and of which day.
func (s *strip) opens(h Letterhead, kind, day string) error {
	s.y = 6
	const side = 12.0
	if err := h.mark(s.canvas, phone.left, s.y, side); err != nil {
		return err
	}
	end := s.text(styleDue, h.Name, phone.left+side+3, s.y-0.8, s.width()-side-3, left)
	end = s.text(styleSmall, notCloud, phone.left+side+3, end, s.width()-side-3, left)
	s.y = max(s.y+side, end) + 2
	s.add(lineStep{x0: phone.left, y0: s.y, x1: phone.right, y1: s.y, width: strong, ink: accent})
	s.y += 4
	s.say(styleSheet, kind)
	s.say(styleSmall, day)
	s.y += 2
	return nil
}

// about says whom and which case it is about.
func (s *strip) about(fields [][2]string) {
	for _, f := range fields {
		s.field(f[0], f[1], styleBody)
	}
}

// ends draws whom to ask and the foot, and gives the picture. Errors: Invalid where it is too
// long for a phone.
func (s *strip) ends(h Letterhead, contact Contact, foot string) ([]byte, error) {
	s.heading("有疑问请找")
	s.about([][2]string{{"单位", h.Name}, {"经办人", contact.named()}, {"电话", contact.Phone}, {"微信", contact.WeChat}, {"时间", contact.Hours}, {"邮箱", contact.Email}})
	s.y += 3
	s.rule(phone.left, phone.right, s.y, hair)
	s.y += 1.5
	s.say(styleSmall, foot)
	s.y += 4
	if s.y > phone.bottom {
		return nil, errs.New(errs.Invalid, "内容太长，手机上一张图看不清：请改发 PDF")
	}
	if err := s.d.check(); err != nil {
		return nil, err
	}
	return s.picture()
}

// picture rasters the steps.
func (s *strip) picture() ([]byte, error) {
	out, err := raster.New(StripWidth, int(s.y*pxPerMM), s.d.set.fonts[regular].Data(), s.d.set.fonts[bold].Data())
	if err != nil {
		return nil, drawFault(err)
	}
	for _, one := range s.steps {
		if err := paint(out, one); err != nil {
			return nil, drawFault(err)
		}
	}
	png, err := out.PNG()
	if err != nil {
		return nil, drawFault(err)
	}
	return png, nil
}

func (c rgb) color() color.Color { return color.RGBA{c.r, c.g, c.b, 255} }

func px(x, y float64) raster.Point { return raster.Point{X: x * pxPerMM, Y: y * pxPerMM} }

// paint draws one step.
func paint(on *raster.Sheet, one step) error {
	switch one := one.(type) {
	case textStep:
		ink := rgb{one.style.grey, one.style.grey, one.style.grey}
		if one.white {
			ink = white
		}
		return on.Text(int(one.style.weight), one.style.size*pxPerPt, one.text, px(one.x, one.y), ink.color())
	case lineStep:
		on.Line(px(one.x0, one.y0), px(one.x1, one.y1), one.width*pxPerPt, one.ink.color())
	case rectStep:
		paintRect(on, one)
	case discStep:
		on.Disc(px(one.x, one.y), one.r*pxPerMM+one.stroke*pxPerPt/2, one.ink.color())
		if one.stroke > 0 {
			on.Disc(px(one.x, one.y), one.r*pxPerMM-one.stroke*pxPerPt/2, white.color())
		}
	case imageStep:
		return on.Picture(one.png, px(one.x, one.y), px(one.w, one.h))
	default:
		return fmt.Errorf("no way to paint a %T", one)
	}
	return nil
}

func paintRect(on *raster.Sheet, r rectStep) {
	a, b, c, d := px(r.x, r.y), px(r.x+r.w, r.y), px(r.x+r.w, r.y+r.h), px(r.x, r.y+r.h)
	if r.stroke == 0 {
		on.Fill(r.ink.color(), a, b, c, d)
		return
	}
	for _, side := range [][2]raster.Point{{a, b}, {b, c}, {d, c}, {a, d}} {
		on.Line(side[0], side[1], r.stroke*pxPerPt, r.ink.color())
	}
}

// DrawProgress draws a progress report for a phone, a PNG. Errors as RenderProgress, but no
// number of pages bounds it.
func DrawProgress(v Progress) ([]byte, error) {
	s, err := stripProgress(v)
	if err != nil {
		return nil, err
	}
	return s.ends(v.Letterhead, v.Contact, footWords(progressKind, v.number(), v.GeneratedAt))
}

func stripProgress(v Progress) (*strip, error) {
	if err := v.check(); err != nil {
		return nil, err
	}
	s, err := newStrip()
	if err != nil {
		return nil, err
	}
	if err := s.opens(v.Letterhead, progressKind, "报告日期 "+longDayWeek(cal.DayOf(v.GeneratedAt))); err != nil {
		return nil, err
	}
	s.about([][2]string{{"客户", v.Client}, {v.FiledAs, v.SiteName}, {"域名", v.Domain}, {"案件编号", v.CaseNumber}, {"备案类型", v.CaseType}, {"备案地", v.Place}})
	s.heading("当前进度")
	s.say(styleSummary, v.Summary)
	for _, t := range v.Tracks {
		s.track(t)
	}
	s.heading("需要您现在做的事")
	s.none(len(v.Actions), noActions)
	for i, a := range v.Actions {
		s.part(i)
		s.boxed(styleBody, a.Text)
		s.sayFrom(styleBodyB, a.By, 6.5)
	}
	s.waits(v.Waits)
	s.numbers(v)
	s.dates(v)
	s.history(v.History)
	return s, nil
}

// none says that a list is empty.
func (s *strip) none(rows int, words string) {
	if rows == 0 {
		s.say(styleBody, words)
	}
}

// track draws a phase from its first stop down to its last.
func (s *strip) track(t Track) {
	const pitch, x, label, when = 6.6, 3.2, 8.0, 30.0
	s.y += 2.5
	s.at(styleBodyB, t.Name, phone.left, s.y+styleBodyB.baseline(), s.width(), left)
	s.at(styleSmall, t.Status, phone.left, s.y+styleBodyB.baseline(), s.width(), right)
	s.y += styleBodyB.leadingMM() + 1
	for i, n := range t.Nodes {
		at := s.y + pitch/2
		if i+1 < len(t.Nodes) && n.State != NodeNotOrdered {
			link := lineStep{x0: phone.left + x, x1: phone.left + x, y0: at + nodeDisc, y1: at + pitch - nodeDisc, width: thin}
			if n.State == NodeDone {
				link.width = strong
			}
			s.add(link)
		}
		drawNode(s.canvas, n.State, phone.left+x, at)
		st := styleBody
		if n.State == NodeNow {
			st = styleBodyB
		}
		words := n.label()
		base := at + 0.36*st.size*mmPerPt
		s.at(st, words[0]+words[1], phone.left+label, base, s.width()-label-when, left)
		s.at(styleSmall, n.when(), phone.left, base, s.width(), right)
		s.y += pitch
	}
}

// when says of a stop when it was done or has begun, and how often.
func (n Node) when() string {
	words := ""
	switch {
	case n.On != nil && n.State == NodeNow:
		words = cal.ShortDay(*n.On) + " 起"
	case n.On != nil:
		words = cal.ShortDay(*n.On)
	case n.State == NodeNow:
		words = "进行中"
	}
	if n.Times > 1 {
		words = fmt.Sprintf("%d 次　", n.Times) + words
	}
	return words
}

func (s *strip) waits(all []Wait) {
	s.heading("当前等待事项")
	s.none(len(all), noWaits)
	for i, w := range all {
		s.part(i)
		s.say(styleBodyB, w.Who)
		s.say(styleBody, w.What)
		s.field("开始", w.since(), styleBody)
		s.field("已等", w.Waited, styleBody)
	}
}

func (s *strip) numbers(v Progress) {
	s.heading("已取得的号码")
	s.none(len(v.Numbers), v.NoNumbers)
	for i, n := range v.Numbers {
		s.part(i)
		s.say(styleBody, n.Name)
		s.say(styleBodyB, n.value())
		if n.On != nil {
			s.field("取得日期", n.On.String(), styleBody)
		}
		s.field("用途", n.Use, styleBody)
	}
}

func (s *strip) dates(v Progress) {
	s.heading("后续时间及依据")
	s.none(len(v.Dates), noDates)
	for i, r := range v.Dates {
		s.part(i)
		s.say(styleBodyB, r.Matter)
		s.field("预计", r.Expected, styleBody)
		s.field("最迟", r.Latest, styleBodyB)
		s.say(styleSmall, r.Why)
	}
	if len(v.Dates) > 0 {
		s.y += 1.5
		s.say(styleSmall, v.datesNote())
	}
}

func (s *strip) history(all []Done) {
	s.heading("已办事项")
	s.none(len(all), noHistory)
	for i, h := range all[:min(len(all), stripHistory)] {
		s.part(i)
		s.at(styleSmall, h.on(), phone.left, s.y+styleBodyB.baseline(), s.width(), right)
		s.y = s.text(styleBodyB, h.Matter, phone.left, s.y, s.width()-24, left)
		s.say(styleBody, h.Note)
	}
	if rest := len(all) - stripHistory; rest > 0 {
		s.part(1)
		s.say(styleSmall, olderWords(rest))
	}
}
