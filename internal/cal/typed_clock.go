package cal

import (
	"slices"

	"beiandesk/internal/errs"
)

// half is a part of the day as it is spoken of: which hours it has says whether three
// o'clock is 3 or 15.
type half struct {
	names    []string
	from, to int // hours, both included
	usual    int // an hour that stands for it in an example
}

var halves = []half{
	{[]string{"凌晨"}, 0, 5, 2},
	{[]string{"早上", "早晨", "清晨"}, 5, 11, 8},
	{[]string{"上午"}, 6, 12, 9},
	{[]string{"中午"}, 11, 14, 12},
	{[]string{"下午"}, 12, 18, 15},
	{[]string{"傍晚"}, 16, 20, 18},
	{[]string{"晚上", "夜里"}, 18, 23, 20},
}

func (r *reading) halfWord() (bool, error) {
	for _, h := range halves {
		if i := r.eat(h.names...); i >= 0 {
			return true, r.setHalf(h.names[i])
		}
	}
	return false, nil
}

// setHalf takes 下午 for the clock that must follow.
func (r *reading) setHalf(name string) error {
	i := slices.IndexFunc(halves, func(h half) bool { return slices.Contains(h.names, name) })
	if r.half != nil || r.clock >= 0 {
		return r.unread()
	}
	r.half = &halves[i]
	return nil
}

// colon reads what follows an hour as in 8:40 and 15:20:30. Seconds are left out.
func (r *reading) colon(hour number) error {
	minute, ok := r.number()
	if !ok || !hour.ascii || !minute.ascii || hour.digits > 2 || minute.digits != 2 {
		return noClock()
	}
	if r.has(":") {
		if second, ok := r.number(); !ok || second.digits != 2 || second.n > 59 {
			return noClock()
		}
	}
	return r.setClock(hour.n, minute.n)
}

// spoken reads what follows an hour as in 15点20, 三点半 and 8点钟. Who says 三点 may mean
// the afternoon; who writes 03点 does not.
func (r *reading) spoken(hour number) error {
	if r.half == nil && hour.digits == 1 && hour.n >= 1 && hour.n <= 6 {
		return errs.New(errs.Invalid, "%d点是上午还是下午？请写 %02d:00 或 %02d:00 这样", hour.n, hour.n, hour.n+12)
	}
	switch r.eat("半", "一刻", "三刻", "整", "钟") {
	case 0:
		return r.setClock(hour.n, 30)
	case 1:
		return r.setClock(hour.n, 15)
	case 2:
		return r.setClock(hour.n, 45)
	case 3, 4:
		return r.setClock(hour.n, 0)
	}
	minute, ok := r.number()
	if ok {
		r.has("分")
	}
	return r.setClock(hour.n, minute.n)
}

func (r *reading) setClock(hour, minute int) error {
	if h := r.half; h != nil {
		switch {
		case h.from <= hour && hour <= h.to:
		case hour <= 12 && h.from <= hour+12 && hour+12 <= h.to:
			hour += 12
		default:
			return errs.New(errs.Invalid, "%s没有%d点，请按 24 小时写，例如 %s", h.names[0], hour, clockText(h.usual))
		}
	}
	if hour > 23 || minute > 59 {
		return noClock()
	}
	if clock := hour*60 + minute; r.clock < 0 || r.clock == clock {
		r.clock = clock
		return nil
	}
	return errs.New(errs.Invalid, "写了两个时间，请只留一个")
}

func noClock() error {
	return errs.New(errs.Invalid, "没有这个钟点，请写 00:00 到 23:59，例如 08:40")
}

func clockText(hour int) string { return Clock(Moment{Minute: hour * 60}) }
