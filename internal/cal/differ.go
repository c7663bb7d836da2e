package cal

import "time"

// FirstChange is the earliest day of which two calendars say different things: whether
// it is off, under which name, whether it is a worked weekend day, or whether its year
// is published. A date that lies before it is counted alike by both. False when the
// calendars say the same. Closures are not compared.
func (c *Calendar) FirstChange(other *Calendar) (Day, bool) {
	first, last := min(c.first, other.first), max(c.last(), other.last())
	for d := first; d <= last; d++ {
		if c.tells(d) != other.tells(d) {
			return d, true
		}
	}
	return 0, false
}

// tells is all that a calendar says of a day beside its closures.
func (c *Calendar) tells(d Day) (said struct {
	name      string
	shifted   bool
	published bool
}) {
	m := c.mark(d)
	switch {
	case m == restDay:
		said.name = Weekend
	case m >= firstName:
		said.name = c.names[m-firstName]
	}
	said.shifted, said.published = m == shifted, c.Published(d.Year())
	return said
}

// last is the last day that a published arrangement can speak of.
func (c *Calendar) last() Day {
	years := c.Years()
	return Date(years[len(years)-1].Year+1, time.January, 31)
}
