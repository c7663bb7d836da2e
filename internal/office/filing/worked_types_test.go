package filing_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/cases"
	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/handovers"
	"beiandesk/internal/ref"
)

// opened is the walk's client with an order of another type, signed on a Monday, with every
// scan that it wants.
func opened(t *testing.T, on string, change func(*filing.OpenInput)) *worked {
	t.Helper()
	w := &worked{walk: walk{Fixture: desktest.NewFixture(t, on)}, people: map[string]ref.PersonID{}}
	in := desktest.Qinghe()
	in.Police = false
	change(&in)
	w.id = w.OpenCase(in)
	w.people["沈一鸣"] = w.Show(w.id).People[0].Person.ID
	w.scansOfAll()
	return w
}

// An order of 接入 keeps its number: no template, no domain, no number to record.
func TestAWorkedAccess(t *testing.T) {
	w := opened(t, "2026-11-30 10:00", func(in *filing.OpenInput) {
		in.Type, in.Sites[0].Details = "access", cases.Details{"old-number": "浙ICP备2026051234号-1"}
	})
	w.goes([]leg{
		{at: "2026-11-30 10:00", says: "account client 2026-12-03"},
		{at: "2026-12-01 10:00", action: "account.done"},
		{at: "2026-12-01 10:30", action: "materials.done", says: "forms agency 2027-01-15"},
		{at: "2026-12-02 10:00", action: "forms.filled"},
		{at: "2026-12-02 11:00", action: "forms.face"},
		{at: "2026-12-02 11:30", action: "prereview.submit", says: "prereview cloud 2026-12-04", dates: "prereview.expected 2026-12-03 2026-12-04"},
		{at: "2026-12-03 15:00", action: "prereview.pass", says: "bureau-submit cloud 2026-12-08", dates: "bureau-submit.expected 2026-12-04 2026-12-08"},
		{at: "2026-12-07 09:30", action: "bureau-submit.sms", says: "sms client 2026-12-08 09:30"},
		{at: "2026-12-07 12:00", action: "sms.verified", says: "bureau-review bureau 2027-01-05", dates: "bureau-review.expected 2026-12-14 2026-12-17|bureau-review.max 2027-01-05 provisional"},
		{at: "2026-12-16 10:00", action: "bureau-review.approve", says: "online client 2026-12-21"},
		{at: "2026-12-17 10:00", action: "revoke.ask"},
		{at: "2026-12-18 10:00", action: "revoke.confirm"},
		{at: "2026-12-21 10:00", action: "online.live", with: "site_number=浙ICP备2026051234号-1", says: "handover agency 2026-12-24", dates: "police.legal none"},
		{at: "2026-12-24 10:00", action: "handover.done", with: "scans=purge", says: "delivered"},
	})
}

// A 变更 has neither number nor go-live; who verifies is chosen. Twenty working days run
// over the turn of the year, whose calendar is not published yet.
func TestAWorkedChange(t *testing.T) {
	w := opened(t, "2026-12-07 10:00", func(in *filing.OpenInput) { in.Type = "change" })
	w.goes([]leg{
		{at: "2026-12-08 10:00", action: "account.done"},
		{at: "2026-12-08 10:30", action: "materials.done", says: "forms agency 2027-01-22"},
		{at: "2026-12-09 10:00", action: "forms.filled"},
		{at: "2026-12-09 11:00", action: "forms.face"},
		{at: "2026-12-09 11:30", action: "prereview.submit", says: "prereview cloud 2026-12-11"},
		{at: "2026-12-11 15:00", action: "prereview.pass", says: "bureau-submit cloud 2026-12-16"},
		{at: "2026-12-14 16:20", action: "bureau-submit.sms", with: "people=沈一鸣", says: "sms client 2026-12-15 16:20"},
		{at: "2026-12-15 09:00", action: "sms.verified", says: "bureau-review bureau 2027-01-13", dates: "bureau-review.expected 2026-12-22 2026-12-25|bureau-review.max 2027-01-13 provisional"},
		{at: "2027-01-08 10:00", action: "bureau-review.approve", says: "revoke agency 2027-01-13"},
		{at: "2027-01-08 11:00", action: "revoke.ask", says: "revoke client 2027-01-13"},
		{at: "2027-01-11 10:00", action: "revoke.confirm", says: "handover agency 2027-01-14"},
		{at: "2027-01-12 10:00", action: "handover.done", with: "scans=purge", says: "delivered"},
	})
}

// A 注销 of one site: no forms, no scans, no face check, but the SMS.
func TestAWorkedCancellation(t *testing.T) {
	w := opened(t, "2026-12-07 10:00", func(in *filing.OpenInput) {
		in.Type, in.Values = "cancel", map[string]string{"cancels": "site"}
	})
	if items := w.Show(w.id).Materials.Items; len(items) != 0 {
		for _, i := range items {
			if i.Kind == "file" && len(i.Stages) > 0 {
				t.Errorf("a 注销 wants %s", i.Label)
			}
		}
	}
	w.goes([]leg{
		{at: "2026-12-08 10:00", action: "account.done", says: "prereview agency 2026-12-10"},
		{at: "2026-12-08 11:00", action: "prereview.submit", says: "prereview cloud 2026-12-09"},
		{at: "2026-12-09 15:00", action: "prereview.pass", says: "bureau-submit cloud 2026-12-14"},
		{at: "2026-12-10 10:00", action: "bureau-submit.sms", says: "sms client 2026-12-11 10:00"},
		{at: "2026-12-10 18:00", action: "sms.verified", says: "bureau-review bureau 2027-01-08", dates: "bureau-review.expected 2026-12-11 2026-12-17|bureau-review.max 2027-01-08 provisional"},
		{at: "2026-12-17 10:00", action: "bureau-review.approve", says: "revoke agency 2026-12-22"},
		{at: "2026-12-17 11:00", action: "revoke.ask"},
		{at: "2026-12-18 10:00", action: "revoke.confirm", says: "handover agency 2026-12-23"},
		{at: "2026-12-21 10:00", action: "handover.done", with: "scans=purge", says: "delivered"},
	})
}

// A 取消接入 goes without the SMS, too: what is left is the old number, the provider and who
// keeps the 备案密码, on a sheet of its own.
func TestAWorkedEndOfAccess(t *testing.T) {
	w := opened(t, "2026-12-07 10:00", func(in *filing.OpenInput) {
		in.Type, in.Values = "cancel", map[string]string{"cancels": "access"}
		in.Sites[0].Details = cases.Details{"old-number": "浙ICP备2026051234号-1", "old-provider": "阿里云计算有限公司", "password-keeper": "客户自己"}
	})
	c := w.Show(w.id)
	for _, l := range c.Stages {
		if slices.Contains([]string{"sms", "forms", "materials"}, l.Code) {
			t.Errorf("it goes through %s", l.Label)
		}
	}
	if len(c.Forms) != 1 || c.Forms[0].Code != "details" {
		t.Fatalf("its sheets are %+v", c.Forms)
	}
	told := map[string]string{}
	for _, l := range c.Forms[0].Lines {
		told[l.Label] = l.Value
	}
	for label, want := range map[string]string{"原网站备案号": "浙ICP备2026051234号-1", "原接入服务商": "阿里云计算有限公司", "备案密码由谁保管": "客户自己"} {
		if told[label] != want {
			t.Errorf("%s says %q, want %q", label, told[label], want)
		}
	}
	w.goes([]leg{
		{at: "2026-12-08 10:00", action: "account.done", says: "prereview agency 2026-12-10"},
		{at: "2026-12-08 11:00", action: "prereview.submit", says: "prereview cloud 2026-12-09"},
		{at: "2026-12-09 15:00", action: "prereview.pass", says: "bureau-submit cloud 2026-12-14"},
		{at: "2026-12-10 10:00", action: "bureau-submit.accept", says: "bureau-review bureau 2027-01-08", dates: "bureau-review.expected 2026-12-11 2026-12-17|bureau-review.max 2027-01-08 provisional"},
		{at: "2026-12-17 10:00", action: "bureau-review.approve", says: "revoke agency 2026-12-22"},
		{at: "2026-12-17 11:00", action: "revoke.ask"},
		{at: "2026-12-18 10:00", action: "revoke.confirm", says: "handover agency 2026-12-23"},
		{at: "2026-12-21 10:00", action: "handover.done", with: "scans=purge", says: "delivered"},
	})
}

// An APP: its number ends in A and is shown in the APP.
func TestAWorkedApp(t *testing.T) {
	w := opened(t, "2026-11-02 10:00", func(in *filing.OpenInput) { in.Type = "app" })
	w.goes([]leg{
		{at: "2026-11-03 10:00", action: "account.done"},
		{at: "2026-11-03 10:30", action: "materials.done", says: "forms agency 2026-12-18"},
		{at: "2026-11-04 10:00", action: "forms.filled"},
		{at: "2026-11-04 11:00", action: "forms.face"},
		{at: "2026-11-04 11:30", action: "prereview.submit", says: "prereview cloud 2026-11-06"},
		{at: "2026-11-05 15:00", action: "prereview.pass", says: "bureau-submit cloud 2026-11-10"},
		{at: "2026-11-09 10:00", action: "bureau-submit.sms", says: "sms client 2026-11-10 10:00"},
		{at: "2026-11-09 15:00", action: "sms.verified", says: "bureau-review bureau 2026-12-07", dates: "bureau-review.expected 2026-11-16 2026-11-19|bureau-review.max 2026-12-07"},
		{at: "2026-11-18 10:00", action: "bureau-review.approve", says: "number agency 2026-11-23"},
		{at: "2026-11-18 11:00", action: "number.record", with: "subject_number=浙ICP备2026051234号|site_number=浙ICP备2026051234号-1A", says: "online client 2026-11-23"},
		{at: "2026-11-19 10:00", action: "revoke.ask"},
		{at: "2026-11-20 10:00", action: "revoke.confirm"},
		{at: "2026-11-20 15:00", action: "online.live", says: "handover agency 2026-11-25", dates: "police.legal 2026-12-20"},
		{at: "2026-11-23 10:00", action: "handover.done", with: "scans=purge", says: "delivered", dates: "police.legal 2026-12-20"},
	})
}

// A mini program goes through its platform: no account, no domain, a face check that wears off;
// a missed round comes back to us and the check is made once more. Its number ends in X.
func TestAWorkedMiniProgram(t *testing.T) {
	w := opened(t, "2026-11-02 10:00", func(in *filing.OpenInput) {
		in.Type, in.Sites = "mini", []filing.SiteInput{{Name: in.Sites[0].Name, Details: cases.Details{"platform": "微信", "appid": "wx0123456789abcdef"}}}
	})
	w.goes([]leg{
		{at: "2026-11-02 10:00", says: "materials client 2026-11-05"},
		{at: "2026-11-03 10:30", action: "materials.done", says: "forms agency 2026-11-06"},
		{at: "2026-11-04 10:00", action: "forms.filled", says: "forms client 2026-11-05 10:00"},
		{at: "2026-11-04 16:00", action: "forms.face", says: "prereview agency 2026-11-07 16:00"},
		{at: "2026-11-05 09:30", action: "prereview.submit", says: "prereview platform 2026-11-09", dates: "prereview.platform 2026-11-06 2026-11-09"},
		{at: "2026-11-09 15:00", action: "prereview.pass", says: "bureau-submit platform 2026-11-12", dates: "bureau-submit.platform 2026-11-10 2026-11-12"},
		{at: "2026-11-10 10:20", action: "bureau-submit.sms", says: "sms client 2026-11-11 10:20"},
		{at: "2026-11-11 14:00", action: "sms.missed", with: "change=no", says: "forms client 2026-11-12 14:00"},
		{at: "2026-11-12 09:00", action: "forms.face", says: "prereview agency 2026-11-15 09:00"},
		{at: "2026-11-12 10:00", action: "prereview.submit", says: "prereview platform 2026-11-16", dates: "prereview.platform 2026-11-13 2026-11-16"},
		{at: "2026-11-13 16:00", action: "prereview.pass", says: "bureau-submit platform 2026-11-18"},
		{at: "2026-11-16 09:40", action: "bureau-submit.sms", says: "sms client 2026-11-17 09:40"},
		{at: "2026-11-16 11:00", action: "sms.verified", says: "bureau-review bureau 2026-12-14", dates: "bureau-review.expected 2026-11-17 2026-12-14|bureau-review.max 2026-12-14"},
		{at: "2026-12-01 10:00", action: "bureau-review.approve", says: "number agency 2026-12-04"},
		{at: "2026-12-01 11:00", action: "number.record", with: "subject_number=浙ICP备2026051234号|site_number=浙ICP备2026051234号-1X", says: "online client 2026-12-04"},
		{at: "2026-12-02 10:00", action: "online.live", says: "handover agency 2026-12-07", dates: "police.legal 2027-01-01 provisional"},
		{at: "2026-12-03 10:00", action: "handover.done", with: "scans=purge", says: "delivered", dates: "police.legal 2027-01-01 provisional"},
	})
	lines, err := handovers.All(context.Background(), w.Office, handovers.Filter{Case: w.id})
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range lines {
		if l.Recipient.Code == "cloud" || strings.Contains(l.Name+l.Purpose, "腾讯云") {
			t.Errorf("handed over to %s: %s", l.Name, l.Purpose)
		}
	}
	if len(lines) < 6 { // two face checks, two submissions, two orders at the bureau
		t.Errorf("only %d hand-overs", len(lines))
	}
}

// What a mini program does not have is not taken, and its number is told from an app's.
func TestAMiniProgramHasANameAndNoDomain(t *testing.T) {
	f := desktest.NewFixture(t, "2026-11-02 10:00")
	for field, site := range map[string]filing.SiteInput{"sites.0.domain": {Name: "青禾库存助手", Domain: "qinghe.cn"}, "sites.0.name": {}} {
		in := desktest.Qinghe()
		in.Type, in.Police, in.Sites = "mini", false, []filing.SiteInput{site}
		if _, err := filing.Open(context.Background(), f.Office, in); err == nil || !strings.Contains(err.Error(), field) {
			t.Errorf("%+v: %v", site, err)
		}
	}
}

// An APP with the police phase: thirty days from the day on which it was in the store, and
// thirty to show the number.
func TestAWorkedAppWithThePolice(t *testing.T) {
	w := opened(t, "2026-11-02 10:00", func(in *filing.OpenInput) { in.Type, in.Police = "app", true })
	w.goes([]leg{
		{at: "2026-11-03 10:00", action: "account.done"},
		{at: "2026-11-03 10:30", action: "materials.done", says: "forms agency 2026-12-18"},
		{at: "2026-11-04 10:00", action: "forms.filled"},
		{at: "2026-11-04 11:00", action: "forms.face"},
		{at: "2026-11-04 11:30", action: "prereview.submit"},
		{at: "2026-11-05 15:00", action: "prereview.pass"},
		{at: "2026-11-09 10:00", action: "bureau-submit.sms"},
		{at: "2026-11-09 15:00", action: "sms.verified"},
		{at: "2026-11-18 10:00", action: "bureau-review.approve"},
		{at: "2026-11-18 11:00", action: "number.record", with: "subject_number=浙ICP备2026051234号|site_number=浙ICP备2026051234号-1A"},
		{at: "2026-11-19 10:00", action: "revoke.ask"},
		{at: "2026-11-20 10:00", action: "revoke.confirm"},
		{at: "2026-11-20 15:00", action: "online.live", says: "police-account client 2026-12-20", dates: "police.legal 2026-12-20"},
		{at: "2026-11-23 10:00", action: "police-account.done", says: "police-subject agency 2026-12-20"},
		{at: "2026-11-24 10:00", action: "police-subject.submit", says: "police-subject police 2026-11-27", dates: "police-subject.expected 2026-11-26 2026-11-27|police.legal 2026-12-20"},
		{at: "2026-11-27 10:00", action: "police-subject.approve", says: "police-site agency 2026-12-20"},
		{at: "2026-11-30 10:00", action: "police-site.submit", says: "police-site police 2026-12-07", dates: "police-site.expected 2026-12-03 2026-12-07|police.legal none"},
		{at: "2026-12-04 10:00", action: "police-site.approve", with: "police_number=浙公网安备 33010602012345号", says: "police-number client 2027-01-03"},
		{at: "2026-12-08 10:00", action: "police-number.shown", says: "handover agency 2026-12-11"},
		{at: "2026-12-09 10:00", action: "handover.done", with: "scans=purge", says: "delivered"},
	})
}

// An order without the police phase; the phase is added 22 days after go-live, and its last
// day is counted from go-live all the same.
func TestAWorkedPhaseAddedLate(t *testing.T) {
	w := opened(t, "2026-10-12 10:00", func(*filing.OpenInput) {})
	w.goes([]leg{
		{at: "2026-10-13 10:00", action: "account.done"},
		{at: "2026-10-13 10:10", action: "materials.done"},
		{at: "2026-10-13 10:20", action: "template.submit", says: "template cloud 2026-10-15 10:20"},
		{at: "2026-10-14 10:00", action: "template.approve"},
		{at: "2026-10-14 11:00", action: "domain.bought"},
		{at: "2026-10-14 12:00", action: "domain.verified", says: "reporting cloud 2026-10-19"},
		{at: "2026-10-19 10:00", action: "reporting.done"},
		{at: "2026-10-19 11:00", action: "forms.filled"},
		{at: "2026-10-19 12:00", action: "forms.face"},
		{at: "2026-10-19 13:00", action: "prereview.submit", says: "prereview cloud 2026-10-21"},
		{at: "2026-10-20 10:00", action: "prereview.pass", says: "bureau-submit cloud 2026-10-23"},
		{at: "2026-10-21 10:00", action: "bureau-submit.sms", says: "sms client 2026-10-22 10:00"},
		{at: "2026-10-21 11:00", action: "sms.verified", says: "bureau-review bureau 2026-11-18", dates: "bureau-review.expected 2026-10-28 2026-11-02"},
		{at: "2026-10-30 10:00", action: "bureau-review.approve"},
		{at: "2026-10-30 11:00", action: "number.record", with: "subject_number=浙ICP备2026051234号|site_number=浙ICP备2026051234号-1"},
		{at: "2026-11-02 10:00", action: "revoke.ask"},
		{at: "2026-11-03 10:00", action: "revoke.confirm"},
		{at: "2026-11-04 10:00", action: "online.live", says: "handover agency 2026-11-09"},
		{at: "2026-11-26 10:00", action: "police.add", says: "police-account client 2026-12-04", dates: "police.legal 2026-12-04"},
		{at: "2026-11-27 10:00", action: "police-account.done"},
		{at: "2026-11-27 15:00", action: "police-subject.submit", says: "police-subject police 2026-12-02", dates: "police-subject.expected 2026-12-01 2026-12-02"},
		{at: "2026-12-01 10:00", action: "police-subject.approve", says: "police-site agency 2026-12-04"},
		{at: "2026-12-02 10:00", action: "police-site.submit", says: "police-site police 2026-12-09", dates: "police-site.expected 2026-12-07 2026-12-09|police.legal none"},
		{at: "2026-12-08 10:00", action: "police-site.approve", with: "police_number=浙公网安备 33010602012345号", says: "police-number client 2027-01-07"},
		{at: "2026-12-10 10:00", action: "police-number.shown", says: "handover agency 2026-12-15"},
		{at: "2026-12-15 10:00", action: "handover.done", with: "scans=purge", says: "delivered"},
	})
}
