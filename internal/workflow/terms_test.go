package workflow_test

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/cal"
	"beiandesk/internal/workflow"
)

func TestATermThatNeverHoldsIsTold(t *testing.T) {
	own := func(scope, unit string, from, to int) workflow.Change {
		return clockChange("bureau-review.max", scope, unit, from, to)
	}
	span := func(scope, unit string, from, to int) workflow.Change {
		return clockChange("bureau-review.expected", scope, unit, from, to)
	}
	const (
		apart    = "注销备案另有期限（20 个工作日），不受它影响"
		platform = "小程序备案另有期限（20 个工作日），不受它影响"
	)
	for name, c := range map[string]struct {
		changes []workflow.Change // the last is asked about
		want    []string
	}{
		"shorter":                           {[]workflow.Change{own("32", "workdays", 0, 15)}, []string{"比通用期限短，期限仍按通用的 20 个工作日计算"}},
		"the same":                          {[]workflow.Change{own("32", "workdays", 0, 20)}, []string{"和通用期限一样长，期限仍按通用的 20 个工作日计算"}},
		"longer":                            {[]workflow.Change{own("32", "workdays", 0, 25)}, []string{apart, platform}},
		"fewer days":                        {[]workflow.Change{own("32", "days", 0, 18)}, []string{"比通用期限短，期限仍按通用的 20 个工作日计算"}},
		"more days":                         {[]workflow.Change{own("32", "days", 0, 28)}, []string{"单位和通用期限（20 个工作日）不同，每次按起算的日子比较，以较晚的为准", apart, platform}},
		"expected, however short":           {[]workflow.Change{span("32", "days", 7, 10)}, []string{"注销备案另有期限（1–5 个工作日），不受它影响", "小程序备案另有期限（1–20 个工作日），不受它影响"}},
		"expected beside 31 provinces":      {[]workflow.Change{span("", "days", 10, 15)}, []string{"31 个省份另有预计，那里按各自的算"}},
		"a general term below a province's": {[]workflow.Change{own("", "workdays", 0, 22)}, nil},
		"a general term above a province's": {[]workflow.Change{own("33", "workdays", 0, 30), own("", "workdays", 0, 35)}, []string{"浙江另定的 30 个工作日不比它长，浙江也按 35 个工作日计算"}},
		"a type's term below a province's":  {[]workflow.Change{own("cancel", "workdays", 0, 10)}, nil},
		"a clock that no province has":      {[]workflow.Change{clockChange("template.max", "", "hours", 0, 24)}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			last := c.changes[len(c.changes)-1]
			if got := changed(t, c.changes...).Graph().Overruled(last.Scope, last.Code); !slices.Equal(got, c.want) {
				t.Errorf("%s:\n%s\nwant\n%s", name, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
	if got := workflow.Embedded().Overruled("32", "bureau-review.max"); got != nil {
		t.Errorf("a province without a term of its own: %v", got)
	}
}

// A deregistration takes 20 working days at most wherever it is (handbook §1); what a
// province publishes is of the general review.
func TestADeregistrationsMaximumIsTheSameInEveryProvince(t *testing.T) {
	for _, province := range []string{"33", "32"} {
		d := review(t)
		d.p.Type, d.p.Province = "cancel", province
		for i := range d.s.Runs {
			if r := &d.s.Runs[i]; r.Stage == "bureau-review" {
				at := moment(t, "2026-10-12 09:00")
				r.Submitted = &at
			}
		}
		if got := d.deadline("bureau-review.max"); got.Due.String() != "2026-11-09" || got.Scope != "cancel" {
			t.Errorf("%s: %s, %q", province, got.Due, got.Scope)
		}
	}
}

// What differs for a change of record is a note, not the term.
func TestATypeThatOnlyAddsANoteLeavesAProvinceItsTerm(t *testing.T) {
	d := newDesk(t, plan("change"))
	straight(d, "sms.verified")
	d.e = changed(t, clockChange("bureau-review.expected", "33", "days", 20, 30))
	got := d.deadline("bureau-review.expected")
	if got.Scope != "33" || got.Due.String() != "2026-04-01" || !slices.ContainsFunc(got.Why.Notes, func(n string) bool { return strings.Contains(n, "22 个工作日") }) {
		t.Errorf("%s by %q, %v", got.Due, got.Scope, got.Why.Notes)
	}
}

// What is told of a term is what the dates then do.
func TestAShorterTermOfAProvinceIsNamedWithItsSourceAndDoesNotGovern(t *testing.T) {
	why := func(changes ...workflow.Change) (string, []string) {
		d := review(t)
		d.e = changed(t, changes...)
		d.p.Province = "32"
		dl := d.deadline("bureau-review.max")
		return dl.Due.String(), d.e.Reasons(dl)
	}
	due, lines := why(clockChange("bureau-review.max", "32", "workdays", 0, 15))
	note := "江苏另定 15 个工作日（依据：浙江管局电话答复，2026-11-20），到 10月19日；以较长的为准。"
	if due != "2026-10-26" || !slices.Contains(lines, note) || lines[len(lines)-1] != "来源：腾讯云公开文档《备案审核》管局审核时长，据《非经营性互联网信息服务备案管理办法》（2022）。" {
		t.Errorf("%s %v", due, lines)
	}
	due, lines = why(clockChange("bureau-review.max", "32", "workdays", 0, 25))
	if due != "2026-11-02" || !slices.Contains(lines, "规定最长 20 个工作日，到 10月26日；以较长的为准。") ||
		lines[len(lines)-1] != "来源：浙江管局电话答复（2026-11-20）。" || !strings.HasPrefix(lines[1], "江苏另定 25 个工作日：") {
		t.Errorf("%s %v", due, lines)
	}
	// A year in the source's words does not stand for the day.
	c := clockChange("bureau-review.max", "32", "workdays", 0, 25)
	c.Source = "江苏管局 2026 年通知"
	if _, lines = why(c); lines[len(lines)-1] != "来源：江苏管局 2026 年通知（2026-11-20）。" {
		t.Errorf("%v", lines)
	}
}

func TestADefaultDateSaysTheSameOfItsSourceEverywhere(t *testing.T) {
	d := newDesk(t, plan("first"))
	straight(d, "account.done")
	told := func() (string, string) {
		r, _ := d.e.Graph().TermOf(workflow.ChangeAgreed, "", "materials.todo")
		lines := d.e.Reasons(d.deadline("agreed"))
		return r.Source + r.Sourced, lines[len(lines)-1]
	}
	if entered, why := told(); entered == "" || why != "来源："+entered+"。" {
		t.Errorf("the settings say %q, 为什么 %q", entered, why)
	}
	d.e = changed(t, workflow.Change{Kind: workflow.ChangeAgreed, Code: "materials.todo", Term: workflow.Term{Unit: "workdays", To: 5}, Source: "内部约定", Sourced: "2026-11-20"})
	if entered, why := told(); entered != "内部约定2026-11-20" || why != "来源：本台设定的默认约定日期：内部约定（2026-11-20）。" {
		t.Errorf("the settings say %q, 为什么 %q", entered, why)
	}
}

func TestTextsNameTheTermThatStands(t *testing.T) {
	for _, c := range []struct {
		upTo, stage  string
		change       workflow.Change
		before, then string
	}{
		{"template.submit", "template", clockChange("template.max", "", "hours", 0, 72), "腾讯云最长审核 48 小时，", "腾讯云最长审核 72 小时，"},
		{"reporting.done", "forms", clockChange("forms.max", "", "days", 0, 30), "停留超过 45 天订单失效", "停留超过 30 天订单失效"},
		{"reporting.done", "forms", clockChange("forms.max", "33", "days", 0, 60), "停留超过 45 天订单失效", "停留超过 60 天订单失效"},
		{"reporting.done", "forms", clockChange("forms.max", "33", "days", 0, 30), "停留超过 45 天订单失效", "停留超过 45 天订单失效"},
		{"prereview.submit", "prereview", clockChange("prereview.recall", "", "hours", 0, 2), "未接的，约 1 小时后再打一次", "未接的，2 小时后再打一次"},
		{"prereview.pass", "bureau-submit", clockChange("sms.legal", "", "hours", 0, 48), "24 小时内须核验", "48 小时内须核验"},
		{"online.live", "police-account", clockChange("police.legal", "", "days", 0, 60), "上线后 30 天内须", "上线后 60 天内须"},
		{"police-site.approve", "police-number", clockChange("police-number.legal", "", "days", 0, 15), "通过后 30 天内须", "通过后 15 天内须"},
	} {
		t.Run(fmt.Sprintf("%s in %s of %d %s", c.change.Code, c.stage, c.change.Term.To, c.change.Term.Unit), func(t *testing.T) {
			d := newDesk(t, plan("first"))
			straight(d, c.upTo)
			detail := func() string {
				for _, r := range d.s.OpenRuns() {
					if r.Stage == c.stage {
						return d.e.Describe(d.p, r, d.s, at(t, "2026-03-02 13:00")).Detail
					}
				}
				t.Fatalf("%s is not on", c.stage)
				return ""
			}
			if got := detail(); !strings.Contains(got, c.before) {
				t.Errorf("%s: %q", c.stage, got)
			}
			if d.e = changed(t, c.change); !strings.Contains(detail(), c.then) {
				t.Errorf("%s changed: %q, want %q", c.stage, detail(), c.then)
			}
		})
	}
}

// What Tencent publishes of the bureaus, province by province: read there, not here.
func TestEveryProvinceHasItsExpectedTermAndTheSameLastDay(t *testing.T) {
	g := workflow.Embedded()
	for _, p := range g.Provinces {
		r, ok := g.TermOf(workflow.ChangeClock, p.Code, "bureau-review.expected")
		if !ok || r.Term.Unit != "days" || r.Source == "" || r.Sourced == "" {
			t.Errorf("%s expects %+v", p.Short, r)
		}
		if _, ok := g.TermOf(workflow.ChangeClock, p.Code, "bureau-review.max"); ok {
			t.Errorf("%s has a last day of its own", p.Short)
		}
	}
	for _, c := range []struct{ province, want string }{
		{"31", "3–4 天"}, {"65", "3–4 天"}, {"64", "4–6 天"}, {"44", "7–9 天"}, {"33", "7–10 天"}, {"11", "15–17 天"}, {"53", "16–21 天"}, {"32", "9–30 天"},
	} {
		if r, _ := g.TermOf(workflow.ChangeClock, c.province, "bureau-review.expected"); r.Words != c.want {
			t.Errorf("%s expects %s, want %s", c.province, r.Words, c.want)
		}
	}
}

func TestEveryClockTellsWhenItsSourceIsFrom(t *testing.T) {
	dated := regexp.MustCompile(`^(日期不详，(抄录于 \d{4}-\d{2}-\d{2}|不晚于 \d{4})|\d{4}(-\d{2}){0,2})$`)
	for _, c := range workflow.Embedded().Clocks {
		all := map[string]workflow.Clock{"": c}
		for _, own := range []map[string]workflow.Clock{c.Types, c.Provinces, c.Outdated} {
			maps.Copy(all, own)
		}
		for scope, own := range all {
			if own.To > 0 && !dated.MatchString(own.Sourced) {
				t.Errorf("%s/%s: %s is from %q", c.Code, scope, own.Source, own.Sourced)
			}
		}
	}
}

// The order lapses wherever Tencent waits for us: at the forms, before the pre-review, and
// before a cancellation goes to the bureau once more. A date agreed for the step comes first.
func TestAnOrderLapsesWhereverTheCloudWaitsForUs(t *testing.T) {
	d := newDesk(t, plan("first"))
	straight(d, "forms.face")
	d.want([]string{"prereview/todo:agency"}, "prereview.lapse 2026-04-16", "agreed 2026-03-05 *")
	d.do("2026-03-02", "prereview.submit")
	d.do("2026-03-03", "prereview.reject", "reason", "反光")
	d.want([]string{"forms/fill:agency"}, "forms.max 2026-04-17 *")
	// Only a cancellation comes back to us after a missed round.
	d = newDesk(t, plan("cancel"))
	straight(d, "prereview.pass")
	d.do("2026-03-05 09:00", "bureau-submit.sms", "people", string(shen))
	d.do("2026-03-06 09:30", "sms.missed", "change", "no")
	d.want([]string{"bureau-submit/todo:agency"}, "bureau-submit.lapse 2026-04-20", "agreed 2026-03-11 *")
	if why := d.e.Reasons(d.deadline("bureau-submit.lapse")); !strings.Contains(strings.Join(why, ""), "内容保留，核对后再提交初审") {
		t.Errorf("%v", why)
	}
}

// A running case goes on by what it was opened with.
func TestAnEarlierReleaseKeepsItsClocks(t *testing.T) {
	d := review(t)
	d.e = workflow.New(workflow.Released(1), cal.Embedded())
	d.want([]string{"bureau-review/submitted:bureau"}, "bureau-review.expected 2026-10-08…2026-10-12", "bureau-review.max 2026-11-09 *")
	if workflow.Released(workflow.Release) != workflow.Embedded() {
		t.Error("the present release is another one")
	}
}

// What an earlier release says of the police is said in the words of the type: an app that was
// opened under it can have the phase now.
func TestAnEarlierReleaseSpeaksInTheWordsOfTheType(t *testing.T) {
	for release := 1; release <= workflow.Release; release++ {
		e := workflow.New(workflow.Released(release), cal.Embedded()).For("app")
		for _, c := range e.Graph().Clocks {
			switch c.Code {
			case "police.legal", "police-site.expected":
				if text := c.Label + c.TriggerText + strings.Join(c.Notes, ""); strings.Contains(text, "网站") || !strings.Contains(text, "APP") {
					t.Errorf("release %d, %s: %s", release, c.Code, text)
				}
			case "prereview.expected":
				if own := workflow.Released(release).Of("cancel"); own.Name(workflow.ChangeClock, "", c.Code) != "腾讯云审核预计" {
					t.Errorf("release %d: %s", release, own.Name(workflow.ChangeClock, "", c.Code))
				}
			}
		}
	}
}

// The cloud looks at a cancellation for a day at most, not as long as at other orders.
func TestACancellationIsExpectedWithinAWorkingDay(t *testing.T) {
	d := newDesk(t, plan("cancel"))
	straight(d, "account.done")
	d.do("2026-03-03", "prereview.submit")
	got := d.deadline("prereview.expected")
	if got.Due.String() != "2026-03-04" || got.Scope != "cancel" || !strings.Contains(strings.Join(d.e.Reasons(got), ""), "1 个工作日内") {
		t.Errorf("%+v: %v", got, d.e.Reasons(got))
	}
}

func TestTheStageListNamesTheTermOfTheProvinceAndTheType(t *testing.T) {
	for _, c := range []struct{ kind, province, want string }{
		{"first", "34", "12–17 天"}, {"first", "31", "3–4 天"}, {"cancel", "34", "1–5 个工作日"},
	} {
		p := plan(c.kind)
		p.Province = c.province
		d := newDesk(t, p)
		straight(d, "account.done")
		lines := d.e.Stages(d.p, d.s, at(t, "2026-03-02 10:00"))
		i := slices.IndexFunc(lines, func(l workflow.StageLine) bool { return l.Code == "bureau-review" })
		if i < 0 || lines[i].Note != c.want {
			t.Errorf("%s in %s: %+v, want %q", c.kind, c.province, lines, c.want)
		}
	}
}
