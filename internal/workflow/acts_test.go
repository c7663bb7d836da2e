package workflow_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/workflow"
)

// The bureau's expected day passes weeks before its longest term, which governs: list and
// case say the same of it all the while.
func TestListAndCaseSayTheSameOfAReviewThatIsLateButNotOverdue(t *testing.T) {
	d := newDesk(t, plan("first"))
	straight(d, "sms.verified")
	dates := d.deadlines()
	run := d.s.OpenRuns()[0]
	line := d.e.Line(d.p, d.s, run, dates)
	if line.Late == nil || line.Due == nil || line.Late.Compare(line.Due.At) >= 0 || line.Due.Kind != workflow.Max {
		t.Fatalf("late from %v, due %+v", line.Late, line.Due)
	}
	names := workflow.LineNames{CaseType: d.p.Type, Province: d.p.Province}
	for day, todo := range map[cal.Day]string{line.Late.Day: "等浙江省通信管理局审核", line.Late.Day.Add(1): "致电浙江省通信管理局问进度"} {
		now := day.Start().Add(9 * time.Hour)
		said, told := d.e.WordsOf(line, names, now), d.e.DescribeWith(d.p, run, d.s, dates, now)
		if said.Todo != todo || told.Todo != todo || said.Act != told.Act {
			t.Errorf("on %s the list says %q, the case %q", day, said.Todo, told.Todo)
		}
	}
}

func TestNobodyIsOfferedASecondMissedCallWhileOneIsAwaited(t *testing.T) {
	d := newDesk(t, plan("first"))
	straight(d, "prereview.submit")
	offered := func() bool {
		return slices.ContainsFunc(d.e.Actions(d.p, d.s, nil, at(t, "2026-03-04")), func(a workflow.Action) bool { return a.Code == "prereview.missed-call" })
	}
	if !offered() {
		t.Fatal("a first one is not offered")
	}
	d.do("2026-03-03 11:20", "prereview.missed-call")
	if offered() {
		t.Error("a second one is offered")
	}
	refused(t, d.try("2026-03-03 15:00", "prereview.missed-call"), "请登记驳回")
	run := d.s.OpenRuns()[0]
	for when, want := range map[string]string{"2026-03-03 12:00": "接第二次预审核电话 提醒客户", "2026-03-03 15:00": "查看第二次预审核电话的结果 记录结果"} {
		text := d.e.DescribeWith(d.p, run, d.s, d.deadlines(), at(t, when))
		if got := text.Todo + " " + text.Act.Label; !strings.HasSuffix(got, want) {
			t.Errorf("at %s: %q", when, got)
		}
	}
}

func TestATicketNamesTheOrderAndWhenItWasSent(t *testing.T) {
	p := plan("first")
	p.Client = "青禾软件"
	d := newDesk(t, p)
	straight(d, "template.submit")
	run := d.s.OpenRuns()[0]
	for _, r := range d.s.OpenRuns() {
		if r.Stage == "template" {
			run = r
		}
	}
	ticket := d.e.DescribeWith(d.p, run, d.s, d.deadlines(), at(t, "2026-03-09")).Ticket
	for _, want := range []string{"3月", "48 小时", "主体：青禾软件"} {
		if !strings.Contains(ticket, want) {
			t.Errorf("%q does not tell %s", ticket, want)
		}
	}
}

// What is offered for a submission to the bureau is what the engine takes: 取消接入 waits
// for no SMS.
func TestAnAccessThatIsGivenUpIsNotAskedForItsSMS(t *testing.T) {
	d := newDesk(t, plan("cancel"))
	d.do("2026-03-02", "signing.sign", "cancels", "access")
	for _, action := range []string{"account.done", "prereview.submit", "prereview.pass"} {
		d.do("2026-03-02", action)
	}
	codes := []string{}
	for _, a := range d.e.Actions(d.p, d.s, nil, at(t, "2026-03-04")) {
		if a.Kind != "case" {
			codes = append(codes, a.Code)
		}
	}
	if !slices.Equal(codes, []string{"bureau-submit.accept", "bureau-submit.return"}) {
		t.Errorf("offered: %v", codes)
	}
}

// An APP has no footer, and an order for access gets no new number.
func TestGoingLiveIsWordedForWhatGoesLive(t *testing.T) {
	for kind, want := range map[string]string{"first": "首页底部放上网站备案号并链接", "access": "备案号不变", "app": "APP 的设置或介绍页"} {
		d := newDesk(t, plan(kind))
		last := "bureau-review.approve"
		if kind != "access" {
			last = "number.record"
		}
		straight(d, last)
		for _, r := range d.s.OpenRuns() {
			if r.Stage != "online" {
				continue
			}
			text := d.e.DescribeWith(d.p, r, d.s, d.deadlines(), at(t, "2026-04-04"))
			if !strings.Contains(text.Message, want) || (kind != "first" && strings.Contains(text.Detail, "起算公安备案")) {
				t.Errorf("%s: %q %q", kind, text.Detail, text.Message)
			}
			want = ""
		}
		if want != "" {
			t.Errorf("%s does not stand at going live", kind)
		}
	}
}
