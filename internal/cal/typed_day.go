package cal

import (
	"time"

	"beiandesk/internal/errs"
)

// counted reads what begins with a number: a date, a clock, a distance.
func (r *reading) counted() (bool, error) {
	was := r.rest
	n, ok := r.number()
	if !ok {
		return false, nil
	}
	if did, err := r.distance(n.n); did || err != nil {
		return true, err
	}
	switch r.eat("-", "/", ".", ":", "点", "年", "月", "日", "号") {
	case 0:
		return true, r.dashed(n, "-")
	case 1:
		return true, r.dashed(n, "/")
	case 2:
		return true, r.dashed(n, ".")
	case 3:
		return true, r.colon(n)
	case 4:
		return true, r.spoken(n)
	case 5:
		return true, r.afterYear(n)
	case 6:
		return true, r.afterMonth(n.n)
	case 7, 8:
		return true, r.setDateAlone(n.n)
	}
	if r.has("时") {
		return true, r.spoken(n)
	}
	if n.ascii && n.digits == mostDigits {
		return true, r.setYearDate(n.n/10000, n.n/100%100, n.n%100)
	}
	r.rest = was
	return true, errs.New(errs.Invalid, "只有数字看不出是哪一天。%s", r.mayWrite())
}

// dashed reads what follows a number and a separator: 11-29, 2026-11-29.
func (r *reading) dashed(first number, sep string) error {
	second, ok := r.number()
	if !ok || !first.ascii || !second.ascii || second.digits > 2 {
		if second.digits == 4 && first.digits <= 2 {
			return yearFirst()
		}
		return r.unread()
	}
	third, whole := number{}, false
	if r.has(sep) {
		if third, whole = r.number(); !whole || !third.ascii {
			return r.unread()
		}
	}
	switch {
	case !whole && first.digits == 4:
		return errs.New(errs.Invalid, "只有年和月，请连日一起写，例如 2026-09-18")
	case !whole && first.digits <= 2:
		return r.setMonthDate(first.n, second.n)
	case whole && first.digits == 4 && third.digits <= 2:
		return r.setYearDate(first.n, second.n, third.n)
	}
	return yearFirst()
}

func yearFirst() error {
	return errs.New(errs.Invalid, "年份要写四位，放在最前，例如 2026-09-18")
}

// afterYear reads what follows 2026年.
func (r *reading) afterYear(year number) error {
	if year.digits != 4 {
		return yearFirst()
	}
	if r.has("底", "末") {
		return r.setDay(Date(year.n, time.December, 31))
	}
	month, ok := r.number()
	if !ok || !r.has("月") {
		return errs.New(errs.Invalid, "只有年份，请连月和日一起写，例如 2026年9月18日")
	}
	return r.dayOfMonth(year.n, month.n)
}

// dayOfMonth reads the day in a month of a known year.
func (r *reading) dayOfMonth(year, month int) error {
	if r.has("底", "末") {
		if month < 1 || month > 12 {
			return noDate(year, month, 1)
		}
		return r.setDay(Date(year, time.Month(month)+1, 1).Add(-1))
	}
	date, err := r.dateAfterMonth()
	if err != nil {
		return err
	}
	return r.setYearDate(year, month, date)
}

// afterMonth reads what follows 11月.
func (r *reading) afterMonth(month int) error {
	if r.has("底", "末") {
		if month == 2 {
			return errs.New(errs.Invalid, "2月底要写上年份或日子，例如 2027年2月底")
		}
		return r.setMonthDate(month, Date(firstYear, time.Month(month)+1, 1).Add(-1).date())
	}
	date, err := r.dateAfterMonth()
	if err != nil {
		return err
	}
	return r.setMonthDate(month, date)
}

func (r *reading) dateAfterMonth() (int, error) {
	date, ok := r.number()
	if !ok {
		return 0, errs.New(errs.Invalid, "只有月份，请连日一起写，例如 9月18日")
	}
	r.has("日", "号")
	return date.n, nil
}

func (d Day) date() int {
	_, _, date := d.Parts()
	return date
}

// real makes a day of parts that are one.
func real(year, month, date int) (Day, bool) {
	d := Date(year, time.Month(month), date)
	y, m, n := d.Parts()
	return d, y == year && int(m) == month && n == date
}

func noDate(year, month, date int) error {
	switch {
	case month < 1 || month > 12:
		return errs.New(errs.Invalid, "没有%d月，月在前，日在后，例如 9-18", month)
	case year == 0:
		return errs.New(errs.Invalid, "%d月没有%d日，请写真实存在的一天，例如 9-18", month, date)
	}
	return errs.New(errs.Invalid, "%d年%d月没有%d日，请写真实存在的一天，例如 2026-09-18", year, month, date)
}

func (r *reading) setYearDate(year, month, date int) error {
	d, ok := real(year, month, date)
	if !ok {
		return noDate(year, month, date)
	}
	return r.setDay(d)
}

// setMonthDate takes a day without its year.
func (r *reading) setMonthDate(month, date int) error {
	if _, ok := real(leapYear, month, date); !ok {
		return noDate(0, month, date)
	}
	return r.setLoose(month, date)
}

// setDateAlone takes a day without its month.
func (r *reading) setDateAlone(date int) error {
	if date < 1 || date > 31 {
		return errs.New(errs.Invalid, "没有%d日，请写 1 到 31", date)
	}
	return r.setLoose(0, date)
}

func (r *reading) setLoose(month, date int) error {
	if r.date != 0 && (r.month != month || r.date != date) {
		return twoDays()
	}
	r.month, r.date = month, date
	return nil
}

// leapYear has every day that a year may have.
const leapYear = 2000

func (r *reading) setDay(d Day) error {
	if r.day != nil && *r.day != d {
		return twoDays()
	}
	r.day = &d
	return nil
}

func twoDays() error { return errs.New(errs.Invalid, "写了两个不同的日子，请只留一个") }

// settleDay makes one day of all that was told of it.
func (r *reading) settleDay() (Day, error) {
	var day Day
	var err error
	switch {
	case r.day != nil:
		day = *r.day
		if _, month, date := day.Parts(); r.date != 0 && (date != r.date || r.month != 0 && int(month) != r.month) {
			return 0, twoDays()
		}
	case r.date != 0:
		if day, err = r.yearless(r.month, r.date); err != nil {
			return 0, err
		}
	case r.weekday != nil:
		return r.weekdayNear(*r.weekday), nil
	default:
		return r.Now.Day, nil
	}
	if r.weekday != nil && day.Weekday() != *r.weekday {
		return 0, errs.New(errs.Invalid, "%s是%s，不是%s，请核对", LongDay(day), WeekdayName(day), weekdays[*r.weekday])
	}
	return day, nil
}

// yearless finds the day of a month and a date in the leaning, or with a month of 0 of a
// date alone. A day that the month or the year in question has not is refused rather than
// looked for farther away.
func (w Want) yearless(month, date int) (Day, error) {
	year, thisMonth, today := w.Now.Day.Parts()
	if month == 0 {
		first := monthStart(w.Now.Day, 0)
		if w.Lean == Happened && date > today {
			first = monthStart(w.Now.Day, -1)
		} else if w.Lean == Coming && date < today {
			first = monthStart(w.Now.Day, 1)
		}
		y, m, _ := first.Parts()
		if d, ok := real(y, int(m), date); ok {
			return d, nil
		}
		return 0, errs.New(errs.Invalid, "%d月没有%d日，请写上月份", int(m), date)
	}
	here := month*100 + date - int(thisMonth)*100 - today // sorts as the day does against today
	switch {
	case w.Lean == Happened && here > 0:
		year--
	case w.Lean == Coming && here < 0:
		year++
	case w.Lean == Nearest:
		year = w.nearestYear(month, date)
	}
	d, ok := real(year, month, date)
	if !ok {
		return 0, errs.New(errs.Invalid, "%d年没有%d月%d日，请写上年份", year, month, date)
	}
	return d, nil
}

// nearestYear is the one of three years whose day lies closest to today, the coming one
// of two.
func (w Want) nearestYear(month, date int) int {
	best, least := 0, 0
	this := w.Now.Day.Year()
	for _, year := range []int{this + 1, this, this - 1} {
		away := int(Date(year, time.Month(month), date) - w.Now.Day)
		if away = max(away, -away); best == 0 || away < least {
			best, least = year, away
		}
	}
	return best
}

// weekdayNear finds a day of the week in the leaning; today is one, too.
func (w Want) weekdayNear(weekday time.Weekday) Day {
	ahead := (int(weekday) - int(w.Now.Day.Weekday()) + 7) % 7
	if ahead > 0 && (w.Lean == Happened || w.Lean == Nearest && ahead > 3) {
		ahead -= 7
	}
	return w.Now.Day.Add(ahead)
}
