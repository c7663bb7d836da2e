package workflow

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
)

// check holds the graph against itself: every code known, every stage reachable,
// nothing dangling, no step without a clock.
func (g *Graph) check() error {
	if g.Version < 1 || g.MaxRounds < 1 || g.MaxWrong < 1 || g.Resends.Most < 1 || g.Resends.Source == "" || g.Files == "" || g.Goes == "" || g.Tickets == "" {
		return fmt.Errorf("version, rounds, wrong and resends must be positive, and something is filed")
	}
	if len(g.stages) != len(g.Stages) || len(g.acts) != len(g.Actions) || len(g.types) != len(g.Types) {
		return fmt.Errorf("a code stands twice")
	}
	for _, check := range []func() error{g.checkSingles, g.checkSubjects, g.checkDocuments, g.checkOwnActs, g.checkStages, g.checkClocks, g.checkActs, g.checkTypes, g.checkCauses, g.checkWay} {
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

// needs are the parts of a case with which a step may be done.
var needs = []string{"", "materials", "form", "account", "fees"}

// lefts are what may be left to do of a case that ends early.
var lefts = []string{"", "account", "bill", "scans"}

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
		count("stage of a hold", s.Pause)
		count("stage that is filled in anew", s.Refilled)
		count("stage that buys a domain", s.Buys)
	}
	for _, a := range g.Actions {
		count("opening action", a.Opening)
	}
	for _, what := range []string{"stage with rounds", "last stage", "stage that collects", "stage of a hold", "stage that is filled in anew", "stage that buys a domain", "opening action"} {
		if tally[what] != 1 {
			return fmt.Errorf("there are %d of %s, not one", tally[what], what)
		}
	}
	return nil
}

// checkSubjects: each kind is told of once, and no code names a case type or a province, too.
func (g *Graph) checkSubjects() error {
	var told []string
	for _, s := range g.Subjects {
		if s.Label == "" || len(s.Kinds) == 0 || g.types[s.Code] != nil || g.provinces[s.Code] != nil {
			return fmt.Errorf("subjects %s: label, kinds or code", s.Code)
		}
		told = append(told, s.Kinds...)
	}
	slices.Sort(told)
	if len(slices.Compact(slices.Clone(told))) != len(told) {
		return fmt.Errorf("a kind of subject stands twice")
	}
	return nil
}

// besides says that there is something to say besides, with its source, that can be filled in.
func (g *Graph) besides(l *Local) bool {
	return l != nil && l.Detail+l.Message != "" && l.Source != "" && !strings.ContainsAny(g.withoutPlaces(l.Detail+l.Message), "{}")
}

func (g *Graph) checkStages() error {
	for _, s := range g.Stages {
		if len(s.Steps) == 0 || s.Label == "" || !slices.Contains([]Phase{PhaseICP, PhasePolice, PhaseEnd}, s.Phase) {
			return fmt.Errorf("stage %s: no steps, label or phase", s.Code)
		}
		if !slices.Contains(accounts, s.Account) || (s.After != "" && g.stages[s.After] == nil) || (s.AfterLive && !s.PerSite) {
			return fmt.Errorf("stage %s: account or what it comes after", s.Code)
		}
		if !slices.Contains(lefts, s.Left) {
			return fmt.Errorf("stage %s: settles unknown %q", s.Code, s.Left)
		}
		if err := g.checkSubmission(s); err != nil {
			return err
		}
		if err := g.checkDuty(s); err != nil {
			return err
		}
		if s.List != "" && g.stages[s.List] == nil {
			return fmt.Errorf("stage %s: listed under unknown %s", s.Code, s.List)
		}
		for code, own := range s.Types {
			if g.types[code] == nil || own.Label == "" {
				return fmt.Errorf("stage %s: what %s calls it", s.Code, code)
			}
			if strings.ContainsAny(g.withoutPlaces(own.Rule), "{}") {
				return fmt.Errorf("stage %s: nothing fills in the rule of %s", s.Code, code)
			}
		}
		for _, step := range s.Steps {
			if g.Parties[step.Party] == "" || (step.EscalatesTo != "" && g.Parties[step.EscalatesTo] == "") || step.Todo == "" || step.Detail == "" || step.Label == "" {
				return fmt.Errorf("step %s/%s: party or texts missing", s.Code, step.Code)
			}
			for _, text := range append(step.all(), step.Script...) {
				if rest := g.withoutPlaces(text); strings.ContainsAny(rest, "{}") {
					return fmt.Errorf("step %s/%s: nothing fills in %q", s.Code, step.Code, rest)
				}
			}
			if err := g.checkVisits(&step); err != nil {
				return fmt.Errorf("step %s/%s: %w", s.Code, step.Code, err)
			}
			if !g.noticed(&step) {
				return fmt.Errorf("step %s/%s: no reviewer leaves word at %q", s.Code, step.Code, step.Notices)
			}
			if err := g.checkAsks(&step); err != nil {
				return fmt.Errorf("step %s/%s: %w", s.Code, step.Code, err)
			}
			if step.Astray+step.AstrayDetail+step.AstrayMessage != "" && !s.Rounds {
				return fmt.Errorf("step %s/%s: no SMS can go astray there", s.Code, step.Code)
			}
			if !slices.Contains(needs, step.Needs) {
				return fmt.Errorf("step %s/%s: done with unknown %q", s.Code, step.Code, step.Needs)
			}
			for code, own := range step.Types {
				if g.types[code] == nil || own == nil || own.Source == "" || reflect.DeepEqual(*own, Words{Source: own.Source, Sourced: own.Sourced}) || (own.Act != "" && g.act(own.Act) == nil) {
					return fmt.Errorf("step %s/%s: its words for %s", s.Code, step.Code, code)
				}
				for _, text := range append(own.all(), own.Script...) {
					if strings.ContainsAny(g.withoutPlaces(text), "{}") {
						return fmt.Errorf("step %s/%s: its words for %s", s.Code, step.Code, code)
					}
				}
				worded := step.in(code)
				if g.Parties[worded.Party] == "" || !g.noticed(&worded) {
					return fmt.Errorf("step %s/%s: whom it waits for in %s", s.Code, step.Code, code)
				}
				if err := g.checkAct(s.Code, &worded); err != nil {
					return fmt.Errorf("for %s: %w", code, err)
				}
			}
			for code, own := range step.Provinces {
				if g.provinces[code] == nil || !g.besides(own) {
					return fmt.Errorf("step %s/%s: its words for province %s", s.Code, step.Code, code)
				}
			}
			for code, own := range step.Subjects {
				if !slices.ContainsFunc(g.Subjects, func(s Subjects) bool { return s.Code == code }) || !g.besides(own) {
					return fmt.Errorf("step %s/%s: its words for subjects %s", s.Code, step.Code, code)
				}
			}
			if err := g.checkAct(s.Code, &step); err != nil {
				return err
			}
			if s.Code != g.opening.Stage && !s.Pause && !g.dated(s.Code, &step) {
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
		if a.submits() {
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

// noticed says that a reviewer leaves word where the step says, if it says anything.
func (g *Graph) noticed(s *Step) bool {
	_, known := g.NoticeOf(s.Notices)
	return s.Notices == "" || known && s.Party.Office()
}

// dated says that a step has a date in the cases of every type.
func (g *Graph) dated(stage string, s *Step) bool {
	return !slices.ContainsFunc(g.Types, func(t Type) bool { return s.in(t.Code).Agreed == 0 && !g.clocked(t.Code, stage, s.Code) })
}

func (g *Graph) clocked(caseType, stage, step string) bool {
	for _, c := range g.clocksOf[stage] {
		if slices.Contains(c.Steps, step) && c.of(caseType) {
			return true
		}
	}
	for _, c := range g.spanning {
		if slices.Contains(c.Spans, stage) && c.of(caseType) {
			return true
		}
	}
	return false
}

var (
	units    = []string{"hours", "days", "workdays", "fixed"}
	kinds    = []Kind{Expected, Max, Legal, AgreedOn, Reminder, Appointment}
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
		if !g.knowsTypes(slices.Collect(maps.Keys(c.Types))) || !g.knowsTypes(c.Only) || !g.knowsTypes(c.Except) || len(c.Only) > 0 && len(c.Except) > 0 {
			return fmt.Errorf("clock %s: unknown types, or both that have it and that lack it", c.Code)
		}
		for _, own := range []map[string]Clock{c.Provinces, c.Outdated} {
			for code, p := range own {
				if g.provinces[code] == nil || p.To < 1 || p.Source == "" || p.Owner == "" || c.Owner == "" {
					return fmt.Errorf("clock %s: province %s", c.Code, code)
				}
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

var (
	actKinds = []string{"primary", "outcome", "setback", "case"}
	outcomes = []Outcome{"", Done, Rejected, MissedIt, Dropped}
)

func (g *Graph) checkActs() error {
	for _, a := range g.Actions {
		if a.Label == "" || a.Hint == "" || !slices.Contains(actKinds, a.Kind) {
			return fmt.Errorf("action %s: label, hint or kind", a.Code)
		}
		if strings.ContainsAny(g.withoutPlaces(a.Hint), "{}") {
			return fmt.Errorf("action %s: nothing fills in its hint", a.Code)
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
		if !g.knowsTypes(a.Types) || !g.knowsTypes(a.Except) || len(a.Types) > 0 && len(a.Except) > 0 || !g.knowsTypes(slices.Collect(maps.Keys(a.Hints))) || !g.knowsTypes(slices.Collect(maps.Keys(a.Labels))) {
			return fmt.Errorf("action %s: unknown case type", a.Code)
		}
		if err := a.checkSites(); err != nil {
			return err
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
		if v.Happened && v.Kind != "day" && v.Kind != "moment" {
			return fmt.Errorf("action %s: value %s: nothing that happens", a.Code, v.Key)
		}
		for was, now := range v.Was {
			of := func(code string) func(Option) bool { return func(o Option) bool { return o.Code == code } }
			if slices.ContainsFunc(v.Options, of(was)) || !slices.ContainsFunc(v.Options, of(now)) {
				return fmt.Errorf("action %s: value %s: what %s was", a.Code, v.Key, was)
			}
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
