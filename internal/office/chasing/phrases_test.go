package chasing_test

import (
	"context"
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/chasing"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/rulebook"
	"beiandesk/internal/store"
)

func phrase(f *desktest.Fixture, code string) rulebook.TextLine {
	f.T.Helper()
	b, err := rulebook.ReadRulebook(context.Background(), f.Office)
	if err != nil {
		f.T.Fatal(err)
	}
	for _, line := range b.Texts {
		if line.Kind == store.OverridePhrase && line.Code == code {
			return line
		}
	}
	f.T.Fatalf("no phrase %s", code)
	return rulebook.TextLine{}
}

func reword(f *desktest.Fixture, code, text string) error {
	f.T.Helper()
	was := phrase(f, code)
	return rulebook.SaveText(context.Background(), f.Office, rulebook.RuleRef{RuleKey: store.RuleKey{Kind: store.OverridePhrase, Code: code}, Seq: was.Seq}, text)
}

func TestOpeningsAndClosingsAreTheDesksOwnAndHoldAtOnce(t *testing.T) {
	f, id := desktest.AtSMS(t)
	second := desktest.Qinghe()
	second.ClientID, second.LeadID = f.Show(id).Client.ID, f.Show(id).People[0].Person.ID
	second.Type, second.Agree = "add", true
	second.Sites = []filing.SiteInput{{Name: "青禾商城", Domain: "shop.qinghe.example"}}
	f.OpenCase(second)
	run := runOf(f, id, "sms").ID
	before := f.Office.Editions.Latest().No
	for code, text := range map[string]string{
		"several": "{to}，{client}有这几件事：", "closing": "[——{agency}]{staff}", "sms": "{to}，请办：", "sms-closing": "",
	} {
		if err := reword(f, code, text); err != nil {
			t.Fatal(err)
		}
	}
	text := chase(f, id, run, false, "").Text
	if !strings.HasPrefix(text, "沈一鸣，杭州青禾软件有限公司有这几件事：\n1. ") || !strings.HasSuffix(text, "\n周敏") {
		t.Errorf("by WeChat:\n%s", text)
	}
	m, err := chasing.Chase(context.Background(), f.Office, chasing.ChaseInput{CaseID: id, RunID: run, Way: chasing.SMS})
	if err != nil || !strings.HasPrefix(m.Text, "沈一鸣，请办：\n1. ") {
		t.Errorf("by SMS: %v\n%s", err, m.Text)
	}
	if now := f.Office.Editions.Latest().No; now != before {
		t.Errorf("open cases would be behind: edition %d, before %d", now, before)
	}
	f.Reopen()
	if again := chase(f, id, run, false, "").Text; again != text {
		t.Errorf("after a restart:\n%s", again)
	}
	for _, e := range f.Journal(t, "") {
		if strings.Contains(e.Title, "这几件事") {
			t.Errorf("a title tells what was written: %s", e.Title)
		}
	}
	closing := phrase(f, "closing")
	if !closing.Changed || closing.Base != "" {
		t.Errorf("%+v", closing)
	}
	if err := rulebook.Restore(context.Background(), f.Office, rulebook.RuleRef{RuleKey: store.RuleKey{Kind: store.OverridePhrase, Code: "closing"}, Seq: closing.Seq}); err != nil {
		t.Fatal(err)
	}
	if text := chase(f, id, run, false, "").Text; strings.HasSuffix(text, "周敏") {
		t.Errorf("restored, it still closes\n%s", text)
	}
}

func TestAPhraseHoldsItsOwnPlaceholdersAlone(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	for text, want := range map[string]string{
		"{domain}请办：": "没有 {domain} 这个占位", "": "请写 1 到 120 个字", strings.Repeat("办", 121): "请写 1 到 120 个字", "[{to}": "方括号要成对",
	} {
		if err := reword(f, "sms", text); errs.CodeOf(err) != errs.Invalid || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
}
