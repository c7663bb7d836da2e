package cal

import "fmt"

var weekdays = [...]string{"周日", "周一", "周二", "周三", "周四", "周五", "周六"}

// WeekdayName is the day of the week as screens and papers write it: "周一".
func WeekdayName(d Day) string { return weekdays[d.Weekday()] }

// FormatDay writes a day for a screen: "11月23日 周一", with the year in front only
// when it is not today's: "2027年1月5日 周二".
func FormatDay(d, today Day) string {
	year, month, day := d.Parts()
	text := fmt.Sprintf("%d月%d日 %s", month, day, WeekdayName(d))
	if year != today.Year() {
		text = fmt.Sprintf("%d年%s", year, text)
	}
	return text
}

// FormatMoment writes a moment for a screen: FormatDay, then "15:04" when the
// minute is known.
func FormatMoment(m Moment, today Day) string {
	text := FormatDay(m.Day, today)
	if m.IsDay() {
		return text
	}
	return fmt.Sprintf("%s %02d:%02d", text, m.Minute/60, m.Minute%60)
}
