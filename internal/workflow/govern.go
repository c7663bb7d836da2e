package workflow

import (
	"fmt"
	"slices"
	"time"

	"beiandesk/internal/cal"
)

// govern marks for each open run the date Today sorts it by: a reminder while one is
// set; else the run's legal date or the longest its office may take; else the earliest of
// its agreed or expected date, of how long it may wait for us and of the legal clocks that
// span it. A date agreed by hand stands before the office's expected one.
func (e *Engine) govern(list []Deadline, s *State) {
	for i := range s.Runs {
		if r := &s.Runs[i]; r.Open() {
			if best := e.choose(list, r); best >= 0 {
				list[best].Governs = true
				list[best].Runs = append(list[best].Runs, r.Key)
			}
		}
	}
}

func (e *Engine) choose(list []Deadline, r *Run) int {
	best, rank := -1, notItsOwn
	for i := range list {
		d := &list[i]
		got := e.rank(d, r)
		if got == notItsOwn {
			continue
		}
		if best < 0 || got > rank || (got == rank && d.Due.Compare(list[best].Due) < 0) {
			best, rank = i, got
		}
	}
	if rank != plain && rank != byHand {
		return best
	}
	for i := range list {
		if d := &list[i]; (e.spans(d, r) || e.waits(d, r)) && d.Due.Compare(list[best].Due) < 0 {
			best = i
		}
	}
	return best
}

// The ranks of a run's dates; the highest governs.
const (
	notItsOwn = iota
	spanning
	plain
	byHand
	binding
	reminding
)

func (e *Engine) rank(d *Deadline, r *Run) int {
	switch {
	case d.RunKey != r.Key && e.spans(d, r):
		return spanning
	case d.RunKey != r.Key:
		return notItsOwn
	case d.Kind == Reminder:
		return reminding
	case e.waits(d, r), !d.Due.Dated():
		return plain
	case d.Kind == Legal || d.Kind == Max || d.Kind == Appointment:
		return binding
	case d.Kind == AgreedOn && r.Agreed != nil:
		return byHand
	}
	return plain
}

// waits says that a last day is that of a step of ours: how long an office waits for us.
func (e *Engine) waits(d *Deadline, r *Run) bool {
	if d.RunKey != r.Key || d.Kind != Max {
		return false
	}
	c := e.graph.clock(d.Clock)
	return c != nil && c.Trigger == "step" && !e.graph.stages[r.Stage].step(r.Step).Party.Office()
}

// spans says whether a date that belongs to no single run presses this one.
func (e *Engine) spans(d *Deadline, r *Run) bool {
	if d.RunKey != "" {
		return false
	}
	for _, c := range e.graph.spanning {
		if c.Code == d.Clock {
			return slices.Contains(c.Spans, r.Stage) && (r.Site == "" || r.Site == d.Site)
		}
	}
	return false
}

// StepOf names the step at which the run stands whose date it is; "" when no open run waits
// for it. A clock that spans runs is that of the run which it presses now.
func (e *Engine) StepOf(s State, d Deadline) string {
	for i := range s.Runs {
		if r := &s.Runs[i]; r.Open() && (r.Key == d.RunKey || e.spans(&d, r)) {
			return e.graph.StepLabel(*r)
		}
	}
	return ""
}

// Governing is the date a run is sorted by, nil when it has none (a case on hold).
func Governing(r Run, list []Deadline) *Deadline {
	for i := range list {
		if list[i].Governs && slices.Contains(list[i].Runs, r.Key) {
			return &list[i]
		}
	}
	return nil
}

// Governing is the package's function of that name, for callers that hold an engine.
func (e *Engine) Governing(r Run, list []Deadline) *Deadline { return Governing(r, list) }

// Headline is the open run due first, then the one of the lowest stage; one without
// a date comes last. Of a case on hold it is the hold. False when no run is open.
func (e *Engine) Headline(s State, list []Deadline) (Run, *Deadline, bool) {
	var best *Run
	var due *Deadline
	for i := range s.Runs {
		r := &s.Runs[i]
		if !r.Open() {
			continue
		}
		d := Governing(*r, list)
		if best == nil || e.before(r, d, best, due) {
			best, due = r, d
		}
	}
	if best == nil {
		return Run{}, nil, false
	}
	return *best, due, true
}

// Before orders two open runs the way lists do: by date, then by stage.
func (e *Engine) Before(a Run, da *Deadline, b Run, db *Deadline) bool {
	return e.before(&a, da, &b, db)
}

func (e *Engine) before(a *Run, da *Deadline, b *Run, db *Deadline) bool {
	if e.graph.stages[a.Stage].Pause != e.graph.stages[b.Stage].Pause {
		return e.graph.stages[a.Stage].Pause
	}
	if (da == nil) != (db == nil) {
		return da != nil
	}
	if da != nil {
		if c := da.Due.Compare(db.Due); c != 0 {
			return c < 0
		}
	}
	return e.graph.stages[a.Stage].Number < e.graph.stages[b.Stage].Number
}

// The groups of Today. Only terms and agreed dates become overdue; a soft date that has
// passed stands under today, to ask for word.
const (
	GroupOverdue = "overdue"
	GroupToday   = "today"
	GroupWeek    = "week" // the next seven days
	GroupLater   = "later"
)

// Groups in the order of their dates.
var Groups = []string{GroupOverdue, GroupToday, GroupWeek, GroupLater}

// GroupLabel is what a group is called: 逾期; "" where there is none of that code.
func GroupLabel(code string) string {
	return map[string]string{GroupOverdue: "逾期", GroupToday: "今天", GroupWeek: "7 天内", GroupLater: "以后"}[code]
}

// Soft is that of the kind; a date that is to be looked up breaks no term either.
func (d *Deadline) Soft() bool { return d.Kind.Soft() || !d.Due.Dated() }

// NoDate sorts what has no date behind all dates.
const NoDate = "9999"

// SortKey writes a moment so that moments sort as text: a whole day ends at 24:00.
func SortKey(m cal.Moment) string {
	if m.IsDay() {
		return m.Day.String() + "T24:00"
	}
	return fmt.Sprintf("%sT%02d:%02d", m.Day, m.Minute/60, m.Minute%60)
}

// Edges are the ends of the groups at a moment, in the spelling of SortKey: what lies at
// or before one is within it. A date has passed when it lies at or before Now.
type Edges struct{ Now, Today, Week string }

// EdgesAt tells where the groups end at a moment.
func EdgesAt(now time.Time) Edges {
	today := cal.DayOf(now)
	return Edges{
		Now:   SortKey(cal.At(now)),
		Today: SortKey(cal.Whole(today)),
		Week:  SortKey(cal.Whole(today.Add(7))),
	}
}

// Group tells in which group a date stands, in the spelling of SortKey.
func (e Edges) Group(sort string, soft bool) string {
	switch {
	case sort <= e.Now && !soft:
		return GroupOverdue
	case sort <= e.Today:
		return GroupToday
	case sort <= e.Week:
		return GroupWeek
	}
	return GroupLater
}

// Soft says that a date of this kind is never overdue: once passed it asks for word, it
// breaks no term. After an appointment its outcome is asked for. What is the
// client's own is no work of ours that could be late.
func (k Kind) Soft() bool { return k == Expected || k == Reminder || k == Appointment || k == Own }

// Tones of a date, which are also the groups of Today.
const (
	ToneOverdue = "overdue"
	ToneToday   = "today"
	ToneSoon    = "soon"
	ToneLater   = "later"
)

// TimeLeft says in words how much time a date leaves, and its tone. Only legal, maximum
// and agreed dates become overdue; an expected one that has passed says 该问进度. A
// minute is past once now reaches it, a day from the next day on.
func (e *Engine) TimeLeft(d Deadline, now time.Time) (text, tone string) {
	if !d.Due.Dated() {
		return "补日期", ToneToday
	}
	today := cal.DayOf(now)
	days := int(d.Due.Day - today)
	if d.Due.Past(now) {
		switch {
		case d.Kind == Appointment:
			return "时间已过", ToneToday
		case d.Kind == Own:
			return fmt.Sprintf("已过 %d 天", -days), ToneToday
		case d.Kind.Soft():
			return "该问进度", ToneToday
		case days == 0 || e.lapses(d.Clock):
			return "已过期", ToneOverdue
		}
		return fmt.Sprintf("逾期 %d 天", -days), ToneOverdue
	}
	tone = ToneLater
	switch {
	case days == 0:
		tone = ToneToday
	case days <= 7:
		tone = ToneSoon
	}
	if d.Kind == Appointment {
		return until(d.Due, now), tone
	}
	if !d.Due.IsDay() {
		rest := int(d.Due.Day.Start().Add(time.Duration(d.Due.Minute)*time.Minute).Sub(now.Truncate(time.Minute)) / time.Minute)
		if rest <= 24*60 {
			return "剩 " + span(rest), tone
		}
	}
	switch {
	case days == 0 && d.Kind == Expected:
		return "今天", tone
	case days == 0:
		return "今天到期", tone
	case days == 1:
		return "明天", tone
	case d.Why.Count != nil:
		return fmt.Sprintf("剩 %d 个工作日", e.calendar(d).WorkdaysBetween(today, d.Due.Day)), tone
	}
	return fmt.Sprintf("剩 %d 天", days), tone
}

// until counts the days and hours to an appointment; nothing ends with it.
func until(m cal.Moment, now time.Time) string {
	days := int(m.Day - cal.DayOf(now))
	switch {
	case m.IsDay() && days == 0:
		return "今天"
	case m.IsDay() && days == 1:
		return "明天"
	case m.IsDay():
		return fmt.Sprintf("还有 %d 天", days)
	}
	rest := int(cal.Start(m).Sub(now.Truncate(time.Minute)) / time.Minute)
	if rest < 24*60 {
		return "还有 " + span(rest)
	}
	if hours := rest % (24 * 60) / 60; hours > 0 {
		return fmt.Sprintf("还有 %d 天 %d 小时", rest/(24*60), hours)
	}
	return fmt.Sprintf("还有 %d 天", rest/(24*60))
}

// lapses says that a clock's date is void once it is over.
func (e *Engine) lapses(code string) bool {
	c := e.graph.clockOf(code)
	return c != nil && c.Lapses
}

// span writes minutes as hours and minutes.
func span(minutes int) string {
	switch h, m := minutes/60, minutes%60; {
	case h == 0:
		return fmt.Sprintf("%d 分", m)
	case m == 0:
		return fmt.Sprintf("%d 小时", h)
	default:
		return fmt.Sprintf("%d 小时 %d 分", h, m)
	}
}
