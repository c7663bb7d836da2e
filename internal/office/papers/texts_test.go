package papers

import (
	"testing"

	"beiandesk/internal/workflow"
)

func TestEveryStageAndStepHasItsWords(t *testing.T) {
	text := words()
	steps := 0
	for _, s := range workflow.Embedded().Stages {
		if st := text.Stages[s.Code]; st.Matter == "" || st.Done == "" {
			t.Errorf("stage %s has no words", s.Code)
		}
		for _, step := range s.Steps {
			steps++
			if text.Steps[s.Code+"/"+step.Code].What == "" {
				t.Errorf("step %s/%s has no words", s.Code, step.Code)
			}
		}
	}
	if len(text.Steps) != steps {
		t.Errorf("%d steps have words, the graph has %d", len(text.Steps), steps)
	}
	for _, l := range text.Later {
		if _, ok := workflow.Embedded().Stage(l.Stage); !ok {
			t.Errorf("no stage %s", l.Stage)
		}
	}
	for _, p := range []workflow.Party{workflow.Agency, workflow.Cloud, workflow.Bureau, workflow.Police} {
		if text.Who[string(p)] == "" {
			t.Errorf("party %s has no name", p)
		}
	}
}
