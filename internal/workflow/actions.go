package workflow

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"beiandesk/internal/ref"
)

// Actions lists what may happen in a case now: for each open run what its step
// allows, then what concerns the case as a whole. A blocked one carries its reasons
// in Blocked. In a case that has ended only undoing and correcting a moment may be left.
func (e *Engine) Actions(p Plan, s State, have MissingMaterials, now time.Time) []Action {
	x := transition{Engine: e, plan: &p, typ: e.graph.types[p.Type], state: &s, run: -1}
	list := make([]Action, 0, 16)
	if x.typ == nil {
		return list
	}
	if len(s.Runs) == 0 {
		x.act = e.graph.opening
		return append(list, x.action("", "", have, now))
	}
	if s.active() {
		for i := range s.Runs {
			r := &s.Runs[i]
			if !r.Open() {
				continue
			}
			x.run = i
			for _, act := range e.graph.byStage[r.Stage] {
				if x.act = act; x.offered(r) {
					list = append(list, x.action(r.Site, r.Key, have, now))
				}
			}
		}
	}
	x.run = -1
	for _, act := range e.graph.caseActs {
		if x.act = act; !x.offered(nil) {
			continue
		}
		if !act.OfSite {
			list = append(list, x.action("", "", have, now))
			continue
		}
		for _, site := range s.sites(&p) {
			x.move = &Move{Site: site.ID}
			list = append(list, x.action(site.ID, "", have, now))
		}
		x.move = nil
	}
	return list
}

// offered says whether an action has a place here at all, blocked or not.
func (x *transition) offered(r *Run) bool {
	if r == nil {
		return x.caseOffered()
	}
	if !slices.Contains(x.act.Steps, r.Step) || !x.fits(x.act) || (x.act.WithoutRecall && r.Recall != nil) {
		return false
	}
	return true
}

func (x *transition) caseOffered() bool {
	if x.act.Addable && !x.addable(x.state) {
		return false
	}
	if x.act.Refused && x.nothingRefused() != "" || x.act.Duty && x.noDuty() != "" {
		return false
	}
	if x.act.Code == ActionUndo && x.state.Status != Open && x.state.Status != Hold && x.state.Undoable == 0 {
		return false
	}
	return slices.Contains(x.act.Status, x.state.Status)
}

func (x *transition) action(site ref.SiteID, key string, have MissingMaterials, now time.Time) Action {
	a := Action{
		Code: x.act.Code, Label: x.act.Label, Stage: x.act.Stage, Site: site, RunKey: key,
		Kind: x.kind(now), Hint: x.hint(), Reason: x.act.Reason,
		Values: x.values(), Blocked: []string{},
	}
	for op := range x.act.operations() {
		if op.warns != nil {
			a.Warn = append(a.Warn, op.warns(x, now)...)
		}
	}
	a.Blocked = x.blocked(a.Blocked, site, have, now)
	return a
}

// hint is the consequence in a sentence, as the case stands.
func (x *transition) hint() string {
	hint := x.act.Hint
	if x.act.Source != "" {
		hint += "依据：" + sourceWords(x.act.Source, x.act.Sourced) + "。"
	}
	return fill(hint, func(name string) string {
		switch round := x.state.round(); {
		case name == "resends":
			return fmt.Sprint(x.graph.Resends.Most)
		case name == "resent" && round != nil && len(round.Resent) > 0:
			return fmt.Sprint(len(round.Resent))
		}
		return ""
	})
}

// kind is the action's rank on the screen. Once a round is lost its confirmation is
// the next action; a verification in time may still be written up.
func (x *transition) kind(now time.Time) string {
	if x.act.Round == "" {
		return x.act.Kind
	}
	round := x.state.round()
	over := round != nil && (round.Lost != nil || round.Expires.Past(now))
	switch {
	case over && x.act.Round == "over":
		return "primary"
	case over && x.act.Kind == "primary":
		return "outcome"
	}
	return x.act.Kind
}

// blocked collects the reasons for which the action may not happen now.
func (x *transition) blocked(why []string, site ref.SiteID, have MissingMaterials, now time.Time) []string {
	s, act := x.state, x.act
	for _, code := range act.Done {
		if x.has(x.typ, s, code) && !s.done(code) {
			why = append(why, fmt.Sprintf("“%s”还没有办完，先办完它。", x.graph.stages[code].Label))
		}
	}
	if len(act.Have) > 0 && have != nil {
		if code := x.first(x.typ, s, act.Have); code != "" {
			why = append(why, have(code, site)...)
		}
	}
	if act.WithoutRecall && s.Runs[x.run].Recall != nil {
		why = append(why, "已登记过一次未接；再次未接会被驳回，请登记驳回。")
	}
	if act.Round != "" {
		why = x.blockedByRound(why, now)
	}
	if act.Addable && !x.addable(s) {
		why = append(why, x.notAddable(s)+"。")
	}
	for op := range act.operations() {
		if op.barred != nil {
			if reason := op.barred(x); reason != "" {
				why = append(why, reason)
			}
		}
	}
	return why
}

// guards are what an action's `round` may ask of the SMS round, each with why it is
// not so in a sentence.
var guards = map[string]func(*transition, *Round, time.Time) string{
	"running": func(x *transition, round *Round, _ time.Time) string {
		if round.Lost == nil {
			return ""
		}
		return fmt.Sprintf("第 %d 轮已填错 %d 次作废，请登记“确认错过”。", round.No, x.graph.MaxWrong)
	},
	"over": func(_ *transition, round *Round, now time.Time) string {
		if round.Lost != nil || round.Expires.Past(now) {
			return ""
		}
		return fmt.Sprintf("第 %d 轮短信到 %s 才到期，还不能登记错过。", round.No, round.Expires)
	},
}

func (x *transition) blockedByRound(why []string, now time.Time) []string {
	round := x.state.round()
	if round == nil {
		return append(why, "没有正在核验的短信轮次。")
	}
	if reason := guards[x.act.Round](x, round, now); reason != "" {
		return append(why, reason)
	}
	return why
}

func (x *transition) nothingToAgree() string {
	if len(x.agreeable()) > 0 {
		return ""
	}
	return "现在没有可以改的约定日期；法定和规定期限不能改。"
}

// agreeable lists the open runs whose date may be set by hand: no legal, maximum or
// reminding date is their own and no office has set an appointment. A legal day that
// merely spans a run presses it; a run with no date beside that one has none to move.
func (x *transition) agreeable() []*Run {
	list := []*Run{}
	if x.canAgree != nil {
		return x.canAgree
	}
	deadlines := x.Deadlines(*x.plan, *x.state)
	for i := range x.state.Runs {
		if r := &x.state.Runs[i]; r.Open() && r.Visit == nil && x.movable(deadlines, r) {
			list = append(list, r)
		}
	}
	x.canAgree = list
	return list
}

func (x *transition) movable(deadlines []Deadline, r *Run) bool {
	own, spanned := r.Agreed != nil, false
	for i := range deadlines {
		switch rank := x.rank(&deadlines[i], r); rank {
		case binding, reminding:
			return false
		case plain, byHand:
			own = true
		case spanning:
			spanned = true
		}
	}
	return own || !spanned
}

func siteLabel(s Site) string {
	if s.Name != "" {
		return s.Name
	}
	return s.Domain
}

// runLabel names a run for a list: its stage, and its site where there are several.
func (x *transition) runLabel(r *Run) string {
	label := x.graph.stages[r.Stage].Label
	if r.Site == "" || len(x.state.sites(x.plan)) < 2 {
		return label
	}
	if site := x.plan.site(r.Site); site != nil {
		label += "（" + siteLabel(*site) + "）"
	}
	return label
}

// Act is what the button of a step does: it names a way of going on, never an outcome.
// An outcome is picked from what the act opens.
type Act struct {
	Code  string `json:"code"`
	Label string `json:"label"` // verb first, at most eight characters; may hold {visit}
	Opens string `json:"opens"`
	Noted string `json:"noted"` // the kind of note that is left when nothing has come of it: note, phone
}

// What an act may open.
const (
	OpensMessage  = "message"  // the text that is ready for the client
	OpensOutcomes = "outcomes" // all that may come of the step, to pick from
	OpensTicket   = "ticket"   // the text with which to ask the cloud
	OpensVisit    = "visit"    // the appointment, with what to bring
)

// openings are all there are, each with why a step can't have it; an act that opens
// anything else is refused with its graph. late says that the act is for a step whose
// date has passed.
var openings = map[string]func(g *Graph, stage string, s *Step, late bool) string{
	OpensMessage: func(_ *Graph, _ string, s *Step, late bool) string {
		if s.Message == "" || (late && s.EscalatesTo != "") {
			return "there is no message to send"
		}
		return ""
	},
	OpensOutcomes: func(g *Graph, stage string, s *Step, _ bool) string {
		if stage != g.opening.Stage && !slices.ContainsFunc(g.byStage[stage], func(a *ActionSpec) bool { return slices.Contains(a.Steps, s.Code) }) {
			return "nothing can come of it"
		}
		return ""
	},
	OpensTicket: func(_ *Graph, _ string, s *Step, _ bool) string {
		if s.Ticket == "" {
			return "there is no ticket to write"
		}
		return ""
	},
	OpensVisit: func(_ *Graph, _ string, s *Step, _ bool) string {
		if len(s.Visits) == 0 || s.Message == "" {
			return "nothing says what to bring"
		}
		return ""
	},
}

// checkVisits: each kind of appointment has its words, says what to bring and where that
// is written.
func (g *Graph) checkVisits(s *Step) error {
	for kind, own := range s.Visits {
		if own == nil || own.Label == "" || own.Bring == "" || own.Source == "" || own.Sourced == "" {
			return fmt.Errorf("appointment %s: words, what to bring or source missing", kind)
		}
		for _, text := range []string{own.Detail, own.Message, own.Bring} {
			if rest := g.withoutPlaces(text); strings.ContainsAny(rest, "{}") {
				return fmt.Errorf("appointment %s: nothing fills in %q", kind, rest)
			}
		}
	}
	return nil
}

// visitLabel is what an appointment is called, "" while there is none.
func (g *Graph) visitLabel(v *Visit) string {
	if v == nil {
		return ""
	}
	for i := range g.Stages {
		for j := range g.Stages[i].Steps {
			if own := g.Stages[i].Steps[j].Visits[v.Kind]; own != nil {
				return own.Label
			}
		}
	}
	return ""
}

// notes are the kinds of note that an act may leave.
var notes = []string{"note", "phone"}

// act tells an act by its code, nil when there is none.
func (g *Graph) act(code string) *Act {
	for i := range g.Acts {
		if g.Acts[i].Code == code {
			return &g.Acts[i]
		}
	}
	return nil
}

func (g *Graph) checkOwnActs() error {
	seen := map[string]bool{}
	for _, a := range g.Acts {
		if seen[a.Code] || a.Label == "" || openings[a.Opens] == nil || !slices.Contains(notes, a.Noted) {
			return fmt.Errorf("act %s: it stands twice, or its label, what it opens or its note is wrong", a.Code)
		}
		if rest := strings.ReplaceAll(a.Label, "{visit}", ""); strings.ContainsAny(rest, "{}") {
			return fmt.Errorf("act %s: nothing fills in %q", a.Code, rest)
		}
		seen[a.Code] = true
	}
	return nil
}

// checkAct holds what a step's buttons are against what it has.
func (g *Graph) checkAct(stage string, s *Step) error {
	if s.Pending == "" || (s.Late == "") != (s.LateAct == "") || (s.AgainLate == "") != (s.AgainLateAct == "") || (s.AgainLate != "" && s.Again == "") {
		return fmt.Errorf("step %s/%s: an act without its text, or a text without its act", stage, s.Code)
	}
	for _, one := range []struct {
		code string
		late bool
	}{{s.Act, false}, {s.LateAct, true}, {s.AgainLateAct, false}} {
		if one.code == "" && one.code != s.Act {
			continue
		}
		a := g.act(one.code)
		if a == nil {
			return fmt.Errorf("step %s/%s: unknown act %q", stage, s.Code, one.code)
		}
		if why := openings[a.Opens](g, stage, s, one.late); why != "" {
			return fmt.Errorf("step %s/%s: act %s: %s", stage, s.Code, a.Code, why)
		}
	}
	return nil
}
