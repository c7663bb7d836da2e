package filing_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/errs"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/ref"
	"beiandesk/internal/rules"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// setClock changes a clock of the desk.
func (f *fixture) setClock(code, scope, unit string, from, to, seq int) {
	f.t.Helper()
	of := setup.Overridden{About: store.About{Kind: workflow.ChangeClock, Scope: scope, Code: code}, Seq: seq}
	if _, err := setup.SaveClock(context.Background(), f.Office, of, workflow.Term{Unit: unit, From: from, To: to}, setup.Basis{Source: "腾讯云工单答复", Sourced: "2026-09-01"}); err != nil {
		f.t.Fatal(err)
	}
}

func (f *fixture) behind() filing.BehindPage {
	f.t.Helper()
	p, err := filing.Behind(context.Background(), f.Office, store.BehindAt{})
	if err != nil {
		f.t.Fatal(err)
	}
	return p
}

func (f *fixture) takeUp(ids ...ref.CaseID) filing.TakenUp {
	f.t.Helper()
	out, err := filing.TakeUp(context.Background(), f.Office, ids)
	if err != nil {
		f.t.Fatal(err)
	}
	return out
}

func TestAChangedClockReachesAnOpenCaseOnlyWhenItIsTicked(t *testing.T) {
	f := newFixture(t, "2026-09-07 10:00")
	id := f.reporting() // 2–3 days from Monday: Wednesday to Thursday
	before := clockOf(t, f.show(id), "reporting.expected").Deadline
	if before.Due.String() != "2026-09-10" {
		t.Fatalf("due %s", before.Due)
	}
	f.setClock("reporting.expected", "", "days", 4, 7, 0)
	stored := f.stored(id)
	c := f.show(id)
	if k := clockOf(t, c, "reporting.expected"); k.Deadline.Due != before.Due {
		t.Errorf("the open case moved to %s", k.Deadline.Due)
	}
	if !slices.ContainsFunc(c.Warnings, func(w string) bool { return strings.Contains(w, "仍按原来的") }) {
		t.Errorf("nobody is told: %v", c.Warnings)
	}
	// Any later move keeps the case at its edition, too.
	f.do(filing.DoInput{CaseID: id, Action: "case.hold", Reason: "等客户"})
	f.do(filing.DoInput{CaseID: id, Action: "case.resume"})
	if got := f.stored(id); !slices.Equal(got, stored) {
		t.Errorf("a move took it further:\n%v\n%v", got, stored)
	}
	fresh := f.open(little("后来有限公司", "later.example"))

	p := f.behind()
	if p.Total != 1 || len(p.Changes) != 1 || p.Next != (store.BehindAt{}) {
		t.Fatalf("%+v", p)
	}
	want := filing.DateChange{CaseID: id, Number: "BA2026-0001", Stage: "注册信息上报", Label: "上报预计", Old: "2026-09-09 至 2026-09-10", New: "2026-09-11 至 2026-09-14"}
	if got := p.Changes[0]; !slices.Equal(got.Dates, []filing.DateChange{want}) || len(got.Rules)+len(got.Texts) != 0 || got.Stage != "注册信息上报" || got.Blocked != "" {
		t.Errorf("%+v", got)
	}

	if out := f.takeUp(id, fresh); out.Done != 1 || out.Moved != 1 || len(out.Failed) != 0 {
		t.Errorf("%+v", out)
	}
	k := clockOf(t, f.show(id), "reporting.expected")
	if k.Deadline.Due.String() != "2026-09-14" || !strings.Contains(strings.Join(k.Reasons, ""), "腾讯云工单答复（2026-09-01）") || k.Rule.Code != "reporting.expected" {
		t.Errorf("after ticking: %s %v", k.Deadline.Due, k.Reasons)
	}
	if !slices.Equal(f.stored(id), f.computed(id)) {
		t.Error("what is stored is not what is shown")
	}
	if line := f.show(id).Timeline[0]; line.Title != "改按新的时限和规则" || !strings.Contains(line.Text, "2026-09-09 至 2026-09-10 → 2026-09-11 至 2026-09-14") {
		t.Errorf("the timeline says %+v", line)
	}
	if p := f.behind(); p.Total != 0 || len(p.Changes) != 0 {
		t.Errorf("%+v", p)
	}
	if out := f.takeUp(id); out.Done != 0 {
		t.Error("ticking twice did something")
	}
}

// reached is what the banner counts.
func (f *fixture) reached() int {
	f.t.Helper()
	n, err := filing.Reached(context.Background(), f.Office)
	if err != nil {
		f.t.Fatal(err)
	}
	return n
}

func TestACaseWithoutChangeGoesOnWithoutAWordInItsTimeline(t *testing.T) {
	f := newFixture(t, "2026-09-07 10:00")
	met := f.reporting()
	id := f.open(little("后来有限公司", "later.example"))
	before := f.show(id)
	f.setClock("reporting.expected", "", "days", 4, 7, 0)
	if p := f.behind(); p.Total != 2 || len(p.Changes) != 1 || !slices.Equal(p.Same, []ref.CaseID{id}) {
		t.Fatalf("%+v", p)
	}
	if n := f.reached(); n != 1 {
		t.Errorf("%d cases are told to be met", n)
	}
	if out := f.takeUp(id); out.Done != 1 || out.Moved != 0 || len(out.Failed) != 0 {
		t.Errorf("%+v", out)
	}
	after := f.show(id)
	if after.Case.Edition != f.Editions.Latest().No || after.Case.UpdatedAt != before.Case.UpdatedAt {
		t.Errorf("%+v", after.Case)
	}
	if len(after.Timeline) != len(before.Timeline) {
		t.Errorf("the timeline says %+v", after.Timeline[0])
	}
	var lines []store.Entry
	if err := f.Look(context.Background(), func(tx store.Tx) (err error) { lines, err = tx.Journal().Of("", 0, 1); return err }); err != nil {
		t.Fatal(err)
	}
	if len(lines) != 1 || lines[0].Title != "1 件没有变化的案件改按新的时限和规则" || lines[0].Payload != "BA2026-0002" {
		t.Errorf("the desk's journal says %+v", lines)
	}
	f.takeUp(met)
	if n := f.reached(); n != 0 {
		t.Errorf("%d cases are still met", n)
	}
}

func TestAnotherSourceAloneReachesTheReasonsWithoutAWord(t *testing.T) {
	f := newFixture(t, "2026-09-07 10:00")
	id := f.reporting()
	f.setClock("reporting.expected", "", "days", 2, 3, 0) // the release's term
	if n := f.reached(); n != 0 {
		t.Errorf("%d cases are told to be met", n)
	}
	lines := len(f.show(id).Timeline)
	if out := f.takeUp(id); out.Done != 1 || len(f.show(id).Timeline) != lines {
		t.Errorf("%+v", out)
	}
	if k := clockOf(t, f.show(id), "reporting.expected"); !strings.Contains(strings.Join(k.Reasons, ""), "腾讯云工单答复") {
		t.Errorf("%v", k.Reasons)
	}
	if !slices.Equal(f.stored(id), f.computed(id)) {
		t.Error("what is stored is not what is shown")
	}
}

func TestWhatAChangeMeetsIsToldByWhereTheCasesStand(t *testing.T) {
	ctx := context.Background()
	text := func(f *fixture, code string) error {
		return setup.SaveText(ctx, f.Office, setup.Overridden{About: store.About{Kind: workflow.ChangeText, Code: code}}, "换一句话。")
	}
	rule := func(f *fixture, scope, stage string) error {
		r := setup.RuleInput{Label: "备齐承诺书", Severity: "warn", Text: "要交承诺书原件", Advice: "请客户寄来", Stages: []string{stage}}
		return setup.SaveRule(ctx, f.Office, setup.Overridden{About: store.About{Scope: scope}}, r, setup.Basis{Source: "管局公告"})
	}
	clock := func(f *fixture, code, scope string, to int) error {
		of := setup.Overridden{About: store.About{Kind: workflow.ChangeClock, Scope: scope, Code: code}}
		_, err := setup.SaveClock(ctx, f.Office, of, workflow.Term{Unit: "days", To: to}, setup.Basis{Source: "工单"})
		return err
	}
	for name, c := range map[string]struct {
		change func(*fixture) error
		want   int // of two cases in 浙江: one where materials are gathered, one that is being reported
	}{
		"a clock that runs":                {func(f *fixture) error { return clock(f, "reporting.expected", "", 9) }, 1},
		"a clock of this province":         {func(f *fixture) error { return clock(f, "reporting.expected", "33", 9) }, 1},
		"a clock of another province":      {func(f *fixture) error { return clock(f, "reporting.expected", "44", 9) }, 0},
		"a clock of another case type":     {func(f *fixture) error { return clock(f, "reporting.expected", "add", 9) }, 0},
		"a clock of a later stage":         {func(f *fixture) error { return clock(f, "police.legal", "", 20) }, 0},
		"a text in use":                    {func(f *fixture) error { return text(f, "materials.todo.message") }, 1},
		"a text of a later stage":          {func(f *fixture) error { return text(f, "police-number.todo.message") }, 0},
		"a rule of the next submission":    {func(f *fixture) error { return rule(f, "", "template") }, 1},
		"a rule of the one that follows":   {func(f *fixture) error { return rule(f, "33", "bureau-submit") }, 1},
		"a rule of another province":       {func(f *fixture) error { return rule(f, "44", "template") }, 0},
		"a rule of a submission still far": {func(f *fixture) error { return rule(f, "", "police-site") }, 0},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFixture(t, "2026-09-07 10:00")
			f.reporting()
			f.open(little("后来有限公司", "later.example"))
			if n := f.reached(); n != 0 {
				t.Fatalf("%d before any change", n)
			}
			if err := c.change(f); err != nil {
				t.Fatal(err)
			}
			if n := f.reached(); n != c.want {
				t.Errorf("%d cases, not %d", n, c.want)
			}
			if found := len(f.behind().Changes); found != c.want {
				t.Errorf("a look finds %d", found)
			}
		})
	}
}

func TestAChangeThatUndoesWhatHappenedBlocksTheCase(t *testing.T) {
	f := newFixture(t, "2026-09-07 10:00")
	id := f.reporting()
	f.step(id, "reporting.done", "forms.filled", "forms.face")
	f.do(filing.DoInput{CaseID: id, Action: "prereview.submit", Values: map[string]string{"override": "测试"}})
	f.step(id, "prereview.pass")
	f.at("2026-09-10 10:00")
	f.do(filing.DoInput{CaseID: id, Action: "bureau-submit.sms"})
	f.at("2026-09-10 20:00")
	f.step(id, "sms.verified")
	f.setClock("sms.legal", "", "hours", 0, 2, 0) // the verification came ten hours after the message
	p := f.behind()
	if len(p.Changes) != 1 || p.Changes[0].Blocked == "" {
		t.Fatalf("%+v", p)
	}
	if out := f.takeUp(id); out.Done != 0 || len(out.Failed) != 1 || !strings.HasPrefix(out.Failed[0], "BA2026-0001：") {
		t.Errorf("%+v", out)
	}
	if c := f.show(id); c.Case.Edition != 0 {
		t.Error("the case was changed")
	}
}

func TestAnEndedCaseIsNeitherListedNorTaken(t *testing.T) {
	f := newFixture(t, "2026-09-07 10:00")
	id := f.open(qinghe())
	f.setClock("template.max", "", "hours", 0, 72, 0)
	f.do(filing.DoInput{CaseID: id, Action: "case.withdraw", Reason: "不办了"})
	if p := f.behind(); p.Total != 0 {
		t.Errorf("%+v", p)
	}
	if out := f.takeUp(id); out.Done != 0 || len(out.Failed) != 1 {
		t.Errorf("%+v", out)
	}
}

func TestRulesAndTextsWaitForTheTick(t *testing.T) {
	ctx := context.Background()
	f := newFixture(t, "2026-09-07 10:00")
	id := f.open(qinghe())
	text := setup.Overridden{About: store.About{Kind: workflow.ChangeText, Code: "materials.todo.message"}}
	if err := setup.SaveText(ctx, f.Office, text, "您好，材料还差几样。"); err != nil {
		t.Fatal(err)
	}
	remind := setup.RuleInput{Label: "备齐承诺书", Severity: "warn", Text: "要交承诺书原件", Advice: "请客户寄来", Stages: []string{"template"}}
	if err := setup.SaveRule(ctx, f.Office, setup.Overridden{About: store.About{Scope: "33"}}, remind, setup.Basis{Source: "浙江管局公告"}); err != nil {
		t.Fatal(err)
	}
	says := func() (message bool, rule bool) {
		for _, n := range f.show(id).Next {
			message = message || n.Message == "您好，材料还差几样。"
		}
		r, err := filing.Preflight(ctx, f.Office, id, "template")
		if err != nil {
			t.Fatal(err)
		}
		return message, slices.ContainsFunc(r.Results, func(x rules.Result) bool { return x.Label == "备齐承诺书" })
	}
	if message, rule := says(); message || rule {
		t.Errorf("before ticking: message %v, rule %v", message, rule)
	}
	p := f.behind()
	if len(p.Changes) != 1 || !slices.Equal(p.Changes[0].Texts, []string{"收集材料：发给客户的话"}) ||
		!slices.Equal(p.Changes[0].Rules, []filing.RuleChange{{Label: "备齐承诺书", New: "警告", Text: "要交承诺书原件"}}) {
		t.Fatalf("%+v", p.Changes)
	}
	f.takeUp(id)
	if message, rule := says(); !message || !rule {
		t.Errorf("after ticking: message %v, rule %v", message, rule)
	}
}

func TestAConfirmedRuleAndClockSaySo(t *testing.T) {
	ctx := context.Background()
	f := newFixture(t, "2026-09-07 10:00")
	id := f.reporting()
	for _, about := range []store.About{{Kind: store.OverrideRule, Code: "lead.name"}, {Kind: workflow.ChangeClock, Code: "reporting.expected"}} {
		if err := setup.Confirm(ctx, f.Office, setup.Overridden{About: about}, ""); err != nil {
			t.Fatal(err)
		}
	}
	if k := clockOf(t, f.show(id), "reporting.expected"); k.Confirmed == nil || k.Confirmed.On.String() != "2026-09-07" || k.Confirmed.By != f.Staff {
		t.Errorf("%+v", k.Confirmed)
	}
	r, err := filing.Preflight(ctx, f.Office, id, "")
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(r.Results, func(x rules.Result) bool { return x.Code == "lead.name" })
	if i < 0 || r.Results[i].Confirmed == nil || r.Results[i].Confirmed.String() != "2026-09-07" {
		t.Errorf("%+v", r.Results)
	}
	if p := f.behind(); p.Total != 0 {
		t.Errorf("confirming alone leaves cases behind: %+v", p)
	}
}

func TestManyAreTakenInPieces(t *testing.T) {
	f := newFixture(t, "2026-09-07 10:00")
	if _, err := filing.TakeUp(context.Background(), f.Office, make([]ref.CaseID, 51)); errs.CodeOf(err) != errs.Invalid {
		t.Errorf("51 at once: %v", err)
	}
}

func TestAProcessThatIsBehindWritesNothing(t *testing.T) {
	ctx := context.Background()
	f := newFixture(t, "2026-09-07 10:00")
	id := f.reporting()
	before := *f.Office // as another process has it
	f.setClock("reporting.expected", "", "days", 4, 7, 0)
	f.takeUp(id)
	stored := f.stored(id)
	if _, err := filing.Do(ctx, &before, filing.DoInput{CaseID: id, Action: "case.hold", Reason: "等客户"}); errs.CodeOf(err) != errs.Conflict {
		t.Errorf("it wrote by what it knew: %v", err)
	}
	if got := f.stored(id); !slices.Equal(got, stored) {
		t.Errorf("the dates are %v", got)
	}
}

func TestADateNamesTheTermThatGovernsIt(t *testing.T) {
	f := newFixture(t, "2026-09-07 10:00")
	f.setClock("reporting.expected", "33", "days", 0, 1, 0) // shorter than the general one, which holds
	f.setClock("reporting.expected", "44", "days", 5, 9, 0)
	id := f.reporting()
	if k := clockOf(t, f.show(id), "reporting.expected"); k.Rule != (store.About{Kind: workflow.ChangeClock, Code: "reporting.expected"}) {
		t.Errorf("%s by %+v", k.Deadline.Due, k.Rule)
	}
	f.setClock("reporting.expected", "33", "days", 5, 9, 1)
	f.takeUp(id)
	if k := clockOf(t, f.show(id), "reporting.expected"); k.Rule.Scope != "33" {
		t.Errorf("%s by %+v", k.Deadline.Due, k.Rule)
	}
}
