package workflow

import (
	"fmt"
	"time"

	"beiandesk/internal/cal"
)

// The groups of Today. Only terms and agreed dates become overdue; a soft date that has
// passed stands under today, to ask for word.
const (
	GroupOverdue = "overdue"
	GroupToday   = "today"
	GroupWeek    = "week" // the next seven days
	GroupLater   = "later"
)

// Groups in the order of their dates.
var Groups = []string{GroupOverdue, GroupToday, GroupWeek, GroupLater}

// NoDate sorts what has no date behind all dates.
const NoDate = "9999"

// SortKey writes a moment so that moments sort as text: a whole day ends at 24:00.
func SortKey(m cal.Moment) string {
	if m.IsDay() {
		return m.Day.String() + "T24:00"
	}
	return fmt.Sprintf("%sT%02d:%02d", m.Day, m.Minute/60, m.Minute%60)
}

// Edges are the ends of the groups at a moment, in the spelling of SortKey: what lies at
// or before one is within it. A date has passed when it lies at or before Now.
type Edges struct{ Now, Today, Week string }

// EdgesAt tells where the groups end at a moment.
func EdgesAt(now time.Time) Edges {
	today := cal.DayOf(now)
	return Edges{
		Now:   SortKey(cal.At(now)),
		Today: SortKey(cal.Whole(today)),
		Week:  SortKey(cal.Whole(today.Add(7))),
	}
}

// Group tells in which group a date stands, in the spelling of SortKey.
func (e Edges) Group(sort string, soft bool) string {
	switch {
	case sort <= e.Now && !soft:
		return GroupOverdue
	case sort <= e.Today:
		return GroupToday
	case sort <= e.Week:
		return GroupWeek
	}
	return GroupLater
}

// Soft says that a date of this kind is never overdue: once passed it asks for word, it
// breaks no term. After an appointment its outcome is asked for.
func (k Kind) Soft() bool { return k == Expected || k == Reminder || k == Appointment }

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
		case d.Kind == Appointment:
			return "时间已过", ToneToday
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
	if d.Kind == Appointment {
		return until(d.Due, now), tone
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

// until counts the days and hours to an appointment; nothing ends with it.
func until(m cal.Moment, now time.Time) string {
	days := int(m.Day - cal.DayOf(now))
	switch {
	case m.IsDay() && days == 0:
		return "今天"
	case m.IsDay() && days == 1:
		return "明天"
	case m.IsDay():
		return fmt.Sprintf("还有 %d 天", days)
	}
	rest := int(cal.Start(m).Sub(now.Truncate(time.Minute)) / time.Minute)
	if rest < 24*60 {
		return "还有 " + span(rest)
	}
	if hours := rest % (24 * 60) / 60; hours > 0 {
		return fmt.Sprintf("还有 %d 天 %d 小时", rest/(24*60), hours)
	}
	return fmt.Sprintf("还有 %d 天", rest/(24*60))
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
