package cal

import "fmt"

// All words in which screens, papers and sentences write a day stand here.

var weekdays = [...]string{"周日", "周一", "周二", "周三", "周四", "周五", "周六"}

// WeekdayName is the day of the week as screens and papers write it: "周一".
func WeekdayName(d Day) string { return weekdays[d.Weekday()] }

// MonthDay writes a day without its year: "11月23日".
func MonthDay(d Day) string {
	_, month, day := d.Parts()
	return fmt.Sprintf("%d月%d日", month, day)
}

// LongDay writes a day with its year: "2026年11月23日".
func LongDay(d Day) string { return fmt.Sprintf("%d年%s", d.Year(), MonthDay(d)) }

// LongWeekday is LongDay with the day of the week: "2026年11月23日 周一".
func LongWeekday(d Day) string { return LongDay(d) + " " + WeekdayName(d) }

// DayIn writes a day beside dates of a year: LongDay when its own differs, else
// MonthDay.
func DayIn(d Day, year int) string {
	if d.Year() != year {
		return LongDay(d)
	}
	return MonthDay(d)
}

// SpanIn writes a run of days beside dates of a year, without what its end repeats: "1日"
// of the same month, "2月3日" of the same year.
func SpanIn(from, to Day, year int) string {
	if from == to {
		return DayIn(from, year)
	}
	y, month, _ := from.Parts()
	end := DayIn(to, y)
	if toYear, toMonth, day := to.Parts(); toYear == y && toMonth == month {
		end = fmt.Sprintf("%d日", day)
	}
	return DayIn(from, year) + "–" + end
}

// ShortDay writes a day for a narrow column: "11-24".
func ShortDay(d Day) string {
	_, month, day := d.Parts()
	return fmt.Sprintf("%02d-%02d", int(month), day)
}

// FormatDay writes a day for a screen: "11月23日 周一", with the year in front only
// when it is not today's: "2027年1月5日 周二".
func FormatDay(d, today Day) string { return DayIn(d, today.Year()) + " " + WeekdayName(d) }

// Clock writes the minute of a moment that has one: "15:04".
func Clock(m Moment) string { return fmt.Sprintf("%02d:%02d", m.Minute/60, m.Minute%60) }

// NoDate is what is written of a moment that is Undated.
const NoDate = "日期不详"

// FormatMoment writes a moment for a screen: FormatDay, then "15:04" when the
// minute is known, or NoDate.
func FormatMoment(m Moment, today Day) string { return withClock(FormatDay(m.Day, today), m) }

// PlainMoment writes a moment as it is typed, 2026-09-18 15:04, or NoDate.
func PlainMoment(m Moment) string {
	if !m.Dated() {
		return NoDate
	}
	return m.String()
}

// PlainText is PlainMoment of what String has written; other texts stay as they are.
func PlainText(text string) string {
	if m, err := ParseMoment(text); err == nil {
		return PlainMoment(m)
	}
	return text
}

// LongMoment writes a moment whole: LongWeekday, then "15:04" when the minute is known, or
// NoDate.
func LongMoment(m Moment) string { return withClock(LongWeekday(m.Day), m) }

// DayOfMoment writes the day of a moment with the function given, or NoDate.
func DayOfMoment(m Moment, write func(Day) string) string {
	if !m.Dated() {
		return NoDate
	}
	return write(m.Day)
}

func withClock(day string, m Moment) string {
	switch {
	case !m.Dated():
		return NoDate
	case m.IsDay():
		return day
	}
	return day + " " + Clock(m)
}
