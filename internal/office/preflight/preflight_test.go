package preflight_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/people"
	"beiandesk/internal/office/preflight"
	"beiandesk/internal/ref"
	"beiandesk/internal/rules"
)

// atPrereview brings a case to the point where it may be sent to the pre-review.
func atPrereview(f *desktest.Fixture, in filing.OpenInput) ref.CaseID {
	f.T.Helper()
	id := f.OpenCase(in)
	f.Scans(id)
	f.Step(id, "account.done", "materials.done", "template.submit", "template.approve", "domain.bought", "domain.verified",
		"reporting.done", "forms.filled", "forms.face")
	return id
}

func TestTheWalksCasePassesBeforeThePrereview(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-14")
	id := atPrereview(f, desktest.Qinghe())
	r := f.Preflight(id, "")
	if r.Stage != "prereview" || r.StageLabel != "预审核" {
		t.Errorf("the next submission is %s (%s)", r.Stage, r.StageLabel)
	}
	asked := map[string]string{
		"site.suffix": "a made-up suffix", "site.verified": "all was done on one day",
		"order.resolution-off": "nobody here can know it",
	}
	for _, result := range r.Results {
		if asked[result.Code] == "" && (result.Outcome == rules.Fail || result.Outcome == rules.Warn) {
			t.Errorf("%s %s: %s %s", result.Outcome, result.Code, result.Value, result.Text)
		}
	}
	for _, code := range []string{"site.name", "lead.mobile", "lead.emergency-differs", "unit-lead", "site.server-term", "template.same-identity", "material.ready"} {
		if got := desktest.Outcome(t, r, code); got.Outcome != rules.Pass || got.Source == "" || got.Date == "" {
			t.Errorf("%s is %+v", code, got)
		}
	}
	for i := 1; i < len(r.Results); i++ {
		if slices.Index(rules.Outcomes, r.Results[i-1].Outcome) > slices.Index(rules.Outcomes, r.Results[i].Outcome) {
			t.Error("the results are not in order of weight")
		}
	}
}

// Each type is reminded of what has to be so before its order is submitted, and of nothing else.
func TestEachTypeIsRemindedOfItsOwn(t *testing.T) {
	for kind, want := range map[string]string{"first": "order.resolution-off", "access": "order.access-reachable", "change": "order.change-open", "cancel": "order.cancel-final", "app": ""} {
		t.Run(kind, func(t *testing.T) {
			f := desktest.NewFixture(t, "2026-09-14")
			in := desktest.Qinghe()
			in.Type, in.Police, in.Values = kind, kind == "first", map[string]string{}
			if kind == "cancel" {
				in.Values["cancels"] = "subject"
			}
			got := ""
			for _, r := range f.Preflight(f.OpenCase(in), "prereview").Results {
				if strings.HasPrefix(r.Code, "order.") && r.Outcome == rules.Warn && r.Code != "order.lookup" {
					got += r.Code
				}
			}
			if got != want {
				t.Errorf("reminded of %q, want %q", got, want)
			}
		})
	}
}

// Two versions of the same page disagree, so a person's second site only warns.
func TestAPersonsAccessHasOneSite(t *testing.T) {
	for kind, want := range map[string]rules.Outcome{"personal": rules.Warn, "enterprise": rules.Pass} {
		t.Run(kind, func(t *testing.T) {
			f := desktest.NewFixture(t, "2026-09-14")
			in := desktest.Qinghe()
			in.Type, in.Police = "access", false
			second := in.Sites[0]
			second.Name, second.Domain = "青禾商城", "shop.qinghe.example"
			in.Sites = append(in.Sites, second)
			code := "order.access-sites"
			if kind == "personal" {
				in.Client.Name, in.Client.Kind, in.Client.CreditCode, in.Client.Investor, in.Client.Registered, in.LegalRep, code = in.Lead.Name, kind, "", "", "", false, code+"-personal"
			}
			got := desktest.Outcome(t, f.Preflight(f.OpenCase(in), "prereview"), code)
			if got.Outcome != want || (want == rules.Warn && !strings.Contains(got.Text, "另一版写不限")) {
				t.Errorf("%s: %s", got.Outcome, got.Text)
			}
		})
	}
}

func TestNothingSealedIsTold(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-14")
	id := atPrereview(f, desktest.Qinghe())
	for _, stage := range []string{"template", "prereview", "bureau-submit", "police-subject", "police-site"} {
		for _, r := range f.Preflight(id, stage).Results {
			for _, secret := range []string{"330106198205290002", "13800571001", "13800571002", "shen@example.com", "翠苑一区", "88880101"} {
				if strings.Contains(r.Value+r.Text+r.Advice+r.About, secret) {
					t.Errorf("%s %s tells %s", stage, r.Code, secret)
				}
			}
		}
	}
}

func TestAFailBlocksTheSubmissionUntilAReasonIsGiven(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-14")
	in := desktest.Qinghe()
	in.Sites[0].ServerUntil = "2026-10-10"
	id := atPrereview(f, in)
	r := f.Preflight(id, "")
	if r.Headline() != "1 不通过" || !strings.HasPrefix(r.Summary(), "不通过 1　警告 3　") {
		t.Errorf("headline %q of %q", r.Headline(), r.Summary())
	}
	if got := desktest.Outcome(t, r, "site.server-term"); got.Outcome != rules.Fail || got.Value != "到期 10月10日 周六" {
		t.Errorf("the server's term is %+v", got)
	}
	e := f.Refused(filing.DoInput{CaseID: id, Action: "prereview.submit"}, errs.Blocked)
	if e.Field != "override" || !strings.Contains(e.Message, "云服务器") {
		t.Errorf("refused at %q: %s", e.Field, e.Message)
	}
	f.Refused(filing.DoInput{CaseID: id, Action: "prereview.submit", Values: map[string]string{"override": "  "}}, errs.Blocked)
	f.Record(filing.DoInput{CaseID: id, Action: "prereview.submit", Values: map[string]string{"override": "客户今天已续费，到期日明天更新"}})
	c := f.Show(id)
	if line := c.Timeline[0]; line.Kind != "move" || !strings.Contains(line.Text, "site.server-term") || !strings.Contains(line.Text, "客户今天已续费") {
		t.Errorf("the timeline says %+v", line)
	}
	if c.Next[0].Run.Step != "submitted" {
		t.Errorf("the run stands at %s", c.Next[0].Run.Step)
	}
}

func TestOnlyASubmissionTakesAnOverride(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-14")
	id := f.OpenCase(desktest.Qinghe())
	if e := f.Refused(filing.DoInput{CaseID: id, Action: "account.done", Values: map[string]string{"override": "理由"}}, errs.Invalid); e.Field != "override" {
		t.Errorf("refused at %q", e.Field)
	}
}

func TestAMoveOfThePastIsJudgedByItsDay(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-14")
	in := desktest.Qinghe()
	in.Sites[0].ServerUntil = "2026-10-20"
	id := atPrereview(f, in)
	f.SetClock("2026-09-25")
	f.Refused(filing.DoInput{CaseID: id, Action: "prereview.submit"}, errs.Blocked)
	f.Record(filing.DoInput{CaseID: id, Action: "prereview.submit", At: "2026-09-15"})
}

func TestWhatTheRulesSayOfFaults(t *testing.T) {
	for _, c := range []struct {
		name   string
		stage  string
		change func(*filing.OpenInput)
		code   string
		want   rules.Outcome
	}{
		{"Gansu takes its own", "template", func(in *filing.OpenInput) { in.Province = "62" }, "residence", rules.Fail},
		{"Gansu's network", "prereview", func(in *filing.OpenInput) { in.Province = "62" }, "face-ip", rules.Warn},
		{"a name of two characters", "prereview", func(in *filing.OpenInput) { in.Sites[0].Name = "青禾" }, "site.name", rules.Fail},
		{"a word of a pre-approval field", "prereview", func(in *filing.OpenInput) { in.Sites[0].Name = "青禾教育在线" }, "site.approval", rules.Warn},
		{"a word whose approval is held", "prereview", func(in *filing.OpenInput) {
			in.Sites[0].Name, in.Sites[0].Approvals = "青禾教育在线", []string{"education"}
		}, "site.approval", rules.Pass},
		{"no service chosen", "prereview", func(in *filing.OpenInput) { in.Sites[0].Contents = nil }, "site.contents", rules.Warn},
		{"a pre-approval nobody asked about", "prereview", func(in *filing.OpenInput) { in.Sites[0].Approvals = nil }, "site.approvals", rules.Warn},
		{"a province that wants the remark", "prereview", func(in *filing.OpenInput) { in.Province, in.Sites[0].Remark = "37", "" }, "remark", rules.Warn},
		{"a province that has its remark", "prereview", func(in *filing.OpenInput) { in.Province = "37" }, "remark", rules.Pass},
		{"a province that takes no 其他", "prereview", func(in *filing.OpenInput) { in.Province, in.Sites[0].Contents = "23", []string{"other"} }, "content-other", rules.Warn},
		{"half a provider", "police-site", func(in *filing.OpenInput) { in.Sites[0].Registrar.Region = "" }, "site.registrar", rules.Warn},
		{"nobody for the security", "police-site", func(in *filing.OpenInput) { in.Roles = nil }, "site.security", rules.Warn},
		{"a document about to end", "prereview", func(in *filing.OpenInput) { in.Lead.DocUntil = "2026-11-01" }, "lead.id-lasts", rules.Warn},
		{"a document for ever", "prereview", func(in *filing.OpenInput) { in.Lead.DocUntil = "长期" }, "lead.id-lasts", rules.Pass},
		{"no server on record", "prereview", func(in *filing.OpenInput) { in.Sites[0].ServerUntil = "" }, "site.server-term", rules.Unknown},
		{"no office phone for the police", "police-subject", func(in *filing.OpenInput) { in.Client.OfficePhone = "" }, "client.office-phone-given", rules.Fail},
		{"a home without a door", "police-subject", func(in *filing.OpenInput) { in.Lead.Living = "浙江省杭州市西湖区" }, "lead.living", rules.Warn},
		{"no finding of 查重定类", "template", func(in *filing.OpenInput) { in.Lookup = "" }, "order.lookup", rules.Warn},
		{"a lead who is not the legal representative", "prereview", func(in *filing.OpenInput) { in.LegalRep = false }, "unit-lead", rules.Unknown},
		{"the wrong kind of subject", "prereview", func(in *filing.OpenInput) { in.Client.Kind = "institution" }, "client.code-fits", rules.Warn},
		{"a name that is none, before the template", "template", func(in *filing.OpenInput) { in.Client.Name = "ABC" }, "client.name-full", rules.Fail},
		{"a name that is none, before the police", "police-subject", func(in *filing.OpenInput) { in.Client.Name = "12345" }, "client.name-full", rules.Fail},
		{"a person's name for an enterprise", "template", func(in *filing.OpenInput) { in.Client.Name = "张三" }, "client.name-fits", rules.Warn},
		{"missing scans", "prereview", func(*filing.OpenInput) {}, "material.ready", rules.Fail},
		{"local numbers", "prereview", func(in *filing.OpenInput) { in.Province = "11" }, "local-phone", rules.Warn},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := desktest.NewFixture(t, "2026-09-14")
			in := desktest.Qinghe()
			c.change(&in)
			r := f.Preflight(f.OpenCase(in), c.stage)
			if got := desktest.Outcome(t, r, c.code); got.Outcome != c.want || (c.want != rules.Pass && got.Text == "") {
				t.Errorf("%+v, want %s", got, c.want)
			}
		})
	}
}

func TestOrdersOfTheSameSubject(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-14")
	first := f.OpenCase(desktest.Qinghe())
	c := f.Show(first)
	second := desktest.Qinghe()
	second.ClientID, second.LeadID, second.Type, second.Police, second.Agree = c.Client.ID, c.People[0].ID, "change", false, true
	second.Client, second.Lead = people.ClientInput{}, people.PersonInput{}
	change := f.OpenCase(second)
	if got := desktest.Outcome(t, f.Preflight(first, "prereview"), "order.one"); got.Outcome != rules.Warn || got.Value == "" {
		t.Errorf("a second order is %+v", got)
	}
	third := second
	third.Type = "add"
	f.OpenCase(third)
	if got := desktest.Outcome(t, f.Preflight(change, "prereview"), "order.change-and-add"); got.Outcome != rules.Fail {
		t.Errorf("变更 beside 新增 is %+v", got)
	}
}

func TestAChangeAfterTheTemplateIsAskedAbout(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-14")
	id := atPrereview(f, desktest.Qinghe())
	f.SetClock("2026-09-15")
	lead := f.Show(id).People[0]
	if _, err := casefile.SavePerson(context.Background(), f.Office, people.PersonInput{
		ID: lead.ID, ClientID: lead.ClientID, Name: "沈一铭", DocKind: string(lead.DocKind), DocNumber: lead.DocNumber, DocUntil: "2039-06-12",
		DocAddress: lead.DocAddress, Living: lead.Living, Mobile: lead.Mobile, Emergency: lead.Emergency, Email: lead.Email, Version: lead.Version,
	}); err != nil {
		t.Fatal(err)
	}
	if got := desktest.Outcome(t, f.Preflight(id, ""), "template.same-identity"); got.Outcome != rules.Warn {
		t.Errorf("%+v", got)
	}
}

// What was submitted and waits for its result is told as what would come again, not as
// what comes next.
func TestTheNextSubmissionFollowsTheCase(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-14")
	id := f.OpenCase(desktest.Qinghe())
	is := func(want, fallback string) {
		t.Helper()
		got := f.Preflight(id, "")
		if got.Stage != want || (want == "" && len(got.Results) > 0) || got.Fallback != fallback {
			t.Errorf("next is %q, want %q; else %q", got.Stage, want, got.Fallback)
		}
	}
	again := func(on, stage string) string {
		return "在办的“" + on + "”如没有通过，要再提交“" + stage + "”。"
	}
	is("template", "")
	f.Scans(id)
	f.Step(id, "account.done", "materials.done", "template.submit")
	is("prereview", again("信息模板审核", "信息模板审核"))
	f.Step(id, "template.approve")
	is("prereview", again("域名购买与实名认证", "信息模板审核"))
	f.Step(id, "domain.bought", "domain.verified", "reporting.done", "forms.filled", "forms.face")
	is("prereview", "")
	f.Step(id, "prereview.submit")
	is("bureau-submit", again("预审核", "预审核"))
	f.Step(id, "prereview.pass")
	is("police-subject", again("提交管局", "预审核"))
	f.Record(filing.DoInput{CaseID: id, Action: "bureau-submit.sms"})
	is("police-subject", again("短信核验", "预审核”或“提交管局"))
	f.Step(id, "sms.verified")
	is("police-subject", again("管局审核", "预审核"))
	f.Record(filing.DoInput{CaseID: id, Action: "bureau-review.reject", Reason: "名称不符"})
	is("prereview", "")
	f.Step(id, "forms.filled", "forms.face", "prereview.submit", "prereview.pass", "bureau-submit.sms", "sms.verified", "bureau-review.approve")
	f.Record(filing.DoInput{CaseID: id, Action: "number.record", Values: map[string]string{
		"subject_number": "浙ICP备2026051234号", "site_number": "浙ICP备2026051234号-1",
	}})
	is("police-subject", "")
	f.Step(id, "online.live", "police-account.done", "police-subject.submit")
	is("police-site", again("开办主体审核", "开办主体审核"))
	f.Step(id, "police-subject.approve")
	is("police-site", "")
	f.Step(id, "police-site.submit")
	is("", again("新办网站审核", "新办网站审核"))
	f.Record(filing.DoInput{CaseID: id, Action: "police-site.reject", Reason: "常住地不全"})
	is("police-site", "")
	f.Step(id, "police-site.submit")
	f.Record(filing.DoInput{CaseID: id, Action: "police-site.approve", Values: map[string]string{"police_number": "浙公网安备 33010602012345号"}})
	is("", "")
}

func TestASubmissionIsCalledOnceByItsName(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-14")
	id := f.OpenCase(desktest.Qinghe())
	for stage, want := range map[string]string{"prereview": "提交“预审核”前", "bureau-submit": "“提交管局”前", "police-site": "提交“新办网站审核”前"} {
		if got := f.Preflight(id, stage); got.Before() != want || got.Fallback != "" {
			t.Errorf("%s is called %q, else %q", stage, got.Before(), got.Fallback)
		}
	}
}

func TestWhatIsMissingSaysWhyAndWhereToFillItIn(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-14")
	in := desktest.Qinghe()
	in.Client.CreditCode, in.Sites[0].ServerUntil = "", ""
	id := f.OpenCase(in)
	for code, want := range map[string][2]string{
		"client.credit-code": {"还没有填统一社会信用代码，没有检查；正式提交前必须有", "从执照上抄下来，填在客户资料里，再看预检"},
		"site.server-term":   {"还没有登记云服务器的到期日，没有检查", "从腾讯云控制台抄下到期日，填在案件的网站资料里，再看预检"},
	} {
		if got := desktest.Outcome(t, f.Preflight(id, "prereview"), code); got.Outcome != rules.Unknown || got.Text != want[0] || got.Advice != want[1] {
			t.Errorf("%s: %+v", code, got)
		}
	}
	if got := desktest.Outcome(t, f.Preflight(id, "template"), "client.credit-code"); got.Outcome != rules.Unknown || !strings.Contains(got.Text, "正式提交前必须有") {
		t.Errorf("at the template: %+v", got)
	}
}

func TestAStageThatTheCaseDoesNotSubmitIsRefused(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-14")
	in := desktest.Qinghe()
	in.Police = false
	id := f.OpenCase(in)
	for _, stage := range []string{"police-subject", "sms", "nonsense"} {
		if _, err := preflight.Check(context.Background(), f.Office, id, stage); errs.CodeOf(err) != errs.Invalid {
			t.Errorf("%s: %v", stage, err)
		}
	}
	if _, err := preflight.Check(context.Background(), f.Office, "none", ""); errs.CodeOf(err) != errs.NotFound {
		t.Errorf("an unknown case: %v", err)
	}
}
