package workflow

import (
	"fmt"
	"time"

	"beiandesk/internal/cal"
)

// Tones of a date, which are also the groups of Today.
const (
	ToneOverdue = "overdue"
	ToneToday   = "today"
	ToneSoon    = "soon"
	ToneLater   = "later"
)

// TimeLeft says in words how much time a date leaves, and its tone. Only legal, maximum
// and agreed dates become overdue; an expected one that has passed says 该问进度. A
// minute is past once now reaches it, a day from the next day on.
func (e *Engine) TimeLeft(d Deadline, now time.Time) (text, tone string) {
	today := cal.DayOf(now)
	days := int(d.Due.Day - today)
	if d.Due.Past(now) {
		switch {
		case d.Kind.Soft():
			return "该问进度", ToneToday
		case days == 0 || e.lapses(d.Clock):
			return "已过期", ToneOverdue
		}
		return fmt.Sprintf("逾期 %d 天", -days), ToneOverdue
	}
	tone = ToneLater
	switch {
	case days == 0:
		tone = ToneToday
	case days <= 7:
		tone = ToneSoon
	}
	if !d.Due.IsDay() {
		rest := int(d.Due.Day.Start().Add(time.Duration(d.Due.Minute)*time.Minute).Sub(now.Truncate(time.Minute)) / time.Minute)
		if rest <= 24*60 {
			return "剩 " + span(rest), tone
		}
	}
	switch {
	case days == 0 && d.Kind == Expected:
		return "今天", tone
	case days == 0:
		return "今天到期", tone
	case days == 1:
		return "明天", tone
	case d.Why.Count != nil:
		return fmt.Sprintf("剩 %d 个工作日", e.calendar(d).WorkdaysBetween(today, d.Due.Day)), tone
	}
	return fmt.Sprintf("剩 %d 天", days), tone
}

// lapses says that a clock's date is void once it is over.
func (e *Engine) lapses(code string) bool {
	c := e.graph.clockOf(code)
	return c != nil && c.Lapses
}

// span writes minutes as hours and minutes.
func span(minutes int) string {
	switch h, m := minutes/60, minutes%60; {
	case h == 0:
		return fmt.Sprintf("%d 分", m)
	case m == 0:
		return fmt.Sprintf("%d 小时", h)
	default:
		return fmt.Sprintf("%d 小时 %d 分", h, m)
	}
}
