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

func TestWhateverAClientHandsInIsAskedForInItsWords(t *testing.T) {
	for _, r := range All() {
		if (r.Ask == "") != (r.Later && len(r.Demands) == 0) || strings.Contains(r.Ask, "KB") {
			t.Errorf("%s asks %q", r.Code, r.Ask)
		}
		if r.Kind == File && !r.Later && !strings.Contains(r.Ask, "发原图") {
			t.Errorf("%s does not say how to take the picture: %q", r.Code, r.Ask)
		}
		for _, d := range r.Demands {
			if d.Ask != "" && !strings.Contains(d.Ask, "发原图") {
				t.Errorf("%s in %s does not say how to take the picture: %q", r.Code, d.Province, d.Ask)
			}
		}
	}
	asks := Asks([]Item{
		{Label: "营业执照", Kind: File, State: Bad, Ask: "拍原件", Stages: []string{"template"}},
		{Label: "邮编", Kind: Field, State: Bad, Ask: "六位", Stages: []string{"template"}},
		{Label: "邮箱", Kind: Field, State: Unchecked, Ask: "常用的", Stages: []string{"template"}},
		{Label: "手持身份证", Kind: File, State: Wanting, Ask: "免冠"},
	})
	if len(asks) != 2 || asks[0].Text != "上次发来的用不了，请重发。拍原件" || asks[1].Text != "上次给的不对，请再核对。六位" {
		t.Errorf("asks %+v", asks)
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
	for name, d := range map[string]Demand{
		"a province": {Province: "99"}, "a type of a demand": {Types: []string{"second"}}, "a group of a demand": {Subjects: "some"},
		"a source": {Sources: []Citation{{Source: "Z", At: "1"}}}, "a place": {Sources: []Citation{{Source: "Q"}}},
	} {
		t.Run(name, func(t *testing.T) {
			whole := Demand{Province: "31", Types: []string{"first"}, Sources: []Citation{{Source: "Q", At: "1"}}}
			p := pack{Subjects: subjects, sources: map[string]Origin{"Q": {}}}
			if err := p.check(workflow.Embedded(), whole); err != nil {
				t.Fatal(err)
			}
			switch {
			case d.Province != "":
				whole.Province = d.Province
			case d.Types != nil:
				whole.Types = d.Types
			case d.Subjects != "":
				whole.Subjects = d.Subjects
			default:
				whole.Sources = d.Sources
			}
			if err := p.check(workflow.Embedded(), whole); err == nil {
				t.Error("it went unnoticed")
			}
		})
	}
	p := pack{Subjects: subjects, Requirements: []Requirement{{Code: "x", Needs: map[string]string{"forms": "all"}}}}
	if err := p.tie(workflow.Embedded()); err != nil || len(p.stages) != 1 {
		t.Errorf("a known stage: %v %v", p.stages, err)
	}
}
