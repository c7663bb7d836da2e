package workflow

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/ref"
)

// RunLine is an open run as lists need it: whom it waits for, by when, and what its words
// are made of. It holds no word that a change of the graph could make stale and nothing
// of the present moment, so that a projection may keep it (as JSON, whole) and ask the
// engine of the case's edition for the words when it is read:
//
//	line := engine.Line(plan, state, run, engine.Deadlines(plan, state)) // when the case is projected
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
	Key         string      `json:"key"`
	Stage       string      `json:"stage"`
	Site        ref.SiteID  `json:"site,omitempty"`
	Step        string      `json:"step"`
	Party       Party       `json:"party"`                 // whom it waits for until its date has passed
	EscalatesTo Party       `json:"escalatesTo,omitempty"` // whom once it has; "" = the same
	Soft        bool        `json:"soft,omitempty"`        // its date is never overdue: once passed it asks for word, it breaks no term
	Due         *LineDue    `json:"due,omitempty"`         // the date that governs it, nil when none does (a case on hold)
	Late        *cal.Moment `json:"late,omitempty"`        // from when on it says something else: an expected date may lie before the one that governs
	Round       *LineRound  `json:"round,omitempty"`       // the SMS round it waits for
	People      []string    `json:"people,omitempty"`      // names of those whom the step asks and who have not done their part; "" for one without a name
	Visit       string      `json:"visit,omitempty"`       // kind of the police's appointment
	Cause       string      `json:"cause,omitempty"`       // of a hold: code of its usual reason
}

// LineDue is the date that governs a run.
type LineDue struct {
	At          cal.Moment  `json:"at"`
	Kind        Kind        `json:"kind"`
	Key         string      `json:"key"`                   // of the deadline
	Clock       string      `json:"clock"`                 // its code
	Own         bool        `json:"own,omitempty"`         // the run's alone; a clock that spans runs is not
	Began       *cal.Moment `json:"began,omitempty"`       // of a date to the minute: when it began to run
	Workdays    bool        `json:"workdays,omitempty"`    // it was counted in working days; a day set by hand is not
	Provisional bool        `json:"provisional,omitempty"` // it counts through a year that is not published yet
}

// LineRound is an SMS round that has no outcome yet.
type LineRound struct {
	No      int      `json:"no"`
	Waiting []string `json:"waiting"`          // names of who has not verified yet; "" for one without a name
	Lost    bool     `json:"lost,omitempty"`   // wrong entries have used it up
	Astray  []string `json:"astray,omitempty"` // names of who has not received the SMS
}

// Line tells an open run's line. list are the dates of the state, which Deadlines gives.
func (e *Engine) Line(p Plan, s State, r Run, list []Deadline) RunLine {
	l := RunLine{Key: r.Key, Stage: r.Stage, Site: r.Site, Step: r.Step, Party: r.Party, EscalatesTo: e.EscalatesTo(r), Cause: r.Cause}
	if r.Visit != nil {
		l.Visit = r.Visit.Kind
	}
	if since := lateSince(&r, list); since != nil {
		late := *since
		l.Late = &late
	}
	if d := Governing(r, list); d != nil {
		l.Soft = d.Soft()
		if !d.Due.Dated() {
			l.EscalatesTo = "" // nobody knows when
		}
		l.Due = &LineDue{At: d.Due, Kind: d.Kind, Key: d.Key, Clock: d.Clock, Own: d.RunKey == r.Key, Workdays: d.Why.Count != nil, Provisional: d.Provisional}
		if began := d.Why.TriggerAt; !d.Due.IsDay() && !began.IsDay() {
			l.Due.Began = &began
		}
	}
	round := s.round()
	if r.Stage != e.graph.rounds.Code {
		l.People = namesIn(e.whom(&p, &s, &r))
	} else if round != nil {
		l.Round = &LineRound{No: round.No, Waiting: []string{}, Lost: round.Lost != nil, Astray: round.astray()}
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

// Matter is what the client is chased for in this run, "" while it waits for somebody else
// by itself. Each step and each SMS round asks something new.
func (l RunLine) Matter() string {
	switch {
	case l.Party != Client:
		return ""
	case l.Round != nil:
		return fmt.Sprintf("%s#%d", l.Step, l.Round.No)
	}
	return l.Step
}

// WaitsFor is whom the run waits for at a moment.
func (l RunLine) WaitsFor(now time.Time) Party {
	if l.EscalatesTo != "" && l.Due != nil && l.Due.At.Past(now) {
		return l.EscalatesTo
	}
	return l.Party
}

// LineNames is what the words of a line take from the case beside the line: names that
// may be corrected at any time, and so are not kept in it.
type LineNames struct {
	CaseType string
	Province string // two-digit division code
	Client   string
	Lead     string // the subject's lead
	Domain   string // of the run's site, else of the order's first
}

// LineWords is what a list says of an open run at a moment. What the page of the case
// says (Describe) knows more and may say more: every date of the run, every site.
type LineWords struct {
	StageLabel string
	Party      Party // as of now: once a date has passed it may be us
	PartyLabel string
	Todo       string
	Act        Act    // what its button does
	Chase      bool   // there is a message ready for the client
	Left       string // how much time the date leaves; "" without one
	Tone       string // of the date; "" without one
	Why        string // 第 2 轮短信，24 小时内; "" without a date
}

// WordsOf puts a line in words.
func (e *Engine) WordsOf(l RunLine, n LineNames, now time.Time) LineWords {
	due := l.deadline(e.graph)
	again := due != nil && due.Kind == Reminder
	text := e.say(e.graph.stages[l.Stage].step(l.Step), standing{
		late: (l.Round != nil && l.Round.Lost) || (l.Late != nil && l.Late.Past(now)), again: again, called: again && due.Due.Past(now), visit: l.Visit,
		astray: l.Round != nil && len(l.Round.Astray) > 0,
	}, audience{caseType: n.CaseType, province: n.Province}, l.vars(e.graph, n, now)) // a list has no room for what is said besides
	w := LineWords{
		StageLabel: e.graph.stages[l.Stage].Label, Party: text.Party, PartyLabel: e.graph.Parties[text.Party],
		Todo: text.Todo, Act: text.Act, Chase: text.Message != "",
	}
	if due != nil {
		w.Left, w.Tone = e.TimeLeft(*due, now)
		w.Why = l.why(e.graph, due)
	}
	return w
}

// deadline is the date of the line as far as the line tells.
func (l *RunLine) deadline(g *Graph) *Deadline {
	if l.Due == nil {
		return nil
	}
	d := &Deadline{Clock: l.Due.Clock, Kind: l.Due.Kind, Due: l.Due.At}
	if c := g.clock(d.Clock); c != nil {
		d.Label = c.Label
	}
	if l.Due.Workdays {
		d.Why.Count = &cal.Count{}
	}
	return d
}

func (l *RunLine) vars(g *Graph, n LineNames, now time.Time) map[string]string {
	lead := namesOf(l.People, n.Lead)
	vars := map[string]string{"client": n.Client, "lead": lead, "who": who(lead), "bureau": g.bureau(n.Province), "domain": n.Domain}
	if c := g.causes[l.Cause]; c != nil && !c.InWords {
		vars["cause"] = c.Label
	}
	if l.Visit != "" {
		vars["visit"] = g.visitLabel(&Visit{Kind: l.Visit})
	}
	if l.Round != nil {
		vars["round"], vars["waiting"] = fmt.Sprint(l.Round.No), namesOf(l.Round.Waiting, "")
		if len(l.Round.Astray) > 0 {
			vars["astray"] = namesOf(l.Round.Astray, "")
		}
	}
	vars["resends"] = fmt.Sprint(g.Resends.Most)
	if l.Due != nil {
		dueVars(vars, l.Due.At, now)
	}
	return vars
}

// why is the reason of a date in a few words.
func (l *RunLine) why(g *Graph, d *Deadline) string {
	switch {
	case l.Round != nil && d.Due.Dated():
		ruling, _ := g.TermOf(ChangeClock, "", d.Clock)
		return fmt.Sprintf("第 %d 轮短信，%s内", l.Round.No, ruling.Words)
	case g.stages[l.Stage].Pause:
		return "暂停到这天"
	case d.Clock == agreedClock:
		return "约定的日期"
	case !d.Due.Dated():
		return d.Label + "，缺起算的日期"
	}
	return d.Label
}

// namesOf joins names, or tells the other word when there are none; where one is missing
// nobody is named.
func namesOf(names []string, none string) string {
	switch {
	case len(names) == 0:
		return none
	case slices.Contains(names, ""):
		return "负责人"
	}
	return strings.Join(names, "、")
}

// who is whom a text tells to do something.
func who(lead string) string {
	if lead == "" {
		return "客户"
	}
	return lead
}

// bureau names the bureau of a province, "" for an unknown one.
func (g *Graph) bureau(province string) string {
	if p := g.provinces[province]; p != nil {
		return p.Name + "通信管理局"
	}
	return ""
}

// dueVars fills in the date of a run unless it has passed.
func dueVars(vars map[string]string, due cal.Moment, now time.Time) {
	if !due.Dated() || due.Past(now) {
		return
	}
	vars["due"] = cal.FormatMoment(due, cal.DayOf(now))
	vars["by"] = vars["due"] + "前"
	if !due.IsDay() {
		vars["by"] = vars["due"] + " 前"
	}
}
