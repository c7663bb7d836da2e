package workflow_test

import (
	"fmt"
	"testing"

	"beiandesk/internal/cal"
	"beiandesk/internal/workflow"
)

func TestTimeLeftSpeaksTheWordsOfTheDesk(t *testing.T) {
	count := &cal.Count{}
	for _, c := range []struct {
		clock string
		kind  workflow.Kind
		due   string
		count *cal.Count
		now   string
		text  string
		tone  string
	}{
		{"sms.legal", workflow.Legal, "2026-11-23 14:54", nil, "2026-11-23 09:12", "剩 5 小时 42 分", "today"},
		{"sms.legal", workflow.Legal, "2026-11-23 14:54", nil, "2026-11-23 14:12", "剩 42 分", "today"},
		{"sms.legal", workflow.Legal, "2026-11-24 10:00", nil, "2026-11-23 10:00", "剩 24 小时", "soon"},
		{"sms.legal", workflow.Legal, "2026-11-23 14:54", nil, "2026-11-23 14:53", "剩 1 分", "today"},
		{"sms.legal", workflow.Legal, "2026-11-23 14:54", nil, "2026-11-23 14:54", "已过期", "overdue"},
		{"sms.legal", workflow.Legal, "2026-11-23 14:54", nil, "2026-11-25 10:00", "已过期", "overdue"},
		{"template.max", workflow.Max, "2026-11-25 10:00", nil, "2026-11-23 09:00", "剩 2 天", "soon"},
		{"template.max", workflow.Max, "2026-11-23 10:00", nil, "2026-11-23 11:00", "已过期", "overdue"},
		{"template.max", workflow.Max, "2026-11-21 10:00", nil, "2026-11-23 11:00", "逾期 2 天", "overdue"},
		{"police.legal", workflow.Legal, "2026-11-23", nil, "2026-11-23 23:59", "今天到期", "today"},
		{"police.legal", workflow.Legal, "2026-11-23", nil, "2026-11-24 00:00", "逾期 1 天", "overdue"},
		{"police.legal", workflow.Legal, "2026-11-24", nil, "2026-11-23 10:00", "明天", "soon"},
		{"police.legal", workflow.Legal, "2026-11-30", nil, "2026-11-23 10:00", "剩 7 天", "soon"},
		{"police.legal", workflow.Legal, "2026-12-01", nil, "2026-11-23 10:00", "剩 8 天", "later"},
		{"agreed", workflow.AgreedOn, "2026-11-21", nil, "2026-11-23 10:00", "逾期 2 天", "overdue"},
		{"bureau-review.max", workflow.Max, "2026-11-30", count, "2026-11-23 10:00", "剩 5 个工作日", "soon"},
		{"police-site.expected", workflow.Expected, "2026-11-20", count, "2026-11-23 10:00", "该问进度", "today"},
		{"police-site.expected", workflow.Expected, "2026-11-23", count, "2026-11-23 10:00", "今天", "today"},
		{"prereview.recall", workflow.Reminder, "2026-11-23 12:20", nil, "2026-11-23 12:20", "该问进度", "today"},
	} {
		t.Run(fmt.Sprintf("%s of %s at %s", c.clock, c.due, c.now), func(t *testing.T) {
			d := workflow.Deadline{Clock: c.clock, Kind: c.kind, Due: moment(t, c.due), Why: workflow.Why{Count: c.count}}
			text, tone := engine().TimeLeft(d, at(t, c.now))
			if text != c.text || tone != c.tone {
				t.Errorf("%s %s at %s: %s %s, want %s %s", c.clock, c.due, c.now, text, tone, c.text, c.tone)
			}
		})
	}
}

func TestTheHeadlineIsDueFirstThenOfTheLowestStage(t *testing.T) {
	d := newDesk(t, plan("first"))
	d.do("2026-03-02", "signing.sign")
	if run, _, _ := d.e.Headline(d.s, d.deadlines()); run.Stage != "account" {
		t.Fatalf("of two due together the lower stage: %s", run.Stage)
	}
	account, materials := d.s.OpenRuns()[0], d.s.OpenRuns()[1]
	due := d.e.Governing(account, d.deadlines())
	if !d.e.Before(account, due, materials, due) || d.e.Before(materials, due, account, due) || d.e.Before(account, nil, materials, due) {
		t.Fatal("lists keep the same order, a run without a date last")
	}
	d.do("2026-03-02", "run.agree", "run", "account#1", "day", "2026-03-20", "reason", "客户出差")
	if run, due, _ := d.e.Headline(d.s, d.deadlines()); run.Stage != "materials" || due.Due.String() != "2026-03-05" {
		t.Fatalf("then the one due first: %s %+v", run.Stage, due)
	}
	d.do("2026-03-02", "case.hold", "until", "2026-12-31", "reason", "客户出差")
	if run, due, ok := d.e.Headline(d.s, d.deadlines()); run.Stage != "hold" || due.Due.String() != "2026-12-31" || !ok {
		t.Fatalf("on hold the day on which it comes back stands for the case: %s %+v", run.Stage, due)
	}
	d.do("2026-03-02", "case.withdraw", "reason", "不办了")
	if _, _, ok := d.e.Headline(d.s, d.deadlines()); ok {
		t.Fatal("an ended case has no headline")
	}
}

func TestStagesTellWhereEachStands(t *testing.T) {
	d := review(t)
	now := at(t, "2026-09-22 10:00")
	notes := map[string][2]string{}
	for _, l := range d.e.Stages(d.p, d.s, now) {
		notes[l.Label] = [2]string{l.State, l.Note}
	}
	for label, want := range map[string][2]string{
		"签约":        {"done", "9月7日"},
		"备案表单与人脸核验": {"done", "第 2 次 9月16日"},
		"预审核":       {"done", "第 2 次 9月17日"},
		"管局审核":      {"now", "剩 19 个工作日"},
		"公安平台注册":    {"todo", "上线后 30 天内"},
		"开办主体审核":    {"todo", "2–3 个工作日"},
		"撤权与交付":     {"todo", ""},
	} {
		t.Run(label, func(t *testing.T) {
			if notes[label] != want {
				t.Errorf("%v, want %v", notes[label], want)
			}
		})
	}
	if len(notes) != 18 {
		t.Errorf("%d lines, want 18", len(notes))
	}
	if left := d.e.Remaining(d.p, d.s, now); len(left) != 8 || left[0].Code != "bureau-review" {
		t.Errorf("%d lines remain, want 8 from the bureau's review on", len(left))
	}
}

func TestTheMessageFallsBackWhereNothingIsKnown(t *testing.T) {
	p := plan("first")
	p.Leads, p.Client, p.Sites[0].Domain = nil, "", ""
	d := newDesk(t, p)
	d.do("2026-03-02", "signing.sign")
	text := d.e.Describe(d.p, d.s.OpenRuns()[1], d.s, at(t, "2026-03-20"))
	if text.Todo != "催客户交材料" || text.Message != "您好，备案还缺下面的材料。请用原图单独发给经办人，不要截图，不要发到群里。" {
		t.Fatalf("%+v", text)
	}
}

func TestOfTwoRunsDueTogetherInOneStageTheFirstOpenedLeads(t *testing.T) {
	d := newDesk(t, twoSites())
	straight(d, "bureau-review.approve")
	d.do("2026-03-03", "number.record", "subject_number", "浙ICP备2026051234号",
		"site_number:1", "浙ICP备2026051234号-1", "site_number:2", "浙ICP备2026051234号-2")
	first, second := d.s.OpenRuns()[0], d.s.OpenRuns()[1]
	due := d.e.Governing(first, d.deadlines())
	if first.Stage != "online" || second.Stage != "online" || d.e.Before(first, due, second, due) || d.e.Before(second, due, first, due) {
		t.Fatalf("neither of %s and %s comes before the other", first.Key, second.Key)
	}
	if run, _, _ := d.e.Headline(d.s, d.deadlines()); run.Key != first.Key {
		t.Errorf("the headline is of %s, want %s", run.Key, first.Key)
	}
}
