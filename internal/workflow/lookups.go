package workflow

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
)

// Stage tells a stage by its code.
func (g *Graph) Stage(code string) (Stage, bool) {
	if s := g.stages[code]; s != nil {
		return *s, true
	}
	return Stage{}, false
}

// Action tells an action by its code.
func (g *Graph) Action(code string) (ActionSpec, bool) {
	if a := g.acts[code]; a != nil {
		return *a, true
	}
	return ActionSpec{}, false
}

// Type tells a case type by its code.
func (g *Graph) Type(code string) (Type, bool) {
	if t := g.types[code]; t != nil {
		return *t, true
	}
	return Type{}, false
}

// Province tells a province by its two-digit code.
func (g *Graph) Province(code string) (Province, bool) {
	if p := g.provinces[code]; p != nil {
		return *p, true
	}
	return Province{}, false
}

// TicketsOf tells where the tickets about orders of a type are handed in.
func (g *Graph) TicketsOf(caseType string) string {
	if t := g.types[caseType]; t != nil && t.Tickets != "" {
		return t.Tickets
	}
	return g.Tickets
}

// What the sites of some case types do not have (Type.Lacks).
const (
	SiteDomain  = "domain"
	SiteServer  = "server"
	SiteContent = "content" // the kinds of content and the languages that the cloud's form asks
)

// LacksAccount is what an order lacks that is filed under no account at the cloud (LacksOf).
const LacksAccount = "account"

// LacksOf lists what orders of the type and their sites do not have.
func (g *Graph) LacksOf(caseType string) []string {
	t := g.types[caseType]
	if t == nil {
		return nil
	}
	if slices.ContainsFunc(t.Stages, func(code string) bool { return g.stages[code].Account == AccountGiven }) {
		return t.Lacks
	}
	return append(slices.Clip(t.Lacks), LacksAccount)
}

// Has says whether the sites of the type have a domain, or a server.
func (t Type) Has(what string) bool { return !slices.Contains(t.Lacks, what) }

// HasPolice says whether orders of the type can have the police phase.
func (t Type) HasPolice() bool { return slices.Contains(t.Phases, PhasePolice) }

// NotSure is what is to be known before a phase is sold with an order of the type; "" where
// that is settled.
func (t Type) NotSure(phase Phase) string {
	if u, there := t.Unsure[phase]; there {
		return u.Words()
	}
	return ""
}

// HasICP says whether orders of the type have the ICP phase.
func (t Type) HasICP() bool { return slices.Contains(t.Phases, PhaseICP) }

func (s *Stage) step(code string) *Step {
	for i := range s.Steps {
		if s.Steps[i].Code == code {
			return &s.Steps[i]
		}
	}
	return nil
}

// ShortLabel is the stage's name for narrow places.
func (s Stage) ShortLabel() string {
	if s.Short != "" {
		return s.Short
	}
	return s.Label
}

// Opening is the action with which each case begins.
func (g *Graph) Opening() ActionSpec { return *g.opening }

// RoundsStage is the stage in which SMS rounds run.
func (g *Graph) RoundsStage() Stage { return *g.rounds }

// Submissions lists the stages that are handed to a reviewer under the pre-flight rules,
// in the handbook's order.
func (g *Graph) Submissions() []string {
	var codes []string
	for i := range g.Stages {
		if g.Stages[i].Submission != nil {
			codes = append(codes, g.Stages[i].Code)
		}
	}
	return codes
}

// SubmittedBy tells the stage that an action hands to its reviewer; false for one that
// submits nothing.
func (g *Graph) SubmittedBy(action string) (Stage, bool) {
	a := g.acts[action]
	if a == nil || g.stages[a.Stage] == nil || g.stages[a.Stage].Submission == nil || !a.submits() {
		return Stage{}, false
	}
	return *g.stages[a.Stage], true
}

// SubmissionOf tells the action that hands a stage to its reviewer; false for a stage
// that is not submitted.
func (g *Graph) SubmissionOf(stage string) (ActionSpec, bool) {
	for _, a := range g.byStage[stage] {
		if _, ok := g.SubmittedBy(a.Code); ok {
			return *a, true
		}
	}
	return ActionSpec{}, false
}

// NeedOf tells with what of the case a run is done where it stands: materials, form,
// account, fees, or preflight while something is to be submitted; "" for nothing of its own.
func (g *Graph) NeedOf(r Run) string {
	step := g.stages[r.Stage].step(r.Step)
	if a, ok := g.SubmissionOf(r.Stage); ok && slices.Contains(a.Steps, r.Step) && !step.Party.Office() {
		return "preflight"
	}
	return step.Needs
}

// NoticeOf tells by its code where reviewers leave their results.
func (g *Graph) NoticeOf(code string) (Notice, bool) {
	for _, n := range g.Notices {
		if n.Code == code {
			return n, true
		}
	}
	return Notice{}, false
}

// StepIn is a step as cases of a type have it; false when there is none.
func (g *Graph) StepIn(caseType, stage, code string) (Step, bool) {
	s := g.stages[stage]
	if s == nil || s.step(code) == nil {
		return Step{}, false
	}
	return s.step(code).in(caseType), true
}

// StepLabel names the step at which a run stands.
func (g *Graph) StepLabel(r Run) string { return g.stages[r.Stage].step(r.Step).Label }

func (a *ActionSpec) leadsTo(step string) bool {
	return slices.ContainsFunc(a.Then, func(e Effect) bool { return e.Step == step })
}

// submits says that the action hands something of ours to a reviewer.
func (a *ActionSpec) submits() bool { return !a.Theirs && a.leadsTo(StepSubmitted) }

// Purges says that with these values the action purges the scans.
func (a ActionSpec) Purges(values map[string]string) bool {
	for key, value := range a.PurgeWhen {
		if values[key] == value {
			return true
		}
	}
	return false
}

// clockFrom is the clock that counts from a trigger; what is measured by it, the check
// lets one clock have alone.
func (g *Graph) clockFrom(trigger string) *Clock {
	for i := range g.Clocks {
		if g.Clocks[i].Trigger == trigger {
			return &g.Clocks[i]
		}
	}
	return nil
}

// resolve ties each effect to the operation that it names.
func (g *Graph) resolve() error {
	for _, a := range g.Actions {
		for i := range a.Then {
			e := &a.Then[i]
			if e.op = operations[e.Do]; e.Do != "" && e.op == nil {
				return fmt.Errorf("action %s: no operation %q", a.Code, e.Do)
			}
		}
	}
	return nil
}

// operations are those of the action's effects, in their order.
func (a *ActionSpec) operations() iter.Seq[*operation] {
	return func(yield func(*operation) bool) {
		for i := range a.Then {
			if op := a.Then[i].op; op != nil && !yield(op) {
				return
			}
		}
	}
}

// TextOf tells a text by its code, as all cases read it or, with a case type's code as the
// scope, as that type words it; with that of kinds of subjects, what is said to them besides.
// False when there is none.
func (g *Graph) TextOf(scope, code string) (string, bool) {
	if field := g.textAt(scope, code); field != nil && *field != "" {
		return *field, true
	}
	return "", false
}

// Said is the scope whose text of this code the cases of a type read: the type's own, or
// all others'.
func (g *Graph) Said(caseType, code string) string {
	if _, own := g.TextOf(caseType, code); own {
		return caseType
	}
	return ""
}

// WordedBy lists the case types that word a text in their own way, then the kinds of
// subjects that read something besides.
func (g *Graph) WordedBy(code string) []string {
	var list []string
	for _, t := range g.Types {
		if g.Said(t.Code, code) != "" {
			list = append(list, t.Code)
		}
	}
	for _, s := range g.Subjects {
		if _, besides := g.TextOf(s.Code, code); besides {
			list = append(list, s.Code)
		}
	}
	if at := strings.LastIndexByte(code, '.'); at > 0 {
		if step := g.placeOf(code[:at]); step != nil {
			for _, kind := range slices.Sorted(maps.Keys(step.Visits)) {
				if _, said := g.TextOf(kind, code); said {
					list = append(list, kind)
				}
			}
		}
	}
	return list
}

// WordsSource tells where the words of a case type, or what is said to kinds of subjects, are
// written, and the date of that.
func (g *Graph) WordsSource(scope, code string) (source, sourced string) {
	at := strings.LastIndexByte(code, '.')
	if at < 0 {
		return "", ""
	}
	step := g.placeOf(code[:at])
	switch {
	case step == nil:
	case step.Types[scope] != nil:
		return step.Types[scope].Source, step.Types[scope].Sourced
	case step.Subjects[scope] != nil:
		return step.Subjects[scope].Source, step.Subjects[scope].Sourced
	case step.Visits[scope] != nil:
		return step.Visits[scope].Source, step.Visits[scope].Sourced
	}
	return "", ""
}

// SubjectsOf tells the kinds of subjects to which a kind belongs: false for an unknown one.
func (g *Graph) SubjectsOf(kind string) (Subjects, bool) {
	for _, s := range g.Subjects {
		if slices.Contains(s.Kinds, kind) {
			return s, true
		}
	}
	return Subjects{}, false
}

// subjectsOf is their code, "" for an unknown kind.
func (g *Graph) subjectsOf(kind string) string {
	s, _ := g.SubjectsOf(kind)
	return s.Code
}

// textAt is the place of a text, nil when there is none.
func (g *Graph) textAt(scope, code string) *string {
	at := strings.LastIndexByte(code, '.')
	if at < 0 {
		return nil
	}
	step := g.placeOf(code[:at])
	switch {
	case step == nil:
		return nil
	case scope == "":
		return step.text(code[at+1:])
	}
	if own := step.Types[scope]; own != nil {
		return own.text(code[at+1:])
	}
	if besides := step.Subjects[scope]; besides != nil {
		return besides.text(code[at+1:])
	}
	if kind := step.Visits[scope]; kind != nil {
		return kind.text(code[at+1:])
	}
	return nil
}

// text is the place of what a kind of appointment says, nil where it says nothing.
func (a *Arrangement) text(field string) *string {
	switch field {
	case "detail":
		return &a.Detail
	case "message":
		return &a.Message
	case bringField:
		return &a.Bring
	}
	return nil
}

// text is the place of a sentence that follows a text, nil where none may.
func (l *Local) text(field string) *string {
	switch field {
	case "detail":
		return &l.Detail
	case "message":
		return &l.Message
	}
	return nil
}

// all are the texts in the order of TextFields.
func (t *Texts) all() []string {
	list := make([]string, len(TextFields))
	for i, field := range TextFields {
		list[i] = *t.text(field)
	}
	return list
}

// text is the place of a text, nil for an unknown field.
func (t *Texts) text(field string) *string {
	switch field {
	case "todo":
		return &t.Todo
	case "late":
		return &t.Late
	case "again":
		return &t.Again
	case "again_late":
		return &t.AgainLate
	case "detail":
		return &t.Detail
	case "late_detail":
		return &t.LateDetail
	case "message":
		return &t.Message
	case "brief":
		return &t.Brief
	case "ticket":
		return &t.Ticket
	case "astray":
		return &t.Astray
	case "astray_detail":
		return &t.AstrayDetail
	case "astray_message":
		return &t.AstrayMessage
	}
	return nil
}
