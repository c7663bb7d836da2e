package handovers_test

import (
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/cal"
	"beiandesk/internal/handovers"
	"beiandesk/internal/materials"
	"beiandesk/internal/workflow"
)

func day(t *testing.T, text string) cal.Day {
	d, err := cal.ParseDay(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestALineIsKeptForThreeYears(t *testing.T) {
	for given, until := range map[string]string{"2026-09-18": "2029-09-18", "2028-02-29": "2031-02-28", "2027-12-31": "2030-12-31"} {
		line := handovers.Handover{At: cal.Whole(day(t, given))}
		if got := line.KeptUntil().String(); got != until {
			t.Errorf("of %s until %s, want %s", given, got, until)
		}
		if last := handovers.LastFree(day(t, until)); last >= line.At.Day {
			t.Errorf("on %s all until %s is free", until, last)
		}
		if last := handovers.LastFree(day(t, until).Add(1)); last < line.At.Day {
			t.Errorf("on the day after %s only what was handed over until %s is free", until, last)
		}
	}
}

// Whatever goes to a reviewer is registered, and the data name nothing that is not there.
func TestEverySubmissionHandsOver(t *testing.T) {
	g := workflow.Embedded()
	for _, a := range g.Actions {
		if _, submits := g.SubmittedBy(a.Code); submits {
			for _, kind := range g.Types {
				if _, ok := handovers.ActOf(a.Code, kind.Code); !ok {
					t.Errorf("%s hands personal data over, and the register is not told", a.Code)
				}
			}
		}
	}
	seen := map[string]bool{}
	for _, act := range handovers.Acts() {
		if _, ok := g.Action(act.Action); !ok && act.Action != "" || seen[act.Action+strings.Join(act.Types, ",")] {
			t.Errorf("%q is no action, or stands twice", act.Action)
		}
		seen[act.Action+strings.Join(act.Types, ",")] = true
		_, recipient := handovers.RecipientOf(act.Recipient)
		_, basis := handovers.BasisOf(act.Basis)
		if !recipient || !basis || handovers.ActorLabel(act.Actor) == "" || act.Purpose == "" {
			t.Errorf("%s lacks something: %+v", act.Action, act)
		}
		for _, stage := range act.Materials {
			if _, ok := g.Stage(stage); !ok {
				t.Errorf("%s: no stage %s", act.Action, stage)
			}
		}
		for _, code := range act.Kinds {
			_, kind := handovers.KindOf(code)
			_, material := materials.Find(code)
			if kind == material {
				t.Errorf("%s: %s must be one kind", act.Action, code)
			}
		}
	}
	for _, r := range materials.All() {
		if r.Lead && !handovers.Personal(r.Code) {
			t.Errorf("%s is the lead's own and yet impersonal", r.Code)
		}
	}
	if handovers.Personal("server-ip") || !slices.ContainsFunc(materials.All(), func(r materials.Requirement) bool { return r.Code == "server-ip" }) {
		t.Error("an address of a server is taken for personal")
	}
}
