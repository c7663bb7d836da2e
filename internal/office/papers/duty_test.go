package papers_test

import (
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/papers"
	"beiandesk/internal/office/views"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// live brings the walk's case on line on 2026-10-16: the last day is 2026-11-15.
func (d *desk) live(t *testing.T) {
	t.Helper()
	d.toBureau(t)
	d.move(t, "2026-10-15 10:00", "bureau-review.approve")
	d.move(t, "2026-10-15 10:30", "number.record", "subject_number", "浙ICP备2026051234号", "site_number", "浙ICP备2026051234号-1")
	d.move(t, "2026-10-16 15:00", "online.live")
}

func (d *desk) statement(t *testing.T) string {
	t.Helper()
	p, err := papers.Duty(ctx, d.Office, d.Case)
	if err != nil {
		t.Fatal(err)
	}
	if p.Pages != 1 || !strings.Contains(p.FileName, "公安备案告知书-BA2026-0001") {
		t.Errorf("%d pages, %s", p.Pages, p.FileName)
	}
	return text(t, p)
}

func TestTheClientSignsThatThePoliceFilingIsHisOwn(t *testing.T) {
	d := openDesk(t, false, 1)
	d.letterhead(t)
	if _, err := papers.Duty(ctx, d.Office, d.Case); errs.CodeOf(err) != errs.Blocked || !strings.Contains(err.Error(), "上线后才有日期") {
		t.Errorf("before the go-live: %v", err)
	}
	d.live(t)
	read := d.statement(t)
	inOrder(t, read, "公安备案告知书", "客户", "没有委托我们", "最迟提交日期", "2026-10-16", "2026-11-15", "请您自己办", "beian.mps.gov.cn", "新办网站",
		"没有按期提交的", "停机整顿", "依据：《计算机信息网络国际联网安全保护管理办法》", "2011-01-08", "客户确认", "知悉", "签字或盖章", "告知方（盖章）", "周敏")
	without(t, read, "13800571001", "330106198205290002", "{")
	d.move(t, "2026-10-20 10:00", "revoke.confirm")
	d.move(t, "2026-10-20 10:30", "handover.done", "scans", "purge")
	inOrder(t, d.statement(t), "2026-11-15")
	_, closing := d.progress(t)
	inOrder(t, closing, "办结交付，我们没有待办事项。公安备案没有委托我们", "2026年11月15日", "需要您现在做的事", "beian.mps.gov.cn", "2026-11-15 前",
		"后续时间及依据", "公安备案（未委托）", "2026-11-15")
	without(t, closing, "没有需要您做的事", "上线后 30 天内须由您")
	d.move(t, "2026-10-21 09:00", "police.told", "how", "sign")
	if f, err := views.Show(ctx, d.Office, d.Case); err != nil || len(f.Duties) != 1 || f.Duties[0].ToldHow != "签收告知书" || f.Duties[0].ToldBy == "" {
		t.Errorf("%+v, %v", f.Duties, err)
	}
	d.move(t, "2026-10-25 09:00", "police.own")
	_, closing = d.progress(t)
	inOrder(t, closing, "办结交付，没有待办事项", "目前没有需要您做的事")
	if _, err := papers.Duty(ctx, d.Office, d.Case); errs.CodeOf(err) != errs.Blocked {
		t.Errorf("done: %v", err)
	}
}

func TestNoStatementIsMadeWhereThePoliceFilingIsOurs(t *testing.T) {
	d := newDesk(t)
	d.letterhead(t)
	d.live(t)
	if _, err := papers.Duty(ctx, d.Office, d.Case); errs.CodeOf(err) != errs.Blocked || !strings.Contains(err.Error(), "由我们办") {
		t.Errorf("%v", err)
	}
}

func TestTheDailySheetListsWhatClientsMustDoThemselves(t *testing.T) {
	d := openDesk(t, false, 1)
	d.letterhead(t)
	sheet := func(scope, party string) string {
		t.Helper()
		p, err := papers.Daily(ctx, d.Office, scope, party)
		if err != nil {
			t.Fatal(err)
		}
		return text(t, p)
	}
	d.live(t)
	inOrder(t, sheet(papers.Mine, ""), "另有客户自办 1 项", "客户自办，到期前提醒", "11-15", "30 天", "周敏", "杭州青禾软件有限公司", "BA2026-0001", "客户自办公安备案：", "138****1001", "还没登记告知客户")
	inOrder(t, sheet(papers.All, "client"), "客户自办，到期前提醒")
	without(t, sheet(papers.All, "agency"), "客户自办")
	d.move(t, "2026-10-20 10:00", "revoke.confirm")
	d.move(t, "2026-10-20 10:30", "handover.done", "scans", "purge")
	d.move(t, "2026-10-21 09:00", "police.told", "how", "sign")
	d.At(t, "2026-11-15 09:00")
	told := sheet(papers.Mine, "")
	inOrder(t, told, "客户自办，到期前提醒", "今日 24:00 前", "BA2026-0001", "客户自办公安备案：")
	without(t, told, "还没登记告知", "逾期 1")
	d.At(t, "2026-11-16 09:00") // the case has ended, and nothing is ahead of its client
	without(t, sheet(papers.All, ""), "客户自办")
}

// However many clients have something to do themselves, their dates are read at once.
func TestWhatClientsMustDoIsReadAtOnce(t *testing.T) {
	d := openDesk(t, false, 1)
	d.letterhead(t)
	own := func(domain string) {
		t.Helper()
		opened, err := filing.Open(ctx, d.Office, desktest.Little("青禾"+domain, domain))
		if err != nil {
			t.Fatal(err)
		}
		d.MustWrite(t, func(w *office.Work) error {
			return w.Projections().Replace(opened.ID, nil, []store.DeadlineRow{{
				ID: ref.DeadlineID(domain), CaseID: opened.ID, Key: domain, Stage: "police-account", Kind: "own", Label: "客户自办公安备案",
				DueDay: d.Today().Add(9), DueMin: -1, Told: domain == "c.example",
			}})
		})
	}
	statements := func() int64 {
		t.Helper()
		before := d.SQLite().Statements()
		if _, err := papers.Daily(ctx, d.Office, papers.All, ""); err != nil {
			t.Fatal(err)
		}
		return d.SQLite().Statements() - before
	}
	own("a.example")
	one := statements()
	own("b.example")
	own("c.example")
	if three := statements(); three-one > 2*2 { // a row's phone takes two
		t.Errorf("%d statements for one, %d for three", one, three)
	}
}
