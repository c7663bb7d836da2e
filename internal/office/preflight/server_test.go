package preflight_test

import (
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/rules"
)

// served is a small case with a site on a server.
func served(name, domain string, change func(*filing.SiteInput)) filing.OpenInput {
	in := desktest.Little(name, domain)
	site := &in.Sites[0]
	site.ServerKind, site.ServerOwner, site.ServerMonths, site.ServerInstance, site.ServerUntil = "cvm", "client", "12", "ins-1a2b", "2027-09-01"
	change(site)
	return in
}

func TestTheRulesJudgeWhoBoughtTheServerAndForHowLong(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*filing.SiteInput)
		want   map[string]rules.Outcome
	}{
		"a server of the client's own for a year": {func(*filing.SiteInput) {}, map[string]rules.Outcome{
			"site.server-total": rules.Pass, "site.server-owner": rules.Pass, "site.server-long": rules.Pass, "site.server-code": rules.Pass, "server.sites": rules.Pass,
		}},
		"two months, the renewals counted": {func(s *filing.SiteInput) { s.ServerMonths = "2" }, map[string]rules.Outcome{"site.server-total": rules.Warn}},
		"nobody has asked for how long":    {func(s *filing.SiteInput) { s.ServerMonths = "" }, map[string]rules.Outcome{"site.server-total": rules.Unknown}},
		"somebody else's server":           {func(s *filing.SiteInput) { s.ServerOwner = "other" }, map[string]rules.Outcome{"site.server-owner": rules.Warn}},
		"somebody else's, by its code": {func(s *filing.SiteInput) { s.ServerKind, s.ServerOwner, s.ServerMonths = "code", "other", "" }, map[string]rules.Outcome{
			"site.server-owner": rules.Pass, "site.server-total": rules.Pass, "site.server-code": rules.Warn, "server.sites-code": rules.Pass,
		}},
		"a lighthouse of another account": {func(s *filing.SiteInput) { s.ServerKind, s.ServerOwner = "lighthouse", "other" }, map[string]rules.Outcome{"site.server-owner": rules.Warn}},
		"云托管 with two months left": {func(s *filing.SiteInput) { s.ServerKind, s.ServerUntil = "cloudbase", "2026-11-20" }, map[string]rules.Outcome{
			"site.server-long": rules.Warn, "site.server-term": rules.Pass, "server.sites-few": rules.Pass,
		}},
		"nothing is known of it": {func(s *filing.SiteInput) { *s = filing.SiteInput{Name: s.Name, Domain: s.Domain} }, map[string]rules.Outcome{
			"site.server-owner": rules.Unknown, "site.server-total": rules.Unknown, "server.sites": rules.Unknown,
		}},
	} {
		t.Run(name, func(t *testing.T) {
			f := desktest.NewFixture(t, "2026-09-14")
			r := f.Preflight(f.OpenCase(served("青禾", "qinghe.example", c.change)), "prereview")
			for code, want := range c.want {
				if got := desktest.Outcome(t, r, code); got.Outcome != want {
					t.Errorf("%s: %s %s %s", code, got.Outcome, got.Value, got.Text)
				}
			}
		})
	}
}

// An instance is counted in all open and delivered cases; a case that came to nothing, and
// the same site once more, do not count.
func TestTheSitesOfAnInstanceAreCountedInAllCases(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-14")
	few := func(kind, instance string) func(*filing.SiteInput) {
		return func(s *filing.SiteInput) { s.ServerKind, s.ServerInstance = kind, instance }
	}
	first := f.OpenCase(served("甲", "jia.example", few("serverless", "sls-7")))
	f.OpenCase(served("乙", "yi.example", few("serverless", "SLS-7")))
	gone := f.OpenCase(served("丙", "bing.example", few("serverless", "sls-7")))
	count := func() rules.Result { return desktest.Outcome(t, f.Preflight(first, "prereview"), "server.sites-few") }
	if got := count(); got.Outcome != rules.Warn || !strings.HasPrefix(got.Value, "3 个，本案 1 个，另见 BA2026-0002、BA2026-0003") {
		t.Errorf("three sites: %+v", got)
	}
	f.Record(filing.DoInput{CaseID: gone, Action: "case.void", Reason: "开错了"})
	if got := count(); got.Outcome != rules.Pass || !strings.HasPrefix(got.Value, "2 个") {
		t.Errorf("one case is void: %+v", got)
	}
	f.OpenCase(served("丁", "YI.example", few("serverless", "sls-7")))
	f.OpenCase(served("戊", "wu.example", few("serverless", "sls-8")))
	if got := count(); got.Outcome != rules.Pass {
		t.Errorf("the same site twice, and one elsewhere: %+v", got)
	}
}
