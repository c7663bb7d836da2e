package paper

import (
	"fmt"

	"beiandesk/internal/cal"
)

var weekdays = [...]string{"周日", "周一", "周二", "周三", "周四", "周五", "周六"}

// longDay gives 2026年11月23日, for sentences and heads.
func longDay(d cal.Day) string {
	y, m, n := d.Parts()
	return fmt.Sprintf("%d年%d月%d日", y, m, n)
}

// longDayWeek gives 2026年11月23日（周一）.
func longDayWeek(d cal.Day) string { return longDay(d) + "（" + weekdays[d.Weekday()] + "）" }

// shortDay gives 11-24.
func shortDay(d cal.Day) string {
	_, m, n := d.Parts()
	return fmt.Sprintf("%02d-%02d", int(m), n)
}
