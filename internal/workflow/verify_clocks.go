package workflow

import (
	"fmt"
	"slices"
)

var (
	units    = []string{"hours", "days", "workdays", "fixed"}
	kinds    = []Kind{Expected, Max, Legal, AgreedOn, Reminder}
	measured = []string{"sent", "recall"} // triggers by whose clock operations measure hours
)

func (g *Graph) checkClocks() error {
	seen := map[string]bool{}
	for _, c := range g.Clocks {
		if seen[c.Code] {
			return fmt.Errorf("clock %s stands twice", c.Code)
		}
		seen[c.Code] = true
		stage := g.stages[c.Stage]
		if stage == nil || c.Label == "" || c.TriggerText == "" || c.Source == "" {
			return fmt.Errorf("clock %s: stage, texts or source missing", c.Code)
		}
		if !slices.Contains(units, c.Unit) || !slices.Contains(kinds, c.Kind) {
			return fmt.Errorf("clock %s: unknown unit or kind", c.Code)
		}
		if t := triggers[c.Trigger]; (len(c.Spans) > 0 && t.ofSite == nil) || (len(c.Spans) == 0 && t.ofRun == nil) {
			return fmt.Errorf("clock %s: nothing counts from %q there", c.Code, c.Trigger)
		}
		if (c.Unit != "fixed" && c.To < 1) || c.From > c.To || (c.From > 0 && c.Kind != Expected) {
			return fmt.Errorf("clock %s: terms do not fit", c.Code)
		}
		for _, step := range c.Steps {
			if stage.step(step) == nil {
				return fmt.Errorf("clock %s: unknown step %s", c.Code, step)
			}
		}
		for _, code := range append(slices.Clone(c.Spans), c.Until) {
			if code != "" && g.stages[code] == nil {
				return fmt.Errorf("clock %s: unknown stage %s", c.Code, code)
			}
		}
		for code := range c.Types {
			if g.types[code] == nil {
				return fmt.Errorf("clock %s: unknown type %s", c.Code, code)
			}
		}
		for code, p := range c.Provinces {
			if g.provinces[code] == nil || p.To < 1 || p.Source == "" || p.Owner == "" || c.Owner == "" {
				return fmt.Errorf("clock %s: province %s", c.Code, code)
			}
		}
	}
	for _, trigger := range measured {
		others := func(c Clock) bool { return c.Trigger != trigger }
		if c := g.clockFrom(trigger); c == nil || c.Unit != "hours" || len(slices.DeleteFunc(slices.Clone(g.Clocks), others)) != 1 {
			return fmt.Errorf("operations measure hours by the one clock that counts from %q", trigger)
		}
	}
	return nil
}
