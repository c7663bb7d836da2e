package workflow_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/workflow"
)

// changed is an engine of the release under some changes.
func changed(t *testing.T, changes ...workflow.Change) *workflow.Engine {
	t.Helper()
	g, err := workflow.Embedded().With(changes...)
	if err != nil {
		t.Fatal(err)
	}
	return workflow.New(g, cal.Embedded())
}

func clockChange(code, scope, unit string, from, to int) workflow.Change {
	return workflow.Change{Kind: workflow.ChangeClock, Code: code, Scope: scope, Term: workflow.Term{Unit: unit, From: from, To: to},
		Source: "浙江管局电话答复", Sourced: "2026-11-20"}
}

func TestAChangedClockMovesItsDateAndNamesItsSource(t *testing.T) {
	before := workflow.Embedded()
	e := changed(t, clockChange("template.max", "", "hours", 0, 72))
	s, _ := e.Graph().Stage("template")
	if s.Rule != "最长 72 小时" {
		t.Errorf("the stage list says %q", s.Rule)
	}
	now, ok := e.Graph().TermOf(workflow.ChangeClock, "", "template.max")
	if !ok || now.Words != "72 小时" || now.Source != "浙江管局电话答复" || now.Sourced != "2026-11-20" {
		t.Errorf("the term is %+v", now)
	}
	if was, _ := before.TermOf(workflow.ChangeClock, "", "template.max"); was.Term.To != 48 {
		t.Errorf("the release's own graph was changed: %+v", was)
	}
	if s, _ := before.Stage("template"); s.Rule != "最长 48 小时" {
		t.Errorf("the release's own list was changed: %q", s.Rule)
	}
}

func TestTheListKeepsTheRestOfItsWords(t *testing.T) {
	for _, c := range []struct {
		code, unit string
		from, to   int
		stage      string
		want       string
	}{
		{"forms.max", "days", 0, 30, "forms", "每步 30 天内"},
		{"police.legal", "days", 0, 45, "police-account", "上线后 45 天内"},
		{"prereview.expected", "workdays", 2, 4, "prereview", "2–4 个工作日"},
		{"bureau-review.expected", "workdays", 10, 15, "bureau-review", "10–15 个工作日"},
		{"bureau-review.max", "workdays", 0, 25, "bureau-review", "2–3 周"}, // the expected clock speaks there
		{"police-number.legal", "days", 0, 20, "police-number", "批准后 20 天内"},
	} {
		t.Run(c.code, func(t *testing.T) {
			e := changed(t, clockChange(c.code, "", c.unit, c.from, c.to))
			if s, _ := e.Graph().Stage(c.stage); s.Rule != c.want {
				t.Errorf("the list says %q, want %q", s.Rule, c.want)
			}
		})
	}
}

func TestAProvincesTermStandsBesideTheGeneralOne(t *testing.T) {
	e := changed(t, clockChange("bureau-submit.expected", "44", "workdays", 2, 6))
	g := e.Graph()
	if g.ScopeLabel("44") != "广东" || g.Name(workflow.ChangeClock, "44", "bureau-submit.expected") != "提交管局预计（广东）" {
		t.Errorf("%q %q", g.ScopeLabel("44"), g.Name(workflow.ChangeClock, "44", "bureau-submit.expected"))
	}
	if r, ok := g.TermOf(workflow.ChangeClock, "44", "bureau-submit.expected"); !ok || r.Term.To != 6 {
		t.Errorf("Guangdong has %+v", r)
	}
	if _, ok := g.TermOf(workflow.ChangeClock, "33", "bureau-submit.expected"); ok {
		t.Error("Zhejiang got a term, too")
	}
	if r, _ := g.TermOf(workflow.ChangeClock, "", "bureau-submit.expected"); r.Term.To != 3 {
		t.Errorf("the general term became %+v", r)
	}
	if got := g.Scopes("bureau-submit.expected"); !slices.Equal(got, []string{"44"}) {
		t.Errorf("scopes are %v", got)
	}
	if got := g.Scopes("bureau-review.max"); !slices.Equal(got, []string{"cancel", "mini"}) {
		t.Errorf("scopes are %v", got)
	}
	if got := g.Scopes("bureau-review.expected"); len(got) != 33 || got[0] != "cancel" || got[1] != "mini" {
		t.Errorf("scopes are %v", got)
	}
}

func TestAnAgreedDateAndATextFollow(t *testing.T) {
	e := changed(t,
		workflow.Change{Kind: workflow.ChangeAgreed, Code: "materials.todo", Term: workflow.Term{Unit: "workdays", To: 5}, Source: "内部约定"},
		workflow.Change{Kind: workflow.ChangeText, Code: "materials.todo.message", Text: "您好，[{client}的]材料还差几样。"})
	if r, _ := e.Graph().TermOf(workflow.ChangeAgreed, "", "materials.todo"); r.Term.To != 5 {
		t.Errorf("%+v", r)
	}
	if text, ok := e.Graph().TextOf("", "materials.todo.message"); !ok || !strings.HasPrefix(text, "您好，[") {
		t.Errorf("the text is %q", text)
	}
	if text, _ := workflow.Embedded().TextOf("", "materials.todo.message"); strings.HasPrefix(text, "您好，[") {
		t.Error("the release's own text was changed")
	}
}

func TestTheLastOfSeveralChangesHolds(t *testing.T) {
	e := changed(t, clockChange("template.max", "", "hours", 0, 72), clockChange("template.max", "", "hours", 0, 24))
	if r, _ := e.Graph().TermOf(workflow.ChangeClock, "", "template.max"); r.Term.To != 24 {
		t.Errorf("%+v", r)
	}
}

func TestAChangeThatDoesNotFitIsRefusedAtItsField(t *testing.T) {
	text := func(s string) workflow.Change {
		return workflow.Change{Kind: workflow.ChangeText, Code: "materials.todo.message", Text: s}
	}
	for name, c := range map[string]struct {
		change workflow.Change
		field  string
	}{
		"an unknown clock":             {clockChange("template.min", "", "hours", 0, 1), "code"},
		"a clock fixed by hand":        {clockChange("police-site.appointment", "", "days", 0, 1), "code"},
		"an unknown scope":             {clockChange("template.max", "99", "hours", 0, 1), "scope"},
		"a province of a law":          {clockChange("police.legal", "33", "days", 0, 20), "scope"},
		"a province of hours":          {clockChange("template.max", "33", "hours", 0, 20), "scope"},
		"days for hours":               {clockChange("template.max", "", "days", 0, 2), "unit"},
		"hours for days":               {clockChange("forms.max", "", "hours", 0, 2), "unit"},
		"an unknown unit":              {clockChange("forms.max", "", "weeks", 0, 2), "unit"},
		"nothing":                      {clockChange("forms.max", "", "days", 0, 0), "to"},
		"years":                        {clockChange("forms.max", "", "days", 0, 400), "to"},
		"a span of a last day":         {clockChange("forms.max", "", "days", 2, 40), "from"},
		"a span the wrong way round":   {clockChange("reporting.expected", "", "days", 4, 3), "from"},
		"a span of one day":            {clockChange("reporting.expected", "", "days", 3, 3), "from"},
		"an agreed date of no step":    {workflow.Change{Kind: workflow.ChangeAgreed, Code: "forms.fill", Term: workflow.Term{Unit: "workdays", To: 2}, Source: "x"}, "code"},
		"an agreed date too far":       {workflow.Change{Kind: workflow.ChangeAgreed, Code: "materials.todo", Term: workflow.Term{Unit: "workdays", To: 61}, Source: "x"}, "to"},
		"a clock without a source":     {workflow.Change{Kind: workflow.ChangeClock, Code: "forms.max", Term: workflow.Term{Unit: "days", To: 40}}, "source"},
		"a text that is not there":     {workflow.Change{Kind: workflow.ChangeText, Code: "template.todo.message", Text: "x"}, "code"},
		"an unknown text":              {workflow.Change{Kind: workflow.ChangeText, Code: "template.todo.title", Text: "x"}, "code"},
		"an empty text":                {text(" "), "text"},
		"an unknown placeholder":       {text("您好 {name}"), "text"},
		"a brace left open":            {text("您好 {lead"), "text"},
		"a bracket left open":          {text("您好 [{lead}"), "text"},
		"a bracket closed before open": {text("您好 ]x["), "text"},
		"a bracket inside a bracket":   {text("[a [b] c]"), "text"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := workflow.Embedded().With(c.change)
			var e *errs.Error
			if !errors.As(err, &e) || e.Code != errs.Invalid || e.Field != c.field {
				t.Errorf("%v (field %q), want it refused at %s", err, fieldOf(e), c.field)
			}
		})
	}
}

func fieldOf(e *errs.Error) string {
	if e == nil {
		return ""
	}
	return e.Field
}

// Whatever may be changed is listed somewhere: every clock but the fixed ones, every
// step with a default date, every text that is there.
func TestEveryTextOfTheReleaseMayStandAsItIs(t *testing.T) {
	g := workflow.Embedded()
	n := 0
	for _, s := range g.Stages {
		for _, step := range s.Steps {
			for _, field := range workflow.TextFields {
				code := s.Code + "." + step.Code + "." + field
				text, ok := g.TextOf("", code)
				if !ok {
					continue
				}
				n++
				if _, err := g.With(workflow.Change{Kind: workflow.ChangeText, Code: code, Text: text}); err != nil {
					t.Errorf("%s: %v", code, err)
				}
			}
		}
	}
	if n < 60 {
		t.Errorf("only %d texts", n)
	}
	if !slices.ContainsFunc(g.Clocks, func(c workflow.Clock) bool { return c.Unit != "fixed" }) {
		t.Error("no clock may be changed")
	}
}
