package preflight_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/identity"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/preflight"
	"beiandesk/internal/rules"
	"beiandesk/internal/store"
)

// unfilled are the fields that no fact fills, or none of a case without faults, each
// with its reason.
var unfilled = map[string]string{
	"order":            "a reminder: nobody here can know it",
	"case.other":       "told only where the subject has another order",
	"case.clash":       "told only where a change and an addition meet",
	"phone.shared":     "told only where a phone is somebody else's",
	"material.missing": "told only where a paper is missing",
}

// factsOf are the facts of the walk's case before all of its submissions, by field.
func factsOf(f *desktest.Fixture) map[string][]rules.Fact {
	f.T.Helper()
	id := atPrereview(f, desktest.Qinghe())
	all := map[string][]rules.Fact{}
	err := f.Office.Read(context.Background(), func(tx store.Tx) error {
		d, err := casefile.Read(f.Office, tx, id)
		if err != nil {
			return err
		}
		for _, stage := range []string{"template", "prereview", "bureau-submit", "police-subject", "police-site"} {
			facts, err := preflight.Facts(d, f.Office, tx, stage, "", f.Office.Today())
			if err != nil {
				return err
			}
			for field, list := range facts.Fields {
				all[field] = append(all[field], list...)
			}
		}
		return nil
	})
	if err != nil {
		f.T.Fatal(err)
	}
	return all
}

// A rule on a field that no fact fills says “not checked” for good.
func TestEveryFieldOfARuleIsFilled(t *testing.T) {
	filled := factsOf(desktest.NewFixture(t, "2026-09-14"))
	known := map[string]bool{}
	codes := []string{""}
	for _, p := range identity.Provinces() {
		codes = append(codes, p.Code)
	}
	for _, code := range codes {
		pack, ok := rules.Embedded().Pack(code)
		if !ok {
			continue
		}
		for _, r := range pack.Rules {
			known[r.Field] = true
			if filled[r.Field] == nil && unfilled[r.Field] == "" {
				t.Errorf("%s/%s is judged by %s, which nothing fills", pack.Name, r.Code, r.Field)
			}
		}
	}
	for field := range unfilled {
		if !known[field] || filled[field] != nil {
			t.Errorf("%s is listed as unfilled and is not", field)
		}
	}
	for field, list := range filled {
		if strings.HasPrefix(field, "site.") && !known[field] {
			t.Errorf("%s is filled and no rule asks for it", field)
		}
		// A day of a site that is not on record, and a number that is yet to come, have none.
		empty := []string{"domain.until", "site.proof-until", "site.grant-until", "site.icpNumber"}
		if !slices.ContainsFunc(list, func(f rules.Fact) bool { return f.Value != "" }) && !slices.Contains(empty, field) {
			t.Errorf("the walk's case has no value of %s", field)
		}
	}
}

func TestThePoliceAskForThePapersOfWhatASiteSaysItNeeds(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-14")
	in := desktest.Qinghe()
	in.Sites[0].Hazard = "yes"
	id := f.OpenCase(in)
	if got := desktest.Outcome(t, f.Preflight(id, "police-site"), "material.papers"); got.Outcome != rules.Fail || !strings.Contains(got.Text, "互联网危险物品信息发布资质证明还没收到") {
		t.Errorf("without its paper: %+v", got)
	}
	f.Attach(id, "approval-hazard", 120)
	if got := desktest.Outcome(t, f.Preflight(id, "police-site"), "material.papers"); got.Outcome != rules.Pass {
		t.Errorf("with its paper: %+v", got)
	}
}
