package workflow

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"beiandesk/internal/cal"
)

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
	Chase      bool   // there is a message ready for the client
	Left       string // how much time the date leaves; "" without one
	Tone       string // of the date; "" without one
	Why        string // 第 2 轮短信，24 小时内; "" without a date
	Action     *LineAction
}

// LineAction is the one action that a list offers for a run.
type LineAction struct {
	Code  string
	Label string
	Asks  bool // for values or a reason
}

// WordsOf puts a line in words.
func (e *Engine) WordsOf(l RunLine, n LineNames, now time.Time) LineWords {
	due := l.deadline(e.graph)
	text := e.say(e.graph.stages[l.Stage].step(l.Step), l.late(now), due != nil && due.Kind == Reminder, n.CaseType, n.Province, l.vars(e.graph, n, now))
	w := LineWords{
		StageLabel: e.graph.stages[l.Stage].Label, Party: text.Party, PartyLabel: e.graph.Parties[text.Party],
		Todo: text.Todo, Chase: text.Message != "", Action: e.graph.actOf(l, n.CaseType, text.Party),
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
	workdays := d.Clock == agreedClock
	if c := g.clock(d.Clock); c != nil {
		d.Label = c.Label
		workdays = c.Unit == "workdays"
	}
	if workdays {
		d.Why.Count = &cal.Count{}
	}
	return d
}

// late says whether the line's date is over and it says something else for it. An agreed
// date does not count: what was to be done is still to be done.
func (l *RunLine) late(now time.Time) bool {
	if l.Round != nil && l.Round.Lost {
		return true
	}
	return l.Due != nil && l.Due.Own && l.Due.Kind != Reminder && l.Due.Clock != agreedClock && l.Due.At.Past(now)
}

func (l *RunLine) vars(g *Graph, n LineNames, now time.Time) map[string]string {
	vars := map[string]string{"client": n.Client, "lead": n.Lead, "who": who(n.Lead), "bureau": g.bureau(n.Province), "domain": n.Domain}
	if l.Visit != "" {
		vars["visit"] = visitWord(&Visit{Kind: l.Visit})
	}
	if l.Round != nil {
		vars["round"], vars["waiting"] = fmt.Sprint(l.Round.No), namesOf(l.Round.Waiting)
	}
	if l.Due != nil {
		dueVars(vars, l.Due.At, now)
	}
	return vars
}

// why is the reason of a date in a few words.
func (l *RunLine) why(g *Graph, d *Deadline) string {
	switch {
	case l.Round != nil:
		ruling, _ := g.TermOf(ChangeClock, "", d.Clock)
		return fmt.Sprintf("第 %d 轮短信，%s内", l.Round.No, ruling.Words)
	case d.Clock == agreedClock:
		return "约定的日期"
	}
	return d.Label
}

// actOf is the action that moves a run on from its step: the primary one, else the first
// outcome. Once an SMS round is lost it waits on us instead of the client, and the act is
// to confirm that.
func (g *Graph) actOf(l RunLine, caseType string, waitsFor Party) *LineAction {
	round := "running"
	if waitsFor == Agency {
		round = "over"
	}
	var found *ActionSpec
	for _, a := range g.byStage[l.Stage] {
		if !slices.Contains(a.Steps, l.Step) || a.Interactive || (len(a.Types) > 0 && !slices.Contains(a.Types, caseType)) || (a.Round != "" && a.Round != round) {
			continue
		}
		if found == nil || (a.Kind == "primary" && found.Kind != "primary") {
			found = a
		}
	}
	if found == nil {
		return nil
	}
	return &LineAction{Code: found.Code, Label: found.Label, Asks: len(found.Values) > 0 || found.Reason}
}

// namesOf joins names; where one is missing nobody is named.
func namesOf(names []string) string {
	if slices.Contains(names, "") {
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
	if due.Past(now) {
		return
	}
	vars["due"] = cal.FormatMoment(due, cal.DayOf(now))
	vars["by"] = vars["due"] + "前"
	if !due.IsDay() {
		vars["by"] = vars["due"] + " 前"
	}
}
