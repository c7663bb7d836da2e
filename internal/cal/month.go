package cal

import "time"

// Month is a month for a person who picks a day of it.
type Month struct {
	Year      int
	Month     time.Month
	Weeks     [][7]MonthCell // from Monday to Sunday, four to six; the first and last may reach into other months
	Published bool           // false when a year of these weeks is not: its days off may change
}

// MonthCell is one day of a small month.
type MonthCell struct {
	Day     Day
	Outside bool   // of the month before or after
	Off     bool   // not worked
	Shifted bool   // a weekend day that is worked (调休)
	Name    string // why it is off, where that is no plain weekend: 国庆节, or the closure of an office
}

// Month lays out the month in which a day lies.
func (c *Calendar) Month(of Day) Month {
	first, next := monthStart(of, 0), monthStart(of, 1)
	year, month, _ := first.Parts()
	m := Month{Year: year, Month: month}
	d := first.Add(-mondays(first.Weekday()))
	begin := d
	for d < next {
		var week [7]MonthCell
		for i := range week {
			week[i] = c.cell(d)
			week[i].Outside = d < first || d >= next
			d++
		}
		m.Weeks = append(m.Weeks, week)
	}
	m.Published = len(c.Unpublished(begin, d.Add(-1))) == 0
	return m
}

func (c *Calendar) cell(d Day) MonthCell {
	off, why := c.Off(d)
	if why == Weekend {
		why = ""
	}
	return MonthCell{Day: d, Off: off, Shifted: c.Shifted(d), Name: why}
}

// Offer is a day that is offered for a date to be agreed.
type Offer struct {
	Label string // 明天, 下周一, 三天后
	Day   Day
	Off   string // why it is not worked; "" when it is
}

// Offers are the days to which a date is usually put off, always the same three in the
// same order, whichever day it is: keys that choose one keep their meaning. 明天 and 下周一
// are the days so called, worked or not. 三天后 is a distance and no name: three calendar
// days on, and from a day off on to the next working day, for who says it means to be
// asked again, not on a Sunday.
func (c *Calendar) Offers(today Day) []Offer {
	offer := func(label string, d Day) Offer {
		_, why := c.Off(d)
		return Offer{label, d, why}
	}
	return []Offer{
		offer("明天", today.Add(1)),
		offer("下周一", today.Add(7-mondays(today.Weekday()))),
		offer("三天后", c.NextWorkday(today.Add(3))),
	}
}
