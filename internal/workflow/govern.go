package workflow

import "slices"

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
	case e.waits(d, r):
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
