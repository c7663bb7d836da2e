package cli_test

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/desk"
	"beiandesk/internal/office/rulebook"
	"beiandesk/internal/store"
)

type shownRule struct {
	Code, Label, Result, Value, Text, Advice, Source, Date, Confirmed, Stage string
}

func (f *folder) preflight(args ...string) []shownRule {
	f.Helper()
	var list []shownRule
	if err := json.Unmarshal([]byte(f.must(append([]string{"preflight", "--json"}, args...)...)), &list); err != nil {
		f.Fatal(err)
	}
	return list
}

func TestPreflightTellsEachRuleAndNeverFailsTheCommand(t *testing.T) {
	f := newFolder(t)
	f.at("2026-09-07 09:30")
	example := strings.Replace(f.must("case", "new", "--example"), "青禾进销存", "青禾教育", 1)
	number := f.must("case", "new", "--file", write(t, "case.json", example))
	if got := f.preflight("--case", number); len(got) == 0 || got[0].Stage != "template" {
		t.Errorf("before the first submission: %+v", got)
	}
	list := f.preflight("--case", number, "--stage", "prereview")
	want := map[string]string{"material.ready": "fail", "site.approval": "warn", "domain-term": "pass", "site.proof-current": "pass", "site.grant-current": "unknown", "lead.mobile": "pass"}
	for _, r := range list {
		if r.Label == "" || r.Source == "" || r.Date == "" || (r.Result != "pass" && (r.Text == "" || r.Advice == "")) {
			t.Errorf("%s lacks something: %+v", r.Code, r)
		}
		if r.Result == want[r.Code] {
			delete(want, r.Code)
		}
	}
	if len(want) > 0 {
		t.Errorf("not told: %v", want)
	}
	order := []string{"fail", "warn", "unknown", "pass"}
	if !slices.IsSortedFunc(list, func(a, b shownRule) int { return slices.Index(order, a.Result) - slices.Index(order, b.Result) }) {
		t.Error("the results are not in order of weight")
	}
	text := f.must("preflight", "--case", number)
	if head, _, _ := strings.Cut(text, "\n"); !strings.Contains(head, "不通过") || !strings.Contains(head, "信息模板审核") {
		t.Errorf("the first line is %q", head)
	}
	f.refused(1, "prereview", "preflight", "--case", number, "--stage", "sms")
	f.refused(2, "--case", "preflight")
	f.refused(1, "BA2026-0999", "preflight", "--case", "BA2026-0999")
}

// Whoever reads a result is told when staff last confirmed its rule with the office.
func TestPreflightSaysWhenARuleWasConfirmed(t *testing.T) {
	f := newFolder(t)
	f.at("2026-09-07 09:30")
	number := f.must("case", "new", "--file", write(t, "case.json", f.must("case", "new", "--example")))
	d, err := desk.Open(context.Background(), f.dir, desk.Secret{Passphrase: passphrase}, desk.Options{})
	if err != nil {
		t.Fatal(err)
	}
	about := store.RuleKey{Kind: store.OverrideRule, Code: "lead.name"}
	if err := rulebook.Confirm(context.Background(), d.Office, []rulebook.RuleRef{{RuleKey: about}}, rulebook.Confirmed{On: "2026-09-03"}); err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	for _, r := range f.preflight("--case", number) {
		if want := map[string]string{"lead.name": "2026-09-03"}[r.Code]; r.Confirmed != want {
			t.Errorf("%s was confirmed on %q, want %q", r.Code, r.Confirmed, want)
		}
	}
	text := f.must("preflight", "--case", number)
	if n := strings.Count(text, "核实 "); n != 1 || !strings.Contains(text, "核实 2026-09-03") {
		t.Errorf("%d confirmed rules in\n%s", n, text)
	}
}

// The way round a rule that fails is a reason, and the reason is kept.
func TestASubmissionGoesOutAgainstARuleWithAReason(t *testing.T) {
	f := newFolder(t)
	f.at("2026-09-09 09:20")
	example := strings.Replace(f.must("case", "new", "--example"), `"province": "浙江"`, `"province": "甘肃"`, 1)
	number := f.must("case", "new", "--file", write(t, "case.json", example))
	for n, code := range []string{"licence", "id-front", "id-back", "handheld"} {
		f.must("attach", "--case", number, "--material", code, picture(t, code+".jpg", 400, uint64(n+2)))
	}
	f.must("case", "do", "--case", number, "--action", "account.done")
	f.must("case", "do", "--case", number, "--action", "materials.done")
	submit := []string{"case", "do", "--case", number, "--action", "template.submit"}
	f.refused(1, "甘肃", submit...)
	f.must(append(submit, "--set", "override=负责人户口已迁到甘肃，新证在办")...)
	if c := f.show(number); !strings.Contains(c.Timeline[0].Text, "residence") || !strings.Contains(c.Timeline[0].Text, "新证在办") {
		t.Errorf("the timeline ends with %+v", c.Timeline[0])
	}
}
