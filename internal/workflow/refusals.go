package workflow

import (
	"fmt"
	"slices"

	"beiandesk/internal/cal"
	"beiandesk/internal/ref"
)

// Cause is a usual reason for an action, as data: what reviewers refuse again and again.
// It names the material that is no longer good after it, or a field beside the materials.
type Cause struct {
	Code     string   `json:"code"`
	Label    string   `json:"label"`
	Actions  []string `json:"actions"`  // for which it is offered
	Types    []string `json:"types"`    // in cases of these types alone; empty = all
	Material string   `json:"material"` // code of the material that it names; "" = none
	Field    string   `json:"field"`    // in words, what else of the case it names; "" = nothing
	InWords  bool     `json:"in_words"` // it says nothing by itself: the reason is written in words
	Source   string   `json:"source"`
	Sourced  string   `json:"sourced"` // date of the source, "" when it bears none
}

// of says whether the cause is offered in cases of a type.
func (c *Cause) of(caseType string) bool {
	return len(c.Types) == 0 || slices.Contains(c.Types, caseType)
}

// ValueCause is the key of the value that names a cause.
const ValueCause = "cause"

// Refusal is a rejection as the case remembers it until the stage comes through: what was
// refused, why, and what of the case it names.
type Refusal struct {
	Seq      int // of the move
	Action   string
	Stage    string
	Site     ref.SiteID
	Attempt  int
	At       cal.Moment
	Cause    string // code; "" when it was told in words alone
	Words    string // staff's own; "" when the cause says it all
	Material string // code of the material that it names; "" = none
	Sent     bool   // something has gone to a reviewer since
	Held     string // Move.Held of the rejection
}

// Cause tells a usual reason by its code.
func (g *Graph) Cause(code string) (Cause, bool) {
	if c := g.causes[code]; c != nil {
		return *c, true
	}
	return Cause{}, false
}

// CauseOf tells the usual reason that a move gives; false when it gives none.
func (g *Graph) CauseOf(m Move) (Cause, bool) { return g.Cause(m.Values[ValueCause]) }

// Why is the reason of a refusal in words: 手持照反光，证件看不清；左下角尤其暗.
func (g *Graph) Why(r Refusal) string { return g.why(r.Cause, r.Words) }

// Reason is a move's reason in words: its cause, then what staff wrote; "" when it gives
// none.
func (g *Graph) Reason(m Move) string { return g.why(m.Values[ValueCause], m.Reason) }

func (g *Graph) why(cause, words string) string {
	c := g.causes[cause]
	switch {
	case c == nil || c.InWords:
		return words
	case words == "":
		return c.Label
	}
	return c.Label + "；" + words
}

func (x *transition) offerCauses(v *Value) {
	for i := range x.graph.Causes {
		if c := &x.graph.Causes[i]; slices.Contains(c.Actions, x.act.Code) && c.of(x.typ.Code) {
			v.Options = append(v.Options, Option{c.Code, c.Label})
		}
	}
}

// offerRefused lists the materials that rejections keep from being good, by their reasons.
func (x *transition) offerRefused(v *Value) {
	for _, r := range x.state.Refusals {
		if c := x.graph.causes[r.Cause]; c != nil && r.Held != "" {
			v.Options = append(v.Options, Option{r.Material, c.Label})
		}
	}
	v.onlyOne()
}

func (x *transition) nothingRefused() string {
	if slices.ContainsFunc(x.state.Refusals, func(r Refusal) bool { return r.Held != "" }) {
		return ""
	}
	return "没有因驳回而不合格的材料。"
}

// keep lets a material go again as it is: staff have looked at what was refused.
func (x *transition) keep() error {
	for i := range x.state.Refusals {
		if r := &x.state.Refusals[i]; r.Material == x.move.Values["material"] {
			r.Held = ""
		}
	}
	return nil
}

// inWords says that a cause may be left out because the move tells its reason in words.
func (x *transition) inWords(v Value) bool { return v.Key == ValueCause && x.move.Reason != "" }

// refuse keeps that the run was rejected.
func (x *transition) refuse(r *Run) {
	refusal := Refusal{
		Seq: x.move.Seq, Action: x.move.Action, Stage: r.Stage, Site: r.Site, Attempt: r.Attempt, At: x.move.At,
		Cause: x.move.Values[ValueCause], Words: x.move.Reason, Held: x.move.Values[valueHeld],
	}
	if c := x.graph.causes[refusal.Cause]; c != nil {
		refusal.Material = c.Material
	}
	x.state.Refusals = append(x.state.Refusals, refusal)
}

// valueHeld is the key under which a move keeps Refusal.Held.
const valueHeld = "held"

// Holding adds to a rejection a token of what the desk holds of the material that it names:
// as long as that stays the same, the material is refused.
func (m Move) Holding(token string) Move {
	if token != "" {
		m.Values[valueHeld] = token
	}
	return m
}

// sentAgain tells the refusals that something has gone to a reviewer since.
func (x *transition) sentAgain() {
	for i := range x.state.Refusals {
		if r := &x.state.Refusals[i]; r.Site == x.move.Site {
			r.Sent = true
		}
	}
}

// accept forgets what was refused in a stage that has come through.
func (s *State) accept(stage string, site ref.SiteID) {
	s.Refusals = slices.DeleteFunc(s.Refusals, func(r Refusal) bool { return r.Stage == stage && r.Site == site })
}

// Pending lists the refusals after which nothing was sent yet, the newest first.
func (s State) Pending() []Refusal {
	list := []Refusal{}
	for _, r := range slices.Backward(s.Refusals) {
		if !r.Sent {
			list = append(list, r)
		}
	}
	return list
}

// checkCauses: each usual reason has words and a source, and is offered somewhere; where
// one is asked for there are some, and one that leaves room for words.
func (g *Graph) checkCauses() error {
	offered := map[string]bool{}
	for _, c := range g.Causes {
		if c.Label == "" || c.Source == "" || len(c.Actions) == 0 || !g.knowsTypes(c.Types) || (c.Material != "" && c.Field != "") {
			return fmt.Errorf("cause %s: words, source or actions missing, or it names two things", c.Code)
		}
		for _, code := range c.Actions {
			if a := g.acts[code]; a == nil || !slices.ContainsFunc(a.Values, func(v ValueSpec) bool { return v.Source == "causes" }) {
				return fmt.Errorf("cause %s: action %s asks for no cause", c.Code, code)
			}
			offered[code] = offered[code] || c.InWords
		}
	}
	if len(g.causes) != len(g.Causes) {
		return fmt.Errorf("a cause stands twice")
	}
	for _, a := range g.Actions {
		for _, v := range a.Values {
			if v.Source == "causes" && (v.Key != ValueCause || !offered[a.Code]) {
				return fmt.Errorf("action %s: no cause leaves room for words", a.Code)
			}
		}
	}
	return nil
}
