package preflight_test

import (
	"context"
	"slices"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/office/preflight"
	"beiandesk/internal/office/rulebook"
	"beiandesk/internal/store"
)

// The cloud hands an order on to the bureau by itself once it has passed, so what the
// bureau's submission asks is asked before the cloud's.
func TestWhatTheBureauIsSentIsJudgedBeforeThePrereview(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-14")
	remind := rulebook.RuleInput{Label: "承诺书寄到管局", Severity: "warn", Text: "要交承诺书原件", Advice: "请客户寄来", Stages: []string{"bureau-submit"}}
	if err := rulebook.SaveRule(context.Background(), f.Office, rulebook.RuleRef{RuleKey: store.RuleKey{Scope: "33"}}, remind, rulebook.Basis{Source: "浙江管局公告"}); err != nil {
		t.Fatal(err)
	}
	id := atPrereview(f, desktest.Qinghe())
	codes := func(r preflight.Report) []string {
		list := []string{}
		for _, result := range r.Results {
			list = append(list, result.Code+" "+result.About+" "+result.Pack)
		}
		slices.Sort(list)
		return list
	}
	before := codes(f.Preflight(id, "prereview"))
	if got := codes(f.Preflight(id, "template")); slices.ContainsFunc(got, func(c string) bool { return c[:4] == "own." }) {
		t.Error("the template's submission asks for what the bureau's does")
	}
	f.Step(id, "prereview.submit")
	during := f.Preflight(id, "")
	if during.Stage != "bureau-submit" {
		t.Fatalf("next is %s", during.Stage)
	}
	found := false
	for _, r := range during.Results {
		found = found || r.Label == remind.Label
	}
	if !found {
		t.Error("the bureau's reminder is not told while the cloud looks at the order")
	}
	f.Step(id, "prereview.pass")
	after := codes(f.Preflight(id, "bureau-submit"))
	if !slices.Equal(before, after) {
		t.Errorf("before the cloud's submission\n%v\nbefore the bureau's\n%v", before, after)
	}
}
