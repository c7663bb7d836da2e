package workflow

import (
	"fmt"
	"strings"
	"time"
)

// Text is what an open run says to staff: whom it waits for, what to do, why it
// matters, and the message ready for the client ("" where there is none to send).
type Text struct {
	Party   Party
	Todo    string
	Detail  string
	Message string
	Script  []string // what the reviewer's call will ask; nil elsewhere
}

// Describe puts an open run in words, as it stands now: once an SMS round is lost it
// waits for us to confirm that, once an office is late we ask it.
func (e *Engine) Describe(p Plan, r Run, s State, now time.Time) Text {
	return e.DescribeWith(p, r, s, e.Deadlines(p, s), now)
}

// DescribeWith is Describe for callers that hold the case's dates already.
func (e *Engine) DescribeWith(p Plan, r Run, s State, list []Deadline, now time.Time) Text {
	step := e.graph.stages[r.Stage].step(r.Step)
	vars := e.vars(&p, &r, &s, Governing(r, list), now)
	text := e.say(step, e.late(&r, &s, list, now), r.Recall != nil, p.Type, p.Province, vars)
	if r.Site != "" && len(p.Sites) > 1 {
		if site := p.site(r.Site); site != nil {
			text.Todo += "（" + siteLabel(*site) + "）"
		}
	}
	return text
}

// say fills in the texts of a step: late once one of its dates is over, again while a
// second call is awaited.
func (e *Engine) say(step *Step, late, again bool, caseType, province string, vars map[string]string) Text {
	text := Text{Party: step.Party, Todo: step.Todo, Detail: step.Detail, Message: step.Message}
	switch {
	case late && step.Late != "":
		text.Todo = step.Late
		if step.EscalatesTo != "" {
			text.Party, text.Message = step.EscalatesTo, ""
		}
		if step.LateDetail != "" {
			text.Detail = step.LateDetail
		}
	case again && step.Again != "":
		text.Todo = step.Again
	}
	lookUp := func(name string) string {
		if c := e.graph.clockOf(name); c != nil {
			return c.words(caseType, province)
		}
		return vars[name]
	}
	text.Todo = fill(text.Todo, lookUp)
	text.Detail, text.Message = fill(text.Detail, lookUp), fill(text.Message, lookUp)
	for _, line := range step.Script {
		text.Script = append(text.Script, fill(line, lookUp))
	}
	return text
}

// EscalatesTo is whom an open run waits for once its own date is over, or its SMS round
// lost; "" when that changes nothing.
func (e *Engine) EscalatesTo(r Run) Party {
	step := e.graph.stages[r.Stage].step(r.Step)
	if step.EscalatesTo == step.Party {
		return ""
	}
	return step.EscalatesTo
}

// late says whether one of the run's own dates is over. An agreed date does not
// count: what was to be done is still to be done.
func (e *Engine) late(r *Run, s *State, list []Deadline, now time.Time) bool {
	if round := s.round(); r.Stage == e.graph.rounds.Code && round != nil && round.Lost != nil {
		return true
	}
	for i := range list {
		d := &list[i]
		if d.RunKey == r.Key && d.Kind != Reminder && d.Clock != agreedClock && d.Due.Past(now) {
			return true
		}
	}
	return false
}

func (e *Engine) vars(p *Plan, r *Run, s *State, due *Deadline, now time.Time) map[string]string {
	lead := p.leadName(r.Site)
	vars := map[string]string{"client": p.Client, "lead": lead, "who": who(lead), "visit": visitWord(r.Visit), "bureau": e.graph.bureau(p.Province)}
	var domains []string
	for _, site := range p.Sites {
		if (r.Site == "" || site.ID == r.Site) && site.Domain != "" {
			domains = append(domains, site.Domain)
		}
	}
	vars["domain"] = strings.Join(domains, "、")
	if site := s.Sites[r.Site]; r.Site != "" {
		vars["icp"], vars["police"] = site.ICPNumber, site.PoliceNumber
	}
	if round := s.round(); round != nil {
		var names []string
		for _, person := range round.Waiting() {
			names = append(names, person.Name)
		}
		vars["round"], vars["waiting"] = fmt.Sprint(round.No), namesOf(names)
	}
	if due != nil {
		dueVars(vars, due.Due, now)
	}
	return vars
}

// fill puts values into a text. A part in [brackets] falls away when a placeholder
// in it has no value.
func fill(text string, lookUp func(string) string) string {
	var out strings.Builder
	for text != "" {
		open := strings.IndexByte(text, '[')
		if open < 0 {
			filled, _ := place(text, lookUp)
			out.WriteString(filled)
			break
		}
		filled, _ := place(text[:open], lookUp)
		out.WriteString(filled)
		part, rest, _ := strings.Cut(text[open+1:], "]")
		if filled, whole := place(part, lookUp); whole {
			out.WriteString(filled)
		}
		text = rest
	}
	return out.String()
}

func place(text string, lookUp func(string) string) (string, bool) {
	var out strings.Builder
	whole := true
	for {
		before, rest, found := strings.Cut(text, "{")
		out.WriteString(before)
		if !found {
			return out.String(), whole
		}
		name, after, _ := strings.Cut(rest, "}")
		value := lookUp(name)
		whole = whole && value != ""
		out.WriteString(value)
		text = after
	}
}
