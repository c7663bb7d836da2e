package papers_test

import (
	"fmt"
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/intake"
	"beiandesk/internal/office/papers"
	"beiandesk/internal/office/rulebook"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/ref"
	"beiandesk/internal/sqlite/sqlitetest"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

func (d *desk) hand(t *testing.T, codes ...string) {
	t.Helper()
	for _, code := range codes {
		doc, err := intake.Attach(ctx, d.Office, intake.Input{CaseID: d.Case, Material: code, Content: desktest.Photo(t, 60_000, 1)})
		if err != nil || !doc.OK {
			t.Fatalf("%s: %v %s", code, err, doc.Why())
		}
	}
}

// move records a move at a moment, which becomes the present one.
func (d *desk) move(t *testing.T, at, action string, values ...string) {
	t.Helper()
	d.At(t, at)
	in := filing.DoInput{CaseID: d.Case, Action: action, At: at, Values: map[string]string{}}
	for i := 0; i+1 < len(values); i += 2 {
		if values[i] == "reason" {
			in.Reason = values[i+1]
		} else {
			in.Values[values[i]] = values[i+1]
		}
	}
	if _, err := filing.Do(ctx, d.Office, in); err != nil {
		t.Fatalf("%s %s: %v %v", at, action, err, errs.CodeOf(err))
	}
}

func (d *desk) progress(t *testing.T) (papers.Paper, string) {
	t.Helper()
	p, err := papers.Progress(ctx, d.Office, d.Case)
	if err != nil {
		t.Fatal(err)
	}
	if p.Pages > 2 {
		t.Errorf("%d pages", p.Pages)
	}
	return p, text(t, p)
}

// toBureau walks the example to 2026-09-21, when the bureau reviews.
func (d *desk) toBureau(t *testing.T) {
	t.Helper()
	d.toSubmission(t)
	d.move(t, "2026-09-21 10:00", "bureau-submit.sms")
	d.move(t, "2026-09-21 17:30", "sms.verified")
}

// toSubmission walks the example to 2026-09-17, when Tencent Cloud submits to the bureau.
func (d *desk) toSubmission(t *testing.T) {
	t.Helper()
	d.move(t, "2026-09-08 15:00", "account.done")
	d.hand(t, "licence", "id-front", "id-back")
	d.move(t, "2026-09-09 09:50", "materials.done")
	d.move(t, "2026-09-09 10:00", "template.submit")
	d.move(t, "2026-09-09 16:30", "template.approve")
	d.move(t, "2026-09-10 10:00", "domain.bought")
	d.move(t, "2026-09-10 15:00", "domain.verified")
	d.move(t, "2026-09-14 09:00", "reporting.done")
	d.hand(t, "handheld")
	d.move(t, "2026-09-14 10:00", "forms.filled")
	d.move(t, "2026-09-14 11:00", "forms.face")
	d.move(t, "2026-09-14 12:00", "prereview.submit")
	d.move(t, "2026-09-15 12:25", "prereview.reject", "reason", "手持照反光")
	d.move(t, "2026-09-16 10:00", "forms.filled")
	d.move(t, "2026-09-16 11:00", "forms.face")
	d.move(t, "2026-09-16 12:00", "prereview.submit")
	d.move(t, "2026-09-17 10:00", "prereview.pass")
}

// The report names who is still to do his part in person.
func TestTheReportNamesWhoHasToVerify(t *testing.T) {
	d := newDesk(t)
	d.letterhead(t)
	d.toSubmission(t)
	d.move(t, "2026-09-21 10:00", "bureau-submit.sms")
	if _, read := d.progress(t); !strings.Contains(squeezed(read), "请沈一鸣本人点短信里的链接") {
		t.Errorf("nobody is named:\n%s", read)
	}
}

func TestTheReportOfAFreshCaseAsksForWhatIsOwed(t *testing.T) {
	d := newDesk(t)
	d.letterhead(t)
	p, read := d.progress(t)
	if p.FileName != "备案进度报告-"+strings.TrimPrefix(p.Title, "备案进度报告 ")+"-2026-09-07.pdf" {
		t.Errorf("%s, %s", p.Title, p.FileName)
	}
	inOrder(t, read, "备案进度报告", "杭州青禾软件有限公司", "当前进度", "等待您", "同时在办：材料收集", "需要您现在做的事", "五项策略", "营业执照", "手持身份证",
		"当前等待事项", "已取得的号码", "尚未取得", "后续时间及依据", "已办事项", "签约", "经办人", "周敏")
}

func TestWalkTheReportAtTheBureau(t *testing.T) {
	d := newDesk(t)
	d.letterhead(t)
	d.toBureau(t)
	_, read := d.progress(t)
	inOrder(t, read, "“管局审核”环节，正在等待浙江省通信管理局给出备案的审核结果，预计", "2026年9月28日", "2026年10月8日", "前后出结果（以主管部门通知为准）",
		"需要您现在做的事", "审核期间请不要修改", "当前等待事项", "浙江省通信管理局", "给出备案的审核结果", "2026-09-21", "已取得的号码", "主体备案号", "尚未取得",
		"后续时间及依据", "管局审核出结果", "2026-09-28", "2026-10-26", "至 2026-10-08",
		"已办事项", "短信核验", "预审核", "第 2 次", "第 1 次退回：手持照反光", "信息模板审核", "经办人")
	for _, secret := range []string{"13800571001", "330106198205290002", "shen@example.com"} {
		if strings.Contains(read, secret) {
			t.Errorf("the report shows %s", secret)
		}
	}
}

func TestWalkTheReportShowsBothNumbers(t *testing.T) {
	d := newDesk(t)
	d.letterhead(t)
	d.toBureau(t)
	d.move(t, "2026-10-15 10:00", "bureau-review.approve")
	d.move(t, "2026-10-15 10:30", "number.record", "subject_number", "浙ICP备2026051234号", "site_number", "浙ICP备2026051234号-1")
	_, read := d.progress(t)
	inOrder(t, read, "已取得的号码", "主体备案号", "浙ICP备2026051234号", "2026-10-15", "网站备案号", "浙ICP备2026051234号-1", "公安备案号", "尚未取得")
	inOrder(t, read, "提交公安备案", "上线后 30 天内")
}

func TestAClientWithoutThePolicePhaseIsToldOfTheDuty(t *testing.T) {
	d := openDesk(t, false, 1)
	d.letterhead(t)
	_, read := d.progress(t)
	inOrder(t, read, "公安备案", "未委托", "公安备案（未委托）", "上线后 30 天内", "也可以委托我们办理")
}

func TestTenSitesStillFitOnTwoPages(t *testing.T) {
	d := openDesk(t, true, 10)
	d.letterhead(t)
	d.toBureau(t)
	d.move(t, "2026-10-15 10:00", "bureau-review.approve")
	values := []string{"subject_number", "浙ICP备2026051234号"}
	for i := 1; i <= 10; i++ {
		values = append(values, fmt.Sprintf("site_number:%d", i), fmt.Sprintf("浙ICP备2026051234号-%d", i))
	}
	d.move(t, "2026-10-15 10:30", "number.record", values...)
	p, read := d.progress(t)
	if p.Pages != 2 {
		t.Errorf("%d pages", p.Pages)
	}
	inOrder(t, read, "10 个网站：请打开域名解析", "主体备案号", "浙ICP备2026051234号-1、2、3、", "后续时间及依据", "撤销子账号")
}

// shorten changes a clock of the desk for the cases to come.
func (d *desk) shorten(t *testing.T, code, unit string, to int) {
	t.Helper()
	of := rulebook.RuleRef{RuleKey: store.RuleKey{Kind: workflow.ChangeClock, Code: code}}
	if _, err := rulebook.SaveClock(ctx, d.Office, of, workflow.Term{Unit: unit, To: to}, rulebook.Basis{Source: "主管部门书面答复"}); err != nil {
		t.Fatal(err)
	}
}

func (d *desk) toLatest(t *testing.T) {
	t.Helper()
	if out, err := rulebook.MoveToLatest(ctx, d.Office, []ref.CaseID{d.Case}); err != nil || out.Done != 1 {
		t.Fatalf("%+v %v", out, err)
	}
}

// without fails when a text holds one of some words.
func without(t *testing.T, read string, words ...string) {
	t.Helper()
	for _, w := range words {
		if strings.Contains(strings.Join(strings.Fields(read), ""), strings.Join(strings.Fields(w), "")) {
			t.Errorf("the report says %q", w)
		}
	}
}

// A client asks who has his case, by what that one has entered for it; without it by the agency's.
func TestTheReportNamesHowTheOwnerIsReached(t *testing.T) {
	d := newDesk(t)
	d.letterhead(t)
	_, before := d.progress(t)
	in := setup.ProfileInput{Staff: d.Office.Staff, Profile: setup.Profile{Title: "备案专员", Phone: "13800571009", WeChat: "zhoumin-ba"}}
	if err := setup.SaveProfile(ctx, d.Office, in); err != nil {
		t.Fatal(err)
	}
	_, read := d.progress(t)
	inOrder(t, read, "周敏（备案专员）", "13800571009", "zhoumin-ba")
	without(t, before, "13800571009", "专员")
	p, err := papers.Notice(ctx, d.Office, d.Case)
	if err != nil || len(p.PDF) == 0 {
		t.Fatal(err)
	}
}

func TestTheReportNamesTheTermsThatTheCaseGoesBy(t *testing.T) {
	d := newDesk(t)
	d.letterhead(t)
	d.shorten(t, "police.legal", "days", 20)
	d.shorten(t, "police-number.legal", "workdays", 15)
	d.shorten(t, "sms.legal", "hours", 12)
	_, read := d.progress(t)
	inOrder(t, read, "24 小时内", "上线后 30 天内", "批准后 30 天内")
	without(t, read, "20 天", "15 个工作日", "12 小时")
	d.toLatest(t)
	_, read = d.progress(t)
	inOrder(t, read, "12 小时内", "上线后 20 天内", "公安审核通过后 15 个工作日内")
	without(t, read, "30 天", "24 小时")
}

func TestTheReportOfAMissedRoundNamesItsTerm(t *testing.T) {
	d := newDesk(t)
	d.letterhead(t)
	d.shorten(t, "sms.legal", "hours", 12)
	d.toLatest(t)
	d.toSubmission(t)
	_, read := d.progress(t)
	inOrder(t, read, "12 小时内由本人核验")
	d.move(t, "2026-09-21 10:00", "bureau-submit.sms")
	d.move(t, "2026-09-21 22:30", "sms.missed", "change", "no")
	_, read = d.progress(t)
	inOrder(t, read, "没有在 12 小时内核验，这一轮作废")
	without(t, read, "24 小时内") // the cloud's own 24 hours are told
}

func TestAClientWithoutThePolicePhaseReadsTheChangedDuty(t *testing.T) {
	d := openDesk(t, false, 1)
	d.letterhead(t)
	d.shorten(t, "police.legal", "days", 20)
	d.toLatest(t)
	_, read := d.progress(t)
	inOrder(t, read, "公安备案（未委托）", "上线后 20 天内", "也可以委托我们办理")
	without(t, read, "30 天")
}

func TestAWithdrawnCaseAsksForNothing(t *testing.T) {
	d := newDesk(t)
	d.letterhead(t)
	d.move(t, "2026-09-09 10:00", "case.withdraw", "reason", "客户不办了")
	_, read := d.progress(t)
	inOrder(t, read, "2026年9月9日", "停办", "目前没有需要您做的事")
	inOrder(t, read, "没有取得号码")
	without(t, read, "尚未取得")
}

func TestAReportOfNoCaseIsRefused(t *testing.T) {
	d := newDesk(t)
	if _, err := papers.Progress(ctx, d.Office, ref.New[ref.CaseID]()); errs.CodeOf(err) != errs.NotFound {
		t.Errorf("got %v", err)
	}
}

func TestReportsOfSeveralCasesAreOneFileNotedInEach(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	ids := []ref.CaseID{f.OpenCase(desktest.Qinghe()), f.OpenCase(desktest.Little("宁波松涧家居有限公司", "songjian.example"))}
	if _, err := papers.ProgressOfMany(ctx, f.Office, ids); errs.CodeOf(err) != errs.Invalid {
		t.Errorf("without a letterhead: %v", err)
	}
	if _, err := setup.SaveLetterhead(ctx, f.Office, setup.Letterhead{Name: "杭州备案服务有限公司"}); err != nil {
		t.Fatal(err)
	}
	p, err := papers.ProgressOfMany(ctx, f.Office, ids)
	if err != nil {
		t.Fatal(err)
	}
	got := text(t, p)
	if p.Pages != 4 || !strings.Contains(got, "BA2026-0001") || !strings.Contains(got, "宁波松涧家居有限公司") || strings.Count(strings.ReplaceAll(got, " ", ""), "第1页/共2页") != 2 {
		t.Errorf("%d pages: %s", p.Pages, got)
	}
	if err := papers.Noted(ctx, f.Office, p, papers.Shown); err != nil {
		t.Fatal(err)
	}
	for i, id := range ids {
		f.Line(f.Show(id), fmt.Sprintf("看备案进度报告 BA2026-000%d", i+1))
	}
	lost := f.Copy(t, func(dir string) {
		sqlitetest.Past(t, dir, "PRAGMA foreign_keys = 0; UPDATE clients SET id = 'x' || substr(id, 2) WHERE name LIKE '宁波%'")
	})
	if _, err := papers.ProgressOfMany(ctx, lost.Office, ids); err == nil || !strings.HasPrefix(err.Error(), "BA2026-0002：") {
		t.Errorf("damaged: %v", err)
	}
	if _, err := papers.ProgressOfMany(ctx, f.Office, make([]ref.CaseID, papers.MostReports+1)); errs.CodeOf(err) != errs.Invalid {
		t.Errorf("too many: %v", err)
	}
}
