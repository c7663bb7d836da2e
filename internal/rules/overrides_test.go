package rules_test

import (
	"errors"
	"slices"
	"testing"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/rules"
)

func from(label, date string) rules.Source { return rules.Source{Label: label, Date: date} }

// edited is the change that a hand makes of a rule of the release.
func edited(t *testing.T, scope, code string, change func(*rules.Edit)) rules.Change {
	t.Helper()
	p, ok := rules.Embedded().Pack(scope)
	if !ok {
		t.Fatalf("no pack %s", scope)
	}
	r, ok := p.Find(code)
	if !ok {
		t.Fatalf("no rule %s in %s", code, scope)
	}
	e := rules.EditOf(r)
	change(&e)
	return rules.Change{Scope: scope, Code: code, Edit: e, Source: from("浙江管局电话答复", "2026-11-20")}
}

func with(t *testing.T, changes ...rules.Change) *rules.Book {
	t.Helper()
	b, err := rules.Embedded().With(changes...)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func find(results []rules.Result, code string) (rules.Result, bool) {
	for _, r := range results {
		if r.Code == code {
			return r, true
		}
	}
	return rules.Result{}, false
}

var oneMonthLeft = rules.Facts{Today: today, Type: "first", Subject: "enterprise",
	Fields: map[string][]rules.Fact{"lead.until": one("2026-11-14")}}

func TestAChangedRuleJudgesByItsNewValueAndNamesItsSource(t *testing.T) {
	b := with(t, edited(t, "", "lead.id-lasts", func(e *rules.Edit) { e.Value, e.Label = "1", "负责人证件有效期在 1 个月以上" }))
	got, _ := find(b.Judge("33", "prereview", oneMonthLeft), "lead.id-lasts")
	if got.Outcome != rules.Pass || got.Source != "浙江管局电话答复" || got.Date != "2026-11-20" || got.Label != "负责人证件有效期在 1 个月以上" {
		t.Errorf("%+v", got)
	}
	if got, _ := find(rules.Embedded().Judge("33", "prereview", oneMonthLeft), "lead.id-lasts"); got.Outcome != rules.Warn {
		t.Errorf("the release's own book was changed: %+v", got)
	}
}

func TestARuleThatIsOffDoesNotRun(t *testing.T) {
	b := with(t, edited(t, "", "lead.id-lasts", func(e *rules.Edit) { e.Off = true }))
	if got, ok := find(b.Judge("33", "prereview", oneMonthLeft), "lead.id-lasts"); ok {
		t.Errorf("%+v", got)
	}
}

func TestTheDeskAddsARuleLikeAnotherAndAReminder(t *testing.T) {
	like := edited(t, "62", "residence", func(e *rules.Edit) { e.Like, e.Label, e.Value = "62/residence", "负责人住址在青海", "" })
	like.Scope, like.Code = "63", "own.residence"
	remind := rules.Change{Scope: "63", Code: "own.promise", Source: from("青海管局公告", "2026-11-01"), Edit: rules.Edit{
		Label: "备齐承诺书", Severity: rules.Warn, Text: "要交承诺书原件", Advice: "请客户签字盖章后寄来", Stages: []string{"prereview"}}}
	b := with(t, like, remind)
	f := rules.Facts{Today: today, Type: "first", Subject: "enterprise", Fields: map[string][]rules.Fact{"lead.docAddress": one("青海省西宁市城东区某路 1 号")}}
	p, _ := b.Pack("63")
	own, ok := p.Find("own.residence")
	if !ok || own.Value != "63" || !own.Own || own.Operator != "in-province" {
		t.Fatalf("%+v", own)
	}
	f.Fields[own.Field] = one("青海省西宁市城东区某路 1 号")
	if got, ok := find(b.Judge("63", own.Stages[0], f), "own.residence"); !ok || got.Outcome != rules.Pass {
		t.Errorf("%+v", got)
	}
	if got, ok := find(b.Judge("63", "prereview", f), "own.promise"); !ok || got.Outcome != rules.Warn || got.Text != "要交承诺书原件" {
		t.Errorf("%+v", got)
	}
	if _, ok := find(b.Judge("33", "prereview", f), "own.promise"); ok {
		t.Error("it runs in another province, too")
	}
}

func TestAConfirmationIsToldWithTheResult(t *testing.T) {
	day := cal.Date(2026, 11, 20)
	b := rules.Embedded().Confirm(rules.Confirmation{Code: "lead.id-lasts", On: day}, rules.Confirmation{Code: "gone", On: day})
	got, _ := find(b.Judge("33", "prereview", oneMonthLeft), "lead.id-lasts")
	if got.Confirmed == nil || *got.Confirmed != day || got.Outcome != rules.Warn {
		t.Errorf("%+v", got)
	}
}

func TestAnEditThatDoesNotFitIsRefusedAtItsField(t *testing.T) {
	own := func(change func(*rules.Change)) rules.Change {
		c := rules.Change{Scope: "63", Code: "own.x", Source: from("青海管局公告", ""), Edit: rules.Edit{
			Label: "x", Severity: rules.Warn, Text: "x", Advice: "x", Stages: []string{"prereview"}}}
		change(&c)
		return c
	}
	conflict := func() rules.Change {
		p, _ := rules.Embedded().Pack("52")
		i := slices.IndexFunc(p.Rules, func(r rules.Rule) bool { return r.Conflict })
		return edited(t, "52", p.Rules[i].Code, func(e *rules.Edit) { e.Severity = rules.Fail })
	}
	for name, c := range map[string]struct {
		change rules.Change
		field  string
	}{
		"an unknown pack":              {own(func(c *rules.Change) { c.Scope = "99" }), "scope"},
		"an unknown rule":              {own(func(c *rules.Change) { c.Code = "lead.luck" }), "code"},
		"a rule like none":             {own(func(c *rules.Change) { c.Edit.Like = "62/luck" }), "like"},
		"a reminder before nothing":    {own(func(c *rules.Change) { c.Edit.Stages = nil }), "stages"},
		"a reminder before what isn't": {own(func(c *rules.Change) { c.Edit.Stages = []string{"online"} }), "stages"},
		"a reminder that fails":        {own(func(c *rules.Change) { c.Edit.Severity = rules.Fail }), "severity"},
		"no source":                    {own(func(c *rules.Change) { c.Source.Label = " " }), "source"},
		"no label":                     {own(func(c *rules.Change) { c.Edit.Label = "" }), "label"},
		"no text":                      {own(func(c *rules.Change) { c.Edit.Text = "" }), "text"},
		"no advice":                    {own(func(c *rules.Change) { c.Edit.Advice = "" }), "advice"},
		"an unknown severity":          {edited(t, "", "lead.id-lasts", func(e *rules.Edit) { e.Severity = "bad" }), "severity"},
		"no number":                    {edited(t, "", "lead.id-lasts", func(e *rules.Edit) { e.Value = "drei" }), "value"},
		"a number below one":           {edited(t, "", "lead.id-lasts", func(e *rules.Edit) { e.Value = "0" }), "value"},
		"a suffix with a dot":          {edited(t, "11", "domain-suffix", func(e *rules.Edit) { e.Value = "org,.me" }), "value"},
		"what it compares with":        {edited(t, "", "lead.mobile", func(e *rules.Edit) { e.Value = "id" }), "value"},
		"a conflict that fails":        {conflict(), "severity"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := rules.Embedded().With(c.change)
			var e *errs.Error
			if !errors.As(err, &e) || e.Code != errs.Invalid || e.Field != c.field {
				t.Errorf("%v, want it refused at %s", err, c.field)
			}
		})
	}
}
