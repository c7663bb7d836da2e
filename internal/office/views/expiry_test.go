package views_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/office"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/views"
	"beiandesk/internal/ref"
	"beiandesk/internal/rules"
)

// ends is a site's four last days as they are typed.
type ends struct{ server, domain, proof, grant string }

func (e ends) on(s *filing.SiteInput) {
	s.ServerUntil, s.DomainUntil, s.ProofUntil, s.GrantUntil = e.server, e.domain, e.proof, e.grant
}

// saveEnds gives a case's only site other last days.
func saveEnds(f *desktest.Fixture, id ref.CaseID, e ends) error {
	f.T.Helper()
	s := f.Show(id).Sites[0].Site
	in := filing.SiteInput{ID: s.ID, Name: s.Name, Domain: s.Domain, ServerKind: s.ServerKind, ServerIP: s.ServerIP, Version: s.Version}
	e.on(&in)
	_, err := filing.SaveSite(context.Background(), f.Office, filing.SaveSiteInput{CaseID: id, Site: in})
	return err
}

func TestALastDayIsTakenEvenWhenItHasPassed(t *testing.T) {
	f := desktest.NewFixture(t, "2026-11-23 09:12")
	in := desktest.Qinghe()
	ends{"2027-03-02", "2026-11-22", "1999-12-31", " 2026-12-05 "}.on(&in.Sites[0])
	id := f.OpenCase(in)
	days := func() []string {
		out := []string{}
		for _, term := range views.Terms(f.Show(id).Sites[0].Site, f.Office.Today()) {
			out = append(out, term.Code+" "+term.Due.Full+" "+term.Due.Left)
		}
		return out
	}
	want := []string{
		"server 2027年3月2日 周二 剩 99 天", "domain 2026年11月22日 周日 已过期", "proof 1999年12月31日 周五 已过期", "grant 2026年12月5日 周六 剩 12 天",
	}
	if got := days(); !slices.Equal(got, want) {
		t.Errorf("opened with %v", got)
	}
	// What is cleared is not on record any more.
	if err := saveEnds(f, id, ends{domain: "2026-11-23"}); err != nil {
		t.Fatal(err)
	}
	if got := days(); !slices.Equal(got, []string{"server  ", "domain 2026年11月23日 周一 今天到期", "proof  ", "grant  "}) {
		t.Errorf("saved as %v", got)
	}
}

func TestADayThatIsNoneIsRefusedAtItsField(t *testing.T) {
	f := desktest.NewFixture(t, "2026-11-23 09:12")
	bad := ends{"270203", "2027-02-30", "明年", "3个工作日后"}
	fields := func(err error) []string {
		out := []string{}
		for _, p := range office.ProblemsOf(err) {
			if !strings.Contains(p.Message, "例如") && !strings.Contains(p.Message, "日期要写成") {
				t.Errorf("%s: %s", p.Field, p.Message)
			}
			out = append(out, p.Field)
		}
		return out
	}
	in := desktest.Qinghe()
	bad.on(&in.Sites[0])
	_, err := filing.Open(context.Background(), f.Office, in)
	if got := fields(err); !slices.Equal(got, []string{"sites.0.serverUntil", "sites.0.domainUntil", "sites.0.proofUntil", "sites.0.grantUntil"}) {
		t.Errorf("a new case is refused at %v", got)
	}
	id := f.OpenCase(desktest.Qinghe())
	if got := fields(saveEnds(f, id, bad)); !slices.Equal(got, []string{"serverUntil", "domainUntil", "proofUntil", "grantUntil"}) {
		t.Errorf("a save is refused at %v", got)
	}
	if s := f.Show(id).Sites[0]; s.Version != 1 || s.ServerUntil == nil || s.DomainUntil != nil {
		t.Errorf("the site is %+v", s.Site)
	}
}

func TestWhatRunsOutIsMarkedAMonthAhead(t *testing.T) {
	today := cal.Date(2026, 11, 23)
	for _, c := range []struct {
		day        string
		left, tone string
	}{
		{"2026-11-22", "已过期", "overdue"}, {"2024-01-01", "已过期", "overdue"}, {"2026-11-23", "今天到期", "today"}, {"2026-11-24", "明天到期", "soon"},
		{"2026-12-23", "剩 30 天", "soon"}, {"2026-12-24", "剩 31 天", "later"},
	} {
		day, err := cal.ParseDay(c.day)
		if err != nil {
			t.Fatal(err)
		}
		for i, s := range []cases.Site{{ServerUntil: &day}, {DomainUntil: &day}, {ProofUntil: &day}, {GrantUntil: &day}} {
			for k, term := range views.Terms(s, today) {
				left, tone := c.left, c.tone
				if k != i {
					left, tone = "", ""
				}
				if term.Due.Left != left || term.Due.Tone != tone {
					t.Errorf("%s of %s: %q, %q", term.Code, c.day, term.Due.Left, term.Due.Tone)
				}
			}
		}
	}
}

func TestTodayWatchesEverythingThatRunsOut(t *testing.T) {
	ctx := context.Background()
	f := desktest.NewFixture(t, "2026-11-23 09:12")
	in := desktest.Qinghe()
	in.Lead.DocUntil = "2026-12-01"
	ends{"2026-11-30", "2026-11-20", "2026-11-29", "2026-12-10"}.on(&in.Sites[0])
	id := f.OpenCase(in)
	far := desktest.Little("宁波松涧家居有限公司", "songjian.example")
	far.Lookup = "未备案"
	ends{"2027-02-23", "2027-02-24", "2029-01-01", "2028-01-01"}.on(&far.Sites[0])
	other := f.OpenCase(far)
	page, err := views.Today(ctx, f.Office, views.TodayInput{Size: 10})
	if err != nil {
		t.Fatal(err)
	}
	type line struct {
		id               ref.CaseID
		what, name, left string
	}
	got := []line{}
	for _, e := range page.Expiry {
		got = append(got, line{e.CaseID, e.What, e.Name, views.ExpiryDue(e.Day, f.Office.Today()).Left})
	}
	want := []line{
		{id, "domain", "qinghe.example", "已过期"}, {id, "proof", "qinghe.example", "剩 6 天"}, {id, "server", "qinghe.example", "剩 7 天"},
		{id, "id", "沈一鸣", "剩 8 天"}, {id, "grant", "qinghe.example", "剩 17 天"}, {other, "server", "songjian.example", "剩 92 天"},
	}
	if !slices.Equal(got, want) {
		t.Errorf("the watch shows\n%v, want\n%v", got, want)
	}
	// A renewed domain leaves it; a case that has ended, too.
	if err := saveEnds(f, id, ends{server: "2026-11-30", domain: "2027-11-20"}); err != nil {
		t.Fatal(err)
	}
	f.Record(filing.DoInput{CaseID: other, Action: "case.withdraw", Reason: "客户不做了"})
	page, err = views.Today(ctx, f.Office, views.TodayInput{Size: 10})
	if err != nil || len(page.Expiry) != 2 || page.Expiry[0].What != "server" || page.Expiry[1].What != "id" {
		t.Errorf("%+v, %v", page.Expiry, err)
	}
}

func TestThePreflightJudgesTheLastDaysOfASite(t *testing.T) {
	all := map[string]string{"site.domain-current": "2026-09-13", "site.proof-current": "2026-09-13", "site.grant-current": "2026-09-13"}
	for name, c := range map[string]struct {
		kind, stage, until string
		codes              []string
		want               rules.Outcome
	}{
		"ended yesterday":           {"first", "prereview", "2026-09-13", []string{"site.domain-current", "site.proof-current", "site.grant-current"}, rules.Warn},
		"ends today":                {"first", "prereview", "2026-09-14", []string{"site.domain-current", "site.proof-current", "site.grant-current"}, rules.Pass},
		"not on record":             {"first", "bureau-submit", "", []string{"site.domain-current", "site.proof-current", "site.grant-current"}, rules.Unknown},
		"the police ask the domain": {"first", "police-site", "2026-09-13", []string{"site.domain-current"}, rules.Warn},
		"an app has no proof":       {"app", "prereview", "2026-09-13", []string{"site.domain-current", "site.grant-current"}, rules.Warn},
		"what ends needs none":      {"cancel", "prereview", "2026-09-13", nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			f := desktest.NewFixture(t, "2026-09-14")
			in := desktest.Qinghe()
			in.Type, in.Police = c.kind, c.kind == "first"
			if c.kind == "cancel" {
				in.Values = map[string]string{"cancels": "site"}
			}
			ends{"2027-03-02", c.until, c.until, c.until}.on(&in.Sites[0])
			r := f.Preflight(f.OpenCase(in), c.stage)
			judged := []string{}
			for _, result := range r.Results {
				if _, ours := all[result.Code]; !ours {
					continue
				}
				judged = append(judged, result.Code)
				if result.Outcome != c.want || result.Source == "" || (c.want != rules.Pass && result.Advice == "") || (c.until == "") != (result.Value == "") {
					t.Errorf("%+v, want %s", result, c.want)
				}
			}
			slices.Sort(judged)
			slices.Sort(c.codes)
			if !slices.Equal(judged, c.codes) {
				t.Errorf("judged %v, want %v", judged, c.codes)
			}
		})
	}
}

// The provinces that ask for three months of a domain judge the day on record.
func TestAProvinceJudgesTheDomainsTerm(t *testing.T) {
	for until, want := range map[string]rules.Outcome{"": rules.Unknown, "2026-12-14": rules.Warn, "2026-12-15": rules.Pass} {
		f := desktest.NewFixture(t, "2026-09-14")
		in := desktest.Qinghe()
		in.Sites[0].DomainUntil = until
		if got := desktest.Outcome(t, f.Preflight(f.OpenCase(in), "prereview"), "domain-term"); got.Outcome != want {
			t.Errorf("%q is %+v, want %s", until, got, want)
		}
	}
}
