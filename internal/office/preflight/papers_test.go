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
	if got := judged("site-lead-letter"); got.Outcome != rules.Warn || got.Text != "没有登记出具日，看不出有没有超过 3 个月，请照文件补上（腾讯云公开文档《备案材料上传》时效要求（2022），待核实）" {
		t.Errorf("without its day: %+v", got)
	}
	f.Dated(id, "site-lead-letter", "2026-09-01", "")
	for _, code := range []string{"site-lead-letter", "promise"} {
		if got := judged(code); got.Outcome != rules.Pass {
			t.Errorf("with its paper: %+v", got)
		}
	}
}

// The rule on the age of papers was a reminder until papers had days.
func TestTheDaysOfPapersAreJudged(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-14")
	in := desktest.Qinghe()
	in.Province = "31"
	id := atPrereview(f, in)
	fresh := func(about string) rules.Result {
		for _, r := range f.Preflight(id, "prereview").Results {
			if r.Code == "papers.fresh" && r.About == about {
				return r
			}
		}
		t.Fatalf("nothing is said of %q", about)
		return rules.Result{}
	}
	if got := fresh("营业执照"); got.Outcome != rules.Unknown || got.Text != "这次要交的证照和证明没有登记日期，没有检查" {
		t.Errorf("nothing is on record: %+v", got)
	}
	f.Dated(id, "licence", "", "长期")
	if got := fresh("营业执照"); got.Outcome != rules.Pass || got.Value != "长期" {
		t.Errorf("for good: %+v", got)
	}
	f.Dated(id, "licence", "", "2026-11-01")
	if got := fresh("营业执照"); got.Outcome != rules.Warn || got.Text != "剩下的不足 3 个月，请先换发" || got.Value != "有效期到 2026-11-01" {
		t.Errorf("less than three months: %+v", got)
	}
	f.Attach(id, "promise", 120)
	f.Dated(id, "promise", "2026-01-01", "")
	if got := fresh("承诺书"); got.Outcome != rules.Pass {
		t.Errorf("nobody is known to say how old a promise may be: %+v", got)
	}
}

// 河北 takes letters of six months, where all others take three.
func TestAnOldLetterWarnsByTheTermOfItsProvince(t *testing.T) {
	for province, want := range map[string]struct {
		code string
	}{"13": {"letter-age"}, "32": {"letters"}} {
		f := desktest.NewFixture(t, "2026-09-14")
		in := desktest.Qinghe()
		in.Province = province
		id := atPrereview(f, in)
		c := f.Show(id)
		other, err := casefile.SavePerson(context.Background(), f.Office, people.PersonInput{ClientID: c.Client.ID, Name: "周敏", Mobile: "13800571009"})
		if err != nil {
			t.Fatal(err)
		}
		if err := filing.SetLead(context.Background(), f.Office, filing.LeadInput{CaseID: id, Role: cases.SubjectLead, Person: other.Person.ID}); err != nil {
			t.Fatal(err)
		}
		f.Attach(id, "lead-letter", 120)
		good, old := "2026-03-15", "2026-03-13"
		if province != "13" {
			good, old = "2026-06-15", "2026-06-13"
		}
		f.Dated(id, "lead-letter", good, "")
		if got := desktest.Outcome(t, f.Preflight(id, "prereview"), want.code); got.Outcome != rules.Pass {
			t.Errorf("%s, of %s: %+v", province, good, got)
		}
		f.Dated(id, "lead-letter", old, "")
		if got := desktest.Outcome(t, f.Preflight(id, "prereview"), want.code); got.Outcome != rules.Warn || !strings.Contains(got.Text, "请重新办一份") {
			t.Errorf("%s, of %s: %+v", province, old, got)
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
