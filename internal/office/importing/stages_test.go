package importing

import (
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/wordings"
	"beiandesk/internal/workflow"
)

// Every word of where an order stands leads somewhere in each type that has it.
func TestNoWordStandsForTwoStages(t *testing.T) {
	of := map[string]bool{}
	way := workflow.Embedded().Way
	for _, s := range stands() {
		for _, w := range s.Words {
			if of[w] || wordings.Plain(w) != w {
				t.Errorf("%s stands twice, or is never met: it is compared as %s", w, wordings.Plain(w))
			}
			of[w] = true
		}
		for _, code := range append(slices.Clone(s.Next), s.Dated...) {
			if code != "" && !slices.Contains(way, code) {
				t.Errorf("%s: %s is not on the way", s.Words[0], code)
			}
		}
		if _, ok := workflow.Embedded().Action(s.Then); s.Then != "" && !ok {
			t.Errorf("%s: there is no %s", s.Words[0], s.Then)
		}
	}
	for _, f := range wordings.Fields() {
		code, ok := strings.CutPrefix(strings.TrimPrefix(f.Code, "site."), dateOf)
		if ok && !slices.Contains(way, code) {
			t.Errorf("%s dates nothing on the way", f.Code)
		}
	}
}
