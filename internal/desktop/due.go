package desktop

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/ref"
)

// Facts are what notices are made of. They hold nothing that is sealed, for a locked desk keeps
// them in memory.
type Facts struct {
	Lists  []List // the earliest first
	Rounds []Round
}

// List is how much is due at a set time.
type List struct {
	At                   time.Time
	Overdue, Today, Week int
}

// Round is a round of SMS that runs.
type Round struct {
	Run    ref.RunID
	Case   ref.CaseID
	Number string // of the case
	No     int
	Ends   time.Time
}

// Notice is one that is to be shown.
type Notice struct {
	Keys  []string   // what it tells of, which is told once
	Case  ref.CaseID // that a click opens; "" is Today
	Text  string     // "" where nothing presses: it is remembered, and not shown
	Round bool       // a round runs out: one that could not be shown is tried again
}

// mostNamed is how many cases a notice about several names.
const mostNamed = 3

// Key is what a list is told under.
func (l List) Key() string { return "list:" + l.At.In(cal.Zone).Format("2006-01-02 15:04") }

// key has the end of the round: one whose moment was corrected runs out at another, and is told anew.
func (r Round) key(left int) string {
	return fmt.Sprintf("round:%s#%d@%d/%s", r.Run, r.No, left, r.Ends.In(cal.Zone).Format("2006-01-02 15:04"))
}

// Due is what is to be told now and was not: the latest list of today, and rounds that have
// reached one of their minutes.
func Due(f Facts, c Choices, told func(key string) bool, now time.Time) (due []Notice) {
	if !c.On {
		return nil
	}
	if l, ok := latest(f.Lists, now); ok && !told(l.Key()) {
		due = append(due, Notice{Keys: []string{l.Key()}, Text: l.words(f.running(l.At))})
	}
	if !c.Rounds {
		return due
	}
	var ending []Round
	var keys []string
	for _, r := range f.Rounds {
		reached := c.reached(r, now)
		if len(reached) == 0 || told(r.key(reached[len(reached)-1])) {
			continue
		}
		ending = append(ending, r)
		for _, left := range reached {
			keys = append(keys, r.key(left))
		}
	}
	switch len(ending) {
	case 0:
		return due
	case 1:
		return append(due, Notice{Keys: keys, Case: ending[0].Case, Text: ending[0].words(now), Round: true})
	}
	return append(due, Notice{Keys: keys, Text: wordsOf(ending, now), Round: true})
}

// latest is the last list of today whose minute has come.
func latest(lists []List, now time.Time) (last List, ok bool) {
	for _, l := range lists {
		if !l.At.After(now) && cal.DayOf(l.At) == cal.DayOf(now) {
			last, ok = l, true
		}
	}
	return last, ok
}

// reached are the minutes before its end that a round has reached, the most first; none before
// the first one and once it is over.
func (c Choices) reached(r Round, now time.Time) (list []int) {
	if !now.Before(r.Ends) {
		return nil
	}
	for _, left := range data().Left {
		if at := c.aloud(r.Ends.Add(-time.Duration(left)*time.Minute), r.Ends, now); !now.Before(at) {
			list = append(list, left)
		}
	}
	return list
}

// aloud is when a round is told that would be at a moment. In quiet hours it waits for their end,
// unless too little of the round is left by then: that is told before they begin, or at once when
// they have begun, for a round that runs out unheard costs the client a day.
func (c Choices) aloud(at, ends, now time.Time) time.Time {
	if at.Before(now) {
		at = now
	}
	from, to, in := c.around(at)
	margin := time.Duration(data().Margin) * time.Minute
	switch {
	case !in:
		return at
	case ends.Sub(to) >= margin:
		return to
	default:
		return from.Add(-margin)
	}
}

// running counts the rounds that have not ended at a moment.
func (f Facts) running(at time.Time) (n int) {
	for _, r := range f.Rounds {
		if at.Before(r.Ends) {
			n++
		}
	}
	return n
}

// words are the text of a list; "" where nothing presses.
func (l List) words(rounds int) string {
	if l.Overdue+l.Today+rounds == 0 {
		return ""
	}
	text := fmt.Sprintf("逾期 %d 项，今天 %d 项，7 天内 %d 项", l.Overdue, l.Today, l.Week)
	if rounds > 0 {
		text += fmt.Sprintf("；短信核验 %d 轮在等", rounds)
	}
	return text
}

func (r Round) words(now time.Time) string {
	return fmt.Sprintf("%s 短信核验第 %d 轮 %s 到期，剩 %s", r.Number, r.No, r.ends(now), span(r.Ends.Sub(now.Truncate(time.Minute))))
}

// ends is when it ends: 今天 14:50, 11月24日 周二 14:50.
func (r Round) ends(now time.Time) string {
	if at := cal.At(r.Ends); at.Day == cal.DayOf(now) {
		return "今天 " + cal.Clock(at)
	}
	return cal.FormatMoment(cal.At(r.Ends), cal.DayOf(now))
}

// wordsOf tells of several rounds at once, the first to end first.
func wordsOf(rounds []Round, now time.Time) string {
	slices.SortStableFunc(rounds, func(a, b Round) int { return a.Ends.Compare(b.Ends) })
	var names []string
	for _, r := range rounds[:min(len(rounds), mostNamed)] {
		names = append(names, r.Number)
	}
	text := fmt.Sprintf("%d 轮短信核验快到期，最早的 %s：%s", len(rounds), rounds[0].ends(now), strings.Join(names, "、"))
	if len(rounds) > mostNamed {
		text += " 等"
	}
	return text
}

// span writes what is left as hours and minutes.
func span(left time.Duration) string {
	switch h, m := int(left.Hours()), int(left.Minutes())%60; {
	case h == 0:
		return fmt.Sprintf("%d 分", m)
	case m == 0:
		return fmt.Sprintf("%d 小时", h)
	default:
		return fmt.Sprintf("%d 小时 %d 分", h, m)
	}
}

// Ruling is what is gone by here, in words, with its source.
func Ruling() (what, source, sourced string) {
	d := data()
	var left []string
	for _, m := range d.Left {
		left = append(left, span(time.Duration(m)*time.Minute))
	}
	return "一轮剩 " + strings.Join(left, "、") + "时各提醒一次", d.Source, d.Sourced
}
