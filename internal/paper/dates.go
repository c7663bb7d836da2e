package paper

import "beiandesk/internal/cal"

// longDayWeek gives 2026年11月23日（周一）.
func longDayWeek(d cal.Day) string { return cal.LongDay(d) + "（" + cal.WeekdayName(d) + "）" }
