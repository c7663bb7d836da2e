package workflow

import (
	"fmt"

	"beiandesk/internal/cal"
	"beiandesk/internal/ref"
)

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
