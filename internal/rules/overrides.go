package rules

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/identity"
)

// Edit is what staff may say of a rule. Of one that the release brings, how it is judged
// stays; Like and Stages belong to a rule the desk adds.
type Edit struct {
	Off      bool     `json:"off"` // it is not run
	Label    string   `json:"label"`
	Value    string   `json:"value"` // where the operator takes one that may be changed
	Severity Outcome  `json:"severity"`
	Text     string   `json:"text"`
	Advice   string   `json:"advice"`
	Like     string   `json:"like,omitempty"`   // "scope/code" of the rule that it is judged like; "" is a reminder
	Stages   []string `json:"stages,omitempty"` // before whose submission a reminder runs
}

// OwnPrefix begins the codes of rules that the desk adds.
const OwnPrefix = "own."

// Change lays an edit over the rule of a pack, with where it is written.
type Change struct {
	Scope  string // "" or a province
	Code   string
	Edit   Edit
	Source Source
}

// Confirmation says that staff have confirmed a rule with the office.
type Confirmation struct {
	Scope, Code string
	On          cal.Day
}

// EditOf tells a rule as an edit.
func EditOf(r Rule) Edit {
	return Edit{Off: r.Off, Label: r.Label, Value: r.Value, Severity: r.Severity, Text: r.Text, Advice: r.Advice}
}

// With derives a book with changes laid over it, one after another. An errs.Invalid names
// what does not fit: scope, code, label, value, severity, text, advice, source, stages.
func (b *Book) With(changes ...Change) (*Book, error) {
	if len(changes) == 0 {
		return b, nil
	}
	derived := b.clone()
	for _, c := range changes {
		p, ok := derived.Pack(c.Scope)
		if !ok {
			return nil, errs.AtField("scope", "没有这个省份，请从列表里选")
		}
		r, at, err := b.rule(p, c)
		if err != nil {
			return nil, err
		}
		if err := c.lay(&r); err != nil {
			return nil, err
		}
		key := "desk." + c.Code
		p.Sources[key] = c.Source
		r.Sources = []Citation{{Source: key}}
		if at < 0 {
			p.Rules = append(p.Rules, r)
		} else {
			p.Rules[at] = r
		}
	}
	return derived, nil
}

// Confirm derives a book whose rules say when staff confirmed them. What names no rule is
// passed over: a confirmation changes no judgement.
func (b *Book) Confirm(list ...Confirmation) *Book {
	if len(list) == 0 {
		return b
	}
	derived := b.clone()
	for _, c := range list {
		p, ok := derived.Pack(c.Scope)
		if !ok {
			continue
		}
		for i := range p.Rules {
			if p.Rules[i].Code == c.Code {
				p.Rules[i].Confirmed = &c.On
			}
		}
	}
	return derived
}

func (b *Book) clone() *Book {
	copied := &Book{national: b.national.clone(), provinces: maps.Clone(b.provinces)}
	for code, p := range copied.provinces {
		copied.provinces[code] = p.clone()
	}
	return copied
}

func (p *Pack) clone() *Pack {
	return &Pack{Name: p.Name, Sources: maps.Clone(p.Sources), Rules: slices.Clone(p.Rules)}
}

// rule finds the rule that a change is about, or makes the one it adds (at is -1).
func (b *Book) rule(p *Pack, c Change) (r Rule, at int, err error) {
	at = slices.IndexFunc(p.Rules, func(r Rule) bool { return r.Code == c.Code })
	if at >= 0 {
		return p.Rules[at], at, nil
	}
	if !strings.HasPrefix(c.Code, OwnPrefix) || c.Code == OwnPrefix {
		return r, at, errs.AtField("code", "没有这条规则，请从列表里选")
	}
	if c.Edit.Like == "" {
		r = Rule{Operator: "remind", Severity: Warn, Stages: slices.Clone(c.Edit.Stages)}
		if len(r.Stages) == 0 {
			return r, at, errs.AtField("stages", "请选在哪次提交之前提醒")
		}
		for _, s := range r.Stages {
			if !slices.Contains(b.stages(), s) {
				return r, at, errs.AtField("stages", "没有这次提交，请从列表里选")
			}
		}
	} else {
		scope, code, _ := strings.Cut(c.Edit.Like, "/")
		model, ok := b.Pack(scope)
		if ok {
			r, ok = model.Find(code)
		}
		if !ok {
			return r, at, errs.AtField("like", "没有可照抄的这条规则，请从列表里选")
		}
		if r.Operator == "in-province" {
			r.Value = c.Scope
		}
	}
	r.Code, r.Own, r.Conflict, r.Confirmed = c.Code, true, false, nil
	return r, at, nil
}

// stages are those before whose submission some rule runs.
func (b *Book) stages() []string {
	var list []string
	for _, r := range b.national.Rules {
		for _, s := range r.Stages {
			if !slices.Contains(list, s) {
				list = append(list, s)
			}
		}
	}
	return list
}

// ValueKind says what value of a rule staff may change: number, suffixes, or "" none.
func (r Rule) ValueKind() string {
	switch r.Operator {
	case "days-left", "months-left", "days-since", "workdays-since", "min-age", "at-most", "at-least":
		return "number"
	case "not-suffix", "suffix-in":
		return "suffixes"
	}
	return ""
}

func (c Change) lay(r *Rule) error {
	e := c.Edit
	if strings.TrimSpace(c.Source.Label) == "" {
		return errs.AtField("source", "请写明依据，例如：浙江管局电话答复")
	}
	if n := utf8.RuneCountInString(e.Label); n == 0 || n > 40 {
		return errs.AtField("label", "规则的名称写 1 到 40 个字")
	}
	switch {
	case e.Severity != Fail && e.Severity != Warn:
		return errs.AtField("severity", "请选不通过或警告")
	case e.Severity == Fail && r.Conflict:
		return errs.AtField("severity", "两处来源说法不同，只能警告；核实后请另加一条规则")
	case e.Severity == Fail && r.Operator == "remind":
		return errs.AtField("severity", "须人工核对的提醒只能警告")
	}
	if e.Text == "" && r.Text != "" || e.Text == "" && r.Operator == "remind" {
		return errs.AtField("text", "请写明哪里不对")
	}
	if e.Advice == "" {
		return errs.AtField("advice", "请写明怎么办")
	}
	for field, text := range map[string]string{"text": e.Text, "advice": e.Advice} {
		if utf8.RuneCountInString(text) > 200 {
			return errs.AtField(field, "最多 200 个字")
		}
	}
	if err := e.value(*r); err != nil {
		return err
	}
	if r.ValueKind() != "" {
		r.Value = e.Value
	}
	r.Off, r.Label, r.Severity, r.Text, r.Advice = e.Off, e.Label, e.Severity, e.Text, e.Advice
	return nil
}

func (e Edit) value(r Rule) error {
	switch r.ValueKind() {
	case "number":
		if n, err := strconv.Atoi(e.Value); err != nil || n < 1 || strconv.Itoa(n) != e.Value {
			return errs.AtField("value", "请填正整数")
		}
	case "suffixes":
		for s := range strings.SplitSeq(e.Value, ",") {
			if _, c := identity.ParseDomain("x." + s); s == "" || strings.ToLower(s) != s || !c.OK {
				return errs.AtField("value", "请写域名后缀，用英文逗号隔开，例如：org,me")
			}
		}
	default:
		if e.Value != r.Value && (e.Like == "" || e.Value != "") {
			return errs.AtField("value", "这条规则比较的内容随软件，不能改")
		}
	}
	return nil
}
