package workflow

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/ref"
)

// valueImported is the key under which a move keeps the day on which it came to the desk
// from what was kept elsewhere.
const valueImported = "imported"

// ImportedOn marks a move as history: it happened before the desk had the case, and came
// with the case on a day.
func (m Move) ImportedOn(day cal.Day) Move {
	m.Values = maps.Clone(m.Values)
	if m.Values == nil {
		m.Values = map[string]string{}
	}
	m.Values[valueImported] = day.String()
	return m
}

// Imported tells the day on which a move came to the desk as history; false for one that
// was recorded here.
func (m Move) Imported() (cal.Day, bool) {
	text, ok := m.Values[valueImported]
	if !ok {
		return 0, false
	}
	day, err := cal.ParseDay(text)
	return day, err == nil
}

// knownBy is the last day on which a number in a move can have been issued: that of the move,
// or of its import where nobody knows when it happened.
func (m Move) knownBy() cal.Day {
	if day, ok := m.Imported(); ok && !m.At.Dated() {
		return day
	}
	return m.At.Day
}

// Route is how far an order has come.
type Route struct {
	Next   string // the action of the way that is to come next; "" its end is behind it
	Then   string // a setback that came last, at the stage where it stood: prereview.reject; "" none
	Reason string // of Then
}

// Walk takes an order straight from its signing along a route. Each move that it needs is given to tell, which fills in when it
// happened and what it says, and refuses one of which too little is known: from there on that
// track of the order stays where it is. Whether the client has taken the sub-account back
// nobody can tell from where an order stands; only one at its end has that behind it.
//
// The moves are history: they are held against the order of their dates and the present
// moment, not against materials, rules and reasons. Errors: Invalid at at or at the key of a
// value, with the move that does not fit as an Unfit.
func (e *Engine) Walk(p Plan, to Route, now time.Time, tell func(Move) (Move, bool)) ([]Move, State, error) {
	s := State{Status: Open, Sites: map[ref.SiteID]SiteState{}}
	var moves []Move
	take := func(m Move) error {
		m, ok := tell(m)
		if !ok {
			return nil
		}
		m.Seq = len(moves) + 1
		m = e.Fill(p, s, m.ImportedOn(cal.DayOf(now)))
		if err := e.take(p, &s, m, now); err != nil {
			return Unfit{m, err}
		}
		moves = append(moves, m)
		return nil
	}
	for _, code := range e.graph.Way {
		if code == to.Next {
			break
		}
		for _, m := range e.due(p, &s, e.graph.acts[code], to.Next) {
			if err := take(m); err != nil {
				return moves, s, err
			}
		}
	}
	if to.Then == "" {
		return moves, s, nil
	}
	for _, m := range e.due(p, &s, e.graph.acts[to.Then], to.Next) {
		m.Reason = to.Reason
		if err := take(m); err != nil {
			return moves, s, err
		}
	}
	return moves, s, nil
}

// Unfit is a move that does not fit what went before.
type Unfit struct {
	Move Move
	Err  error
}

func (u Unfit) Error() string { return u.Err.Error() }

func (u Unfit) Unwrap() error { return u.Err }

// due lists the moves that an action of the way stands for where the order is now: one for
// each open run at one of its steps.
func (e *Engine) due(p Plan, s *State, act *ActionSpec, next string) []Move {
	x := transition{Engine: e, plan: &p, typ: e.graph.types[p.Type], state: s, act: act, run: -1}
	if act.Opening {
		return []Move{{Action: act.Code}}
	}
	if x.typ == nil || !x.fits(act) || next != "" && e.graph.stages[act.Stage].Account == AccountRevoked {
		return nil
	}
	var list []Move
	for _, r := range s.OpenRuns() {
		if r.Stage == act.Stage && slices.Contains(act.Steps, r.Step) {
			list = append(list, Move{Action: act.Code, Site: r.Site})
		}
	}
	return list
}

// take judges a move that is imported as history, and applies it to the state.
func (e *Engine) take(p Plan, s *State, m Move, now time.Time) error {
	act := e.graph.acts[m.Action]
	t := e.graph.types[p.Type]
	if act == nil || t == nil {
		return errs.AtField("action", "没有“%s”这个动作，请对照动作代码表核对", m.Action)
	}
	if inFuture(m.At, now) {
		return errs.AtField("at", "时间不能晚于现在，请核对")
	}
	x := transition{Engine: e, plan: &p, typ: t, state: s, move: &m, act: act, run: -1}
	if err := x.locate(); err != nil {
		return err
	}
	if err := x.checkKinds(x.values()); err != nil {
		return err
	}
	return e.apply(p, s, m)
}

// WayTo says which of some actions, the first that orders of a plan can come to, lies on
// their way; "" for none of them.
func (e *Engine) WayTo(p Plan, actions []string) string {
	t := e.graph.types[p.Type]
	for _, code := range actions {
		act := e.graph.acts[code]
		if t == nil || act == nil || !act.of(t.Code) || !slices.Contains(t.Stages, act.Stage) {
			continue
		}
		if p.Police || e.graph.stages[act.Stage].Phase != PhasePolice {
			return code
		}
	}
	return ""
}

// checkWay: the way names actions that there are, each once, and leads from a signing to the
// last stage.
func (g *Graph) checkWay() error {
	for i, code := range g.Way {
		if g.acts[code] == nil || slices.Contains(g.Way[:i], code) {
			return fmt.Errorf("way: %s is unknown or stands twice", code)
		}
	}
	if n := len(g.Way); n == 0 || !g.acts[g.Way[0]].Opening || g.acts[g.Way[n-1]].Stage != g.last.Code {
		return fmt.Errorf("way: it leads from no signing to no end")
	}
	for _, t := range g.Types {
		for _, stage := range t.Stages {
			if !slices.ContainsFunc(g.Way, func(code string) bool { return g.acts[code].Stage == stage }) {
				return fmt.Errorf("way: it leaves stage %s out", stage)
			}
		}
	}
	return nil
}
