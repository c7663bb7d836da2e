package filing_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/cal"
	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/ref"
	"beiandesk/internal/workflow"

	fen "beiandesk/internal/money"
	"beiandesk/internal/office/invoicing"
	"beiandesk/internal/office/views"
	"beiandesk/internal/store"
)

func hasClock(c views.CasePage, code string) bool {
	return slices.ContainsFunc(c.Clocks, func(k views.Clock) bool { return k.Clock == code })
}

func stagesOpen(c views.CasePage) []string {
	list := []string{}
	for _, n := range c.Next {
		list = append(list, n.Run.Stage)
	}
	slices.Sort(list)
	return list
}

// TestTheWalk goes through the worked example of one case from signing to hand-over,
// with every date and headline.
func TestTheWalk(t *testing.T) {
	ctx := context.Background()
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	w := &walk{Fixture: f}

	// 09-07 Mon: signed, looked up, the bill issued.
	w.id = f.OpenCase(desktest.Qinghe())
	w.says("account", "client", "2026-09-10")
	c := f.Show(w.id)
	if got := stagesOpen(c); !slices.Equal(got, []string{"account", "materials"}) {
		t.Errorf("open stages %v", got)
	}
	if c.Case.Number != "BA2026-0001" || c.Phases != "ICP 与公安" || c.TypeLabel != "首次备案" || c.Province != "浙江" {
		t.Errorf("case is %s %s %s %s", c.Case.Number, c.TypeLabel, c.Province, c.Phases)
	}
	if len(c.Warnings) != 0 {
		t.Errorf("warnings %v", c.Warnings)
	}
	bill, err := invoicing.Issue(ctx, f.Office, w.id)
	if err != nil {
		t.Fatal(err)
	}
	if bill.Total != 120000 || bill.Upper != "人民币壹仟贰佰元整" || bill.DueOn.String() != "2026-09-21" {
		t.Errorf("bill %v %s due %s", bill.Total, bill.Upper, bill.DueOn)
	}

	// 09-08: sub-account handed over; a licence scan of 41 KB.
	w.on("2026-09-08 10:00")
	w.do("account.done")
	w.says("materials", "client", "2026-09-10")
	if f.Attach(w.id, "licence", 41) {
		t.Error("a licence of 41 KB is good")
	}
	if e := f.Refused(filing.DoInput{CaseID: w.id, Action: "materials.done"}, "blocked"); !strings.Contains(e.Message, "营业执照") {
		t.Errorf("refused because of %q", e.Message)
	}

	// 09-09: the rest is in; the template is submitted and approved.
	w.on("2026-09-09 10:00")
	f.Scans(w.id)
	w.do("materials.done")
	w.says("template", "agency", "2026-09-14")
	w.do("template.submit")
	w.says("template", "cloud", "2026-09-11 10:00")
	w.on("2026-09-09 16:30")
	w.do("template.approve")
	w.says("domain", "client", "2026-09-14")

	// 09-10: domain bought, real-name check done: 12 and 13 September are not worked.
	w.on("2026-09-10 11:00")
	w.do("domain.bought")
	w.do("domain.verified")
	w.says("reporting", "cloud", "2026-09-14")

	// 09-14: reported; forms; face check; sent to pre-review.
	w.on("2026-09-14 15:00")
	w.do("reporting.done")
	w.says("forms", "agency", "2026-10-29")
	w.do("forms.filled")
	w.says("forms", "client", "2026-10-29")
	w.do("forms.face")
	w.do("prereview.submit")
	w.says("prereview", "cloud", "2026-09-16")

	// 09-15: the call is missed, then the order is rejected.
	w.on("2026-09-15 11:20")
	w.do("prereview.missed-call")
	w.says("prereview", "cloud", "2026-09-15 12:20")
	w.on("2026-09-15 12:25")
	f.Record(filing.DoInput{CaseID: w.id, Action: "prereview.reject", Reason: "手持照反光"})
	w.says("forms", "agency", "2026-10-30")
	if c = f.Show(w.id); c.Next[0].Run.Attempt != 2 {
		t.Errorf("forms attempt %d, want 2", c.Next[0].Run.Attempt)
	}
	if first := c.Timeline[0]; first.Title != "预审被驳回" || first.Text != "原因：手持照反光" {
		t.Errorf("timeline begins with %+v", first)
	}

	// 09-16: a new photo; forms; the face check again; sent again.
	w.on("2026-09-16 10:00")
	f.Attach(w.id, "handheld", 200)
	w.do("forms.filled")
	w.do("forms.face")
	w.do("prereview.submit")
	w.says("prereview", "cloud", "2026-09-18")

	// 09-17: passed; the cloud sends it to the bureau.
	w.on("2026-09-17 10:00")
	w.do("prereview.pass")
	w.says("bureau-submit", "cloud", "2026-09-21")

	// 09-18 15:04: round 1.
	w.on("2026-09-18 15:10")
	w.doAt("bureau-submit.sms", "2026-09-18 15:04")
	w.says("sms", "client", "2026-09-19 15:04")
	c = f.Show(w.id)
	if r := c.Next[0].Rounds[0]; r.No != 1 || len(r.People) != 1 || r.People[0].Name != "沈一鸣" {
		t.Errorf("round %+v", r)
	}
	if today := w.today(); len(today.SMS) != 1 || !today.SMS[0].Due.Clock || today.SMS[0].Due.Left != "剩 23 小时 54 分" {
		t.Errorf("SMS on Today: %+v", today.SMS)
	}

	// 09-19: not done. Expired at 15:04, confirmed at 15:30.
	w.on("2026-09-19 15:04")
	w.says("sms", "agency", "2026-09-19 15:04")
	w.on("2026-09-19 15:30")
	f.Record(filing.DoInput{CaseID: w.id, Action: "sms.missed", Values: map[string]string{"change": "no"}})
	w.says("bureau-submit", "cloud", "2026-09-20 15:04")
	if c = f.Show(w.id); c.State.Missed != 1 {
		t.Errorf("%d rounds missed", c.State.Missed)
	}
	f.Reopen()

	// 09-20, a worked Sunday: the cloud submits it again by itself.
	w.on("2026-09-20 09:00")
	w.do("bureau-submit.again")
	w.says("bureau-submit", "cloud", "2026-09-23")

	// 09-21: round 2, one wrong entry, then done.
	w.on("2026-09-21 10:00")
	w.do("bureau-submit.sms")
	w.says("sms", "client", "2026-09-22 10:00")
	w.on("2026-09-21 17:30")
	w.do("sms.wrong")
	if c = f.Show(w.id); c.State.Rounds[1].No != 2 || c.State.Rounds[1].People[0].Wrong != 1 {
		t.Errorf("round 2 is %+v", c.State.Rounds[1])
	}
	w.do("sms.verified")
	w.says("bureau-review", "bureau", "2026-10-26")
	c = f.Show(w.id)
	expected := desktest.ClockOf(t, c, "bureau-review.expected")
	if expected.From.String() != "2026-09-28" || expected.Deadline.Due.String() != "2026-10-08" {
		t.Errorf("expected %s to %s", expected.From, expected.Deadline.Due)
	}
	why := strings.Join(desktest.ClockOf(t, c, "bureau-review.max").Reasons, "\n")
	for _, part := range []string{"9月21日", "中秋", "国庆", "30 个工作日", "11月9日", "10月10日"} {
		if !strings.Contains(why, part) {
			t.Errorf("the reasons do not say %s:\n%s", part, why)
		}
	}

	// 09-22: nothing paid yet.
	w.on("2026-09-22 09:00")
	if a := w.today().Arrears; a.Count != 1 || a.Total != 120000 || a.Rows[0].DueOn.String() != "2026-09-21" {
		t.Errorf("arrears %+v", a)
	}

	// 10-15: approved, numbers given.
	w.on("2026-10-15 14:00")
	w.do("bureau-review.approve")
	w.says("number", "agency", "2026-10-20")
	f.Record(filing.DoInput{CaseID: w.id, Action: "number.record", Values: map[string]string{
		"subject_number": "浙ICP备2026051234号", "site_number": "浙ICP备2026051234号-1",
	}})
	c = f.Show(w.id)
	if got := stagesOpen(c); !slices.Equal(got, []string{"online", "revoke"}) {
		t.Errorf("open stages %v", got)
	}
	footer := c.Sites[0].Footer
	if c.Case.SubjectNumber != "浙ICP备2026051234号" || c.Sites[0].ICPNumber != "浙ICP备2026051234号-1" ||
		!strings.Contains(footer.HTML, `<a href="https://beian.miit.gov.cn/"`) || !strings.Contains(footer.HTML, ">浙ICP备2026051234号-1<") {
		t.Errorf("numbers %q %q, footer %q", c.Case.SubjectNumber, c.Sites[0].ICPNumber, footer.HTML)
	}

	// 10-16: revoked and confirmed; the site goes live.
	w.on("2026-10-16 10:00")
	if err := filing.SaveAccount(ctx, f.Office, filing.AccountInput{CaseID: w.id, UserName: "beian-desk", Secret: "Qh#2026-beian", Version: c.Case.Version}); err != nil {
		t.Fatal(err)
	}
	w.do("revoke.ask")
	w.do("revoke.confirm")
	if c = f.Show(w.id); c.Account.Secret || c.Account.State != "已撤销" {
		t.Errorf("account %+v", c.Account)
	}
	w.do("online.live")
	c = f.Show(w.id)
	if d := desktest.ClockOf(t, c, "police.legal"); d.Deadline.Due.String() != "2026-11-15" || d.Kind != workflow.Legal {
		t.Errorf("police filing due %s (%s)", d.Deadline.Due, d.Kind)
	}
	if d := desktest.ClockOf(t, c, "police.legal").Due; d.Before != "11月13日 周五" {
		t.Errorf("the working day before a Sunday is %q", d.Before)
	}

	// 10-19 to 10-23: account and subject with the police.
	w.on("2026-10-19 10:00")
	w.do("police-account.done")
	w.on("2026-10-20 10:00")
	if f.Attach(w.id, "licence", 600) {
		t.Error("an image of 600 KB is good")
	}
	if e := f.Refused(filing.DoInput{CaseID: w.id, Action: "police-subject.submit"}, "blocked"); !strings.Contains(e.Message, "营业执照") {
		t.Errorf("refused because of %q", e.Message)
	}
	f.Attach(w.id, "licence", 300)
	w.do("police-subject.submit")
	w.says("police-subject", "police", "2026-10-23")
	if d := desktest.ClockOf(t, f.Show(w.id), "police-subject.expected"); d.From.String() != "2026-10-22" {
		t.Errorf("subject expected from %s", d.From)
	}
	w.on("2026-10-23 10:00")
	w.do("police-subject.approve")

	// 10-26: the site is filed, the 30 days stop.
	w.on("2026-10-26 10:00")
	w.do("police-site.submit")
	w.says("police-site", "police", "2026-11-02")
	c = f.Show(w.id)
	if hasClock(c, "police.legal") {
		t.Error("the 30 days still run")
	}
	if d := desktest.ClockOf(t, c, "police-site.expected"); d.From.String() != "2026-10-29" {
		t.Errorf("site expected from %s", d.From)
	}

	// 10-30: approved; 11-02: shown.
	w.on("2026-10-30 10:00")
	f.Record(filing.DoInput{CaseID: w.id, Action: "police-site.approve", Values: map[string]string{"police_number": "浙公网安备 33010602012345号"}})
	w.says("police-number", "client", "2026-11-29")
	if html := f.Show(w.id).Sites[0].Footer.HTML; !strings.Contains(html, "code=33010602012345") {
		t.Errorf("footer %q", html)
	}
	w.on("2026-11-02 10:00")
	w.do("police-number.shown")
	w.says("handover", "agency", "2026-11-05")

	// 11-03: paid, handed over, scans purged, the bill kept.
	w.on("2026-11-03 10:00")
	if _, err := invoicing.Pay(ctx, f.Office, invoicing.PayInput{
		InvoiceID: bill.ID, Amount: fen.Fen(120000), On: cal.DayOf(f.Now()), Method: "银行转账", Version: bill.Version,
	}); err != nil {
		t.Fatal(err)
	}
	f.Record(filing.DoInput{CaseID: w.id, Action: "handover.done", Values: map[string]string{"scans": "purge"}})
	w.says("delivered", "", "")
	c = f.Show(w.id)
	if c.StatusText != "已交付" || len(c.Clocks) != 0 || c.Money.Unpaid != 0 || len(c.Money.Bills) != 1 || len(c.Warnings) != 0 {
		t.Errorf("closed: %s, clocks %v, unpaid %v, bills %d, warnings %v", c.StatusText, c.Clocks, c.Money.Unpaid, len(c.Money.Bills), c.Warnings)
	}
	for _, item := range c.Materials.Items {
		if len(item.Docs) != 0 {
			t.Errorf("%s still has scans", item.Code)
		}
	}
	if today := w.today(); today.Total != 0 || today.Arrears.Count != 0 {
		t.Errorf("Today still holds %d tasks, arrears %+v", today.Total, today.Arrears)
	}
}

// walk is a case on its way.
type walk struct {
	*desktest.Fixture
	id ref.CaseID
}

func (w *walk) on(now string) { w.SetClock(now) }

func (w *walk) do(action string) { w.T.Helper(); w.Step(w.id, action) }

func (w *walk) doAt(action, at string) {
	w.T.Helper()
	w.Fixture.Record(filing.DoInput{CaseID: w.id, Action: action, At: at})
}

// says checks the headline: stage, whom it waits for and by when; in the case itself,
// in the cases table and on Today alike.
func (w *walk) says(stage, party, due string) {
	w.T.Helper()
	want := [3]string{stage, party, due}
	c := w.Show(w.id)
	if got := desktest.Spoken(c); got != want {
		w.T.Errorf("%s: the case says %v, want %v", cal.At(w.Now()), got, want)
	}
	table, err := views.List(context.Background(), w.Office, store.CaseQuery{View: "all", Sort: "due", Limit: 10})
	if err != nil {
		w.T.Fatal(err)
	}
	row := table.Rows[0]
	if len(c.Next) == 0 {
		if row.Run != nil || row.StatusText != c.StatusText {
			w.T.Errorf("%s: the table says %+v", cal.At(w.Now()), row)
		}
		return
	}
	w.same("the table", c.Next[0], row.Words)
	for _, g := range w.today().Groups {
		for _, task := range g.Rows {
			for _, n := range c.Next {
				if n.ID == task.ID {
					w.same("Today", n, task.Words)
				}
			}
		}
	}
}

// same holds what a list says of a run against what its case says.
func (w *walk) same(where string, n views.Next, l views.Words) {
	w.T.Helper()
	a := []string{n.StageLabel, string(n.Party), n.PartyLabel, n.Todo, fmt.Sprint(n.Message != ""), n.Due.Left, n.Due.Tone, n.Due.Day, n.Due.Start.UTC().String()}
	b := []string{l.StageLabel, string(l.WaitsFor), l.PartyLabel, l.Todo, fmt.Sprint(l.Chase), l.Due.Left, l.Due.Tone, l.Due.Day, l.Due.Start.UTC().String()}
	for i := range a {
		if a[i] != b[i] {
			w.T.Errorf("%s: %s says %q where the case says %q", cal.At(w.Now()), where, b[i], a[i])
		}
	}
}

func (w *walk) today() views.TodayPage {
	w.T.Helper()
	f, err := views.Today(context.Background(), w.Office, views.TodayInput{Size: 50})
	if err != nil {
		w.T.Fatal(err)
	}
	return f
}
