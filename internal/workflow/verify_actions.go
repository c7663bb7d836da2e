package workflow

import (
	"fmt"
	"slices"
)

var (
	actKinds = []string{"primary", "outcome", "setback", "case"}
	outcomes = []Outcome{"", Done, Rejected, MissedIt, Dropped}
)

func (g *Graph) checkActs() error {
	for _, a := range g.Actions {
		if a.Label == "" || a.Hint == "" || !slices.Contains(actKinds, a.Kind) {
			return fmt.Errorf("action %s: label, hint or kind", a.Code)
		}
		stage := g.stages[a.Stage]
		if (a.Kind == "case") != (stage == nil) || (a.Kind == "case") != (len(a.Status) > 0) {
			return fmt.Errorf("action %s: stage or status", a.Code)
		}
		if guards[a.Round] == nil && a.Round != "" {
			return fmt.Errorf("action %s: unknown guard %q of the round", a.Code, a.Round)
		}
		for _, s := range a.Status {
			if statusWords[s] == "" {
				return fmt.Errorf("action %s: unknown status %q", a.Code, s)
			}
		}
		for _, step := range a.Steps {
			if stage == nil || stage.step(step) == nil {
				return fmt.Errorf("action %s: unknown step %s", a.Code, step)
			}
		}
		for _, code := range slices.Concat(a.Have, a.Done, []string{a.With, a.Without}) {
			if code != "" && g.stages[code] == nil {
				return fmt.Errorf("action %s: unknown stage %s", a.Code, code)
			}
		}
		if !g.knowsTypes(a.Types) {
			return fmt.Errorf("action %s: unknown case type", a.Code)
		}
		if err := g.checkValues(a); err != nil {
			return err
		}
		if err := g.checkEffects(a, stage); err != nil {
			return err
		}
	}
	return nil
}

func (g *Graph) knowsTypes(codes []string) bool {
	return !slices.ContainsFunc(codes, func(code string) bool { return g.types[code] == nil })
}

func (g *Graph) checkValues(a ActionSpec) error {
	for _, v := range a.Values {
		source, there := sources[v.Source]
		if valueKinds[v.Kind] == nil || (v.Source != "" && !there) || v.Label == "" || !g.knowsTypes(v.Types) {
			return fmt.Errorf("action %s: value %s", a.Code, v.Key)
		}
		if (v.Kind == "icp") != (v.Format == "subject" || v.Format == "site") {
			return fmt.Errorf("action %s: value %s: whose number", a.Code, v.Key)
		}
		if (v.Kind == "choice") != (len(v.Options) > 0 || source.options) {
			return fmt.Errorf("action %s: value %s has no options", a.Code, v.Key)
		}
	}
	return nil
}

func (g *Graph) checkEffects(a ActionSpec, stage *Stage) error {
	for _, e := range a.Then {
		if e.When != "" && conditions[e.When] == nil {
			return fmt.Errorf("action %s: unknown condition %q", a.Code, e.When)
		}
		if !slices.Contains(outcomes, e.End) || !e.single() {
			return fmt.Errorf("action %s: an effect has one consequence: a step, a known end, a stage to open or an operation", a.Code)
		}
		if !g.knowsTypes(e.Types) || (e.Without != "" && g.stages[e.Without] == nil) {
			return fmt.Errorf("action %s: an effect for unknown types or stages", a.Code)
		}
		if e.Step != "" && (stage == nil || stage.step(e.Step) == nil) {
			return fmt.Errorf("action %s: leads to unknown step %s", a.Code, e.Step)
		}
		for _, code := range e.Open {
			if s := g.stages[code]; s == nil || (e.At != "" && s.step(e.At) == nil) {
				return fmt.Errorf("action %s: leads to unknown stage %s %s", a.Code, code, e.At)
			}
		}
	}
	return nil
}

func (e *Effect) single() bool {
	n := 0
	for _, there := range []bool{e.Step != "", e.End != "", len(e.Open) > 0, e.Do != ""} {
		if there {
			n++
		}
	}
	return n == 1
}
