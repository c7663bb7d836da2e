package paper

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"beiandesk/internal/cal"
)

const dailyKind = "今日期限表"

var dailyTable = table{x: landscape.left, pad: 0.75, cols: []column{
	{"", 7, left}, {"期限", 25, left}, {"剩余", 24, left}, {"经办", 15, left}, {"客户", 52, left}, {"案件编号", 24, left},
	{"环节", 28, left}, {"要做的事", 52, left}, {"在等", 16, left}, {"电话", 24, left},
}}

// dailyGroup is a group of rows with its bar.
type dailyGroup struct {
	name   string
	urgent bool // overdue: white on black
	rows   []DailyRow
}

func (v Daily) groups() []dailyGroup {
	span := fmt.Sprintf("7 天内（%s 至 %s）", cal.ShortDay(v.From), cal.ShortDay(v.To))
	all := []dailyGroup{{"逾期", true, v.Overdue}, {"该问进度", false, v.Ask}, {"今日", false, v.Today}, {span, false, v.Week}, {"客户自办，到期前提醒", false, v.Own}}
	var out []dailyGroup
	for _, g := range all {
		if len(g.rows) == 0 {
			continue
		}
		g.rows = slices.Clone(g.rows)
		slices.SortStableFunc(g.rows, func(a, b DailyRow) int {
			return cmp.Or(cmp.Compare(ends(a.Due), ends(b.Due)), cmp.Compare(a.Staff, b.Staff))
		})
		out = append(out, g)
	}
	return out
}

// ends tells the minute at which a deadline ends; a whole day ends at its midnight.
func ends(m cal.Moment) int {
	const day = 24 * 60
	if m.IsDay() {
		return int(m.Day)*day + day
	}
	return int(m.Day)*day + m.Minute
}

// counts is the line that sums the sheet up.
func (v Daily) counts() string {
	words := ""
	if len(v.Cut)+len(v.Torn) > 0 {
		words = "本表印有："
	}
	words += fmt.Sprintf("逾期 %d　该问进度 %d　今日 %d　7 天内 %d　合计 %d 项", len(v.Overdue), len(v.Ask), len(v.Today), len(v.Week),
		len(v.Overdue)+len(v.Ask)+len(v.Today)+len(v.Week))
	if len(v.Own) > 0 {
		words += fmt.Sprintf("　另有客户自办 %d 项", len(v.Own))
	}
	return words
}

// layoutDaily places the sheet. A group's bar keeps two rows with it and is repeated
// on the next page.
func layoutDaily(v Daily) (*document, error) {
	d, err := newDocument(landscape)
	if err != nil {
		return nil, err
	}
	c := d.page()
	y := v.drawHead(c)
	next := func() {
		c = d.page()
		today := longDayWeek(cal.DayOf(v.GeneratedAt))
		kind := dailyKind
		if v.Party != "" {
			kind += "（" + v.Party + "）"
		}
		c.at(styleLabel, kind+"　"+today, d.left, 16, d.right-d.left, left)
		c.at(styleLabel, v.counts(), d.left, 16, d.right-d.left, right)
		y = dailyTable.head(c, 19)
	}
	groups := v.groups()
	for _, words := range []string{v.TornWords(), v.CutWords()} {
		if words != "" {
			y = c.text(styleTableB, words, d.left, y+1, d.right-d.left, left) + 1
		}
	}
	if len(groups) == 0 && len(v.Torn) == 0 {
		y = c.text(styleBody, "没有逾期的、该问进度的、今日的和 7 天内的事项。", d.left, y+2, 200, left) + 2
		c.rule(d.left, d.right, y, thick)
	}
	for _, g := range groups {
		rows := make([]row, len(g.rows))
		for i, r := range g.rows {
			rows[i] = v.measure(c, g, r)
		}
		together := barHeight
		for _, r := range rows[:min(2, len(rows))] {
			together += r.height
		}
		if y+together > d.bottom {
			next()
		}
		y = g.bar(c, y, "")
		for i, r := range rows {
			if y+r.height > d.bottom {
				next()
				y = g.bar(c, y, "（续）")
			}
			c.tickBox(d.left+0.3, y+dailyTable.pad+(styleTable.leadingMM()-boxSide)/2)
			y = dailyTable.draw(c, r, y)
			width := hair
			if i == len(rows)-1 {
				width = thick
			}
			c.rule(d.left, d.right, y, width)
		}
	}
	for _, line := range v.Notices {
		if y+8 > d.bottom {
			next()
		}
		c.tickBox(d.left+0.3, y+2+(styleTable.leadingMM()-boxSide)/2)
		y = c.text(styleTable, line, d.left+dailyTable.cols[0].width, y+2, d.right-d.left-dailyTable.cols[0].width, left) + 2
	}
	if v.Yearly != "" {
		if y+8 > d.bottom {
			next()
		}
		c.tickBox(d.left+0.3, y+2+(styleTable.leadingMM()-boxSide)/2)
		y = c.text(styleTable, v.Yearly+"（设置 → 待核实），不急，抽空核实", d.left+dailyTable.cols[0].width, y+2, 200, left) + 2
	}
	v.drawMinutes(c, d.frame, y)
	code := ""
	if v.Code != "" {
		code = "日志码 " + v.Code
	}
	d.foot(dailyKind, code, v.GeneratedAt)
	return d, nil
}

func (v Daily) drawHead(c *canvas) float64 {
	f := landscape
	c.text(styleSheet, dailyKind, f.left, 12.3, 60, left)
	st := style{bold, 11, 16, 0}
	c.at(st, longDayWeek(cal.DayOf(v.GeneratedAt)), f.left+c.set.width(styleSheet, dailyKind)+8, 12.3+styleSheet.baseline(), 90, left)
	staff := v.Staff
	if staff == "" {
		staff = "全部人员"
	}
	if v.Party != "" {
		staff += "　只列" + v.Party + "的"
	}
	y := c.text(styleLabel, strings.TrimPrefix(v.Agency+"　"+staff, "　"), f.left+120, 11.5, f.right-f.left-120, right)
	y = c.text(styleLabel, v.counts(), f.left+120, y+0.3, f.right-f.left-120, right)
	return dailyTable.head(c, max(24, y+1.5))
}

const barHeight = 6.2

// bar draws a group's bar; suffix marks its repetition on a later page.
func (g dailyGroup) bar(c *canvas, y float64, suffix string) float64 {
	f := landscape
	words := fmt.Sprintf("%s%s　%d 项", g.name, suffix, len(g.rows))
	top := y + (barHeight-styleTableB.leadingMM())/2
	if g.urgent {
		c.add(rectStep{x: f.left, y: y, w: f.right - f.left, h: barHeight, ink: black})
		c.reverse(styleTableB, words, f.left+2, top, 150, left)
		return y + barHeight
	}
	c.text(styleTableB, words, f.left, top, 150, left)
	c.rule(f.left, f.right, y+barHeight, thin)
	return y + barHeight
}

func (v Daily) measure(c *canvas, g dailyGroup, r DailyRow) row {
	words, urgent := v.remaining(g, r)
	st := styleTable
	if urgent {
		st = styleTableB
	}
	return dailyTable.measure(c, cell{"", styleTable}, cell{v.due(r), styleTableB}, cell{words, st}, cell{r.Staff, styleTableB},
		cell{r.Client, styleTable}, cell{r.Case, styleTable}, cell{r.Stage, styleTable}, cell{r.Todo, styleTable},
		cell{r.WaitingOn, styleTable}, cell{r.Phone, styleTable})
}

// due words a deadline as staff say it.
func (v Daily) due(r DailyRow) string {
	m := r.Due
	today := cal.DayOf(v.GeneratedAt)
	clock := ""
	if !m.IsDay() {
		clock = " " + cal.Clock(m)
	}
	switch {
	case !m.Dated():
		return cal.NoDate
	case m.Day == today && m.IsDay() && r.Appointed:
		return "今日"
	case m.Day == today && m.IsDay():
		return "今日 24:00 前"
	case m.Day == today:
		return "今日" + clock
	case m.Day.Year() != today.Year():
		return m.Day.String() + " " + cal.WeekdayName(m.Day) + clock
	}
	return cal.ShortDay(m.Day) + " " + cal.WeekdayName(m.Day) + clock
}

// remaining words what is left as Today does and says whether it is urgent: overdue, or
// under three hours.
func (v Daily) remaining(g dailyGroup, r DailyRow) (string, bool) {
	words := strings.TrimPrefix(r.Left, "剩 ")
	if r.Due.IsDay() || g.urgent {
		return words, g.urgent
	}
	left := cal.Start(r.Due).Sub(v.GeneratedAt)
	return words, left > 0 && left < 3*time.Hour
}

// drawMinutes leaves room for what the morning's meeting decides, where there is any.
func (v Daily) drawMinutes(c *canvas, f frame, y float64) {
	if f.bottom-y < 22 {
		return
	}
	c.text(styleTableB, "会上决定", f.left, y+1.5, 40, left)
	for i := range 3 {
		at := y + 7.5 + 6.5*float64(i) + 1
		c.rule(f.left+20, f.right, at, hair)
	}
}
