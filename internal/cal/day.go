// Package cal counts days the way the offices do: calendar days, working days
// with 调休, and hours, all at UTC+8 whatever the machine's zone is.
package cal

import (
	"strings"
	"time"

	"beiandesk/internal/errs"
)

// Zone is the only zone of the product: a fixed UTC+8, never the system's.
var Zone = time.FixedZone("UTC+8", 8*3600)

// Day is a calendar day at UTC+8, counted from 1970-01-01. The zero Day is
// 1970-01-01 and stands for "none" nowhere: use a pointer or a flag for that.
type Day int

// DayOf tells the day in which a moment lies at UTC+8.
func DayOf(t time.Time) Day {
	l := t.In(Zone)
	return Date(l.Year(), l.Month(), l.Day())
}

// Date makes a day from its parts; parts out of range roll over as in time.Date.
func Date(year int, month time.Month, day int) Day {
	return Day(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// ParseDay reads "2026-09-18". Anything else, an impossible date included, is an
// Invalid error.
func ParseDay(s string) (Day, error) {
	var year, month, day int
	if len(s) == len("2006-01-02") && s[4] == '-' && s[7] == '-' &&
		digits(s[:4], &year) && digits(s[5:7], &month) && digits(s[8:], &day) {
		d := Date(year, time.Month(month), day)
		// A day that is not there rolls over and comes back as another.
		if y, m, n := d.Parts(); y == year && int(m) == month && n == day {
			return d, nil
		}
	}
	return 0, errs.New(errs.Invalid, "日期要写成 2026-09-18 这样，并且是真实存在的一天")
}

// digits reads a number of ASCII digits alone. Days are read a million times when a
// desk is counted anew; time.Parse would take several times as long.
func digits(s string, to *int) bool {
	n := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
		n = n*10 + int(s[i]-'0')
	}
	*to = n
	return true
}

func (d Day) utc() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

// Parts tells year, month and day of month.
func (d Day) Parts() (int, time.Month, int) { return d.utc().Date() }

// Year tells the year the day lies in.
func (d Day) Year() int { return d.utc().Year() }

// Weekday tells the day of the week.
func (d Day) Weekday() time.Weekday { return d.utc().Weekday() }

// Add moves by n calendar days; n may be negative.
func (d Day) Add(n int) Day { return d + Day(n) }

// AddMonths is the same date n months on, or the last of a month that is too short; n may
// be negative.
func (d Day) AddMonths(n int) Day {
	first := monthStart(d, n)
	return min(first.Add(d.date()-1), monthStart(first, 1).Add(-1))
}

// Start is the first moment of the day at UTC+8.
func (d Day) Start() time.Time {
	y, m, n := d.Parts()
	return time.Date(y, m, n, 0, 0, 0, 0, Zone)
}

// String gives "2026-09-18".
func (d Day) String() string { return d.utc().Format("2006-01-02") }

// MarshalText writes the day as "2026-09-18", so that a day reads the same in every
// file and answer.
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what ParseDay reads.
func (d *Day) UnmarshalText(text []byte) error {
	parsed, err := ParseDay(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}

// Moment is a day or a minute of a day: staff often know only the day on which
// something happened. Minute is -1 for a whole day. Of something that happened on an unknown
// day, before the desk took the case over, Day only gives it its place among the others.
type Moment struct {
	Day    Day
	Minute int // minutes after midnight at UTC+8, -1 for a whole day, -2 for an unknown one
}

// Whole is the moment that names a day and no minute.
func Whole(d Day) Moment { return Moment{Day: d, Minute: -1} }

// undated is the minute of a moment of which not even the day is known.
const undated = -2

// Undated is the moment of something that happened on an unknown day. It is ordered as if
// it were d, and no date may be counted from it.
func Undated(d Day) Moment { return Moment{Day: d, Minute: undated} }

// Dated says that at least the day is known.
func (m Moment) Dated() bool { return m.Minute != undated }

// At is the minute in which t lies.
func At(t time.Time) Moment {
	l := t.In(Zone)
	return Moment{Day: DayOf(t), Minute: l.Hour()*60 + l.Minute()}
}

// ParseMoment reads what String writes: "2026-09-18" or "2026-09-18 15:04", at UTC+8, and
// "2026-09-18?" for a moment that is Undated.
func ParseMoment(s string) (Moment, error) {
	if day, ok := strings.CutSuffix(s, "?"); ok && len(day) == len("2006-01-02") {
		d, err := ParseDay(day)
		return Undated(d), err
	}
	if len(s) == len("2006-01-02") {
		d, err := ParseDay(s)
		return Whole(d), err
	}
	var hour, minute int
	if len(s) == len("2006-01-02 15:04") && s[10] == ' ' && s[13] == ':' &&
		digits(s[11:13], &hour) && digits(s[14:], &minute) && hour < 24 && minute < 60 {
		if d, err := ParseDay(s[:10]); err == nil {
			return Moment{Day: d, Minute: hour*60 + minute}, nil
		}
	}
	return Moment{}, errs.New(errs.Invalid, "时间要写成 2026-09-18 或 2026-09-18 15:04")
}

// IsDay says that no minute is known.
func (m Moment) IsDay() bool { return m.Minute < 0 }

// Compare orders two moments, -1, 0 or 1: by minute when both know it, otherwise
// by day.
func (m Moment) Compare(o Moment) int {
	a, b := int(m.Day), int(o.Day)
	if a == b && !m.IsDay() && !o.IsDay() {
		a, b = m.Minute, o.Minute
	}
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// AddHours moves a minute by whole hours. A whole day moves from its midnight end,
// so that 24 hours after a day is the next day, whole.
func (m Moment) AddHours(h int) Moment {
	if m.IsDay() {
		return Moment{Day: m.Day.Add((h + 23) / 24), Minute: m.Minute}
	}
	return At(m.Day.Start().Add(time.Duration(m.Minute)*time.Minute + time.Duration(h)*time.Hour))
}

// Past says whether the moment is over at now: a minute once now reaches it, a day
// from the next day on. Nobody can say so of one that is Undated.
func (m Moment) Past(now time.Time) bool {
	if !m.Dated() {
		return false
	}
	if m.IsDay() {
		return DayOf(now) > m.Day
	}
	return At(now).Compare(m) >= 0
}

// MarshalText writes what String gives.
func (m Moment) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// UnmarshalText reads what ParseMoment reads.
func (m *Moment) UnmarshalText(text []byte) error {
	parsed, err := ParseMoment(string(text))
	if err != nil {
		return err
	}
	*m = parsed
	return nil
}

// String gives "2026-09-18", "2026-09-18 15:04" or, Undated, "2026-09-18?", which
// ParseMoment reads and which sorts as text within one kind.
func (m Moment) String() string {
	if !m.Dated() {
		return m.Day.String() + "?"
	}
	if m.IsDay() {
		return m.Day.String()
	}
	h, n := m.Minute/60, m.Minute%60
	return m.Day.String() + string([]byte{' ', byte('0' + h/10), byte('0' + h%10), ':', byte('0' + n/10), byte('0' + n%10)})
}

// Start is the first moment of a day, or the minute itself.
func Start(m Moment) time.Time {
	return m.Day.Start().Add(time.Duration(max(m.Minute, 0)) * time.Minute)
}
