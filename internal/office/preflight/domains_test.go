package preflight_test

import (
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/rules"
)

// owned is the walk's case with a domain that was there before the order.
func owned(registrar, verified string) filing.OpenInput {
	in := desktest.Qinghe()
	in.Values = map[string]string{"new_domain": "no"}
	in.Sites[0].Registrar, in.Sites[0].VerifiedOn = filing.ProviderInput{Name: registrar}, verified
	return in
}

func TestTheRealNameOfAnOwnedDomainIsCountedByItsRegistrar(t *testing.T) {
	for _, c := range []struct {
		name, registrar, verified string // looked at on Monday 2026-09-14
		code                      string
		want                      rules.Outcome
		value                     string
	}{
		{"three days at the cloud", "腾讯云", "2026-09-11", "site.verified", rules.Pass, "实名于 9月11日 周五"},
		{"two days at the cloud", "腾讯云", "2026-09-12", "site.verified", rules.Warn, "实名于 9月12日 周六"},
		{"one working day elsewhere", "阿里云", "2026-09-11", "site.verified-elsewhere", rules.Warn, "实名于 9月11日 周五"},
		{"two working days elsewhere", "阿里云", "2026-09-10", "site.verified-elsewhere", rules.Warn, "实名于 9月10日 周四"},
		{"three working days elsewhere", "某某网络", "2026-09-09", "site.verified-elsewhere", rules.Pass, "实名于 9月9日 周三"},
		{"nobody knows where", "", "2026-09-11", "site.verified-elsewhere", rules.Warn, "实名于 9月11日 周五，注册商没填"},
		{"nobody knows when", "腾讯云", "", "site.verified", rules.Unknown, ""},
		{"the other rule says nothing", "腾讯云", "2026-09-12", "site.verified-elsewhere", rules.Pass, "在腾讯云注册，按自然日算"},
		{"and the one the other way round", "阿里云", "2026-09-12", "site.verified", rules.Pass, "不在腾讯云注册，按工作日算"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := desktest.NewFixture(t, "2026-09-14")
			r := f.Preflight(f.OpenCase(owned(c.registrar, c.verified)), "prereview")
			if got := desktest.Outcome(t, r, c.code); got.Outcome != c.want || got.Value != c.value {
				t.Errorf("%+v", got)
			}
			if got := desktest.Outcome(t, r, "template.same-identity"); got.Outcome != rules.Pass || !strings.Contains(got.Value, "域名持有者") {
				t.Errorf("the template that nobody used: %+v", got)
			}
		})
	}
}

// An order buys a domain for one site while another's was there: each counts from its own day.
func TestEachSiteCountsFromItsOwnDay(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	in := desktest.Qinghe()
	in.Sites = append(in.Sites, filing.SiteInput{
		Name: "青禾社区", Domain: "shequ.example", Registrar: filing.ProviderInput{Name: "阿里云"}, BoughtOn: "2026-03-01", VerifiedOn: "2026-03-02",
	})
	id := f.OpenCase(in)
	f.Scans(id)
	f.Step(id, "account.done", "materials.done", "template.submit", "template.approve", "domain.bought", "domain.verified")
	f.SetClock("2026-09-09 10:00")
	found := map[string]string{}
	for _, r := range f.Preflight(id, "prereview").Results {
		if strings.HasPrefix(r.Code, "site.verified") {
			found[r.Code+" "+r.About] = string(r.Outcome) + " " + r.Value
		}
	}
	for key, want := range map[string]string{
		"site.verified 青禾进销存":          "warn 实名于 9月7日 周一",
		"site.verified-elsewhere 青禾社区": "pass 实名于 3月2日 周一",
	} {
		if found[key] != want {
			t.Errorf("%s is %q, want %q", key, found[key], want)
		}
	}
	// The gate speaks where the report is noted too soon, and names the site.
	e := f.Refused(filing.DoInput{CaseID: id, Action: "reporting.done"}, errs.Blocked)
	if e.Field != "agree" || !strings.Contains(e.Message, "青禾进销存 域名实名认证还不满 3 个自然日") || strings.Contains(e.Message, "青禾社区") {
		t.Errorf("%s: %s", e.Field, e.Message)
	}
	f.Record(filing.DoInput{CaseID: id, Action: "reporting.done", Values: map[string]string{"agree": "yes"}})
	if line := f.Show(id).Timeline[0]; !strings.Contains(line.Text, "核对后照记：青禾进销存 域名实名认证还不满") {
		t.Errorf("the timeline says %q", line.Text)
	}
}

func TestAReportInItsTimeIsNotedWithoutAWord(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.Reporting()
	f.SetClock("2026-09-10 09:00")
	f.Record(filing.DoInput{CaseID: id, Action: "reporting.done"})
}

// An action can only ask rules that there are.
func TestWhatAnActionAsksIsARuleForEveryCase(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07")
	asked := 0
	national, _ := rules.Embedded().Pack("")
	for _, a := range f.Office.Engine.Graph().Actions {
		for _, code := range a.Asks {
			asked++
			if _, ok := national.Find(code); !ok {
				t.Errorf("%s asks %s", a.Code, code)
			}
		}
	}
	if asked == 0 {
		t.Error("no action asks anything")
	}
}
