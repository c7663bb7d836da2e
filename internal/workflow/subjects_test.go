package workflow_test

import (
	"strings"
	"testing"

	"beiandesk/internal/cal"
	"beiandesk/internal/workflow"
)

// at the platform's account, what a case of a kind of subject reads.
func atThePoliceAccount(t *testing.T, e *workflow.Engine, subject string) workflow.Text {
	t.Helper()
	p := plan("first")
	p.Subject = subject
	d := newDesk(t, p)
	straight(d, "online.live")
	for _, r := range d.s.OpenRuns() {
		if r.Stage == "police-account" {
			return e.Describe(d.p, r, d.s, at(t, "2026-03-02 20:00"))
		}
	}
	t.Fatal("no account is waited for")
	return workflow.Text{}
}

func TestAPersonAndAUnitAreToldOfTheirOwnAccount(t *testing.T) {
	for subject, c := range map[string]struct{ says, not string }{
		"personal": {"个人用户", "法人"}, "enterprise": {"法人用户", "个人用户"}, "sole": {"法人用户", "个人用户"}, "": {"https://beian.mps.gov.cn", "用户"},
	} {
		text := atThePoliceAccount(t, engine(), subject)
		if !strings.Contains(text.Message, c.says) || strings.Contains(text.Message, c.not) {
			t.Errorf("%q reads %s", subject, text.Message)
		}
		if told := strings.Contains(text.Detail, "互联网+政务服务"); told != (subject != "") {
			t.Errorf("%q is told of the login: %v, %s", subject, told, text.Detail)
		}
	}
}

func TestWhatUnitsReadBesidesIsChangedForThemAlone(t *testing.T) {
	const code = "police-account.todo.message"
	g, err := workflow.Embedded().With(workflow.Change{Kind: workflow.ChangeText, Scope: "unit", Code: code, Text: "单位先办数字证书。"})
	if err != nil {
		t.Fatal(err)
	}
	e := workflow.New(g, cal.Embedded())
	if got := atThePoliceAccount(t, e, "enterprise").Message; !strings.HasSuffix(got, "单位先办数字证书。") || !strings.Contains(got, "beian.mps.gov.cn") {
		t.Errorf("a unit reads %s", got)
	}
	if got := atThePoliceAccount(t, e, "personal").Message; strings.Contains(got, "数字证书") {
		t.Errorf("a person reads %s", got)
	}
	if was, _ := workflow.Embedded().TextOf("unit", code); strings.Contains(was, "数字证书") {
		t.Error("the release's own graph was changed")
	}
	if name := g.Name(workflow.ChangeText, "unit", code); name != "备好账号：发给客户的话（单位主体）" {
		t.Errorf("it is called %s", name)
	}
	if source, sourced := g.WordsSource("unit", code); !strings.Contains(source, "注册账号") || sourced != "2023-11-29" {
		t.Errorf("both sources are named: %s %s", source, sourced)
	}
	if _, err := workflow.Embedded().With(workflow.Change{Kind: workflow.ChangeText, Scope: "unit", Code: "police-account.todo.todo", Text: "换一句话"}); err == nil {
		t.Error("a sentence that nothing is said besides is taken")
	}
}
