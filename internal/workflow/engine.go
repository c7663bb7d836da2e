// Package workflow decides what a filing case is: from its plan and its moves it
// computes the runs, what may happen now, what is blocked and why, which dates hold
// and the reasons of each date.
//
// Everything here is pure: no files, no clock, no database. The stage graph, the
// clocks with their sources, the actions and the texts are data (data/*.json, explained
// in docs/workflow.md), read once and checked; the code knows only how to apply them.
// Fold is the one way from moves to a state, so undo, a corrected plan and a newly
// published holiday year are all the same computation done again. Line says of an open
// run what lists keep of it, so that no list has a rule of its own.
package workflow

import (
	"fmt"
	"maps"
	"slices"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/ref"
)

// Engine applies one graph with one calendar. It never changes, so one engine may
// serve many goroutines.
type Engine struct {
	graph   *Graph
	cal     *cal.Calendar
	offices map[officeKey]*cal.Calendar // of the offices with closures; the public one is cal
}

// New makes an engine of a prepared graph and a calendar.
func New(g *Graph, c *cal.Calendar) *Engine { return &Engine{graph: g, cal: c} }

// Default is the engine of this release's graph.
func Default(c *cal.Calendar) *Engine { return New(Embedded(), c) }

// Graph is the graph the engine applies.
func (e *Engine) Graph() *Graph { return e.graph }

// CheckPlan says whether a case may be opened so: type and province known, a site,
// and phases that the type has. An errs.Invalid names the field: type, province,
// sites, phases.
func (e *Engine) CheckPlan(p Plan) error {
	t := e.graph.types[p.Type]
	switch {
	case t == nil:
		return errs.AtField("type", "没有这种备案类型，请从列表里选")
	case e.graph.provinces[p.Province] == nil:
		return errs.AtField("province", "没有这个省份，请从列表里选备案省份")
	case len(p.Sites) == 0:
		return errs.AtField("sites", "%s", t.Word("至少要有一个{files}，请先填域名或{files}名称"))
	case p.ICP && !t.HasICP():
		return errs.AtField("phases", "“%s”没有 ICP 阶段，请只选公安阶段", t.Label)
	case !p.ICP && t.HasICP():
		return errs.AtField("phases", "“%s”要办 ICP 阶段，只办公安请选“公安备案”类型", t.Label)
	case p.Police && !t.HasPolice():
		return errs.AtField("phases", "“%s”没有公安阶段，请只选 ICP 阶段", t.Label)
	case !p.Police && !t.HasICP():
		return errs.AtField("phases", "“%s”要办公安阶段，请选上", t.Label)
	}
	seen := map[ref.SiteID]bool{}
	for _, site := range p.Sites {
		if site.ID == "" || seen[site.ID] {
			return errs.New(errs.Internal, "网站没有编号或编号重复")
		}
		seen[site.ID] = true
	}
	return nil
}

// has says whether the order has a stage: its type lists it, its phase was chosen
// and it was not left out at signing.
func (e *Engine) has(t *Type, s *State, stage string) bool {
	if !slices.Contains(t.Stages, stage) || slices.Contains(s.Skipped, stage) {
		return false
	}
	return s.Police || e.graph.stages[stage].Phase != PhasePolice
}

// first tells the first of the stages that the order has, "" when it has none.
func (e *Engine) first(t *Type, s *State, stages []string) string {
	for _, code := range stages {
		if e.has(t, s, code) {
			return code
		}
	}
	return ""
}

func (p *Plan) site(id ref.SiteID) *Site {
	for i := range p.Sites {
		if p.Sites[i].ID == id {
			return &p.Sites[i]
		}
	}
	return nil
}

// openRun finds the open run of a stage and site, -1 when there is none.
func (s *State) openRun(stage string, site ref.SiteID) int {
	for i := len(s.Runs) - 1; i >= 0; i-- {
		if r := &s.Runs[i]; r.Ended == nil && r.Stage == stage && r.Site == site {
			return i
		}
	}
	return -1
}

// OpenRuns lists the runs that have not ended, in the order in which they opened.
func (s State) OpenRuns() []Run {
	runs := []Run{}
	for _, r := range s.Runs {
		if r.Open() {
			runs = append(runs, r)
		}
	}
	return runs
}

// done says whether a run of the stage came through.
func (s *State) done(stage string) bool {
	for i := range s.Runs {
		if s.Runs[i].Stage == stage && s.Runs[i].Outcome == Done {
			return true
		}
	}
	return false
}

func (s *State) active() bool { return s.Status.Active() }

// nameOf tells a person's name as the plan has it, "" when he no longer leads.
// later is the later of two moments; of equal ones the one that knows its minute.
func later(a, b cal.Moment) cal.Moment {
	switch c := a.Compare(b); {
	case c < 0, c == 0 && a.IsDay() && b.Dated():
		return b
	}
	return a
}

// Closure is a time in which one office does not work beyond the public holidays, as
// bureaus do around the Spring Festival (handbook §1). It shifts expected dates only.
type Closure struct {
	Authority Party   // one for whom we only wait
	Province  string  // two-digit division code of a bureau or of the police, "" all of them
	From, To  cal.Day // both included
	Name      string
}

type officeKey struct {
	party    Party
	province string
}

// WithClosures derives an engine that counts expected dates around the closures.
func (e *Engine) WithClosures(list []Closure) *Engine {
	derived := *e
	derived.offices = map[officeKey]*cal.Calendar{}
	for _, c := range list {
		derived.offices[officeKey{c.Authority, c.Province}] = e.cal
	}
	for _, key := range slices.Collect(maps.Keys(derived.offices)) {
		for _, c := range list {
			if c.Authority == key.party && (c.Province == "" || c.Province == key.province) {
				derived.offices[key] = derived.offices[key].Close(c.From, c.To, c.Name)
			}
		}
	}
	return &derived
}

// office is the calendar of the office that a clock waits for: its closures count for
// expected dates, never for a last day.
func (e *Engine) office(c *Clock, caseType, province string) *cal.Calendar {
	if len(e.offices) == 0 || c.Kind != Expected || len(c.Steps) == 0 {
		return e.cal
	}
	party := e.graph.stages[c.Stage].step(c.Steps[0]).partyIn(caseType)
	for _, key := range []officeKey{{party, province}, {party, ""}} {
		if calendar, ok := e.offices[key]; ok {
			return calendar
		}
	}
	return e.cal
}

// calendar is the one a date was counted with.
func (e *Engine) calendar(d Deadline) *cal.Calendar {
	if d.office != nil {
		return d.office
	}
	return e.cal
}

// checkTypes walks each type from its signing: every stage of the type must be
// reachable and nothing else may be.
func (g *Graph) checkTypes() error {
	for _, t := range g.Types {
		if t.Files == "" || t.Goes == "" {
			return fmt.Errorf("type %s: it does not say what it files", t.Code)
		}
		if slices.ContainsFunc(t.Lacks, func(what string) bool { return !slices.Contains([]string{SiteDomain, SiteServer, SiteContent}, what) }) {
			return fmt.Errorf("type %s: its sites lack something unknown", t.Code)
		}
		for phase, u := range t.Unsure {
			if !slices.Contains(t.Phases, phase) || u.Note == "" || u.Source == "" {
				return fmt.Errorf("type %s: what is not sure of %s", t.Code, phase)
			}
		}
		for _, code := range slices.Concat(t.Stages, t.Domain) {
			if g.stages[code] == nil || !slices.Contains(t.Stages, code) {
				return fmt.Errorf("type %s: unknown stage %s", t.Code, code)
			}
		}
		if g.types[t.Further] == nil {
			return fmt.Errorf("type %s: another site is filed by unknown type %q", t.Code, t.Further)
		}
		if err := g.checkOmits(t); err != nil {
			return err
		}
		if err := g.checkVerify(t); err != nil {
			return err
		}
		if err := g.checkPhases(t); err != nil {
			return err
		}
		reached := map[string]bool{g.opening.Stage: true, g.last.Code: true} // the last opens by itself, after all else
		for grown := true; grown; {
			grown = false
			for _, a := range g.Actions {
				if !reached[a.Stage] || !a.of(t.Code) {
					continue
				}
				for _, e := range a.Then {
					for _, code := range t.opens(e) {
						grown = grown || !reached[code]
						reached[code] = true
					}
				}
			}
		}
		for _, code := range t.Stages {
			if !reached[code] {
				return fmt.Errorf("type %s: stage %s is never reached", t.Code, code)
			}
		}
	}
	return nil
}

// asked says that the signing asks for a value with this answer; "" is that of orders that
// were signed before it was asked.
func (g *Graph) asked(key, answer string) bool {
	return answer == "" || slices.ContainsFunc(g.opening.Values, func(v ValueSpec) bool {
		return v.Key == key && slices.ContainsFunc(v.Options, func(o Option) bool { return o.Code == answer })
	})
}

// checkVerify: who verifies is told by one answer of the signing, and is of the type's roles.
func (g *Graph) checkVerify(t Type) error {
	if len(t.VerifyBy) > 1 {
		return fmt.Errorf("type %s: two answers say who verifies", t.Code)
	}
	for key, by := range t.VerifyBy {
		for answer, roles := range by {
			if !g.asked(key, answer) || len(roles) == 0 || slices.ContainsFunc(roles, func(role string) bool { return !slices.Contains(t.Verify, role) }) {
				return fmt.Errorf("type %s: who verifies by %s=%s", t.Code, key, answer)
			}
		}
	}
	return nil
}

// checkOmits: what is left out is told by an answer that the signing asks for.
func (g *Graph) checkOmits(t Type) error {
	for key, by := range t.Omits {
		for answer, lacks := range by {
			if !g.asked(key, answer) || slices.ContainsFunc(lacks, func(code string) bool { return !slices.Contains(t.Stages, code) }) {
				return fmt.Errorf("type %s: what %s=%s leaves out", t.Code, key, answer)
			}
		}
	}
	return nil
}

// checkPhases: a type has the police phase with the stages of it, the ICP phase with the
// bureau's review.
func (g *Graph) checkPhases(t Type) error {
	police, bureau := false, false
	for _, code := range t.Stages {
		s := g.stages[code]
		police = police || s.Phase == PhasePolice
		bureau = bureau || slices.ContainsFunc(s.Steps, func(step Step) bool { return step.Party == Bureau })
	}
	if police != t.HasPolice() || bureau != t.HasICP() {
		return fmt.Errorf("type %s: its phases are not those of its stages", t.Code)
	}
	return nil
}

// mayLack says that some orders of the type are without a stage of it.
func (t *Type) mayLack(stage string) bool {
	for _, by := range t.Omits {
		for _, lacks := range by {
			if slices.Contains(lacks, stage) {
				return true
			}
		}
	}
	return slices.Contains(t.Domain, stage)
}

// opens tells the stages an effect may open in orders of the type.
func (t *Type) opens(e Effect) []string {
	if (len(e.Types) > 0 && !slices.Contains(e.Types, t.Code)) || (e.Without != "" && slices.Contains(t.Stages, e.Without) && !t.mayLack(e.Without)) {
		return nil
	}
	var codes []string
	for _, code := range e.Open {
		if slices.Contains(t.Stages, code) {
			codes = append(codes, code)
			if !t.mayLack(code) {
				break
			}
		}
	}
	return codes
}
