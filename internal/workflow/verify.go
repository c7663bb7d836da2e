package workflow

import (
	"fmt"
	"slices"
	"strings"
)

// check holds the graph against itself: every code known, every stage reachable,
// nothing dangling, no step without a clock.
func (g *Graph) check() error {
	if g.Version < 1 || g.MaxRounds < 1 || g.MaxWrong < 1 {
		return fmt.Errorf("version, rounds and wrong must be positive")
	}
	if len(g.stages) != len(g.Stages) || len(g.acts) != len(g.Actions) || len(g.types) != len(g.Types) {
		return fmt.Errorf("a code stands twice")
	}
	for _, check := range []func() error{g.checkSingles, g.checkStages, g.checkClocks, g.checkActs, g.checkTypes} {
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

var accounts = []string{"", AccountGiven, AccountRevoked}

// checkSingles: what only one stage or action can be.
func (g *Graph) checkSingles() error {
	tally := map[string]int{}
	count := func(what string, is bool) {
		if is {
			tally[what]++
		}
	}
	for _, s := range g.Stages {
		count("stage with rounds", s.Rounds)
		count("last stage", s.Last)
		count("stage that collects", s.Collects)
	}
	for _, a := range g.Actions {
		count("opening action", a.Opening)
	}
	for _, what := range []string{"stage with rounds", "last stage", "stage that collects", "opening action"} {
		if tally[what] != 1 {
			return fmt.Errorf("there are %d of %s, not one", tally[what], what)
		}
	}
	return nil
}

func (g *Graph) checkStages() error {
	for _, s := range g.Stages {
		if len(s.Steps) == 0 || s.Label == "" || !slices.Contains([]Phase{PhaseICP, PhasePolice, PhaseEnd}, s.Phase) {
			return fmt.Errorf("stage %s: no steps, label or phase", s.Code)
		}
		if !slices.Contains(accounts, s.Account) || (s.After != "" && g.stages[s.After] == nil) || (s.AfterLive && !s.PerSite) {
			return fmt.Errorf("stage %s: account or what it comes after", s.Code)
		}
		if err := g.checkSubmission(s); err != nil {
			return err
		}
		if s.List != "" && g.stages[s.List] == nil {
			return fmt.Errorf("stage %s: listed under unknown %s", s.Code, s.List)
		}
		for _, step := range s.Steps {
			if g.Parties[step.Party] == "" || (step.EscalatesTo != "" && g.Parties[step.EscalatesTo] == "") || step.Todo == "" || step.Detail == "" || step.Label == "" {
				return fmt.Errorf("step %s/%s: party or texts missing", s.Code, step.Code)
			}
			for _, text := range append([]string{step.Todo, step.Late, step.Again, step.Detail, step.LateDetail, step.Message}, step.Script...) {
				if rest := g.withoutPlaces(text); strings.ContainsAny(rest, "{}") {
					return fmt.Errorf("step %s/%s: nothing fills in %q", s.Code, step.Code, rest)
				}
			}
			if s.Code != g.opening.Stage && step.Agreed == 0 && !g.clocked(s.Code, step.Code) {
				return fmt.Errorf("step %s/%s would never appear on Today: no clock", s.Code, step.Code)
			}
			if len(g.byStage[s.Code]) == 0 {
				return fmt.Errorf("stage %s: nothing may happen in it", s.Code)
			}
		}
	}
	return nil
}

// checkSubmission: a stage that is submitted has one action which does that.
func (g *Graph) checkSubmission(s Stage) error {
	if s.Submission == nil {
		return nil
	}
	submitting := 0
	for _, a := range g.byStage[s.Code] {
		if a.leadsTo(StepSubmitted) {
			submitting++
		}
	}
	if submitting != 1 {
		return fmt.Errorf("stage %s: %d actions submit it", s.Code, submitting)
	}
	for _, code := range s.Submission.Takes {
		if g.stages[code] == nil {
			return fmt.Errorf("stage %s: takes the materials of unknown %s", s.Code, code)
		}
	}
	if next := s.Submission.GoesOn; next != "" && (g.stages[next] == nil || g.stages[next].Submission == nil) {
		return fmt.Errorf("stage %s: goes on to %s, which is not submitted", s.Code, next)
	}
	return nil
}

func (g *Graph) clocked(stage, step string) bool {
	for _, c := range g.clocksOf[stage] {
		if slices.Contains(c.Steps, step) {
			return true
		}
	}
	for _, c := range g.spanning {
		if slices.Contains(c.Spans, stage) {
			return true
		}
	}
	return false
}

// withoutPlaces takes the placeholders that are filled in out of a text.
func (g *Graph) withoutPlaces(text string) string {
	known := g.Placeholders()
	return braces.ReplaceAllStringFunc(text, func(found string) string {
		if slices.ContainsFunc(known, func(o Option) bool { return "{"+o.Code+"}" == found }) {
			return ""
		}
		return found
	})
}
