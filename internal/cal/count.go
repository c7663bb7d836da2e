package cal

import "slices"

// Count is a number of working days counted out, with all that explains its end to
// the person who waits for it.
type Count struct {
	From        Day    // the trigger, which is not counted itself
	End         Day    // the n-th working day
	N           int    // how many were counted
	Counted     []Day  // each working day counted, the last one is End
	Worked      []Day  // those of Counted that are weekend days worked for 调休
	Skipped     []Skip // the days off in between, neighbours of one name joined
	Unpublished []int  // years counted in that are not published: End is provisional
}

// Skip is a run of days off for one reason, both ends included.
type Skip struct {
	From Day    `json:"from"`
	To   Day    `json:"to"`
	Name string `json:"name"`
}

// AddWorkdays counts n working days from the day after the trigger. With n of zero
// nothing is counted and the end is the trigger itself; a negative n counts back,
// from the day before. The caller bounds n: each day counted is listed.
func (c *Calendar) AddWorkdays(from Day, n int) Count {
	step, size := 1, n
	if n < 0 {
		step, size = -1, -n
	}
	count := Count{
		From: from, End: from, N: n,
		Counted: make([]Day, 0, size), Worked: []Day{}, Skipped: make([]Skip, 0, 8), Unpublished: []int{},
	}
	for len(count.Counted) < size {
		count.End = count.End.Add(step)
		off, why := c.Off(count.End)
		if off {
			count.skip(count.End, why)
			continue
		}
		count.Counted = append(count.Counted, count.End)
		if c.Shifted(count.End) {
			count.Worked = append(count.Worked, count.End)
		}
	}
	switch {
	case n > 0:
		count.Unpublished = c.Unpublished(from.Add(1), count.End)
	case n < 0:
		count.Unpublished = c.Unpublished(count.End, from.Add(-1))
		slices.Reverse(count.Counted)
		slices.Reverse(count.Worked)
		slices.Reverse(count.Skipped)
	}
	return count
}

func (k *Count) skip(d Day, why string) {
	if last := len(k.Skipped) - 1; last >= 0 && k.Skipped[last].Name == why {
		switch s := &k.Skipped[last]; d {
		case s.To + 1:
			s.To = d
			return
		case s.From - 1:
			s.From = d
			return
		}
	}
	k.Skipped = append(k.Skipped, Skip{d, d, why})
}

// NextWorkday is the day itself when it is worked, else the next one that is. Ask
// Unpublished for both whether the answer is provisional.
func (c *Calendar) NextWorkday(d Day) Day { return c.seek(d, 1) }

// PrevWorkday is the day itself when it is worked, else the last one before it.
func (c *Calendar) PrevWorkday(d Day) Day { return c.seek(d, -1) }

func (c *Calendar) seek(d Day, step int) Day {
	for {
		if off, _ := c.Off(d); !off {
			return d
		}
		d = d.Add(step)
	}
}

// WorkdaysBetween counts the working days after a, up to and with b; it is negative
// when b lies before a. WorkdaysBetween(a, AddWorkdays(a, n).End) is n for n ≥ 0.
func (c *Calendar) WorkdaysBetween(a, b Day) int {
	if b < a {
		return -c.WorkdaysBetween(b, a)
	}
	n := 0
	for d := a + 1; d <= b; d++ {
		if off, _ := c.Off(d); !off {
			n++
		}
	}
	return n
}
