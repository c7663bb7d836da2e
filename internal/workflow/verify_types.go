package workflow

import (
	"fmt"
	"slices"
)

// checkTypes walks each type from its signing: every stage of the type must be
// reachable and nothing else may be.
func (g *Graph) checkTypes() error {
	for _, t := range g.Types {
		for _, code := range slices.Concat(t.Stages, t.Domain) {
			if g.stages[code] == nil || !slices.Contains(t.Stages, code) {
				return fmt.Errorf("type %s: unknown stage %s", t.Code, code)
			}
		}
		if err := g.checkPhases(t); err != nil {
			return err
		}
		reached := map[string]bool{g.opening.Stage: true, g.last.Code: true} // the last opens by itself, after all else
		for grown := true; grown; {
			grown = false
			for _, a := range g.Actions {
				if !reached[a.Stage] || (len(a.Types) > 0 && !slices.Contains(a.Types, t.Code)) {
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

// opens tells the stages an effect may open in orders of the type.
func (t *Type) opens(e Effect) []string {
	if (len(e.Types) > 0 && !slices.Contains(e.Types, t.Code)) || (e.Without != "" && slices.Contains(t.Stages, e.Without)) {
		return nil
	}
	var codes []string
	for _, code := range e.Open {
		if slices.Contains(t.Stages, code) {
			codes = append(codes, code)
			if !slices.Contains(t.Domain, code) {
				break
			}
		}
	}
	return codes
}
