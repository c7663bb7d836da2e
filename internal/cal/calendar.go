package cal

import (
	"embed"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"
)

//go:embed data/*.json
var files embed.FS

// Weekend is the name of a Saturday or Sunday that is off for no other reason.
const Weekend = "周末"

// mark says what a day is: one of the three below, or an index into names.
type mark = uint16

const (
	worked    mark = iota // an ordinary working day
	restDay               // a weekend
	shifted               // a weekend day that is worked (调休)
	firstName             // from here on a holiday by its name
)

// Calendar tells working days. It never changes: With and Close derive new ones,
// so that one calendar may serve many goroutines.
type Calendar struct {
	years    map[int]Year
	names    []string
	first    Day    // the day of marks[0]
	marks    []mark // from the first to the last published year
	closures []Span // of one office, beyond the public days
}

// Embedded is the calendar of the years this release knows (see data/NOTICE).
var Embedded = sync.OnceValue(func() *Calendar {
	entries, err := files.ReadDir("data")
	if err != nil {
		panic(fmt.Sprintf("cal: embedded data: %v", err))
	}
	years := map[int]Year{}
	for _, entry := range entries {
		data, err := files.ReadFile("data/" + entry.Name())
		if err != nil {
			panic(fmt.Sprintf("cal: embedded data: %v", err))
		}
		year, err := ParseYear(data)
		if err != nil {
			panic(fmt.Sprintf("cal: embedded data: %s: %v", entry.Name(), err))
		}
		years[year.Year] = year
	}
	return build(years, nil)
})

// With derives a calendar in which the given year is published as told; an earlier
// arrangement of the same year is replaced. The year must have come out of ParseYear, which
// also reads what was kept of it as JSON.
func (c *Calendar) With(year Year) *Calendar {
	years := maps.Clone(c.years)
	years[year.Year] = year
	return build(years, c.closures)
}

// Close derives a calendar in which working days from one day to another, both
// included, are off under the given name. It is for the closures of one office and
// shifts expected dates only: a statutory day is never counted with it.
func (c *Calendar) Close(from, to Day, name string) *Calendar {
	derived := *c
	derived.closures = append(slices.Clone(c.closures), Span{from, to, name})
	return &derived
}

// Published says whether the State Council's arrangement of a year is known. A date
// that touches a year which is not must be shown as provisional.
func (c *Calendar) Published(year int) bool {
	_, ok := c.years[year]
	return ok
}

// Years lists the published years with their sources, the earliest first.
func (c *Calendar) Years() []Year {
	return slices.SortedFunc(maps.Values(c.years), func(a, b Year) int { return a.Year - b.Year })
}

// Unpublished lists the years from one day's to another's that are not published.
func (c *Calendar) Unpublished(from, to Day) []int {
	years := []int{}
	for y := from.Year(); y <= to.Year(); y++ {
		if !c.Published(y) {
			years = append(years, y)
		}
	}
	return years
}

// Off says whether a day is off and why: the holiday's name ("国庆节"), the name of
// the office's closure, or Weekend. In a year that is not published the weekends and
// the days that the law itself fixes are off.
func (c *Calendar) Off(d Day) (off bool, why string) {
	switch m := c.mark(d); m {
	case worked, shifted:
		for _, s := range c.closures {
			if s.From <= d && d <= s.To {
				return true, s.Name
			}
		}
		return false, ""
	case restDay:
		return true, Weekend
	default:
		return true, c.names[m-firstName]
	}
}

// Shifted says whether the day is a weekend day that is worked (调休).
func (c *Calendar) Shifted(d Day) bool { return c.mark(d) == shifted }

func (c *Calendar) mark(d Day) mark {
	if i := int(d - c.first); i >= 0 && i < len(c.marks) {
		return c.marks[i]
	}
	return c.unpublishedMark(d)
}

func weekend(d Day) bool {
	// 1970-01-01, day 0, was a Thursday. Go's remainder may be negative.
	w := (int(d)%7 + 7) % 7
	return w == 2 || w == 3
}

func (c *Calendar) unpublishedMark(d Day) mark {
	for _, s := range statutory(d.Year()) {
		if s.From <= d && d <= s.To {
			return firstName + mark(slices.Index(c.names, s.Name))
		}
	}
	if weekend(d) {
		return restDay
	}
	return worked
}

// build lays the years out day by day, so that looking a day up costs nothing.
func build(years map[int]Year, closures []Span) *Calendar {
	c := &Calendar{years: years, closures: closures}
	c.names = append(c.names, statutoryNames()...)
	order := slices.Sorted(maps.Keys(years))
	c.first = Date(order[0]-1, time.December, 1)
	last := Date(order[len(order)-1]+1, time.January, 31)
	marks := make([]mark, last-c.first+1)
	for i := range marks {
		d := c.first.Add(i)
		if marks[i] = c.unpublishedMark(d); c.Published(d.Year()) && marks[i] >= firstName {
			// Only the published arrangement speaks for a published year.
			if marks[i] = worked; weekend(d) {
				marks[i] = restDay
			}
		}
	}
	for _, number := range order {
		year := years[number]
		for _, s := range year.Off {
			m := c.name(s.Name)
			for d := s.From; d <= s.To; d++ {
				marks[d-c.first] = m
			}
		}
		for _, s := range year.Worked {
			for d := s.From; d <= s.To; d++ {
				if weekend(d) {
					marks[d-c.first] = shifted
				}
			}
		}
	}
	c.marks = marks
	return c
}

// name gives a holiday its mark. The days of a century are fewer than the marks.
func (c *Calendar) name(name string) mark {
	i := slices.Index(c.names, name)
	if i < 0 {
		i = len(c.names)
		c.names = append(c.names, name)
	}
	return firstName + mark(i)
}
