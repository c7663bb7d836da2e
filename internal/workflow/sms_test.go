package workflow_test

import (
	"strings"
	"testing"
	"time"

	"beiandesk/internal/ref"
	"beiandesk/internal/workflow"
)

// twoLeads is a first filing whose subject and site have leads of their own.
func twoLeads() workflow.Plan {
	p := plan("first")
	p.Leads[1] = workflow.Lead{Person: lin, Name: "林知远", Role: "site", Site: siteA, Mobile: "m2"}
	return p
}

func at(t testing.TB, text string) time.Time {
	m := moment(t, text)
	return m.Day.Start().Add(minutes(max(m.Minute, 0)))
}

func refused(t testing.TB, err error, part string) {
	t.Helper()
	if err == nil || !strings.Contains(err.Error(), part) {
		t.Fatalf("got %v, want a refusal with %q", err, part)
	}
}

func TestWhoMustVerify(t *testing.T) {
	names := func(p workflow.Plan) string {
		var list []string
		for _, l := range engine().Verifiers(p, workflow.State{}) {
			list = append(list, l.Name)
		}
		return strings.Join(list, " ")
	}
	with := func(kind string, p workflow.Plan) workflow.Plan { p.Type = kind; return p }
	noSiteLead := plan("first")
	noSiteLead.Leads = noSiteLead.Leads[:1]
	sameMobile := twoLeads()
	sameMobile.Leads[1].Mobile = "m1"
	for name, c := range map[string]struct {
		p    workflow.Plan
		want string
	}{
		"first, one mobile":        {plan("first"), "沈一鸣"},
		"first, two people":        {twoLeads(), "沈一鸣 林知远"},
		"first, two, same mobile":  {sameMobile, "沈一鸣"},
		"add: the site lead":       {with("add", twoLeads()), "林知远"},
		"access: the site lead":    {with("access", twoLeads()), "林知远"},
		"access, no lead of site":  {with("access", noSiteLead), "沈一鸣"},
		"change: whoever is meant": {with("change", twoLeads()), "沈一鸣 林知远"},
		"cancel: whoever is meant": {with("cancel", twoLeads()), "沈一鸣 林知远"},
		"app: both":                {with("app", twoLeads()), "沈一鸣 林知远"},
		"mini: both":               {with("mini", twoLeads()), "沈一鸣 林知远"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := names(c.p); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

func TestAllMustVerifyBeforeTheBureauReviews(t *testing.T) {
	d := newDesk(t, twoLeads())
	straight(d, "bureau-submit.sms")
	refused(t, d.try("2026-03-02 15:00", "sms.verified"), "person")
	d.do("2026-03-02 15:00", "sms.verified", "person", string(lin))
	d.want([]string{"sms/verify:client"})
	if text := d.e.Describe(d.p, d.s.OpenRuns()[0], d.s, at(t, "2026-03-02 15:00")); text.Todo != "催沈一鸣完成短信核验" {
		t.Fatalf("the one left is chased: %q", text.Todo)
	}
	refused(t, d.try("2026-03-02 15:10", "sms.verified", "person", string(lin)), "person")
	d.do("2026-03-02 15:10", "sms.verified")
	d.want([]string{"bureau-review/submitted:bureau"})
}

func TestAVerificationInTimeMayBeWrittenUpNextMorning(t *testing.T) {
	d := newDesk(t, plan("first"))
	straight(d, "prereview.pass")
	d.do("2026-03-03 15:04", "bureau-submit.sms")
	now := at(t, "2026-03-05 09:00")
	check := func(when, action string, values ...string) error {
		return d.e.Check(d.p, d.moves, d.s, nil, d.e.Fill(d.p, d.s, d.move(when, action, values...)), now)
	}
	refused(t, check("2026-03-04 15:04", "sms.verified"), "到期")
	refused(t, check("2026-03-05", "sms.verified"), "到期")
	for _, when := range []string{"2026-03-04 14:50", "2026-03-04"} {
		if err := check(when, "sms.verified"); err != nil {
			t.Errorf("verified %s, before the expiry: %v", when, err)
		}
	}
	refused(t, check("2026-03-04 15:04", "sms.resend"), "到期")
	text := d.e.Describe(d.p, d.s.OpenRuns()[0], d.s, now)
	if text.Party != workflow.Agency || text.Todo != "确认第 1 轮短信是否错过" || text.Message != "" {
		t.Fatalf("after the expiry it waits for us: %+v", text)
	}
	for _, a := range d.e.Actions(d.p, d.s, nil, now) {
		if want := map[string]string{"sms.missed": "primary", "sms.verified": "outcome"}[a.Code]; want != "" && (a.Kind != want || len(a.Blocked) > 0) {
			t.Errorf("%s is %s, blocked by %v; want %s and free", a.Code, a.Kind, a.Blocked, want)
		}
	}
}

func TestARoundCannotBeMissedBeforeItsExpiry(t *testing.T) {
	d := newDesk(t, plan("first"))
	straight(d, "prereview.pass")
	d.do("2026-03-03 15:04", "bureau-submit.sms")
	refused(t, d.try("2026-03-04 15:03", "sms.missed", "change", "no"), "才到期")
	refused(t, d.try("2026-03-04 15:04", "sms.missed"), "change")
	d.do("2026-03-04 15:04", "sms.missed", "change", "forms")
	d.want([]string{"forms/fill:agency"})
}

func TestFiveWrongEntriesLoseTheRound(t *testing.T) {
	d := newDesk(t, twoLeads())
	straight(d, "bureau-submit.sms")
	for range 4 {
		d.do("2026-03-02 15:00", "sms.wrong", "person", string(shen))
	}
	d.do("2026-03-02 15:00", "sms.wrong", "person", string(lin))
	refused(t, d.try("2026-03-02 15:01", "sms.missed", "change", "no"), "才到期")
	d.do("2026-03-02 15:02", "sms.wrong", "person", string(shen))
	// The round's time is over with the fifth entry, and its date says so.
	d.want([]string{"sms/verify:client"}, "sms.legal 2026-03-02 15:02 *")
	why := d.e.Explain(d.deadline("sms.legal"))
	if want := "2026年3月2日 周一 15:02 填错第 5 次，本轮当时作废"; why.Moved != want || !strings.HasSuffix(why.Start, "24 小时到 2026年3月3日 周二 11:30") {
		t.Errorf("%+v", why)
	}
	refused(t, d.try("2026-03-02 15:03", "sms.verified", "person", string(lin)), "作废")
	d.do("2026-03-02 15:04", "sms.missed", "change", "no")
	// The cloud counts from when the round was lost.
	d.want([]string{"bureau-submit/resubmit:cloud"}, "bureau-submit.again 2026-03-03 15:02 *")
}

func TestAResendKeepsRoundAndExpiry(t *testing.T) {
	d := newDesk(t, plan("first"))
	straight(d, "prereview.pass")
	d.do("2026-03-03 15:04", "bureau-submit.sms")
	d.do("2026-03-03 18:00", "sms.resend")
	d.want([]string{"sms/verify:client"}, "sms.legal 2026-03-04 15:04 *")
	if r := d.s.Rounds[0]; len(d.s.Rounds) != 1 || len(r.Resent) != 1 {
		t.Fatalf("one round, one resend: %+v", d.s.Rounds)
	}
}

func TestTheFifthMissStartsOver(t *testing.T) {
	d := newDesk(t, plan("first"))
	straight(d, "prereview.pass")
	days := []string{"2026-03-03", "2026-03-04", "2026-03-05", "2026-03-06", "2026-03-07", "2026-03-08"}
	for i := range 5 {
		d.do(days[i]+" 10:00", "bureau-submit.sms")
		if got := d.s.Rounds[i].No; got != i+1 {
			t.Fatalf("round %d, want %d", got, i+1)
		}
		if i == 4 {
			break
		}
		d.do(days[i+1]+" 10:00", "sms.missed", "change", "no")
		d.do(days[i+1]+" 10:00", "bureau-submit.submit")
	}
	d.do(days[5]+" 10:00", "sms.missed")
	d.want([]string{"forms/fill:agency"})
	if d.s.Missed != 0 || len(d.s.Rounds) != 0 {
		t.Fatalf("the counters start over: %+v", d.s)
	}
}

func TestAChangeAsksWhoseDataChanged(t *testing.T) {
	p := twoLeads()
	p.Type, p.Police = "change", false
	d := newDesk(t, p)
	straight(d, "prereview.pass")
	refused(t, d.try("2026-03-03 10:00", "bureau-submit.sms"), "people")
	refused(t, d.try("2026-03-03 10:00", "bureau-submit.sms", "people", "somebody"), "people")
	d.do("2026-03-03 10:00", "bureau-submit.sms", "people", string(lin))
	if r := d.s.Rounds[0]; len(r.People) != 1 || r.People[0].Person != lin {
		t.Fatalf("only the one named: %+v", r)
	}
}

func TestTheBureausSMSNeedsItsMinuteAndALead(t *testing.T) {
	d := newDesk(t, plan("first"))
	straight(d, "prereview.pass")
	refused(t, d.try("2026-03-03", "bureau-submit.sms"), "几点几分")
	d.p.Leads = nil
	refused(t, d.try("2026-03-03 10:00", "bureau-submit.sms"), "负责人")
}

func TestARoundKeepsItsPeopleWhenALeadIsReplaced(t *testing.T) {
	d := newDesk(t, plan("first"))
	straight(d, "bureau-submit.sms")
	d.p.Leads = []workflow.Lead{{Person: lin, Name: "林知远", Role: "subject", Mobile: "m2"}}
	s, err := d.e.Fold(d.p, d.moves)
	if err != nil || len(s.Rounds[0].People) != 1 || s.Rounds[0].People[0].Person != shen {
		t.Fatalf("the recorded round is still the old lead's: %+v %v", s.Rounds, err)
	}
	if text := d.e.Describe(d.p, s.OpenRuns()[0], s, at(t, "2026-03-02 13:00")); text.Todo != "催负责人完成短信核验" {
		t.Fatalf("whose name is not known any more: %q", text.Todo)
	}
}

func TestABureauRejectionStartsTheCountersOver(t *testing.T) {
	d := newDesk(t, plan("first"))
	straight(d, "prereview.pass")
	d.do("2026-03-03 10:00", "bureau-submit.sms")
	d.do("2026-03-04 10:00", "sms.missed", "change", "no")
	d.do("2026-03-04 10:00", "bureau-submit.submit")
	d.do("2026-03-05 10:00", "bureau-submit.sms")
	d.do("2026-03-05 11:00", "sms.verified")
	d.do("2026-03-20", "bureau-review.reject", "reason", "名称不符")
	d.want([]string{"forms/fill:agency"})
	if d.s.Missed != 0 || len(d.s.Rounds) != 0 {
		t.Fatalf("%+v", d.s)
	}
	var site ref.SiteID
	if r := d.s.OpenRuns()[0]; r.Attempt != 2 || r.Site != site {
		t.Fatalf("second attempt at the forms: %+v", r)
	}
}

// Who writes up a day alone does not know whether the fifth entry came before the end.
func TestAFifthWrongEntryOnTheDayOfExpiryLeavesTheTermItsMinute(t *testing.T) {
	d := newDesk(t, plan("first"))
	straight(d, "prereview.pass")
	d.do("2026-03-03 15:04", "bureau-submit.sms")
	for range 5 {
		d.do("2026-03-04", "sms.wrong")
	}
	if d.s.Rounds[0].Lost == nil {
		t.Fatal("five wrong entries lose the round")
	}
	d.want([]string{"sms/verify:client"}, "sms.legal 2026-03-04 15:04 *")
	if why := d.deadline("sms.legal").Why; why.Ends != nil || why.Moved != "" {
		t.Errorf("the term ended by itself: %+v", why)
	}
}

func TestOfTwoStepsInOneMinuteTheLaterRecordedIsNamed(t *testing.T) {
	d := newDesk(t, plan("first"))
	straight(d, "prereview.pass")
	d.do("2026-03-03 15:04", "bureau-submit.sms")
	d.do("2026-03-03 16:00", "sms.wrong")
	d.do("2026-03-03 16:00", "sms.resend")
	refused(t, d.try("2026-03-03 15:59", "sms.verified"), "早于这个环节的上一步“已重发短信”")
}
