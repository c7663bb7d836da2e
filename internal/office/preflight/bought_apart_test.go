package preflight_test

import (
	"strings"
	"testing"

	"beiandesk/internal/cal"
	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/rules"
)

// Two domains that were bought and checked on different days: each shows its own, and the
// later one holds the order until its three days are over.
func TestTheLaterOfTwoDomainsHoldsTheOrder(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-14 10:00")
	in := owned("腾讯云", "2026-09-04")
	in.Sites[0].BoughtOn = "2026-09-01"
	in.Sites = append(in.Sites, filing.SiteInput{
		Name: "青禾社区", Domain: "shequ.example", Registrar: filing.ProviderInput{Name: "腾讯云"}, BoughtOn: "2026-09-11", VerifiedOn: "2026-09-12",
	})
	id := f.OpenCase(in)
	shown := []string{}
	for _, s := range f.Show(id).Sites {
		shown = append(shown, s.From.Words(cal.Date(2026, 9, 14)))
	}
	if got := strings.Join(shown, "; "); got != "腾讯云，9月1日 购买，9月4日 实名; 腾讯云，9月11日 购买，9月12日 实名" {
		t.Errorf("the sites show %s", got)
	}
	judged := func() map[string]rules.Outcome {
		all := map[string]rules.Outcome{}
		for _, r := range f.Preflight(id, "prereview").Results {
			if r.Code == "site.verified" {
				all[r.About] = r.Outcome
			}
		}
		return all
	}
	if got := judged(); got["青禾进销存"] != rules.Pass || got["青禾社区"] != rules.Warn {
		t.Errorf("on the second day of the later one: %v", got)
	}
	f.SetClock("2026-09-15 10:00")
	if got := judged(); got["青禾进销存"] != rules.Pass || got["青禾社区"] != rules.Pass {
		t.Errorf("on its third day: %v", got)
	}
}
