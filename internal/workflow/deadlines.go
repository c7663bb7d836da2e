package workflow

import (
	"fmt"
	"slices"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/ref"
)

// Deadlines computes every date of a case from its state, with the reasons, in the
// order of the runs; the clocks that span runs come last, and after them what the client
// must do himself, which alone a case that has ended has. While a case is on hold its
// agreed dates rest; the offices' and the legal ones go on.
func (e *Engine) Deadlines(p Plan, s State) []Deadline {
	list := make([]Deadline, 0, 4)
	if s.active() {
		list = e.ofOrder(list, p, s)
	}
	for _, o := range e.Duties(p, s) {
		list = append(list, o.Date)
	}
	return list
}

// ofOrder adds the dates of a case that goes on.
func (e *Engine) ofOrder(list []Deadline, p Plan, s State) []Deadline {
	for i := range s.Runs {
		if r := &s.Runs[i]; r.Open() {
			list = e.ofRun(list, &p, &s, r)
		}
	}
	for _, c := range e.graph.spanning {
		list = e.ofSites(list, &p, &s, c)
	}
	e.govern(list, &s)
	return list
}

// ofRun adds the dates of one open run.
func (e *Engine) ofRun(list []Deadline, p *Plan, s *State, r *Run) []Deadline {
	worded := e.graph.stages[r.Stage].step(r.Step).in(p.Type)
	step := &worded
	var lacks *Deadline // of a clock that began on an unknown day; the run tells one
	for _, c := range e.graph.clocksOf[r.Stage] {
		if !slices.Contains(c.Steps, r.Step) || !c.of(p.Type) {
			continue
		}
		trigger := triggers[c.Trigger]
		if from, ok := trigger.ofRun(c, s, r); ok {
			d := e.dateIn(s, c, p, from, e.triggerText(c, p, s, r, step))
			if trigger.ends != nil && d.Due.Dated() {
				trigger.ends(e, &d, s, r)
			}
			d.RunKey, d.Stage, d.Site, d.Key = r.Key, r.Stage, r.Site, r.Key+"/"+c.Code
			switch {
			case d.Due.Dated():
				list = append(list, d)
			case lacks == nil || lacks.Kind == Expected:
				lacks = &d
			}
		}
	}
	if lacks != nil {
		list = append(list, *lacks)
	}
	if s.Status == Hold && !e.graph.stages[r.Stage].Pause {
		return list
	}
	if r.Agreed == nil && step.Agreed == 0 {
		return list
	}
	return append(list, e.agreed(s, r, step))
}

func (e *Engine) triggerText(c *Clock, p *Plan, s *State, r *Run, step *Step) string {
	text := c.TriggerText
	if override, ok := c.Types[p.Type]; ok && override.TriggerText != "" {
		text = override.TriggerText
	}
	if !strings.Contains(text, "{") {
		return text
	}
	round := ""
	if current := s.round(); current != nil {
		round = fmt.Sprint(current.No)
	}
	return strings.NewReplacer("{round}", round, "{visit}", e.graph.visitLabel(r.Visit), "{step}", step.Label).Replace(text)
}

// agreedClock is the code of the date that staff agree on: no clock of the data.
const agreedClock = "agreed"

// agreed is the date set by hand, or the default: working days from the step's
// beginning, or from the end of a hold.
func (e *Engine) agreed(s *State, r *Run, step *Step) Deadline {
	d := Deadline{
		Key: r.Key + "/" + agreedClock, RunKey: r.Key, Stage: r.Stage, Site: r.Site,
		Clock: agreedClock, Label: "约定日期", Kind: AgreedOn,
	}
	d.Why = Why{Trigger: step.Label + "开始", TriggerAt: r.StepAt, Notes: []string{}}
	if r.Agreed != nil {
		d.Due = cal.Whole(r.Agreed.Day)
		d.Why.Term, d.Why.Source = "约定日期", "经办改期，原因见时间线"
		if e.graph.stages[r.Stage].Pause {
			d.Label, d.Why.Source = "暂停到", "暂停时约定，原因见时间线"
		}
		e.onDayOff(&d)
		return d
	}
	if !r.StepAt.Dated() {
		d.Why.Trigger, d.Why.TriggerAt = "导入", cal.Whole(s.takenOver(r.StepAt))
	}
	if s.Resumed != nil && s.Resumed.Compare(r.StepAt) > 0 {
		d.Why.Trigger, d.Why.TriggerAt = "案件恢复", *s.Resumed
	}
	count := e.cal.AddWorkdays(d.Why.TriggerAt.Day, step.Agreed)
	d.Due, d.Why.Count = cal.Whole(count.End), &count
	d.Why.Term, d.Why.Source = term("workdays", 0, step.Agreed, false), agreedSource
	if step.AgreedSource != "" {
		d.Why.Source, d.Why.Sourced = "本台设定的默认约定日期："+step.AgreedSource, step.AgreedSourced
	}
	d.Provisional = len(count.Unpublished) > 0
	return d
}

// ofSites adds a clock that runs per site across stages: from the go-live until the
// site's last stage of the span is with the reviewer. A rejection lets it go on.
func (e *Engine) ofSites(list []Deadline, p *Plan, s *State, c *Clock) []Deadline {
	t := e.graph.types[p.Type]
	if t == nil || !c.of(p.Type) || !e.has(t, s, c.Until) {
		return list
	}
	for _, site := range s.sites(p) {
		from, ok := triggers[c.Trigger].ofSite(s, site.ID)
		if !ok || stopped(s, c.Until, site.ID) {
			continue
		}
		d := e.dateIn(s, c, p, from, c.TriggerText)
		d.Key, d.Stage, d.Site = c.Code+"/"+string(site.ID), c.Stage, site.ID
		list = append(list, d)
	}
	return list
}

// stopped says whether the latest run of the stage for the site has been submitted
// and was not sent back.
func stopped(s *State, stage string, site ref.SiteID) bool {
	for i := len(s.Runs) - 1; i >= 0; i-- {
		if r := &s.Runs[i]; r.Stage == stage && r.Site == site {
			return r.Outcome == Done || (r.Outcome == "" && r.Submitted != nil)
		}
	}
	return false
}

// dateIn is date in a case that may have been imported: from an unknown day nothing is
// counted, and what stands in its place is the day of the import, on which that is to be
// looked up.
func (e *Engine) dateIn(s *State, c *Clock, p *Plan, trigger cal.Moment, text string) Deadline {
	d := e.date(c, p, trigger, text)
	if trigger.Dated() {
		return d
	}
	d.Label, d.From, d.Due, d.Provisional = "补日期", nil, cal.Undated(s.takenOver(trigger)), false
	d.Why.Count, d.Why.Days, d.Why.Moved, d.Why.Notes = nil, 0, "", []string{}
	return d
}

// takenOver is the day on which an imported case came to the desk.
func (s *State) takenOver(undated cal.Moment) cal.Day {
	if s.Imported == nil {
		return undated.Day // what the move said can't be read any more
	}
	return *s.Imported
}

// date works a clock out from its trigger: with what differs for the case type, and with
// the province's own term beside the general one. What an office is expected to take is
// best known for its province; of two last days the longer holds. A term that a case type
// has to itself holds in every province.
func (e *Engine) date(c *Clock, p *Plan, trigger cal.Moment, text string) Deadline {
	merged, scope := *c, ""
	if override, ok := c.Types[p.Type]; ok {
		merged = merged.with(override)
		if override.To > 0 {
			scope = p.Type
		}
	}
	on := e.office(&merged, p.Type, p.Province)
	d := e.count(merged, trigger, on)
	d.Scope = scope
	if scope == "" {
		if province, ok := c.Provinces[p.Province]; ok {
			further := e.count(merged.with(province), trigger, on)
			further.Scope = p.Province
			why := "以较长的为准"
			if c.Kind == Expected {
				why = "以本省的为准"
			}
			if c.Kind == Expected || further.Due.Compare(d.Due) > 0 {
				d, further = further, d
			}
			d.Why.Notes = append(d.Why.Notes, beside(further, further.Scope == p.Province || c.Kind == Expected, why))
		}
		if was, ok := c.Outdated[p.Province]; ok {
			d.Why.Notes = append(d.Why.Notes, beside(e.count(merged.with(was), trigger, on), true, "已过时，不再适用"))
		}
	}
	d.Why.Trigger = text
	return d
}

// beside is the note on a published term that does not govern. Its source is told where it
// is not told with the date already.
func beside(d Deadline, sourced bool, why string) string {
	words, year := d.Why.Term, d.Why.TriggerAt.Day.Year()
	if sourced {
		words += "（依据：" + sourceWords(d.Why.Source, d.Why.Sourced) + "）"
	}
	to := cal.DayIn(d.Due.Day, year)
	if d.From != nil && d.From.Day != d.Due.Day {
		to = cal.DayIn(d.From.Day, year) + "至 " + to
	} else {
		to = "到 " + to
	}
	return fmt.Sprintf("%s，%s；%s。", words, to, why)
}

// count applies the plain term of a clock. An expected day on which the office does
// not work moves to its next working day; a last day never moves, and the working
// day before it is told.
func (e *Engine) count(c Clock, trigger cal.Moment, on *cal.Calendar) Deadline {
	d := Deadline{Clock: c.Code, Label: c.Label, Kind: c.Kind}
	if on != e.cal {
		d.office = on
	}
	d.Why = Why{
		TriggerAt: trigger, Notes: append(make([]string, 0, len(c.Notes)+2), c.Notes...),
		Source: c.Source, Sourced: c.Sourced,
		Term: strings.TrimSpace(c.Owner + " " + term(c.Unit, c.From, c.To, c.Approx)),
	}
	if c.Term != "" {
		d.Why.Term = c.Term
	}
	switch c.Unit {
	case "hours":
		d.Due = trigger.AddHours(c.To)
	case "days":
		var moved []string
		d.Why.Days = c.To
		if c.From > 0 {
			from := cal.Whole(e.settleDay(on, trigger.Day.Add(c.From), trigger.Day, &moved))
			d.From = &from
		}
		day := trigger.Day.Add(c.To)
		if c.Kind == Expected {
			day = e.settleDay(on, day, trigger.Day, &moved)
		}
		d.Due = cal.Whole(day)
		d.Why.Moved = strings.Join(moved, "；")
		d.Provisional = len(e.cal.Unpublished(trigger.Day.Add(1), day)) > 0
		if c.Kind != Expected {
			e.onDayOff(&d)
		}
	case "workdays":
		count := on.AddWorkdays(trigger.Day, c.To)
		d.Due, d.Why.Count = cal.Whole(count.End), &count
		d.Provisional = len(count.Unpublished) > 0
		if c.From > 0 {
			from := cal.Whole(count.Counted[c.From-1])
			d.From = &from
		}
	}
	return d
}

// settleDay moves an expected day off to the next working day and says so.
func (e *Engine) settleDay(on *cal.Calendar, d, trigger cal.Day, moved *[]string) cal.Day {
	off, why := on.Off(d)
	if !off {
		return d
	}
	next := on.NextWorkday(d)
	public, _ := e.cal.Off(d)
	switch {
	case !public:
		*moved = append(*moved, fmt.Sprintf("%s遇“%s”，移到 %s", cal.DayIn(d, trigger.Year()), why, cal.DayIn(next, trigger.Year())))
	case why == cal.Weekend:
		*moved = append(*moved, fmt.Sprintf("%s是%s，移到 %s", cal.DayIn(d, trigger.Year()), cal.WeekdayName(d), cal.DayIn(next, trigger.Year())))
	default:
		*moved = append(*moved, fmt.Sprintf("%s在%s假期内，移到 %s", cal.DayIn(d, trigger.Year()), why, cal.DayIn(next, trigger.Year())))
	}
	return next
}

// onDayOff notes the last working day before a date that stays although it is off.
func (e *Engine) onDayOff(d *Deadline) {
	day := d.Due.Day
	off, why := e.cal.Off(day)
	if !off {
		return
	}
	what := "是" + cal.WeekdayName(day)
	if why != cal.Weekend {
		what = "在" + why + "假期内"
	}
	ref := d.Why.TriggerAt.Day
	d.Why.Notes = append(d.Why.Notes, fmt.Sprintf("%s%s，日期不变；之前最后一个工作日是 %s。",
		cal.DayIn(day, ref.Year()), what, cal.DayIn(e.cal.PrevWorkday(day), ref.Year())))
}

// trigger is what a clock counts from: the moment is told for a run, or for a site where
// the clock spans stages; false while there is none.
type trigger struct {
	ofRun  func(*Clock, *State, *Run) (cal.Moment, bool)
	ofSite func(*State, ref.SiteID) (cal.Moment, bool)
	ends   func(*Engine, *Deadline, *State, *Run) // where something else than the term ends it; nil elsewhere
}

// triggers are all there are: a clock that names another is refused with its graph.
var triggers = map[string]trigger{
	"submitted": {ofRun: func(_ *Clock, _ *State, r *Run) (cal.Moment, bool) { return known(r.Submitted) }},
	"step":      {ofRun: func(_ *Clock, _ *State, r *Run) (cal.Moment, bool) { return r.StepAt, true }},
	"entered":   {ofRun: func(_ *Clock, _ *State, r *Run) (cal.Moment, bool) { return r.Entered, true }},
	"sent":      {ofRun: whenSent, ends: (*Engine).used},
	"missed":    {ofRun: whenOver},
	"recall":    {ofRun: whenMissed},
	"live":      {ofSite: func(s *State, site ref.SiteID) (cal.Moment, bool) { return known(s.Sites[site].Live) }},
	"appointment": {
		ofRun: func(_ *Clock, _ *State, r *Run) (cal.Moment, bool) { return r.StepAt, r.Visit != nil },
		ends:  func(_ *Engine, d *Deadline, _ *State, r *Run) { d.Due = r.Visit.When },
	},
}

func known(m *cal.Moment) (cal.Moment, bool) {
	if m == nil {
		return cal.Moment{}, false
	}
	return *m, true
}

func whenSent(_ *Clock, s *State, _ *Run) (cal.Moment, bool) {
	round := s.round()
	if round == nil {
		return cal.Moment{}, false
	}
	return round.Sent, true
}

// whenOver is when the last round was lost: at its end, or before it by wrong entries.
func whenOver(_ *Clock, s *State, _ *Run) (cal.Moment, bool) {
	n := len(s.Rounds)
	if n == 0 || s.Rounds[n-1].Outcome != MissedIt {
		return cal.Moment{}, false
	}
	round := s.Rounds[n-1]
	if round.Lost != nil && round.Lost.Compare(round.Expires) < 0 {
		return *round.Lost, true
	}
	return round.Expires, true
}

// whenMissed goes back from the call that is expected to the one that was missed.
func whenMissed(c *Clock, _ *State, r *Run) (cal.Moment, bool) {
	if r.Recall == nil {
		return cal.Moment{}, false
	}
	return r.Recall.AddHours(-c.To), true
}

// used ends a round's term where wrong entries have used it up: nothing is left to wait
// for (handbook §1, stage 9).
func (e *Engine) used(d *Deadline, s *State, _ *Run) {
	round := s.round()
	if round.Lost == nil || round.Lost.Compare(d.Due) >= 0 {
		return
	}
	ends := d.Due
	d.Due, d.Why.Ends = *round.Lost, &ends
	d.Why.Moved = fmt.Sprintf("%s 填错第 %d 次，本轮当时作废", cal.LongMoment(d.Due), e.graph.MaxWrong)
}
