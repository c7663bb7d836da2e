package cli_test

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestACaseTellsWhenItMayBeDone(t *testing.T) {
	f := opened(t)
	var got struct {
		WhatIf struct {
			Today, Sentence string
			ICP, Done       *struct{ From, To, Max string }
			Steps           []struct{ Stage, Label, From, To, Max string }
			History         *struct{}
		} `json:"what_if"`
	}
	if err := json.Unmarshal([]byte(f.must("case", "show", "--case", "BA2026-0001", "--json")), &got); err != nil {
		t.Fatal(err)
	}
	w := got.WhatIf
	if w.Today != "2026-09-07" || w.ICP == nil || w.Done == nil || w.History != nil || len(w.Steps) != 7 || !strings.HasPrefix(w.Sentence, "今天提交，预计 ") {
		t.Fatalf("%+v", w)
	}
	if last := w.Steps[6]; last.Stage != "police-site" || last.From != w.Done.From || last.To != w.Done.To || last.Max != w.Done.Max {
		t.Errorf("last step %+v, done %+v", last, w.Done)
	}
	if said := f.must("case", "show", "--case", "BA2026-0001"); !strings.Contains(said, w.Sentence) {
		t.Errorf("the text does not say %q:\n%s", w.Sentence, said)
	}
	f.must("case", "do", "--case", "BA2026-0001", "--action", "case.withdraw", "--reason", "不办了")
	if said := f.must("case", "show", "--case", "BA2026-0001", "--json"); !strings.Contains(said, `"done": null`) {
		t.Error("a case that has ended may still be done")
	}
	if said := f.must("list", "cases"); !strings.Contains(said, "客户不办了") || !strings.Contains(said, "2026-09-07") || !strings.Contains(said, "已结束") {
		t.Errorf("the list does not say when it ended:\n%s", said)
	}
}
