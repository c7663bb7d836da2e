package cal

import "beiandesk/internal/errs"

// units are what a distance is counted in, the longer names first.
var units = []struct {
	name    string
	days    int
	months  int
	minutes int
}{
	{name: "个星期", days: 7}, {name: "个礼拜", days: 7}, {name: "星期", days: 7}, {name: "礼拜", days: 7}, {name: "周", days: 7},
	{name: "个小时", minutes: 60}, {name: "小时", minutes: 60}, {name: "分钟", minutes: 1},
	{name: "个月", months: 1}, {name: "年", months: 12}, {name: "天", days: 1}, {name: "日", days: 1},
}

// mostAway bounds a distance in its units: no sum of it leaves the years that are read by
// more than a number can hold.
const mostAway = 9999

// distance reads what follows a number as in 三天后, 3天前, 两周后, 两小时前.
func (r *reading) distance(n int) (bool, error) {
	was := r.rest
	for _, unit := range units {
		if !r.has(unit.name) {
			continue
		}
		sign := 1
		switch r.eat("以后", "之后", "后", "以前", "之前", "前") {
		case -1:
			r.rest = was
			return false, nil
		case 3, 4, 5:
			sign = -1
		}
		if n > mostAway {
			return true, errs.New(errs.Invalid, "离今天太远，请写日期，例如 2026-09-18")
		}
		if n *= sign; unit.minutes > 0 {
			return true, r.setMinutesAway(n * unit.minutes)
		}
		if unit.months > 0 {
			return true, r.setDay(r.Now.Day.AddMonths(n * unit.months))
		}
		return true, r.setDay(r.Now.Day.Add(n * unit.days))
	}
	return false, nil
}

func (r *reading) setMinutesAway(n int) error {
	if r.Now.IsDay() {
		return r.unread()
	}
	const day = 24 * 60
	at := int(r.Now.Day)*day + r.Now.Minute + n
	minute := (at%day + day) % day
	return r.setMoment(Moment{Day: Day((at - minute) / day), Minute: minute})
}

// setMoment takes a day with its minute, both told by one word.
func (r *reading) setMoment(m Moment) error {
	if err := r.setDay(m.Day); err != nil || m.IsDay() {
		return err
	}
	return r.setClock(m.Minute/60, m.Minute%60)
}
