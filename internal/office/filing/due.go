package filing

import (
	"fmt"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/office"
	"beiandesk/internal/workflow"
)

// The tones of a date, which are also how urgent it is.
const (
	ToneOverdue = "overdue"
	ToneToday   = "today"
	ToneSoon    = "soon" // within 7 days
	ToneLater   = "later"
	ToneNone    = "none"
)

// Due is a date in the words of a row.
type Due struct {
	Moment *cal.Moment // nil when there is no date
	Kind   workflow.Kind
	Day    string // 11月23日 周一; a minute: 今天 14:54
	Full   string // 2026年11月23日 周一 14:54
	Left   string // 剩 5 小时 42 分, 逾期 2 天, 今天到期, 该问进度
	Tone   string
	Clock  bool      // runs by the minute: At and Start are set
	At     time.Time // when it ends
	Start  time.Time // when it began
	Before string    // last working day before a legal or longest day that is off, "" otherwise
}

// DueOf puts a date in words. started is when a minute clock began, RFC 3339, or "".
func DueOf(o *office.Office, at *cal.Moment, kind workflow.Kind, started string) Due {
	if at == nil {
		return Due{Tone: ToneNone}
	}
	now := o.Now()
	today := cal.DayOf(now)
	d := Due{Moment: at, Kind: kind, Day: cal.FormatMoment(*at, today), Full: full(*at)}
	if at.Day == today && !at.IsDay() {
		d.Day = "今天 " + clock(*at)
	}
	d.Left, d.Tone = left(*at, kind, now)
	if !at.IsDay() {
		d.Clock = true
		d.At = start(*at)
		d.Start = d.At
		if t, err := time.Parse(time.RFC3339, started); err == nil {
			d.Start = t
		}
	}
	if kind == workflow.Legal || kind == workflow.Max {
		if off, _ := o.Calendar.Off(at.Day); off && at.IsDay() {
			d.Before = cal.FormatDay(o.Calendar.PrevWorkday(at.Day), today)
		}
	}
	return d
}

// left says how much time is left. Only legal, longest and agreed dates are ever
// overdue: an expected date that has passed says 该问进度, a reminder 到时间了.
func left(at cal.Moment, kind workflow.Kind, now time.Time) (string, string) {
	days := int(at.Day - cal.DayOf(now))
	if at.Past(now) {
		switch kind {
		case workflow.Expected:
			return "该问进度", ToneToday
		case workflow.Reminder:
			return "到时间了", ToneToday
		}
		if at.IsDay() {
			return fmt.Sprintf("逾期 %d 天", -days), ToneOverdue
		}
		return "逾期 " + span(now.Sub(start(at))), ToneOverdue
	}
	if !at.IsDay() {
		rest := start(at).Sub(now)
		tone := ToneToday
		if days > 0 {
			tone = ToneSoon
		}
		if rest <= 48*time.Hour {
			return "剩 " + span(rest), tone
		}
	}
	switch {
	case days == 0:
		return "今天到期", ToneToday
	case days == 1:
		return "明天", ToneSoon
	case days <= 7:
		return fmt.Sprintf("剩 %d 天", days), ToneSoon
	}
	return fmt.Sprintf("剩 %d 天", days), ToneLater
}

// span writes hours and minutes, a started minute counting whole.
func span(d time.Duration) string {
	minutes := int((d + time.Minute - 1) / time.Minute)
	switch h, m := minutes/60, minutes%60; {
	case h >= 48:
		return fmt.Sprintf("%d 天", h/24)
	case h == 0:
		return fmt.Sprintf("%d 分", m)
	case m == 0:
		return fmt.Sprintf("%d 小时", h)
	default:
		return fmt.Sprintf("%d 小时 %d 分", h, m)
	}
}

func start(m cal.Moment) time.Time {
	return m.Day.Start().Add(time.Duration(max(m.Minute, 0)) * time.Minute)
}

func clock(m cal.Moment) string { return fmt.Sprintf("%02d:%02d", m.Minute/60, m.Minute%60) }

func full(m cal.Moment) string {
	year, month, day := m.Day.Parts()
	text := fmt.Sprintf("%d年%d月%d日 %s", year, month, day, cal.WeekdayName(m.Day))
	if !m.IsDay() {
		text += " " + clock(m)
	}
	return text
}

// rowDue is the governing date of a task as a list keeps it.
func rowDue(r office.RunRow) *cal.Moment {
	if r.DueDay == nil {
		return nil
	}
	return &cal.Moment{Day: *r.DueDay, Minute: r.DueMin}
}
