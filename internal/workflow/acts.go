package workflow

import (
	"fmt"
	"slices"
	"strings"
)

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
		if len(s.Bring) == 0 || s.BringSource == "" || s.Message == "" {
			return "nothing says what to bring"
		}
		return ""
	},
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
