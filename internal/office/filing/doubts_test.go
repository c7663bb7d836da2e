package filing_test

import (
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/ref"
)

// numbered brings a case to its ICP numbers.
func numbered(f *desktest.Fixture, id ref.CaseID, subject string) {
	f.T.Helper()
	ready(f, id)
	f.Record(filing.DoInput{CaseID: id, Action: "number.record", Values: map[string]string{"subject_number": subject, "site_number": subject + "-1"}})
}

func TestOddNumbersAreRecordedOnlyWhenSomebodyHasAgreed(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.OpenCase(desktest.Qinghe())
	ready(f, id)
	ahead := map[string]string{"subject_number": "浙ICP备2027051234号", "site_number": "浙ICP备2027051234号-1"}
	e := f.Refused(filing.DoInput{CaseID: id, Action: "number.record", Values: ahead}, errs.Blocked)
	if e.Field != "agree" || !strings.Contains(e.Message, "年份") {
		t.Errorf("a year ahead: %+v", e)
	}
	ahead["agree"] = "yes"
	f.Record(filing.DoInput{CaseID: id, Action: "number.record", Values: ahead})
	if c := f.Show(id); c.Sites[0].ICPNumber != "浙ICP备2027051234号-1" || !strings.Contains(c.Timeline[0].Text, "核对后照记：浙ICP备2027051234号") {
		t.Errorf("recorded %+v: %s", c.Sites[0], c.Timeline[0].Text)
	}
	f.Step(id, "revoke.confirm", "online.live", "police-account.done", "police-subject.submit", "police-subject.approve", "police-site.submit")
	police := func(number, agree string) filing.DoInput {
		return filing.DoInput{CaseID: id, Action: "police-site.approve", Values: map[string]string{"police_number": number, "agree": agree}}
	}
	for number, words := range map[string]string{
		"苏公网安备 32010602012345号": "浙江的公安备案号以“浙”开头",
		"浙公网安备 32010602012345号": "浙江的公安备案号通常以 33 开头",
	} {
		if e := f.Refused(police(number, ""), errs.Blocked); e.Field != "agree" || !strings.Contains(e.Message, words) {
			t.Errorf("%s: %+v", number, e)
		}
	}
	f.Record(police("浙公网安备 33010602012345号", ""))
}

func TestANumberOfAnotherSiteIsAskedAndOfTheSameSiteIsNot(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	first := f.OpenCase(desktest.Qinghe())
	numbered(f, first, "浙ICP备2026051234号")
	in := desktest.Qinghe()
	in.ClientID, in.LeadID, in.Agree = f.Show(first).Client.ID, f.Show(first).People[0].Person.ID, true
	in.Sites[0].Domain = "other.example"
	second := f.OpenCase(in)
	ready(f, second)
	numbers := map[string]string{"subject_number": "浙ICP备2026051234号", "site_number": "浙ICP备2026051234号-1"}
	e := f.Refused(filing.DoInput{CaseID: second, Action: "number.record", Values: numbers}, errs.Blocked)
	if e.Field != "agree" || !strings.Contains(e.Message, "已经登记给 杭州青禾软件有限公司 的 qinghe.example") {
		t.Errorf("%+v", e)
	}
	third := desktest.Qinghe()
	third.ClientID, third.LeadID, third.Agree = f.Show(first).Client.ID, f.Show(first).People[0].Person.ID, true
	again := f.OpenCase(third)
	numbered(f, again, "浙ICP备2026051234号")
}

// Mini programs have no domain: two of them are told apart by their names.
func TestANumberOfAnotherMiniProgramIsAsked(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	in := desktest.Qinghe()
	in.Type, in.Police, in.Sites = "mini", false, []filing.SiteInput{{Name: "青禾库存助手"}}
	issued := func(in filing.OpenInput) filing.DoInput {
		id := f.OpenCase(in)
		f.Scans(id)
		f.Step(id, "materials.done", "forms.filled", "forms.face", "prereview.submit", "prereview.pass", "bureau-submit.sms", "sms.verified", "bureau-review.approve")
		return filing.DoInput{CaseID: id, Action: "number.record", Values: map[string]string{"subject_number": "浙ICP备2026051234号", "site_number": "浙ICP备2026051234号-1X"}}
	}
	first := issued(in)
	f.Record(first)
	in.ClientID, in.LeadID, in.Agree = f.Show(first.CaseID).Client.ID, f.Show(first.CaseID).People[0].Person.ID, true
	in.Sites = []filing.SiteInput{{Name: "青禾记账"}}
	e := f.Refused(issued(in), errs.Blocked)
	if e.Field != "agree" || !strings.Contains(e.Message, "已经登记给 杭州青禾软件有限公司 的 青禾库存助手") || !strings.Contains(e.Message, "一个小程序一个号") {
		t.Errorf("%+v", e)
	}
	in.Sites = []filing.SiteInput{{Name: "青禾库存助手"}}
	f.Record(issued(in))
}
