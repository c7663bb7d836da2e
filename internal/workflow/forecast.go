package workflow

import (
	"slices"

	"beiandesk/internal/cal"
)

// Forecast tells when a case may be done if all that the agency and the client have to
// do were done on the day, and the offices took what is published.
type Forecast struct {
	Steps       []ForecastStep // the offices' stages that are left, in order; empty when none is
	Provisional bool           // a year it counts through is not published
}

// ForecastStep is an office's stage that is left. Early and Late come from the expected
// term, Last from the longest one; where only one of them is published it stands for
// both ends.
type ForecastStep struct {
	Stage, Label      string
	Phase             Phase
	Submitted         *cal.Moment // when it went to the office, nil when it is still to go there
	Early, Late, Last cal.Day
	Over              *cal.Day // the end of the longest term when that is over already; the days then tell nothing
	OverKind          Kind     // of that term: Max, or Expected where none is published for certain
}

// undatedNow says that an open run began, or went to its office, on an unknown day.
func (s *State) undatedNow() bool {
	return slices.ContainsFunc(s.Runs, func(r Run) bool {
		return r.Open() && (r.Submitted != nil && !r.Submitted.Dated() || r.Submitted == nil && !r.StepAt.Dated())
	})
}

// Forecast counts on from the stages under way to the last one of an office. Whatever
// runs per site runs side by side. A case that has ended or is on hold has none.
func (e *Engine) Forecast(p Plan, s State, today cal.Day) Forecast {
	f := Forecast{Steps: []ForecastStep{}}
	t := e.graph.types[p.Type]
	if t == nil || s.Status != Open || s.undatedNow() {
		return f
	}
	at := [3]cal.Day{today, today, today}
	for _, code := range t.Stages {
		stage := e.graph.stages[code]
		if !e.has(t, &s, code) || e.passed(&p, &s, stage) {
			continue
		}
		step, ok := e.forecast(&f, &p, &s, stage, today, at)
		if !ok {
			continue
		}
		f.Steps = append(f.Steps, step)
		at = [3]cal.Day{step.Early, step.Late, step.Last}
	}
	return f
}

// passed says that a stage is behind the order for now: its latest run came through,
// for each site where it is kept per site.
func (e *Engine) passed(p *Plan, s *State, stage *Stage) bool {
	through := func(site Site) bool {
		for i := len(s.Runs) - 1; i >= 0; i-- {
			if r := &s.Runs[i]; r.Stage == stage.Code && (!stage.PerSite || r.Site == site.ID) {
				return r.Outcome == Done && !e.fellBack(s, stage, i)
			}
		}
		return false
	}
	return !slices.ContainsFunc(s.sites(p), func(site Site) bool { return !through(site) })
}

// fellBack says that an earlier stage of an office has opened again after the run came
// through, so that the run's stage will have to be gone through once more.
func (e *Engine) fellBack(s *State, stage *Stage, run int) bool {
	for i := run + 1; i < len(s.Runs); i++ {
		if r := &s.Runs[i]; r.Open() && e.graph.stages[r.Stage].Number < stage.Number && e.graph.stages[r.Stage].Phase == stage.Phase {
			return true
		}
	}
	return false
}

// forecast counts one stage from the days on which it may begin; false for a stage that
// waits on no office.
func (e *Engine) forecast(f *Forecast, p *Plan, s *State, stage *Stage, today cal.Day, at [3]cal.Day) (ForecastStep, bool) {
	out := ForecastStep{Stage: stage.Code, Label: stage.Label, Phase: stage.Phase}
	var expected, longest *Clock
	for _, c := range e.graph.clocksOf[stage.Code] {
		party := Party("")
		if len(c.Steps) > 0 {
			party = stage.step(c.Steps[0]).partyIn(p.Type)
		}
		if !party.Office() || !c.of(p.Type) {
			continue
		}
		if stage.step(StepSubmitted) != nil && !slices.Contains(c.Steps, StepSubmitted) {
			at = e.afterwards(c, p, s, at)
			continue
		}
		switch c.Kind {
		case Expected:
			expected = c
		case Max:
			longest = c
		default: // the others say nothing of how long an office takes
		}
	}
	if expected == nil && longest == nil {
		return out, false
	}
	if expected == nil {
		expected = longest
	}
	if longest == nil {
		longest = expected
	}
	floor := at
	var visit cal.Day // the last day for which the office has made an appointment
	for i := range s.Runs {
		if r := &s.Runs[i]; r.Stage == stage.Code && r.Open() && (r.Submitted != nil || r.Step == expected.Steps[0]) {
			began := r.StepAt
			if r.Submitted != nil {
				began = *r.Submitted
			}
			out.Submitted = &began
			if r.Visit != nil {
				visit = max(visit, r.Visit.When.Day)
			}
			at = [3]cal.Day{began.Day, began.Day, began.Day}
		}
	}
	end := func(c *Clock, from cal.Day, early bool) cal.Day {
		d := e.date(c, p, cal.Whole(from), "")
		f.Provisional = f.Provisional || d.Provisional
		switch {
		case early && c.Kind == Max:
			return from // nothing is published but the longest it may take
		case early && d.From != nil:
			return d.From.Day
		}
		return d.Due.Day
	}
	out.Early = max(floor[0], end(expected, at[0], true))
	out.Late = max(floor[1], out.Early, end(expected, at[1], false))
	limit := end(longest, at[2], false)
	// After an appointment it goes on that day at the earliest, whatever its term says.
	out.Early, out.Late = max(out.Early, visit), max(out.Late, visit)
	if out.Submitted != nil && limit < today && visit < today {
		out.Over, out.OverKind = &limit, longest.Kind
	}
	out.Last = max(floor[2], out.Late, limit)
	return out, true
}

// afterwards are the days on which an office may begin its work where it does something
// else of its own before: the cloud sends an order again after a missed round.
func (e *Engine) afterwards(c *Clock, p *Plan, s *State, at [3]cal.Day) [3]cal.Day {
	for i := range s.Runs {
		r := &s.Runs[i]
		if !r.Open() || r.Stage != c.Stage || !slices.Contains(c.Steps, r.Step) {
			continue
		}
		if from, ok := triggers[c.Trigger].ofRun(c, s, r); ok {
			due := e.date(c, p, from, "").Due.Day
			at = [3]cal.Day{max(at[0], due), max(at[1], due), max(at[2], due)}
		}
	}
	return at
}
