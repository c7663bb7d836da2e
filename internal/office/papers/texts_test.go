package papers

import (
	"regexp"
	"strings"
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

// What the report says is the desk's own wording; where a kind of subject is told more, the
// page that says so is named.
func TestTheWordsOfTheReportNameTheirSource(t *testing.T) {
	text := words()
	if !strings.HasPrefix(text.Source, "本台经验") || text.Sourced == "" {
		t.Errorf("the words are from %q, %q", text.Source, text.Sourced)
	}
	for kind, more := range text.Subjects {
		for _, part := range strings.Split(more.Source, "；") {
			if !regexp.MustCompile(`[》）]\S*\d|doc_\d+`).MatchString(part) || more.Sourced == "" {
				t.Errorf("%s: %q names no page or section", kind, part)
			}
		}
	}
}

// figure is a number that a clock could have.
var figure = regexp.MustCompile(`\d+ ?(个工作日|小时|天|周)`)

func TestATermIsNamedOnlyThroughItsClock(t *testing.T) {
	if m := figure.FindString(string(textsFile)); m != "" {
		t.Errorf("%q is written out: it would stay when staff change the clock", m)
	}
	text := words()
	type worded struct{ clock, words string }
	said := map[string]worded{"missed": {text.Missed.Clock, text.Missed.Done}, "not ordered, latest": {text.NotOrdered.Clock, text.NotOrdered.Latest},
		"not ordered, why": {text.NotOrdered.Clock, text.NotOrdered.Why}, "owed": {text.Owed.Clock, text.Owed.Act}}
	for code, s := range text.Steps {
		said[code] = worded{s.Clock, s.Act}
	}
	for kind, own := range text.Types {
		if _, ok := workflow.Embedded().Type(kind); !ok {
			t.Errorf("words of unknown type %s", kind)
		}
		for code, step := range own.Steps {
			if text.Steps[code].What == "" {
				t.Errorf("%s: words of unknown step %s", kind, code)
			}
			if strings.Contains(step.Act, termSlot) { // the step's own clock fills it in
				said[code+", "+kind] = worded{text.Steps[code].Clock, step.Act}
			}
		}
	}
	for kind, own := range text.Types {
		for _, l := range text.Later {
			if why := own.Later[l.Stage].Why; why != "" {
				said[l.Stage+", why, "+kind] = worded{l.Clock, why}
			}
		}
		if why := own.NotOrdered.Why; why != "" {
			said["not ordered, why, "+kind] = worded{text.NotOrdered.Clock, why}
		}
	}
	for subjects, own := range text.Subjects {
		if workflow.Embedded().ScopeLabel(subjects) == "" || own.Source == "" {
			t.Errorf("what is said to %s: unknown, or without a source", subjects)
		}
		for code := range own.Steps {
			if text.Steps[code].Act == "" {
				t.Errorf("%s: nothing is said at %s that it could follow", subjects, code)
			}
		}
	}
	for _, l := range text.Later {
		said[l.Stage+", latest"], said[l.Stage+", why"] = worded{l.Clock, l.Latest}, worded{l.Clock, l.Why}
	}
	slots := 0
	for where, s := range said {
		n := strings.Count(s.words, termSlot)
		slots += n
		if (n > 0) != (s.clock != "") {
			t.Errorf("%s: clock %q, but %q", where, s.clock, s.words)
		}
		if s.clock == "" {
			continue
		}
		if r, ok := workflow.Embedded().TermOf(workflow.ChangeClock, "", s.clock); !ok || r.Words == "" {
			t.Errorf("%s: clock %s has no term", where, s.clock)
		}
	}
	if all := strings.Count(string(textsFile), termSlot); all != slots {
		t.Errorf("%d of %d terms stand where nothing fills them", all-slots, all)
	}
}
