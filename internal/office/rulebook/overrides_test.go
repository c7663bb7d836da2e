package rulebook_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/rulebook"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

var (
	bureauMax = rulebook.RuleRef{RuleKey: store.RuleKey{Kind: workflow.ChangeClock, Code: "bureau-review.max"}}
	byPhone   = rulebook.Basis{Source: "浙江管局电话答复", Sourced: "2026-11-20"}
)

func book(t *testing.T, d *desktest.Desk) rulebook.Rulebook {
	t.Helper()
	b, err := rulebook.ReadRulebook(context.Background(), d.Office)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func reviewMax(t *testing.T, d *desktest.Desk, scope string) rulebook.ClockLine {
	t.Helper()
	for _, c := range book(t, d).Clocks {
		if c.Code == bureauMax.Code && c.Scope == scope {
			return c
		}
	}
	t.Fatalf("no longest review of %q", scope)
	return rulebook.ClockLine{}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// saved saves a clock and gives what was told of it.
func saved(t *testing.T, d *desktest.Desk, of rulebook.RuleRef, term workflow.Term, b rulebook.Basis) []string {
	t.Helper()
	notes, err := rulebook.SaveClock(context.Background(), d.Office, of, term, b)
	must(t, err)
	return notes
}

func fieldOf(err error) string {
	var e *errs.Error
	if errors.As(err, &e) && e.Code == errs.Invalid {
		return e.Field
	}
	return "?"
}

func TestTheRulebookListsAllThatMayBeChanged(t *testing.T) {
	d := desktest.New(t, "2026-11-23 09:12")
	b := book(t, d)
	if len(b.Clocks) < 13 || len(b.Agreed) < 10 || len(b.Texts) < 60 || len(b.Packs) != 32 || b.Outdated != 0 {
		t.Errorf("%d clocks, %d agreed dates, %d texts, %d packs, %d cases behind", len(b.Clocks), len(b.Agreed), len(b.Texts), len(b.Packs), b.Outdated)
	}
	for _, c := range b.Clocks {
		if c.Seq != 0 || c.Changed || c.Source == "" || c.Words == "" || c.Words != c.Base || c.Stage == "" {
			t.Errorf("%s: %+v", c.Code, c)
		}
	}
	of := store.RuleKey{Kind: workflow.ChangeClock, Scope: "33", Code: "bureau-review.expected"}
	if i := slices.IndexFunc(b.Clocks, func(c rulebook.ClockLine) bool { return c.RuleKey == of }); i < 0 || b.Clocks[i].ScopeLabel != "浙江" || b.Clocks[i].Words != "7–10 天" || b.Clocks[i].Sourced != "2022" {
		t.Errorf("Zhejiang's own is at %d", i)
	}
}

func TestAChangeSaysOldNewSourceWhoAndWhen(t *testing.T) {
	ctx := context.Background()
	d := desktest.New(t, "2026-11-23 09:12")
	basis := byPhone
	basis.Confirmed = "2026-11-22"
	saved(t, d, bureauMax, workflow.Term{Unit: "workdays", To: 25}, basis)
	c := reviewMax(t, d, "")
	if !c.Changed || c.Words != "25 个工作日" || c.Base != "20 个工作日" || c.Source != byPhone.Source || c.Sourced != "2026-11-20" ||
		c.Confirmed.String() != "2026-11-22" || c.ConfirmedBy != d.Staff || c.Entered.String() != "2026-11-23" || c.EnteredBy != d.Staff {
		t.Errorf("%+v", c)
	}
	if r, _ := d.Engine.Graph().TermOf(workflow.ChangeClock, "", "bureau-review.max"); r.Term.To != 25 {
		t.Errorf("the desk counts %+v", r)
	}
	lines, err := rulebook.History(ctx, d.Office, bureauMax.RuleKey)
	must(t, err)
	if len(lines) != 1 || lines[0].What != "修改" || !slices.Equal(lines[0].Differs, []rulebook.Difference{{Field: "时长", Old: "20 个工作日", New: "25 个工作日"}}) {
		t.Errorf("%+v", lines)
	}
	err = d.Read(ctx, func(tx store.Tx) error {
		entries, err := tx.Journal().Of("", 0, 1)
		if err == nil && (entries[0].Title != "修改期限：管局最迟" || !strings.Contains(entries[0].Payload, "20 个工作日 → 25 个工作日") || !strings.Contains(entries[0].Payload, "浙江管局电话答复")) {
			t.Errorf("the journal says %+v", entries[0])
		}
		return err
	})
	must(t, err)
	d.Restart(t)
	if c := reviewMax(t, d, ""); c.Words != "25 个工作日" {
		t.Errorf("after opening again: %+v", c)
	}
}

func TestAConfirmationHoldsForWhatStoodThen(t *testing.T) {
	ctx := context.Background()
	d := desktest.New(t, "2026-11-23 09:12")
	must(t, rulebook.Confirm(ctx, d.Office, []rulebook.RuleRef{bureauMax}, rulebook.Confirmed{}))
	c := reviewMax(t, d, "")
	if c.Changed || c.Confirmed.String() != "2026-11-23" || d.Editions.Latest().No != 0 {
		t.Errorf("%+v, edition %d", c, d.Editions.Latest().No)
	}
	of := bureauMax
	of.Seq = c.Seq
	saved(t, d, of, workflow.Term{Unit: "workdays", To: 25}, byPhone)
	if c := reviewMax(t, d, ""); c.Confirmed != nil {
		t.Errorf("what was confirmed was another term: %+v", c)
	}
	if at := d.Editions.Of(0).Confirmed[bureauMax.RuleKey]; at.On.String() != "2026-11-23" {
		t.Errorf("the cases that keep the old term have %+v", at)
	}
}

func TestTypedDaysOfABasisAreKeptWhole(t *testing.T) {
	d := desktest.New(t, "2026-11-23 09:12")
	saved(t, d, bureauMax, workflow.Term{Unit: "workdays", To: 25}, rulebook.Basis{Source: "通知", Sourced: "2026年11月3日", Confirmed: "昨天"})
	if c := reviewMax(t, d, ""); c.Sourced != "2026-11-03" || c.Confirmed.String() != "2026-11-22" {
		t.Errorf("from %s, confirmed on %s", c.Sourced, c.Confirmed)
	}
	must(t, rulebook.Confirm(context.Background(), d.Office, []rulebook.RuleRef{{RuleKey: bureauMax.RuleKey, Seq: 1}}, rulebook.Confirmed{On: "上周五"}))
	if c := reviewMax(t, d, ""); c.Confirmed.String() != "2026-11-20" {
		t.Errorf("confirmed on %s", c.Confirmed)
	}
}

func TestWhatIsStaleTheSameOrWrongIsRefused(t *testing.T) {
	ctx := context.Background()
	d := desktest.New(t, "2026-11-23 09:12")
	term := workflow.Term{Unit: "workdays", To: 25}
	saved(t, d, bureauMax, term, byPhone)
	if _, err := rulebook.SaveClock(ctx, d.Office, bureauMax, term, byPhone); errs.CodeOf(err) != errs.Conflict {
		t.Errorf("a stale save: %v", err)
	}
	of := bureauMax
	of.Seq = 1
	if _, err := rulebook.SaveClock(ctx, d.Office, of, term, byPhone); errs.CodeOf(err) != errs.Invalid || !strings.Contains(err.Error(), "没有改动") {
		t.Errorf("nothing new: %v", err)
	}
	for field, in := range map[string]struct {
		term  workflow.Term
		basis rulebook.Basis
	}{
		"to":        {workflow.Term{Unit: "workdays"}, byPhone},
		"unit":      {workflow.Term{Unit: "hours", To: 3}, byPhone},
		"source":    {workflow.Term{Unit: "workdays", To: 26}, rulebook.Basis{}},
		"sourced":   {workflow.Term{Unit: "workdays", To: 26}, rulebook.Basis{Source: "x", Sourced: "去年"}},
		"confirmed": {workflow.Term{Unit: "workdays", To: 26}, rulebook.Basis{Source: "x", Confirmed: "2026-11-24"}},
	} {
		_, err := rulebook.SaveClock(ctx, d.Office, of, in.term, in.basis)
		if got := fieldOf(err); got != field {
			t.Errorf("refused at %q, want %q", got, field)
		}
	}
	if n := len(d.Editions.Latest().Confirmed); n != 0 {
		t.Errorf("%d confirmed", n)
	}
}

func TestARestoreGoesBackToTheRelease(t *testing.T) {
	ctx := context.Background()
	d := desktest.New(t, "2026-11-23 09:12")
	if got := fieldOf(rulebook.Restore(ctx, d.Office, bureauMax)); got != "code" {
		t.Errorf("refused at %q", got)
	}
	saved(t, d, bureauMax, workflow.Term{Unit: "workdays", To: 25}, byPhone)
	of := bureauMax
	of.Seq = 1
	must(t, rulebook.Restore(ctx, d.Office, of))
	if c := reviewMax(t, d, ""); c.Changed || c.Words != "20 个工作日" || c.Seq != 2 {
		t.Errorf("%+v", c)
	}
	lines, err := rulebook.History(ctx, d.Office, of.RuleKey)
	must(t, err)
	if len(lines) != 2 || lines[0].What != "恢复" || lines[0].Differs[0] != (rulebook.Difference{Field: "时长", Old: "25 个工作日", New: "20 个工作日"}) {
		t.Errorf("%+v", lines)
	}
	if d.Editions.Latest().No != 2 || d.Editions.Of(1).No != 1 {
		t.Error("the edition between is gone")
	}
}

func TestAProvinceGetsATermOfItsOwnAndLosesItAgain(t *testing.T) {
	ctx := context.Background()
	d := desktest.New(t, "2026-11-23 09:12")
	of := bureauMax
	of.Scope = "44"
	saved(t, d, of, workflow.Term{Unit: "workdays", To: 35}, byPhone)
	if c := reviewMax(t, d, "44"); c.Base != "" || c.Words != "35 个工作日" || !c.Changed {
		t.Errorf("%+v", c)
	}
	of.Seq = 1
	must(t, rulebook.Restore(ctx, d.Office, of))
	if slices.ContainsFunc(book(t, d).Clocks, func(c rulebook.ClockLine) bool { return c.Scope == "44" && c.Code == of.Code }) {
		t.Error("it is still there")
	}
	of.Seq = 0 // nothing of it is shown any more, so it is entered as if for the first time
	saved(t, d, of, workflow.Term{Unit: "workdays", To: 33}, byPhone)
	if c := reviewMax(t, d, "44"); c.Words != "33 个工作日" || c.Seq != 3 {
		t.Errorf("entered anew: %+v", c)
	}
}

func TestATextIsSavedWithoutASource(t *testing.T) {
	ctx := context.Background()
	d := desktest.New(t, "2026-11-23 09:12")
	of := rulebook.RuleRef{RuleKey: store.RuleKey{Code: "materials.todo.message"}}
	if got := fieldOf(rulebook.SaveText(ctx, d.Office, of, "您好 {nobody}")); got != "text" {
		t.Errorf("refused at %q", got)
	}
	of.Kind = workflow.ChangeText
	must(t, rulebook.SaveText(ctx, d.Office, of, " 您好，[{client}的]材料还差几样。 "))
	for _, x := range book(t, d).Texts {
		if x.Code == of.Code && x.Scope == "" && (x.Text != "您好，[{client}的]材料还差几样。" || !x.Changed || x.Base == x.Text || x.Field != "发给客户的话") {
			t.Errorf("%+v", x)
		}
	}
}

func TestWhatKindsOfSubjectsReadBesidesIsSavedForThem(t *testing.T) {
	d := desktest.New(t, "2026-11-23 09:12")
	line := func() rulebook.TextLine {
		for _, l := range book(t, d).Texts {
			if l.Code == "police-account.todo.message" && l.Scope == "unit" {
				return l
			}
		}
		t.Fatal("what units read is not listed")
		return rulebook.TextLine{}
	}
	was := line()
	if was.Type != "单位主体" || !strings.HasSuffix(was.Field, "，接在后面") || was.Changed || !strings.Contains(was.Source, "待核实") {
		t.Errorf("%+v", was)
	}
	of := rulebook.RuleRef{RuleKey: store.RuleKey{Kind: workflow.ChangeText, Scope: "unit", Code: was.Code}}
	must(t, rulebook.SaveText(context.Background(), d.Office, of, "先办单位的数字证书。"))
	if now := line(); !now.Changed || now.Text != "先办单位的数字证书。" || now.Base != was.Text {
		t.Errorf("%+v", now)
	}
	if text, _ := d.Engine.Graph().TextOf("person", was.Code); strings.Contains(text, "数字证书") {
		t.Errorf("persons read %s", text)
	}
}

// What a kind of appointment says and asks to bring is the desk's to word, like all texts.
func TestTheWordsOfAnAppointmentAreSavedForItsKind(t *testing.T) {
	d := desktest.New(t, "2026-11-23 09:12")
	lines := func() map[string]rulebook.TextLine {
		found := map[string]rulebook.TextLine{}
		for _, l := range book(t, d).Texts {
			if l.Type == "面审" || l.Type == "实地检查" {
				found[l.Type+" "+l.Field] = l
			}
		}
		return found
	}
	was := lines()
	for _, field := range []string{"说明，接在前面", "发给客户的话，接在后面", "要带的东西，一行一样"} {
		for _, kind := range []string{"面审", "实地检查"} {
			if l := was[kind+" "+field]; l.Text == "" || l.Changed || l.Source == "" || l.Step != "面审或检查" {
				t.Errorf("%s, %s: %+v", kind, field, l)
			}
		}
	}
	of := was["面审 要带的东西，一行一样"]
	ref := rulebook.RuleRef{RuleKey: store.RuleKey{Kind: workflow.ChangeText, Scope: of.Scope, Code: of.Code}}
	must(t, rulebook.SaveText(context.Background(), d.Office, ref, "负责人本人{document}原件\n公章"))
	if now := lines(); !now["面审 要带的东西，一行一样"].Changed || now["实地检查 要带的东西，一行一样"].Changed {
		t.Errorf("%+v", now)
	}
	g := d.Engine.Graph()
	if title := g.Name(workflow.ChangeText, of.Scope, of.Code); !strings.HasSuffix(title, "要带的东西，一行一样（面审）") {
		t.Error(title)
	}
	for _, s := range workflow.Embedded().Stages {
		for _, step := range s.Steps {
			if kind := step.Visits["interview"]; kind != nil && strings.Contains(kind.Bring, "公章") {
				t.Error("the release's own words were changed")
			}
		}
	}
}

func TestAChangeWithoutAPlaceIsNamedInTheSettings(t *testing.T) {
	ctx := context.Background()
	d := desktest.New(t, "2026-11-23 09:12")
	err := d.Write(ctx, func(w *office.Work) error {
		return w.Overrides().Add(store.Override{ID: "o1", Seq: 1, Kind: workflow.ChangeClock, Code: "fax.max", Changes: true,
			Old: `{"unit":"days","to":3}`, New: `{"unit":"days","to":4}`, Source: "电话", At: d.Now()})
	})
	must(t, err)
	d.Restart(t)
	if b := book(t, d); len(b.Unfit) != 1 || !strings.Contains(b.Unfit[0], "fax.max") || !strings.Contains(b.Unfit[0], "3 天 → 4 天") {
		t.Errorf("%q", b.Unfit)
	}
}

func TestAProvincesTermThatNeverHoldsIsToldBeforeAndAfterSaving(t *testing.T) {
	d := desktest.New(t, "2026-11-23 09:12")
	jiangsu := rulebook.RuleRef{RuleKey: store.RuleKey{Kind: workflow.ChangeClock, Scope: "32", Code: "bureau-review.max"}}
	want := []string{"比通用期限短，期限仍按通用的 20 个工作日计算"}
	short := workflow.Term{Unit: "workdays", To: 15}
	if got := rulebook.CompareTerms(d.Office, jiangsu.RuleKey, short); !slices.Equal(got, want) {
		t.Errorf("before saving: %v", got)
	}
	// A deregistration and a mini program have a maximum of its own, whatever a province publishes.
	reach := []string{"注销备案另有期限（20 个工作日），不受它影响", "小程序备案另有期限（20 个工作日），不受它影响"}
	if got := rulebook.CompareTerms(d.Office, jiangsu.RuleKey, workflow.Term{Unit: "workdays", To: 25}); !slices.Equal(got, reach) {
		t.Errorf("a longer one: %v", got)
	}
	if got := rulebook.CompareTerms(d.Office, jiangsu.RuleKey, workflow.Term{Unit: "hours"}); got == nil || len(got) != 0 {
		t.Errorf("one that can't be saved: %v", got)
	}
	if got := saved(t, d, jiangsu, short, byPhone); !slices.Equal(got, want) {
		t.Errorf("after saving: %v", got)
	}
	// What is told goes by the general term as the desk has it.
	saved(t, d, bureauMax, workflow.Term{Unit: "workdays", To: 12}, byPhone)
	if got := rulebook.CompareTerms(d.Office, jiangsu.RuleKey, short); !slices.Equal(got, reach) {
		t.Errorf("beside a general term of twelve: %v", got)
	}
}
