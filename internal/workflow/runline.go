package workflow

import (
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/ref"
)

// RunLine is an open run as lists need it: whom it waits for, by when, and what its words
// are made of. It holds no word that a change of the graph could make stale and nothing
// of the present moment, so that a projection may keep it (as JSON, whole) and ask the
// engine of the case's edition for the words when it is read:
//
//	line := engine.Line(state, run, engine.Deadlines(plan, state)) // when the case is projected
//	…                                                              // kept: line, line.Sort(), line.Soft, line.Party, line.EscalatesTo
//	words := engine.WordsOf(line, names, now)                      // when a list is shown
//
// An adapter that filters and sorts keeps Sort, Soft, Party and EscalatesTo beside it and
// compares them with the edges of EdgesAt; it needs no rule of its own:
//
//	overdue:       sort <= edges.Now and not soft
//	today:         sort <= edges.Today and not overdue
//	week, later:   by edges.Week
//	it waits for:  escalatesTo if there is one and sort <= edges.Now, else party
type RunLine struct {
	Key         string     `json:"key"`
	Stage       string     `json:"stage"`
	Site        ref.SiteID `json:"site,omitempty"`
	Step        string     `json:"step"`
	Party       Party      `json:"party"`                 // whom it waits for until its date has passed
	EscalatesTo Party      `json:"escalatesTo,omitempty"` // whom once it has; "" = the same
	Soft        bool       `json:"soft,omitempty"`        // its date is never overdue: once passed it asks for word, it breaks no term
	Due         *LineDue   `json:"due,omitempty"`         // the date that governs it, nil when none does (a case on hold)
	Round       *LineRound `json:"round,omitempty"`       // the SMS round it waits for
	Visit       string     `json:"visit,omitempty"`       // kind of the police's appointment
}

// LineDue is the date that governs a run.
type LineDue struct {
	At          cal.Moment  `json:"at"`
	Kind        Kind        `json:"kind"`
	Key         string      `json:"key"`                   // of the deadline
	Clock       string      `json:"clock"`                 // its code
	Own         bool        `json:"own,omitempty"`         // the run's alone; a clock that spans runs is not
	Began       *cal.Moment `json:"began,omitempty"`       // of a date to the minute: when it began to run
	Provisional bool        `json:"provisional,omitempty"` // it counts through a year that is not published yet
}

// LineRound is an SMS round that has no outcome yet.
type LineRound struct {
	No      int      `json:"no"`
	Waiting []string `json:"waiting"`        // names of who has not verified yet; "" for one without a name
	Lost    bool     `json:"lost,omitempty"` // wrong entries have used it up
}

// Line tells an open run's line. list are the dates of the state, which Deadlines gives.
func (e *Engine) Line(s State, r Run, list []Deadline) RunLine {
	l := RunLine{Key: r.Key, Stage: r.Stage, Site: r.Site, Step: r.Step, Party: r.Party, EscalatesTo: e.EscalatesTo(r)}
	if r.Visit != nil {
		l.Visit = r.Visit.Kind
	}
	if d := Governing(r, list); d != nil {
		l.Soft = d.Kind.Soft()
		l.Due = &LineDue{At: d.Due, Kind: d.Kind, Key: d.Key, Clock: d.Clock, Own: d.RunKey == r.Key, Provisional: d.Provisional}
		if began := d.Why.TriggerAt; !d.Due.IsDay() && !began.IsDay() {
			l.Due.Began = &began
		}
	}
	if round := s.round(); round != nil && r.Stage == e.graph.rounds.Code {
		l.Round = &LineRound{No: round.No, Waiting: []string{}, Lost: round.Lost != nil}
		for _, person := range round.Waiting() {
			l.Round.Waiting = append(l.Round.Waiting, person.Name)
		}
		if l.Round.Lost && l.EscalatesTo != "" {
			// Nobody can verify in it any more, whatever its date says.
			l.Party, l.EscalatesTo = l.EscalatesTo, ""
		}
	}
	return l
}

// Sort is the run's date in the spelling of SortKey.
func (l RunLine) Sort() string {
	if l.Due == nil {
		return NoDate
	}
	return SortKey(l.Due.At)
}

// WaitsFor is whom the run waits for at a moment.
func (l RunLine) WaitsFor(now time.Time) Party {
	if l.EscalatesTo != "" && l.Due != nil && l.Due.At.Past(now) {
		return l.EscalatesTo
	}
	return l.Party
}
