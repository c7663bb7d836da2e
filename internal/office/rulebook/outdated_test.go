package rulebook_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/calendar"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/preflight"
	"beiandesk/internal/office/rulebook"
	"beiandesk/internal/ref"
	"beiandesk/internal/rules"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// setClock changes a clock of the desk that nobody has changed before.
func setClock(f *desktest.Fixture, code, scope, unit string, from, to int) {
	f.T.Helper()
	of := rulebook.RuleRef{RuleKey: store.RuleKey{Kind: workflow.ChangeClock, Scope: scope, Code: code}}
	if _, err := rulebook.SaveClock(context.Background(), f.Office, of, workflow.Term{Unit: unit, From: from, To: to}, rulebook.Basis{Source: "腾讯云工单答复", Sourced: "2026-09-01"}); err != nil {
		f.T.Fatal(err)
	}
}

func outdated(f *desktest.Fixture) rulebook.OutdatedPage {
	f.T.Helper()
	p, err := rulebook.Outdated(context.Background(), f.Office, store.OutdatedAt{})
	if err != nil {
		f.T.Fatal(err)
	}
	return p
}

func toLatest(f *desktest.Fixture, ids ...ref.CaseID) rulebook.MovedToLatest {
	f.T.Helper()
	out, err := rulebook.MoveToLatest(context.Background(), f.Office, ids)
	if err != nil {
		f.T.Fatal(err)
	}
	return out
}

func TestAChangedClockReachesAnOpenCaseOnlyWhenItIsTicked(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.Reporting() // 2–3 days from Monday: Wednesday to Thursday
	before := desktest.ClockOf(t, f.Show(id), "reporting.expected").Deadline
	if before.Due.String() != "2026-09-10" {
		t.Fatalf("due %s", before.Due)
	}
	setClock(f, "reporting.expected", "", "days", 4, 7)
	stored := f.Stored(id)
	c := f.Show(id)
	if k := desktest.ClockOf(t, c, "reporting.expected"); k.Deadline.Due != before.Due {
		t.Errorf("the open case moved to %s", k.Deadline.Due)
	}
	if !slices.ContainsFunc(c.Warnings, func(w string) bool { return strings.Contains(w, "仍按原来的") }) {
		t.Errorf("nobody is told: %v", c.Warnings)
	}
	// Any later move keeps the case at its edition, too.
	f.Record(filing.DoInput{CaseID: id, Action: "case.hold", Reason: "等客户", Values: map[string]string{"until": "2026-12-31"}})
	f.Record(filing.DoInput{CaseID: id, Action: "case.resume"})
	if got := f.Stored(id); !slices.Equal(got, stored) {
		t.Errorf("a move took it further:\n%v\n%v", got, stored)
	}
	fresh := f.OpenCase(desktest.Little("后来有限公司", "later.example"))

	p := outdated(f)
	if p.Total != 1 || len(p.Changes) != 1 || p.Next != (store.OutdatedAt{}) {
		t.Fatalf("%+v", p)
	}
	want := calendar.DateChange{CaseID: id, Number: "BA2026-0001", Stage: "注册信息上报", Label: "上报预计", Old: "2026-09-09 至 2026-09-10", New: "2026-09-11 至 2026-09-14"}
	if got := p.Changes[0]; !slices.Equal(got.Dates, []calendar.DateChange{want}) || len(got.Rules)+len(got.Texts) != 0 || got.Stage != "注册信息上报" || got.Blocked != "" {
		t.Errorf("%+v", got)
	}

	if out := toLatest(f, id, fresh); out.Done != 1 || out.Moved != 1 || len(out.Failed) != 0 {
		t.Errorf("%+v", out)
	}
	k := desktest.ClockOf(t, f.Show(id), "reporting.expected")
	if k.Deadline.Due.String() != "2026-09-14" || !strings.Contains(strings.Join(k.Reasons, ""), "腾讯云工单答复（2026-09-01）") || k.Rule.Code != "reporting.expected" {
		t.Errorf("after ticking: %s %v", k.Deadline.Due, k.Reasons)
	}
	if !slices.Equal(f.Stored(id), f.Computed(id)) {
		t.Error("what is stored is not what is shown")
	}
	if line := f.Show(id).Timeline[0]; line.Title != "改按新的期限和规则" || !strings.Contains(line.Text, "2026-09-09 至 2026-09-10 → 2026-09-11 至 2026-09-14") {
		t.Errorf("the timeline says %+v", line)
	}
	if p := outdated(f); p.Total != 0 || len(p.Changes) != 0 {
		t.Errorf("%+v", p)
	}
	if out := toLatest(f, id); out.Done != 0 {
		t.Error("ticking twice did something")
	}
}

// reached is what the banner counts.
func reached(f *desktest.Fixture) int {
	f.T.Helper()
	n, err := rulebook.CountAffected(context.Background(), f.Office)
	if err != nil {
		f.T.Fatal(err)
	}
	return n
}

// met is how many cases the list shows to be met.
func met(f *desktest.Fixture) int {
	f.T.Helper()
	n := 0
	for _, c := range outdated(f).Changes {
		if c.Met {
			n++
		}
	}
	return n
}

func TestACaseWithoutChangeGoesOnWithoutAWordInItsTimeline(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	met := f.Reporting()
	id := f.OpenCase(desktest.Little("后来有限公司", "later.example"))
	before := f.Show(id)
	setClock(f, "reporting.expected", "", "days", 4, 7)
	if p := outdated(f); p.Total != 2 || len(p.Changes) != 1 || !slices.Equal(p.Same, []ref.CaseID{id}) {
		t.Fatalf("%+v", p)
	}
	if n := reached(f); n != 1 {
		t.Errorf("%d cases are told to be met", n)
	}
	if out := toLatest(f, id); out.Done != 1 || out.Moved != 0 || len(out.Failed) != 0 {
		t.Errorf("%+v", out)
	}
	after := f.Show(id)
	if after.Case.Edition != f.Editions.Latest().No || after.Case.UpdatedAt != before.Case.UpdatedAt {
		t.Errorf("%+v", after.Case)
	}
	if len(after.Timeline) != len(before.Timeline) {
		t.Errorf("the timeline says %+v", after.Timeline[0])
	}
	var lines []store.Entry
	if err := f.Read(context.Background(), func(tx store.Tx) (err error) { lines, err = tx.Journal().Of("", 0, 1); return err }); err != nil {
		t.Fatal(err)
	}
	if len(lines) != 1 || lines[0].Title != "1 件没有变化的案件改按新的期限和规则" || lines[0].Payload != "BA2026-0002" {
		t.Errorf("the desk's journal says %+v", lines)
	}
	toLatest(f, met)
	if n := reached(f); n != 0 {
		t.Errorf("%d cases are still met", n)
	}
}

func TestAnotherSourceAloneReachesTheReasonsWithoutAWord(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.Reporting()
	setClock(f, "reporting.expected", "", "days", 2, 3) // the release's term
	if n := reached(f); n != 0 {
		t.Errorf("%d cases are told to be met", n)
	}
	lines := len(f.Show(id).Timeline)
	if out := toLatest(f, id); out.Done != 1 || len(f.Show(id).Timeline) != lines {
		t.Errorf("%+v", out)
	}
	if k := desktest.ClockOf(t, f.Show(id), "reporting.expected"); !strings.Contains(strings.Join(k.Reasons, ""), "腾讯云工单答复") {
		t.Errorf("%v", k.Reasons)
	}
	if !slices.Equal(f.Stored(id), f.Computed(id)) {
		t.Error("what is stored is not what is shown")
	}
}

func TestWhatAChangeMeetsIsToldByWhereTheCasesStand(t *testing.T) {
	ctx := context.Background()
	text := func(f *desktest.Fixture, code string) error {
		return rulebook.SaveText(ctx, f.Office, rulebook.RuleRef{RuleKey: store.RuleKey{Kind: workflow.ChangeText, Code: code}}, "换一句话。")
	}
	rule := func(f *desktest.Fixture, scope, stage string) error {
		r := rulebook.RuleInput{Label: "备齐承诺书", Severity: "warn", Text: "要交承诺书原件", Advice: "请客户寄来", Stages: []string{stage}}
		return rulebook.SaveRule(ctx, f.Office, rulebook.RuleRef{RuleKey: store.RuleKey{Scope: scope}}, r, rulebook.Basis{Source: "管局公告"})
	}
	clock := func(f *desktest.Fixture, code, scope string, to int) error {
		of := rulebook.RuleRef{RuleKey: store.RuleKey{Kind: workflow.ChangeClock, Scope: scope, Code: code}}
		_, err := rulebook.SaveClock(ctx, f.Office, of, workflow.Term{Unit: "days", To: to}, rulebook.Basis{Source: "工单"})
		return err
	}
	advise := func(f *desktest.Fixture, code string) error {
		pack, err := rulebook.ReadPack(ctx, f.Office, "")
		if err != nil {
			return err
		}
		r := pack.Rules[slices.IndexFunc(pack.Rules, func(r rulebook.RuleLine) bool { return r.Code == code })]
		in := rulebook.RuleInput{Label: r.Label, Value: r.Value, Severity: string(r.Severity), Text: r.Text, Advice: "换一种说法"}
		return rulebook.SaveRule(ctx, f.Office, rulebook.RuleRef{RuleKey: store.RuleKey{Code: code}}, in, rulebook.Basis{Source: "管局公告"})
	}
	for name, c := range map[string]struct {
		change func(*desktest.Fixture) error
		want   int // of two cases in 浙江: one where materials are gathered, one that is being reported
	}{
		"a clock that runs":                {func(f *desktest.Fixture) error { return clock(f, "reporting.expected", "", 9) }, 1},
		"a clock of this province":         {func(f *desktest.Fixture) error { return clock(f, "reporting.expected", "33", 9) }, 1},
		"a clock of another province":      {func(f *desktest.Fixture) error { return clock(f, "reporting.expected", "44", 9) }, 0},
		"a clock of another case type":     {func(f *desktest.Fixture) error { return clock(f, "reporting.expected", "add", 9) }, 0},
		"a clock of a later stage":         {func(f *desktest.Fixture) error { return clock(f, "police.legal", "", 20) }, 0},
		"a text in use":                    {func(f *desktest.Fixture) error { return text(f, "materials.todo.message") }, 1},
		"a text of a later stage":          {func(f *desktest.Fixture) error { return text(f, "police-number.todo.message") }, 0},
		"a rule of the next submission":    {func(f *desktest.Fixture) error { return rule(f, "", "template") }, 1},
		"a rule of the one that follows":   {func(f *desktest.Fixture) error { return rule(f, "33", "bureau-submit") }, 2}, // an order whose domain is there goes straight to it
		"advice alone, which judges alike": {func(f *desktest.Fixture) error { return advise(f, "lead.name") }, 2},
		"a rule of another province":       {func(f *desktest.Fixture) error { return rule(f, "44", "template") }, 0},
		"a rule of a submission still far": {func(f *desktest.Fixture) error { return rule(f, "", "police-site") }, 0},
	} {
		t.Run(name, func(t *testing.T) {
			f := desktest.NewFixture(t, "2026-09-07 10:00")
			f.Reporting()
			f.OpenCase(desktest.Little("后来有限公司", "later.example"))
			if n := reached(f); n != 0 {
				t.Fatalf("%d before any change", n)
			}
			if err := c.change(f); err != nil {
				t.Fatal(err)
			}
			if n := reached(f); n != c.want {
				t.Errorf("%d cases, not %d", n, c.want)
			}
			if found := met(f); found != c.want {
				t.Errorf("a look shows %d", found)
			}
		})
	}
}

func TestAChangeThatUndoesWhatHappenedBlocksTheCase(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.Reporting()
	f.Step(id, "reporting.done", "forms.filled", "forms.face")
	f.Record(filing.DoInput{CaseID: id, Action: "prereview.submit", Values: map[string]string{"override": "测试"}})
	f.Step(id, "prereview.pass")
	f.SetClock("2026-09-10 10:00")
	f.Record(filing.DoInput{CaseID: id, Action: "bureau-submit.sms"})
	f.SetClock("2026-09-10 20:00")
	f.Step(id, "sms.verified")
	setClock(f, "sms.legal", "", "hours", 0, 2) // the verification came ten hours after the message
	p := outdated(f)
	if len(p.Changes) != 1 || p.Changes[0].Blocked == "" {
		t.Fatalf("%+v", p)
	}
	if out := toLatest(f, id); out.Done != 0 || len(out.Failed) != 1 || !strings.HasPrefix(out.Failed[0], "BA2026-0001：") {
		t.Errorf("%+v", out)
	}
	if c := f.Show(id); c.Case.Edition != 0 {
		t.Error("the case was changed")
	}
}

func TestAnEndedCaseIsNeitherListedNorTaken(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.OpenCase(desktest.Qinghe())
	setClock(f, "template.max", "", "hours", 0, 72)
	f.Record(filing.DoInput{CaseID: id, Action: "case.withdraw", Reason: "不办了"})
	if p := outdated(f); p.Total != 0 {
		t.Errorf("%+v", p)
	}
	if out := toLatest(f, id); out.Done != 0 || len(out.Failed) != 1 {
		t.Errorf("%+v", out)
	}
}

func TestRulesAndTextsWaitForTheTick(t *testing.T) {
	ctx := context.Background()
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.OpenCase(desktest.Qinghe())
	text := rulebook.RuleRef{RuleKey: store.RuleKey{Kind: workflow.ChangeText, Code: "materials.todo.message"}}
	if err := rulebook.SaveText(ctx, f.Office, text, "您好，材料还差几样。"); err != nil {
		t.Fatal(err)
	}
	remind := rulebook.RuleInput{Label: "备齐承诺书", Severity: "warn", Text: "要交承诺书原件", Advice: "请客户寄来", Stages: []string{"template"}}
	if err := rulebook.SaveRule(ctx, f.Office, rulebook.RuleRef{RuleKey: store.RuleKey{Scope: "33"}}, remind, rulebook.Basis{Source: "浙江管局公告"}); err != nil {
		t.Fatal(err)
	}
	says := func() (message bool, rule bool) {
		for _, n := range f.Show(id).Next {
			message = message || n.Message == "您好，材料还差几样。"
		}
		r, err := preflight.Check(ctx, f.Office, id, "template")
		if err != nil {
			t.Fatal(err)
		}
		return message, slices.ContainsFunc(r.Results, func(x rules.Result) bool { return x.Label == "备齐承诺书" })
	}
	if message, rule := says(); message || rule {
		t.Errorf("before ticking: message %v, rule %v", message, rule)
	}
	p := outdated(f)
	if len(p.Changes) != 1 || !slices.Equal(p.Changes[0].Texts, []string{"收集材料：发给客户的话"}) ||
		!slices.Equal(p.Changes[0].Rules, []rulebook.RuleChange{{Label: "备齐承诺书", New: "警告", Text: "要交承诺书原件"}}) {
		t.Fatalf("%+v", p.Changes)
	}
	toLatest(f, id)
	if message, rule := says(); !message || !rule {
		t.Errorf("after ticking: message %v, rule %v", message, rule)
	}
}

func TestAConfirmedRuleAndClockSaySo(t *testing.T) {
	ctx := context.Background()
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.Reporting()
	for _, about := range []store.RuleKey{{Kind: store.OverrideRule, Code: "lead.name"}, {Kind: workflow.ChangeClock, Code: "reporting.expected"}} {
		if err := rulebook.Confirm(ctx, f.Office, []rulebook.RuleRef{{RuleKey: about}}, rulebook.Confirmed{}); err != nil {
			t.Fatal(err)
		}
	}
	if k := desktest.ClockOf(t, f.Show(id), "reporting.expected"); k.Confirmed == nil || k.Confirmed.On.String() != "2026-09-07" || k.Confirmed.By != f.Staff {
		t.Errorf("%+v", k.Confirmed)
	}
	r, err := preflight.Check(ctx, f.Office, id, "")
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(r.Results, func(x rules.Result) bool { return x.Code == "lead.name" })
	if i < 0 || r.Results[i].Confirmed == nil || r.Results[i].Confirmed.String() != "2026-09-07" {
		t.Errorf("%+v", r.Results)
	}
	if p := outdated(f); p.Total != 0 {
		t.Errorf("confirming alone leaves cases behind: %+v", p)
	}
}

func TestManyAreTakenInPieces(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	if _, err := rulebook.MoveToLatest(context.Background(), f.Office, make([]ref.CaseID, 51)); errs.CodeOf(err) != errs.Invalid {
		t.Errorf("51 at once: %v", err)
	}
}

func TestAProcessThatIsBehindWritesNothing(t *testing.T) {
	ctx := context.Background()
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.Reporting()
	before := *f.Office // as another process has it
	setClock(f, "reporting.expected", "", "days", 4, 7)
	toLatest(f, id)
	stored := f.Stored(id)
	if _, err := filing.Do(ctx, &before, filing.DoInput{CaseID: id, Action: "case.hold", Reason: "等客户", Values: map[string]string{"until": "2026-12-31"}}); errs.CodeOf(err) != errs.Conflict {
		t.Errorf("it wrote by what it knew: %v", err)
	}
	if got := f.Stored(id); !slices.Equal(got, stored) {
		t.Errorf("the dates are %v", got)
	}
}

func TestADateNamesTheTermThatGovernsIt(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	setClock(f, "reporting.expected", "44", "days", 5, 9)
	id := f.Reporting()
	if k := desktest.ClockOf(t, f.Show(id), "reporting.expected"); k.Rule != (store.RuleKey{Kind: workflow.ChangeClock, Code: "reporting.expected"}) {
		t.Errorf("%s by %+v", k.Deadline.Due, k.Rule)
	}
	setClock(f, "reporting.expected", "33", "days", 0, 1) // what is expected there holds, however short
	toLatest(f, id)
	if k := desktest.ClockOf(t, f.Show(id), "reporting.expected"); k.Rule.Scope != "33" {
		t.Errorf("%s by %+v", k.Deadline.Due, k.Rule)
	}
}
