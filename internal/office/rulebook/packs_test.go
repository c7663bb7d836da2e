package rulebook_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/rulebook"
	"beiandesk/internal/rules"
	"beiandesk/internal/store"
)

func TestARuleIsChangedAddedKeptAndTakenAway(t *testing.T) {
	ctx := context.Background()
	d := desktest.New(t, "2026-11-23 09:12")
	rule := func(scope, code string) (rulebook.RuleLine, bool) {
		p, err := rulebook.ReadPack(ctx, d.Office, scope)
		must(t, err)
		for _, r := range p.Rules {
			if r.Code == code || strings.HasPrefix(r.Code, rules.OwnPrefix) && code == rules.OwnPrefix {
				return r, true
			}
		}
		return rulebook.RuleLine{}, false
	}
	was, _ := rule("", "lead.id-lasts")
	edit := rulebook.RuleInput{Label: "负责人证件有效期在 6 个月以上", Value: "6", Severity: string(was.Severity), Text: was.Text, Advice: was.Advice}
	of := rulebook.RuleRef{RuleKey: store.RuleKey{Code: "lead.id-lasts"}}
	must(t, rulebook.SaveRule(ctx, d.Office, of, edit, byPhone))
	now, _ := rule("", "lead.id-lasts")
	if now.Value != "6" || !now.Changed || now.Source != byPhone.Source || !slices.Equal(now.Differs, []rulebook.Difference{
		{Field: "规则", Old: was.Label, New: edit.Label}, {Field: "数值", Old: "3", New: "6"}}) {
		t.Errorf("%+v", now)
	}

	own := rulebook.RuleRef{RuleKey: store.RuleKey{Scope: "63"}}
	remind := rulebook.RuleInput{Label: "备齐承诺书", Severity: "warn", Text: "要交承诺书原件", Advice: "请客户签字盖章后寄来", Stages: []string{"prereview"}}
	must(t, rulebook.SaveRule(ctx, d.Office, own, remind, byPhone))
	added, ok := rule("63", rules.OwnPrefix)
	if !ok || !added.Own || !added.Changed || len(added.Differs) != 0 {
		t.Fatalf("%+v", added)
	}
	// A later save says nothing of how it is judged, and that stays.
	own.Code, own.Seq = added.Code, added.Seq
	remind.Stages, remind.Text = nil, "要交承诺书原件两份"
	must(t, rulebook.SaveRule(ctx, d.Office, own, remind, byPhone))
	if again, _ := rule("63", rules.OwnPrefix); again.Text != "要交承诺书原件两份" || !slices.Equal(again.Stages, []string{"prereview"}) {
		t.Errorf("%+v", again)
	}
	for _, p := range book(t, d).Packs {
		if want := map[string]int{"": 1, "63": 1}[p.Scope]; p.Changed != want {
			t.Errorf("%s: %d changed, want %d", p.Name, p.Changed, want)
		}
	}
	again, _ := rule("63", rules.OwnPrefix)
	own.Kind, own.Seq = store.OverrideRule, again.Seq
	must(t, rulebook.Restore(ctx, d.Office, own))
	if _, ok := rule("63", rules.OwnPrefix); ok {
		t.Error("the added rule is still there")
	}
}

// The list of packs counts what is shown to differ, rule by rule.
func TestAPackCountsWhatItShowsToDiffer(t *testing.T) {
	ctx := context.Background()
	d := desktest.New(t, "2026-11-23 09:12")
	pack := func() rulebook.Pack {
		p, err := rulebook.ReadPack(ctx, d.Office, "")
		must(t, err)
		return p
	}
	as := func(r rulebook.RuleLine) rulebook.RuleInput {
		return rulebook.RuleInput{Label: r.Label, Value: r.Value, Severity: string(r.Severity), Text: r.Text, Advice: r.Advice}
	}
	all := pack().Rules
	changed, sourced := as(all[0]), as(all[1])
	changed.Advice = "换一种说法"
	own := rulebook.RuleInput{Label: "备齐承诺书", Severity: "warn", Text: "要交承诺书原件", Advice: "请客户寄来", Stages: []string{"template"}}
	for code, in := range map[string]rulebook.RuleInput{all[0].Code: changed, all[1].Code: sourced, "": own} {
		must(t, rulebook.SaveRule(ctx, d.Office, rulebook.RuleRef{RuleKey: store.RuleKey{Code: code}}, in, byPhone))
	}
	shown, confirmed := 0, 0
	for _, r := range pack().Rules {
		if r.Own || len(r.Differs) > 0 {
			shown++
		}
		if r.Provenance.Confirmed != nil {
			confirmed++
		}
	}
	if p := book(t, d).Packs[0]; shown != 3 || p.Changed != shown || p.Confirmed != confirmed || p.Rules != len(pack().Rules) {
		t.Errorf("%d are shown to differ, %d confirmed, and the list says %+v", shown, confirmed, p)
	}
}

func TestModelsAreRulesThatTheProvinceLacks(t *testing.T) {
	d := desktest.New(t, "2026-11-23 09:12")
	p, err := rulebook.ReadPack(context.Background(), d.Office, "63")
	must(t, err)
	if len(p.Models) < 3 {
		t.Fatalf("%+v", p.Models)
	}
	for _, m := range p.Models {
		_, code, _ := strings.Cut(m.Like, "/")
		if slices.ContainsFunc(p.Rules, func(r rulebook.RuleLine) bool { return r.Code == code }) {
			t.Errorf("%s is there already", m.Label)
		}
	}
	if _, err := rulebook.ReadPack(context.Background(), d.Office, "99"); errs.CodeOf(err) != errs.NotFound {
		t.Errorf("an unknown pack: %v", err)
	}
}
