package cal

import (
	"time"

	"beiandesk/internal/errs"
)

// dayWords are the days that have a name, the longer ones first, with their distance from
// today and what they say of the hour.
var dayWords = []struct {
	name string
	n    int
	half string
}{
	{"大前天", -3, ""}, {"大后天", 3, ""}, {"前天", -2, ""}, {"后天", 2, ""},
	{"昨天", -1, ""}, {"昨日", -1, ""}, {"今天", 0, ""}, {"今日", 0, ""}, {"明天", 1, ""}, {"明日", 1, ""},
	{"昨晚", -1, "晚上"}, {"今晚", 0, "晚上"}, {"明晚", 1, "晚上"}, {"今早", 0, "早上"}, {"明早", 1, "早上"},
}

func (r *reading) dayWord() (bool, error) {
	for _, word := range dayWords {
		if !r.has(word.name) {
			continue
		}
		if err := r.setDay(r.Now.Day.Add(word.n)); err != nil {
			return true, err
		}
		if word.half != "" {
			return true, r.setHalf(word.half)
		}
		return true, nil
	}
	return false, nil
}

func (r *reading) nowWord() (bool, error) {
	if !r.has("现在", "刚才", "刚刚") {
		return false, nil
	}
	return true, r.setMoment(r.Now)
}

// yearWord reads 明年3月1日 and 年底.
func (r *reading) yearWord() (bool, error) {
	year := r.Now.Day.Year()
	if r.has("年底", "年末") {
		return true, r.setDay(Date(year, time.December, 31))
	}
	i := r.eat("前年", "去年", "今年", "明年", "后年")
	if i < 0 {
		return false, nil
	}
	year += i - 2
	if r.has("底", "末") {
		return true, r.setDay(Date(year, time.December, 31))
	}
	month, ok := r.number()
	if !ok || !r.has("月") {
		return true, errs.New(errs.Invalid, "还不知道是哪一天，请连月和日一起写，例如 明年3月1日")
	}
	return true, r.dayOfMonth(year, month.n)
}

// monthWords put a month beside this one.
var monthWords = []struct {
	name string
	n    int
}{{"上个月", -1}, {"上月", -1}, {"下个月", 1}, {"下月", 1}, {"这个月", 0}, {"本月", 0}}

// monthWord reads 月底, 下月底 and 下个月5日.
func (r *reading) monthWord() (bool, error) {
	if r.has("月底", "月末") {
		return true, r.setDay(monthStart(r.Now.Day, 1).Add(-1))
	}
	for _, word := range monthWords {
		if r.has(word.name) {
			year, month, _ := monthStart(r.Now.Day, word.n).Parts()
			return true, r.dayOfMonth(year, int(month))
		}
	}
	return false, nil
}

// monthStart is the first day of the month that lies n months after a day's.
func monthStart(d Day, n int) Day {
	year, month, _ := d.Parts()
	return Date(year, month+time.Month(n), 1)
}

// weekWords put a week beside this one.
var weekWords = []struct {
	name string
	n    int
}{
	{"上上", -2}, {"下下", 2}, {"上个", -1}, {"下个", 1}, {"这个", 0}, {"上", -1}, {"下", 1}, {"本", 0}, {"这", 0},
}

// week reads 周一, 下周一 and 上星期天. Weeks begin on Monday.
func (r *reading) week() (bool, error) {
	was := r.rest
	shift, told := 0, false
	for _, word := range weekWords {
		if r.has(word.name) {
			shift, told = word.n, true
			break
		}
	}
	if !r.has("周", "星期", "礼拜") {
		r.rest = was
		return false, nil
	}
	weekday, ok := r.weekdayAfter()
	if !ok {
		if r.has("末") {
			return true, errs.New(errs.Invalid, "周末有两天，请写周六或周日")
		}
		return true, errs.New(errs.Invalid, "还不知道是星期几，请写成 下周一 这样")
	}
	if told {
		monday := r.Now.Day.Add(-mondays(r.Now.Day.Weekday()))
		return true, r.setDay(monday.Add(shift*7 + mondays(weekday)))
	}
	if r.weekday != nil && *r.weekday != weekday {
		return true, twoDays()
	}
	r.weekday = &weekday
	return true, nil
}

// mondays counts the days since Monday.
func mondays(w time.Weekday) int { return (int(w) + 6) % 7 }

// weekdayAfter takes what follows 周. A digit must stand alone: 下周15:20 names no day.
func (r *reading) weekdayAfter() (time.Weekday, bool) {
	r.space()
	if r.has("日", "天") {
		return time.Sunday, true
	}
	if len(r.rest) == 0 {
		return 0, false
	}
	n := numeral(r.rest[0])
	if c := r.rest[0]; '1' <= c && c <= '7' && (len(r.rest) == 1 || r.rest[1] < '0' || r.rest[1] > ':') {
		n = int(c - '0')
	} else if n > 6 {
		n = 0
	}
	if n < 1 {
		return 0, false
	}
	r.rest = r.rest[1:]
	return time.Weekday(n % 7), true
}
