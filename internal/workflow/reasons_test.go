package workflow_test

import (
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/cal"
	"beiandesk/internal/workflow"
)

func TestReasonsTellTheWalksBureauDates(t *testing.T) {
	d := review(t)
	for clock, want := range map[string][]string{
		"bureau-review.expected": {
			"从 2026年9月21日 周一 短信核验完成起算，当天不计。",
			"腾讯云预估 7–10 天，按自然日计算：2026年9月28日 周一 至 2026年10月8日 周四。",
			"10月1日在国庆节假期内，移到 10月8日。",
			"2–3 周（14–21 天）（依据：《腾讯云网站域名备案流程》2 管局备案，日期不详，抄录于 2026-11-23），10月8日至 10月12日；以本省的为准。",
			"来源：腾讯云公开文档《备案审核》管局审核时长（2022）。",
		},
		"bureau-review.max": {
			"从 2026年9月21日 周一 短信核验完成起算，当天不计。",
			"规定最长 20 个工作日：9月 6 天，10月 14 天；第 20 个是 2026年10月26日 周一。",
			"跳过周末 5 天、中秋节（9月25日至 9月27日）、国庆节（10月1日至 10月7日）。",
			"10月10日 周六调休上班，计入。",
			"浙江曾公布 30 个工作日（依据：腾讯云公开文档《备案审核》较早的版本，管局审核时长，日期不详，不晚于 2022），到 11月9日；已过时，不再适用。",
			"来源：腾讯云公开文档《备案审核》管局审核时长，据《非经营性互联网信息服务备案管理办法》（2022）。",
		},
	} {
		t.Run(clock, func(t *testing.T) {
			if got := d.e.Reasons(d.in(t).deadline(clock)); !slices.Equal(got, want) {
				t.Errorf("%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
		})
	}
}

func TestTheHandbooksCountsOfTwentyWorkdays(t *testing.T) {
	for _, c := range []struct{ from, want string }{{"2026-09-18", "2026-10-22"}, {"2026-02-05", "2026-03-11"}} {
		t.Run("from "+c.from, func(t *testing.T) {
			p := plan("first")
			p.Province = "44"
			d := newDesk(t, p)
			d.do("2026-01-05", "signing.sign")
			d.do("2026-01-05", "account.done")
			for _, action := range ways["first"][1:11] {
				d.do("2026-01-06", action)
			}
			d.do(c.from+" 10:00", "bureau-submit.sms")
			d.do(c.from+" 11:00", "sms.verified")
			dl := d.deadline("bureau-review.max")
			if dl.Due.String() != c.want || len(dl.Why.Notes) != 0 || dl.Why.Term != "规定最长 20 个工作日" {
				t.Errorf("from %s: %s %q, want %s", c.from, dl.Due, dl.Why.Term, c.want)
			}
		})
	}
}

func TestACancellationHasTermsOfItsOwn(t *testing.T) {
	p := plan("cancel")
	p.Province = "44"
	d := newDesk(t, p)
	straight(d, "sms.verified")
	d.want([]string{"bureau-review/submitted:bureau"}, "bureau-review.expected 2026-03-03…2026-03-09", "bureau-review.max 2026-03-30 *")
	if why := d.deadline("bureau-review.max").Why.Trigger; why != "转管局审核" {
		t.Fatalf("the trigger is %q", why)
	}
	d = newDesk(t, plan("change"))
	straight(d, "sms.verified")
	if notes := d.deadline("bureau-review.expected").Why.Notes; len(notes) != 2 || !strings.Contains(notes[0], "22 个工作日") {
		t.Fatalf("a change notes its usual length: %v", notes)
	}
}

func TestALegalDayOnASundayStaysAndNamesTheFriday(t *testing.T) {
	d := newDesk(t, plan("first"))
	straight(d, "number.record")
	d.do("2026-10-16", "online.live")
	dl := d.deadline("police.legal")
	if dl.Due.String() != "2026-11-15" || !slices.Contains(dl.Why.Notes, "11月15日是周日，日期不变；之前最后一个工作日是 11月13日。") {
		t.Fatalf("%s %v", dl.Due, dl.Why.Notes)
	}
}

func TestADateInAnUnpublishedYearSaysSo(t *testing.T) {
	d := newDesk(t, plan("first"))
	straight(d, "prereview.pass")
	d.do("2026-12-08 10:00", "bureau-submit.sms")
	d.do("2026-12-08 11:00", "sms.verified")
	dl := d.deadline("bureau-review.max")
	said := strings.Join(d.e.Reasons(dl), "")
	if !dl.Provisional || !strings.Contains(said, "2027 年放假安排尚未公布") || !strings.Contains(said, "2027年1月") {
		t.Fatalf("%v %s", dl.Provisional, said)
	}
	if dl = d.deadline("bureau-review.expected"); dl.Provisional {
		t.Fatal("a date inside the published year is firm")
	}

	year, err := cal.ParseYear([]byte(`{"year":2027,"source":"test","off":[{"from":"2027-01-01","to":"2027-01-03","name":"元旦"},
		{"from":"2027-01-04","to":"2027-01-08","name":"春节"},{"from":"2027-05-01","to":"2027-05-05","name":"劳动节"},
		{"from":"2027-10-01","to":"2027-10-07","name":"国庆节"}],"worked":[]}`))
	if err != nil {
		t.Fatal(err)
	}
	firm := workflow.Default(cal.Embedded().With(year))
	for _, after := range firm.Deadlines(d.p, d.s) {
		if after.Clock == "bureau-review.max" && (after.Provisional || after.Due.Compare(d.deadline("bureau-review.max").Due) <= 0) {
			t.Fatalf("published, it is firm and five days off later: %+v", after)
		}
	}
}

func TestTheSmallCalendarCountsWhatTheReasonsSay(t *testing.T) {
	d := review(t)
	count := func(clock string) (map[string]int, []workflow.CountDay) {
		kinds, cells := map[string]int{}, d.e.CountDays(d.deadline(clock))
		for _, c := range cells {
			kinds[c.Kind]++
		}
		return kinds, cells
	}
	kinds, cells := count("bureau-review.max")
	if len(cells)%7 != 0 || cells[0].Day.String() != "2026-09-21" || cells[0].Kind != workflow.CountDayStart {
		t.Fatalf("whole weeks from the Monday of the trigger: %d cells, %+v", len(cells), cells[0])
	}
	if kinds[workflow.CountDayCounted] != 19 || kinds[workflow.CountDayEnd] != 1 || kinds[workflow.CountDaySkipped] != 15 {
		t.Fatalf("19 counted and the end, 15 skipped: %v", kinds)
	}
	for _, c := range cells {
		if c.Day.String() == "2026-10-10" && (!c.Worked || c.Kind != workflow.CountDayCounted) {
			t.Errorf("10 October is worked: %+v", c)
		}
		if c.Day.String() == "2026-10-01" && c.Label != "国庆节" {
			t.Errorf("1 October has its name: %+v", c)
		}
	}
	if kinds, _ = count("bureau-review.expected"); kinds[workflow.CountDayCounted] != 10 || kinds[workflow.CountDaySkipped] != 6 {
		t.Fatalf("calendar days count weekends and holidays: %v", kinds)
	}
}

func TestAMovedDayIsNotCountedInTheSmallCalendar(t *testing.T) {
	d := newDesk(t, plan("first"))
	straight(d, "domain.bought")
	d.do("2026-09-10", "domain.verified")
	kinds := map[string]int{}
	for _, c := range d.e.CountDays(d.deadline("reporting.expected")) {
		kinds[c.Kind]++
	}
	// 11, 12, 13 September are the three days; the office works again on the 14th.
	if kinds[workflow.CountDayCounted] != 3 || kinds[workflow.CountDayEnd] != 1 || kinds[workflow.CountDaySkipped] != 0 {
		t.Fatalf("%v", kinds)
	}
}

func TestHoursAreExplainedByTheMinute(t *testing.T) {
	d := newDesk(t, plan("first"))
	straight(d, "prereview.pass")
	d.do("2026-09-18 15:04", "bureau-submit.sms")
	dl := d.deadline("sms.legal")
	if got := d.e.Reasons(dl)[0]; got != "从 2026年9月18日 周五 15:04 第 1 轮短信发出起算，24 小时到 2026年9月19日 周六 15:04。" {
		t.Fatal(got)
	}
	if cells := d.e.CountDays(dl); len(cells) != 7 || cells[4].Kind != workflow.CountDayStart || cells[5].Kind != workflow.CountDayEnd || cells[6].Kind != workflow.CountDayOutside {
		t.Fatalf("%+v", cells)
	}
}

func TestAReminderGovernsWhileItIsSet(t *testing.T) {
	d := newDesk(t, plan("first"))
	straight(d, "prereview.submit")
	refused(t, d.try("2026-03-03", "prereview.missed-call"), "几点几分")
	d.do("2026-03-03 11:20", "prereview.missed-call")
	run, due, ok := d.e.Headline(d.s, d.deadlines())
	if !ok || run.Stage != "prereview" || due.Clock != "prereview.recall" || due.Due.String() != "2026-03-03 12:20" {
		t.Fatalf("%+v %+v", run, due)
	}
	if text := d.e.Describe(d.p, run, d.s, at(t, "2026-03-03 11:30")); text.Todo != "提醒沈一鸣接第二次预审核电话" {
		t.Fatalf("%+v", text)
	}
}

// 2019 is not published, 2020 is.
func TestADateIsNotProvisionalForTheYearOfItsTrigger(t *testing.T) {
	d := newDesk(t, plan("police"))
	d.do("2020-01-02", "signing.sign")
	d.do("2020-01-02", "online.live", "live_day", "2019-12-31")
	if dl := d.deadline("police.legal"); dl.Due.String() != "2020-01-30" || dl.Provisional {
		t.Errorf("%s, provisional %v", dl.Due, dl.Provisional)
	}
}

func TestAProvincesLongerTermIsProvisionalThoughTheGeneralOneIsFirm(t *testing.T) {
	d := newDesk(t, plan("first"))
	d.e = changed(t, clockChange("bureau-review.max", "33", "workdays", 0, 30))
	straight(d, "prereview.pass")
	d.do("2026-11-23 10:00", "bureau-submit.sms")
	d.do("2026-11-23 11:00", "sms.verified")
	dl := d.deadline("bureau-review.max")
	if dl.Due.String() != "2027-01-05" || !dl.Provisional || !slices.Contains(dl.Why.Notes, "规定最长 20 个工作日，到 12月21日；以较长的为准。") {
		t.Errorf("%s, provisional %v, %v", dl.Due, dl.Provisional, dl.Why.Notes)
	}
	d.p.Province = "44"
	if dl := d.deadline("bureau-review.max"); dl.Due.String() != "2026-12-21" || dl.Provisional {
		t.Errorf("without a term of the province: %s, provisional %v", dl.Due, dl.Provisional)
	}
}

func TestAReminderThatIsOverMakesNobodyLate(t *testing.T) {
	d := newDesk(t, plan("first"))
	straight(d, "prereview.submit")
	d.do("2026-03-03 11:20", "prereview.missed-call")
	text := d.e.Describe(d.p, d.s.OpenRuns()[0], d.s, at(t, "2026-03-03 12:30"))
	if text.Todo != "查看第二次预审核电话的结果" || text.Party != workflow.Cloud {
		t.Errorf("the office has the rest of the day: %q", text.Todo)
	}
	if text = d.e.Describe(d.p, d.s.OpenRuns()[0], d.s, at(t, "2026-03-05 09:00")); text.Todo != "提腾讯云工单问预审核" {
		t.Errorf("its own date is over: %q", text.Todo)
	}
}
