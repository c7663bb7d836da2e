package materials

import (
	"strings"
	"testing"

	"beiandesk/internal/workflow"
)

func TestRequirementsReferToTheGraphAndRepeatNothingOfIt(t *testing.T) {
	raw, err := files.ReadFile("data/requirements.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range workflow.Embedded().Stages {
		for _, label := range []string{s.Label, s.Short} {
			if label != "" && strings.Contains(string(raw), `"`+label+`"`) {
				t.Errorf("%q is stage %s of the graph, and is written here again", label, s.Code)
			}
		}
	}
}

func TestWhatTheGraphDoesNotKnowIsRefused(t *testing.T) {
	subjects := map[string][]string{"all": {"personal"}}
	for name, r := range map[string]Requirement{
		"a stage":     {Code: "x", Needs: map[string]string{"party": "all"}},
		"a group":     {Code: "x", Needs: map[string]string{"forms": "some"}},
		"a case type": {Code: "x", NotFor: []string{"second"}},
	} {
		t.Run(name, func(t *testing.T) {
			p := pack{Subjects: subjects, Requirements: []Requirement{r}}
			if err := p.tie(workflow.Embedded()); err == nil {
				t.Error("it went unnoticed")
			}
		})
	}
	p := pack{Subjects: subjects, Requirements: []Requirement{{Code: "x", Needs: map[string]string{"forms": "all"}}}}
	if err := p.tie(workflow.Embedded()); err != nil || len(p.stages) != 1 {
		t.Errorf("a known stage: %v %v", p.stages, err)
	}
}
