package preflight_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/cases"
	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/identity"
	"beiandesk/internal/materials"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/people"
	"beiandesk/internal/rules"
)

func TestAPaperOfTheProvinceWarnsUntilItIsThere(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-14")
	in := desktest.Qinghe()
	in.Province = "31"
	id := atPrereview(f, in)
	judged := func(code string) rules.Result { return desktest.Outcome(t, f.Preflight(id, "prereview"), code) }
	if got := judged("site-lead-letter"); got.Outcome != rules.Pass || got.Value != "不需要" {
		t.Errorf("the legal representative leads the site: %+v", got)
	}
	if got := judged("promise"); got.Outcome != rules.Warn || got.Text != "承诺书还没收到" {
		t.Errorf("without the promise: %+v", got)
	}
	c := f.Show(id)
	other, err := casefile.SavePerson(context.Background(), f.Office, people.PersonInput{ClientID: c.Client.ID, Name: "周敏", Mobile: "13800571009"})
	if err != nil {
		t.Fatal(err)
	}
	if err := filing.SetLead(context.Background(), f.Office, filing.LeadInput{CaseID: id, Role: cases.SiteLead, SiteID: c.Sites[0].ID, Person: other.Person.ID}); err != nil {
		t.Fatal(err)
	}
	if got := judged("site-lead-letter"); got.Outcome != rules.Warn || got.Text != "网站负责人授权书还没收到" {
		t.Errorf("without the letter: %+v", got)
	}
	if owed := f.Show(id).Owed; !slices.Contains(owed, "网站负责人授权书还没收到，备案表单要用") {
		t.Errorf("owed: %q", owed)
	}
	f.Attach(id, "site-lead-letter", 120)
	f.Attach(id, "promise", 120)
	for _, code := range []string{"site-lead-letter", "promise"} {
		if got := judged(code); got.Outcome != rules.Pass {
			t.Errorf("with its paper: %+v", got)
		}
	}
}

// What a bureau is merely said to want stops no submission.
func TestAPaperOfTheProvinceStopsNoSubmission(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-14")
	in := desktest.Qinghe()
	in.Province = "44"
	id := atPrereview(f, in)
	f.Record(filing.DoInput{CaseID: id, Action: "prereview.submit"})
}

// A rule on a paper that its province never asks for would hold for good.
func TestARuleOnAPaperIsOfAProvinceThatWantsIt(t *testing.T) {
	wanted := map[string]bool{}
	for _, r := range materials.All() {
		for _, d := range r.Demands {
			if d.Told == "" {
				wanted[d.Province+" paper."+r.Code] = true
			}
		}
	}
	seen := 0
	for _, p := range identity.Provinces() {
		pack, ok := rules.Embedded().Pack(p.Code)
		if !ok {
			continue
		}
		for _, r := range pack.Rules {
			if !strings.HasPrefix(r.Field, "paper.") {
				continue
			}
			if seen++; !wanted[p.Code+" "+r.Field] {
				t.Errorf("%s/%s judges %s, which nobody there is asked for", p.Name, r.Code, r.Field)
			}
		}
	}
	if seen < 30 {
		t.Errorf("only %d rules judge a paper", seen)
	}
}
