package filing_test

import (
	"context"
	"slices"
	"testing"

	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/store"
)

// The cloud hands an order on to the bureau by itself once it has passed, so what the
// bureau's submission asks is asked before the cloud's.
func TestWhatTheBureauIsSentIsJudgedBeforeThePrereview(t *testing.T) {
	f := newFixture(t, "2026-09-14")
	remind := setup.RuleInput{Label: "承诺书寄到管局", Severity: "warn", Text: "要交承诺书原件", Advice: "请客户寄来", Stages: []string{"bureau-submit"}}
	if err := setup.SaveRule(context.Background(), f.Office, setup.Overridden{About: store.About{Scope: "33"}}, remind, setup.Basis{Source: "浙江管局公告"}); err != nil {
		t.Fatal(err)
	}
	id := f.atPrereview(qinghe())
	codes := func(r filing.Report) []string {
		list := []string{}
		for _, result := range r.Results {
			list = append(list, result.Code+" "+result.About+" "+result.Pack)
		}
		slices.Sort(list)
		return list
	}
	before := codes(f.preflight(id, "prereview"))
	if got := codes(f.preflight(id, "template")); slices.ContainsFunc(got, func(c string) bool { return c[:4] == "own." }) {
		t.Error("the template's submission asks for what the bureau's does")
	}
	f.step(id, "prereview.submit")
	during := f.preflight(id, "")
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
	f.step(id, "prereview.pass")
	after := codes(f.preflight(id, "bureau-submit"))
	if !slices.Equal(before, after) {
		t.Errorf("before the cloud's submission\n%v\nbefore the bureau's\n%v", before, after)
	}
}
