package rulebook_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/materials"
	"beiandesk/internal/office/rulebook"
	"beiandesk/internal/office/rulepage"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

var licenceLeft = rulebook.RuleRef{RuleKey: store.RuleKey{Kind: store.OverrideAge, Scope: "33", Code: "licence.until"}}

func licenceOf(t *testing.T, f *desktest.Fixture, id ref.CaseID) materials.Item {
	t.Helper()
	for _, i := range f.Show(id).Materials.Items {
		if i.Code == "licence" {
			return i
		}
	}
	t.Fatal("no licence")
	return materials.Item{}
}

func TestATermOfPapersReachesAnOpenCaseOnlyWhenItIsTicked(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-14 10:00")
	id := f.OpenCase(desktest.Qinghe())
	f.Attach(id, "licence", 120)
	f.Dated(id, "licence", "", "2026-10-30")
	if i := licenceOf(t, f, id); i.State != materials.Unchecked || !strings.Contains(i.Why, "不足 3 个月") {
		t.Fatalf("%s, %s", i.State, i.Why)
	}
	if notes, err := rulebook.SaveClock(context.Background(), f.Office, licenceLeft, workflow.Term{Unit: "months", To: 1}, rulebook.Basis{Source: "浙江管局电话答复", Sourced: "2026-09-01"}); err != nil || len(notes) > 0 {
		t.Fatal(notes, err)
	}
	if i := licenceOf(t, f, id); !strings.Contains(i.Why, "不足 3 个月") {
		t.Errorf("the open case goes by it at once: %s", i.State)
	}
	if n, err := rulebook.CountAffected(context.Background(), f.Office); err != nil || n != 1 {
		t.Errorf("%d cases are met, %v", n, err)
	}
	p := outdated(f)
	if len(p.Changes) != 1 || !p.Changes[0].Met || !slices.ContainsFunc(p.Changes[0].Papers, func(c rulebook.RuleChange) bool {
		return c.Label == "营业执照" && strings.Contains(c.Old, "还有 3 个月") && strings.Contains(c.New, "还有 1 个月")
	}) {
		t.Fatalf("%+v", p.Changes)
	}
	if out := toLatest(f, id); out.Done != 1 {
		t.Fatalf("%+v", out)
	}
	if i := licenceOf(t, f, id); strings.Contains(i.Why, "不足") {
		t.Errorf("after ticking: %s, %s", i.State, i.Why)
	}
	told := false
	for _, e := range f.Show(id).Timeline {
		told = told || strings.Contains(e.Text, "材料“营业执照”：待核对")
	}
	if !told {
		t.Error("the timeline does not tell")
	}
}

func TestATermOfPapersHasItsHistoryAndGoesBack(t *testing.T) {
	ctx := context.Background()
	d := desktest.New(t, "2026-11-23 09:12")
	line := func() (rulebook.ClockLine, bool) {
		all := book(t, d).Ages
		i := slices.IndexFunc(all, func(c rulebook.ClockLine) bool { return c.RuleKey == licenceLeft.RuleKey })
		if i < 0 {
			return rulebook.ClockLine{}, false
		}
		return all[i], true
	}
	if _, there := line(); there {
		t.Fatal("浙江 has one of its own")
	}
	saved(t, d, licenceLeft, workflow.Term{Unit: "days", To: 45}, byPhone)
	c, _ := line()
	if c.Stage != "营业执照" || c.ScopeLabel != "浙江" || c.Words != "45 天" || c.Base != "" || !c.Changed || c.Source != byPhone.Source {
		t.Errorf("%+v", c)
	}
	must(t, rulebook.Confirm(ctx, d.Office, []rulebook.RuleRef{{RuleKey: licenceLeft.RuleKey, Seq: 1}}, rulebook.Confirmed{}))
	text, err := rulepage.OfDesk(ctx, d.Office)
	must(t, err)
	if !strings.Contains(text, "| 营业执照 | 浙江 | 有效期至少还有：45 天 | 浙江管局电话答复 | 2026-11-20 | 本台改过，2026-11-23 周敏 |") {
		t.Error("the page of rules does not tell")
	}
	must(t, rulebook.Restore(ctx, d.Office, rulebook.RuleRef{RuleKey: licenceLeft.RuleKey, Seq: 2}))
	if _, there := line(); there {
		t.Error("it is still there")
	}
	lines, err := rulebook.History(ctx, d.Office, licenceLeft.RuleKey)
	must(t, err)
	if len(lines) != 3 || lines[0].What != "删除" || lines[2].What != "新增" || lines[2].Differs[0].New != "45 天" {
		t.Errorf("%+v", lines)
	}
	must(t, d.Read(ctx, func(tx store.Tx) error {
		entries, err := tx.Journal().Of("", 0, 3)
		if err == nil && entries[2].Title != "新增材料时效：营业执照，有效期至少还有（浙江）" {
			t.Errorf("the journal says %q", entries[2].Title)
		}
		return err
	}))
	d.Restart(t)
	if d.Editions.Latest().No != 3 || len(d.Editions.Unfit) != 0 {
		t.Errorf("edition %d, %v", d.Editions.Latest().No, d.Editions.Unfit)
	}
}
