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

// After a missed round with nothing to change the cloud sends the order again by itself:
// whom we wait for changes, the rest stands.
func TestTheCloudSendsAMissedOrderAgain(t *testing.T) {
	missed := func(t *testing.T, kind string) *desk {
		d := newDesk(t, plan(kind))
		straight(d, "prereview.pass")
		d.do("2026-03-03 15:04", "bureau-submit.sms")
		d.do("2026-03-06 09:00", "sms.missed", "change", "no")
		return d
	}
	for _, kind := range []string{"first", "add", "access", "change", "app"} {
		t.Run(kind, func(t *testing.T) {
			d := missed(t, kind)
			// Nobody looked for two days: its 24 hours ran from the end of the round.
			d.want([]string{"bureau-submit/resubmit:cloud"}, "bureau-submit.again 2026-03-05 15:04 *")
			waiting, _ := d.e.Graph().Type(kind)
			if need := d.e.Graph().NeedOf(d.s.OpenRuns()[0]); need != "" {
				t.Errorf("%s waits for the cloud, and asks for %s", waiting.Label, need)
			}
			text := d.e.Describe(d.p, d.s.OpenRuns()[0], d.s, at(t, "2026-03-05 09:00"))
			if text.Todo != "提醒沈一鸣接腾讯云来电，等它再次提交" || !strings.Contains(text.Message, "约 24 小时后再次提交管局") || !strings.Contains(text.Detail, "待核实") {
				t.Errorf("%+v", text)
			}
			if text = d.e.Describe(d.p, d.s.OpenRuns()[0], d.s, at(t, "2026-03-06 09:00")); text.Todo != "提腾讯云工单问再次提交" || text.Party != workflow.Cloud || text.Ticket == "" {
				t.Errorf("once its time is over: %+v", text)
			}
			for action, want := range map[string]string{"bureau-submit.again": "bureau-submit/submitted:cloud", "bureau-submit.submit": "bureau-submit/submitted:cloud", "bureau-submit.sms": "sms/verify:client"} {
				each := d.in(t)
				each.do("2026-03-06 10:00", action, values(action)...)
				each.want([]string{want})
			}
		})
	}
	if _, ours := engine().Graph().SubmittedBy("bureau-submit.again"); ours {
		t.Error("nothing of ours is handed in, yet the rules would run before it")
	}
}

func values(action string) []string {
	if action == "bureau-submit.sms" {
		return []string{"people", string(shen)}
	}
	return nil
}

// A cancellation whose round was missed comes back to us: nobody sends it again.
func TestAMissedCancellationIsOursToSendAgain(t *testing.T) {
	d := newDesk(t, plan("cancel"))
	straight(d, "prereview.pass")
	d.do("2026-03-03 15:04", "bureau-submit.sms", "people", string(shen))
	each := d.in(t)
	each.do("2026-03-04 15:04", "sms.missed", "change", "no")
	each.want([]string{"bureau-submit/todo:agency"}, "bureau-submit.lapse 2026-04-18", "agreed 2026-03-09 *")
	each.do("2026-03-04 16:00", "bureau-submit.submit")
	d.do("2026-03-04 15:04", "sms.missed", "change", "forms")
	d.want([]string{"prereview/todo:agency"})
}

// Data that must change goes through the forms and the face check again. Orders of earlier
// releases went to the pre-review at once, and still stand where they stood.
func TestDataToChangeAfterAMissedRoundGoesThroughTheForms(t *testing.T) {
	d := newDesk(t, plan("first"))
	straight(d, "prereview.pass")
	d.do("2026-03-03 15:04", "bureau-submit.sms")
	m := d.e.Fill(d.p, d.s, d.move("2026-03-04 15:04", "sms.missed", "change", "yes"))
	if m.Values["change"] != "forms" {
		t.Fatalf("what was told as yes is kept as %q", m.Values["change"])
	}
	d.do("2026-03-04 15:04", "sms.missed", "change", "yes")
	d.want([]string{"forms/fill:agency"})
	d.do("2026-03-05", "forms.filled")
	d.do("2026-03-05", "forms.face")
	d.want([]string{"prereview/todo:agency"})

	old := newDesk(t, plan("first"))
	straight(old, "prereview.pass")
	old.do("2026-03-03 15:04", "bureau-submit.sms")
	for _, step := range [][]string{
		{"2026-03-04 15:04", "sms.missed", "yes"}, {"2026-03-05", "prereview.submit"}, {"2026-03-06", "prereview.pass"},
		{"2026-03-09 10:00", "bureau-submit.sms"}, {"2026-03-10 10:00", "sms.missed", "no"}, {"2026-03-10", "bureau-submit.submit"},
	} {
		move := old.move(step[0], step[1])
		if len(step) > 2 {
			move.Values["change"] = step[2]
		}
		old.moves = append(old.moves, move)
		s, err := old.e.Fold(old.p, old.moves)
		if err != nil {
			t.Fatalf("%v: %v", step, err)
		}
		old.s = s
	}
	old.want([]string{"bureau-submit/submitted:cloud"}, "bureau-submit.expected 2026-03-11…2026-03-13 *")
}

// Who has not received the SMS is helped to find it: the round and its end stay as they are,
// and what he is sent says how, until it is sent again.
func TestAnSMSThatWentAstrayIsLookedForWhileTheRoundRuns(t *testing.T) {
	d := newDesk(t, twoLeads())
	straight(d, "prereview.pass")
	d.do("2026-03-03 15:04", "bureau-submit.sms")
	refused(t, d.try("2026-03-03 15:30", "sms.astray"), "person")
	d.do("2026-03-03 15:30", "sms.astray", "person", string(lin), "cause", "sms-blocked")
	d.want([]string{"sms/verify:client"}, "sms.legal 2026-03-04 15:04 *")
	now := at(t, "2026-03-03 16:00")
	text := d.e.Describe(d.p, d.s.OpenRuns()[0], d.s, now)
	if text.Todo != "帮林知远找回核验短信" || !strings.HasPrefix(text.Message, "林知远您好，") || !strings.Contains(text.Message, "拦截箱") ||
		!strings.Contains(text.Message, "最多重发 2 次") || !strings.Contains(text.Message, "3月4日 周三 15:04 前") || !strings.Contains(text.Detail, "要换号码的") {
		t.Errorf("%+v", text)
	}
	line := d.e.Line(d.p, d.s, d.s.OpenRuns()[0], d.deadlines())
	if words := d.e.WordsOf(line, workflow.LineNames{CaseType: "first", Province: "33"}, now); words.Todo != text.Todo || !words.Chase {
		t.Errorf("the list says %+v", words)
	}
	each := d.in(t)
	each.do("2026-03-03 16:10", "sms.verified", "person", string(lin))
	if text := each.e.Describe(each.p, each.s.OpenRuns()[0], each.s, now); text.Todo != "催沈一鸣完成短信核验" {
		t.Errorf("it was found: %q", text.Todo)
	}
	d.do("2026-03-03 16:10", "sms.resend")
	if text := d.e.Describe(d.p, d.s.OpenRuns()[0], d.s, now); text.Todo != "催沈一鸣、林知远完成短信核验" || strings.Contains(text.Message, "拦截箱") {
		t.Errorf("once it was sent again: %+v", text)
	}
	refused(t, d.try("2026-03-04 15:04", "sms.astray", "person", string(lin)), "到期")
}

func TestTheThirdResendOfARoundIsRecordedWithItsReason(t *testing.T) {
	d := newDesk(t, plan("first"))
	straight(d, "prereview.pass")
	d.do("2026-03-03 15:04", "bureau-submit.sms")
	hint := func() string {
		for _, a := range d.e.Actions(d.p, d.s, nil, at(t, "2026-03-03 16:00")) {
			if a.Code == "sms.resend" {
				return a.Hint
			}
		}
		return ""
	}
	if got := hint(); strings.Contains(got, "已重发") || !strings.Contains(got, "最多重发 2 次") {
		t.Error(got)
	}
	d.do("2026-03-03 15:10", "sms.resend")
	d.do("2026-03-03 15:20", "sms.resend")
	if got := hint(); !strings.Contains(got, "本轮已重发 2 次") {
		t.Error(got)
	}
	err := d.try("2026-03-03 15:30", "sms.resend")
	refused(t, err, "一般最多重发 2 次（阿里云帮助文档《短信重发》")
	if !strings.HasPrefix(err.Error(), "reason") {
		t.Errorf("it asks for %v", err)
	}
	d.do("2026-03-03 15:30", "sms.resend", "reason", "系统又让重发了一次")
	// Each round counts for itself.
	d.do("2026-03-04 15:04", "sms.missed", "change", "no")
	d.do("2026-03-05 09:00", "bureau-submit.sms")
	d.do("2026-03-05 10:00", "sms.resend")
	if n := len(d.s.Rounds[1].Resent); n != 1 {
		t.Errorf("the second round was sent again %d times", n)
	}
}
