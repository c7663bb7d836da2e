package rulebook_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/laws"
	"beiandesk/internal/office/rulebook"
	"beiandesk/internal/office/rulepage"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

func TestWhatComesWithAReleaseAloneSaysWhereItIsWritten(t *testing.T) {
	seen, sorts := map[store.RuleKey]bool{}, map[string]int{}
	for _, f := range rulebook.AllFixed() {
		if seen[f.RuleKey] {
			t.Errorf("%v stands twice", f.RuleKey)
		}
		seen[f.RuleKey] = true
		sorts[f.Sort]++
		if f.Where == "" || f.Name == "" || f.Source == "" || f.Sourced == "" && f.Source != "本台经验" {
			t.Errorf("%+v lacks words or a source", f)
		}
		if strings.Contains(f.Where+f.Name, "{files}") {
			t.Errorf("nothing is filed in %s：%s", f.Where, f.Name)
		}
		if f.Scope == "ground" {
			_, used, _ := strings.Cut(f.Name, "：")
			if parts := strings.Split(used, "、"); len(slices.Compact(slices.Sorted(slices.Values(parts)))) != len(parts) {
				t.Errorf("a purpose stands twice: %s", f.Name)
			}
		}
	}
	for _, sort := range []string{"法规", "材料", "页脚", "表单", "流程"} {
		if sorts[sort] < 8 {
			t.Errorf("%d of %s", sorts[sort], sort)
		}
	}
}

var (
	// article12 is that of the regulation on network data, of a text of 2024-09-24.
	article12 = store.RuleKey{Kind: store.OverrideLaw, Scope: "network-data", Code: "第十二条"}
	// megabytes is a limit of an undated page of 2022.
	megabytes = store.RuleKey{Kind: store.OverrideLimit, Scope: "scan", Code: "forms:200 KB–8 MB"}
)

// Which ground of the law an automatic line of the register has is the desk's own reading: it
// is 待核实 like a law until staff confirm it.
func TestAGroundOfTheRegisterIsConfirmedLikeALaw(t *testing.T) {
	ctx := context.Background()
	d := desktest.New(t, "2026-11-29 09:12")
	duty := store.RuleKey{Kind: store.OverrideProcess, Scope: "ground", Code: "duty"}
	got, of, found := listed(t, d, duty)
	if !found || got.Sort != "法规" || !strings.Contains(got.Name, "备案预审核") || got.Source != "《个人信息保护法》第十三条第一款第三项" {
		t.Fatalf("listed: %v, %+v", found, got)
	}
	page, err := rulepage.OfDesk(ctx, d.Office)
	must(t, err)
	if !strings.Contains(page, "第十三条第一款第三项 | 2021-08-20 | 待核实 |") {
		t.Error("the page of rules does not say 待核实")
	}
	must(t, rulebook.Confirm(ctx, d.Office, []rulebook.RuleRef{of}, rulebook.Confirmed{Note: "问过法务"}))
	if _, _, found := listed(t, d, duty); found {
		t.Error("it is still listed")
	}
}

func TestALawIsConfirmedAsARuleIs(t *testing.T) {
	ctx := context.Background()
	d := desktest.New(t, "2026-11-29 09:12")
	before := rulebook.CountUnconfirmed(d.Office)
	got, article, found := listed(t, d, article12)
	if !found || got.Due.String() != "2025-09-24" || got.Sort != "法规" || !strings.Contains(got.Where, "网络数据安全管理条例") || !strings.Contains(got.Name, "至少保存 3 年") {
		t.Fatalf("listed: %v, %+v", found, got)
	}
	_, limit, found := listed(t, d, megabytes)
	if !found {
		t.Fatal("the limit is not listed")
	}
	must(t, rulebook.Confirm(ctx, d.Office, []rulebook.RuleRef{article, limit, now(t, d, bureauMax)}, rulebook.Confirmed{On: "2026-11-27", Note: "看过原文"}))
	if n := rulebook.CountUnconfirmed(d.Office); n != before-3 {
		t.Errorf("%d are left of %d", n, before)
	}
	lines := journal(t, d, 3)
	if l := lines[2]; l.Title != "核实法规" || !strings.Contains(l.Payload, "第十二条") || !strings.Contains(l.Payload, "说明：看过原文") {
		t.Errorf("the journal says %+v", l)
	}
	history, err := rulebook.History(ctx, d.Office, article12)
	if must(t, err); len(history) != 1 || history[0].What != "核实" || history[0].Who != "周敏" || len(history[0].Differs) != 0 {
		t.Errorf("%+v", history)
	}
	d.Restart(t)
	d.At(t, "2027-11-27 00:01")
	if got, _, found := listed(t, d, article12); !found || got.Confirmed.String() != "2026-11-27" {
		t.Errorf("a year later: %v, %+v", found, got)
	}
	d.At(t, "2026-11-29 10:00")
	must(t, rulebook.Withdraw(ctx, d.Office, []rulebook.RuleRef{now(t, d, article)}))
	if got, _, found := listed(t, d, article12); !found || got.Confirmed != nil || got.Due.String() != "2025-09-24" {
		t.Errorf("taken back: %v, %+v", found, got)
	}
}

func TestWhatComesWithAReleaseAloneIsNotChanged(t *testing.T) {
	ctx := context.Background()
	d := desktest.New(t, "2026-11-29 09:12")
	for name, of := range map[string]store.RuleKey{"a law": article12, "a limit": megabytes} {
		t.Run(name, func(t *testing.T) {
			about := rulebook.RuleRef{RuleKey: of}
			if _, err := rulebook.SaveClock(ctx, d.Office, about, workflow.Term{Unit: "days", To: 3}, byPhone); errs.CodeOf(err) != errs.Invalid {
				t.Errorf("as a clock: %v", err)
			}
			if err := rulebook.Restore(ctx, d.Office, about); errs.CodeOf(err) != errs.Invalid {
				t.Errorf("restored: %v", err)
			}
		})
	}
	if err := rulebook.Confirm(ctx, d.Office, []rulebook.RuleRef{{RuleKey: store.RuleKey{Kind: store.OverrideLaw, Scope: "network-data", Code: "第一百条"}}}, rulebook.Confirmed{}); errs.CodeOf(err) != errs.Invalid {
		t.Errorf("an article that nobody named: %v", err)
	}
}

// What is confirmed for good after a year is all kinds of things that have a source.
func TestEachKindIsAmongWhatNobodyHasConfirmed(t *testing.T) {
	d := desktest.New(t, "2028-01-10 09:12")
	list, err := rulebook.ListUnconfirmed(context.Background(), d.Office)
	must(t, err)
	if n := rulebook.CountUnconfirmed(d.Office); n != len(list) {
		t.Errorf("%d are counted, %d listed", n, len(list))
	}
	for _, kind := range []string{workflow.ChangeClock, workflow.ChangeText, store.OverrideRule, store.OverrideLaw, store.OverrideLimit, store.OverridePaper, store.OverrideFooter, store.OverrideForm, store.OverrideProcess} {
		if !slices.ContainsFunc(list, func(u rulebook.Unconfirmed) bool { return u.Kind == kind }) {
			t.Errorf("no %s is listed", kind)
		}
	}
	articles := 0
	for _, l := range laws.All() {
		articles += len(l.Asks)
	}
	if n := len(slices.DeleteFunc(list, func(u rulebook.Unconfirmed) bool { return u.Kind != store.OverrideLaw })); n != articles {
		t.Errorf("%d articles are listed of %d", n, articles)
	}
}
