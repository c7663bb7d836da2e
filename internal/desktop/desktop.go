// Package desktop says what this machine's own notices tell, and when: at set times of working
// days how much is due, and rounds of SMS before they run out. They travel and lie about in
// clear, so they hold counts, numbers of cases and moments: no client, no person, no site.
package desktop

import (
	_ "embed"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/embedded"
	"beiandesk/internal/errs"
)

//go:embed data/notices.json
var file []byte

type given struct {
	Source    string   `json:"source"`
	Sourced   string   `json:"sourced"`
	Left      []int    `json:"left"`   // minutes before the end of a round, from which on it is told; the most first
	Margin    int      `json:"margin"` // minutes that a round needs beside quiet hours to be told there
	Ahead     int      `json:"ahead"`  // hours for which a locked desk knows what to tell
	Times     []string `json:"times"`
	QuietFrom string   `json:"quiet_from"`
	QuietTo   string   `json:"quiet_to"`
}

var data = sync.OnceValue(func() given { return embedded.JSON[given]("notices.json", file) })

// Ahead is for how long a locked desk knows what to tell: over a weekend.
func Ahead() time.Duration { return time.Duration(data().Ahead) * time.Hour }

// Choices are what the user of a machine wants told on it.
type Choices struct {
	On     bool     `json:"on"`
	At     []string `json:"at"`     // minutes of working days: 09:00; none for no list
	Rounds bool     `json:"rounds"` // rounds of SMS that run out
	Mine   bool     `json:"mine"`   // of the cases of whoever works here alone
	From   string   `json:"from"`   // quiet hours, over midnight where To is before it; both "" for none
	To     string   `json:"to"`
}

// First are the choices of a machine on which nobody has made any.
func First() Choices {
	d := data()
	return Choices{On: true, At: slices.Clone(d.Times), Rounds: true, From: d.QuietFrom, To: d.QuietTo}
}

// mostTimes is how many times a day a list is told.
const mostTimes = 4

// between parts times as people write several of them.
var between = regexp.MustCompile(`[\s,，、;；]+`)

// Read takes choices as they were typed: times is all of them in one line. Errors: Invalid at
// times, from, to.
func Read(c Choices, times string) (Choices, error) {
	c.At = nil
	for _, typed := range between.Split(strings.TrimSpace(times), -1) {
		if typed == "" {
			continue
		}
		at, ok := minute(typed)
		if !ok {
			return c, errs.AtField("times", "读不出这个钟点，请写几点几分，多个用空格隔开，例如 09:00 14:00")
		}
		if !slices.Contains(c.At, at) {
			c.At = append(c.At, at)
		}
	}
	slices.Sort(c.At)
	if len(c.At) > mostTimes {
		return c, errs.AtField("times", "一天最多弹 %d 次，请去掉几个", mostTimes)
	}
	if c.From, c.To = strings.TrimSpace(c.From), strings.TrimSpace(c.To); c.From == "" && c.To == "" {
		return c, nil
	}
	for _, side := range []struct {
		field string
		at    *string
	}{{"from", &c.From}, {"to", &c.To}} {
		at, ok := minute(*side.at)
		if !ok {
			return c, errs.AtField(side.field, "免打扰两头都要写几点几分，例如 20:00 到 08:00；不要就都留空")
		}
		*side.at = at
	}
	if c.From == c.To {
		return c, errs.AtField("to", "免打扰的两头不能是同一个钟点；不要就都留空")
	}
	for _, at := range c.At {
		if c.quiet(at) {
			return c, errs.AtField("times", "%s 在免打扰里，弹不出来，请换一个或改免打扰", at)
		}
	}
	return c, nil
}

// minute reads 9:05 and 09:05, with a colon of either width.
func minute(typed string) (string, bool) {
	at, err := time.Parse("15:04", strings.ReplaceAll(typed, "：", ":"))
	return at.Format("15:04"), err == nil
}

// quiet says whether a minute of the day lies in the quiet hours, the last one not included.
func (c Choices) quiet(at string) bool {
	if c.From < c.To {
		return c.From <= at && at < c.To
	}
	return c.From != c.To && (at >= c.From || at < c.To)
}

// around gives the quiet hours that a moment lies in; false where it lies in none.
func (c Choices) around(t time.Time) (from, to time.Time, in bool) {
	now := clock(t)
	if !c.quiet(now) {
		return from, to, false
	}
	first, last := cal.DayOf(t), cal.DayOf(t)
	switch {
	case c.From < c.To:
	case now >= c.From:
		last = last.Add(1)
	default:
		first = first.Add(-1)
	}
	return moment(first, c.From), moment(last, c.To), true
}

func clock(t time.Time) string { return t.In(cal.Zone).Format("15:04") }

func moment(d cal.Day, at string) time.Time {
	m := cal.Moment{Day: d}
	if t, err := time.Parse("15:04", at); err == nil {
		m.Minute = t.Hour()*60 + t.Minute()
	}
	return cal.Start(m)
}

// Moments are when lists are told after one moment and until another, on days that are not off.
func (c Choices) Moments(off func(cal.Day) (bool, string), after, until time.Time) (list []time.Time) {
	for day := cal.DayOf(after); day <= cal.DayOf(until); day = day.Add(1) {
		if free, _ := off(day); free {
			continue
		}
		for _, at := range c.At {
			if t := moment(day, at); t.After(after) && !t.After(until) {
				list = append(list, t)
			}
		}
	}
	return list
}
