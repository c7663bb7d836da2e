package workflow

import (
	"fmt"
	"slices"
)

// Term is how long a clock runs.
type Term struct {
	Unit string `json:"unit"` // hours, days, workdays; months of a paper
	From int    `json:"from"` // start of an expected span; 0 = none
	To   int    `json:"to"`
}

// String is the term in words: 2–3 个工作日.
func (t Term) String() string { return term(t.Unit, t.From, t.To, false) }

var unitWords = map[string]string{"hours": "小时", "days": "天", "workdays": "个工作日", "months": "个月"}

func term(unit string, from, to int, approx bool) string {
	prefix := ""
	if approx {
		prefix = "约 "
	}
	switch {
	case unit == "fixed":
		return "约定的时间"
	case from > 0:
		return fmt.Sprintf("%s%d–%d %s", prefix, from, to, unitWords[unit])
	}
	return fmt.Sprintf("%s%d %s", prefix, to, unitWords[unit])
}

// with lays the set fields of an override over the clock.
func (c Clock) with(o Clock) Clock {
	if o.Unit != "" {
		c.Unit, c.From, c.To, c.Term = o.Unit, o.From, o.To, o.Term
	} else if o.To != 0 {
		c.From, c.To, c.Term = o.From, o.To, o.Term
	}
	if o.Owner != "" {
		c.Owner = o.Owner
	}
	if o.Source != "" {
		c.Source, c.Sourced = o.Source, o.Sourced
	}
	c.Notes = slices.Concat(c.Notes, o.Notes)
	return c
}

// of says that the clock runs in cases of a type.
func (c *Clock) of(caseType string) bool {
	return (len(c.Only) == 0 || slices.Contains(c.Only, caseType)) && !slices.Contains(c.Except, caseType)
}

// plain is the clock's term by its numbers.
func (c Clock) plain() Term { return Term{c.Unit, c.From, c.To} }

// words is the clock's term for a case of a type in a province, as texts name it.
func (c Clock) words(caseType, province string) string {
	own := c.Types[caseType]
	c = c.with(own)
	if beside, ok := c.Provinces[province]; ok && own.To == 0 {
		if further := c.with(beside); c.Kind == Expected || weigh(further.plain(), c.plain()) == longer {
			c = further
		}
	}
	if c.Term != "" {
		return c.Term
	}
	return term(c.Unit, c.From, c.To, c.Approx)
}

// ruleOf is the stage list's word on a stage, with the term that a case of the plan's type
// and province has where it is another than the general one.
func (g *Graph) ruleOf(s *Stage, p *Plan) string {
	if own := s.Types[p.Type].Rule; own != "" {
		return fill(own, func(code string) string {
			if c := g.clockOf(code); c != nil {
				return c.words(p.Type, p.Province)
			}
			return ""
		})
	}
	for _, c := range g.clocksOf[s.Code] {
		if !ownsRule(g, s, c) || !c.of(p.Type) {
			continue
		}
		if _, ok := c.Provinces[p.Province]; ok || c.Types[p.Type].To > 0 {
			return ruleTerm.ReplaceAllString(s.Rule, c.words(p.Type, p.Province))
		}
	}
	return s.Rule
}

// agreedSource is where the release's default dates are written: nowhere but here.
const agreedSource = "本软件的默认约定日期，没有外部规定，可以改"

// Ruling is what holds for a clock, and where that is written.
type Ruling struct {
	Term    Term
	Words   string // 约 1 个工作日, 2–3 周（14–21 天）
	Source  string
	Sourced string
}

// TermOf tells what holds for a clock in a scope, or for an agreed date; false when the
// graph has nothing of its own there.
func (g *Graph) TermOf(kind, scope, code string) (Ruling, bool) {
	if kind == ChangeAgreed {
		step := g.agreedAt(scope, code)
		if step == nil || step.Agreed == 0 {
			return Ruling{}, false
		}
		t := Term{Unit: "workdays", To: step.Agreed}
		r := Ruling{Term: t, Words: t.String(), Source: step.AgreedSource, Sourced: step.AgreedSourced}
		if r.Source == "" {
			r.Source = agreedSource
		}
		return r, true
	}
	i := slices.IndexFunc(g.Clocks, func(c Clock) bool { return c.Code == code && c.Unit != "fixed" })
	if i < 0 {
		return Ruling{}, false
	}
	c := g.Clocks[i]
	if scope != "" {
		own, there := c.Types[scope]
		if !there {
			own, there = c.Provinces[scope]
		}
		if !there || own.To == 0 {
			return Ruling{}, false
		}
		c = c.with(own)
	}
	r := Ruling{Term: Term{c.Unit, c.From, c.To}, Words: c.Term, Source: c.Source, Sourced: c.Sourced}
	if r.Words == "" {
		r.Words = term(c.Unit, c.From, c.To, c.Approx)
	}
	return r, true
}

// Promised lists the scopes in which a step, by "stage.step", has a default date: "" and the case
// types that have one to themselves.
func (g *Graph) Promised(code string) []string {
	var list []string
	for _, scope := range append([]string{""}, codesOf(g.Types)...) {
		if _, ok := g.TermOf(ChangeAgreed, scope, code); ok {
			list = append(list, scope)
		}
	}
	return list
}

func codesOf(types []Type) []string {
	var list []string
	for _, t := range types {
		list = append(list, t.Code)
	}
	return list
}

// Scopes lists the case types and provinces for which a clock has a term of its own.
func (g *Graph) Scopes(code string) []string {
	var list []string
	for _, t := range g.Types {
		if _, ok := g.TermOf(ChangeClock, t.Code, code); ok {
			list = append(list, t.Code)
		}
	}
	for _, p := range g.Provinces {
		if _, ok := g.TermOf(ChangeClock, p.Code, code); ok {
			list = append(list, p.Code)
		}
	}
	return list
}

// ScopeLabel names a scope: 全国, 浙江, 注销备案, 个人主体; "" for an unknown one.
func (g *Graph) ScopeLabel(scope string) string {
	if scope == "" {
		return "全国"
	}
	if p := g.provinceOf(scope); p != nil {
		return p.Short
	}
	for _, t := range g.Types {
		if t.Code == scope {
			return t.Label
		}
	}
	for _, s := range g.Subjects {
		if s.Code == scope {
			return s.Label
		}
	}
	return g.visitLabel(&Visit{Kind: scope})
}

// Overruled tells in sentences where the term that a clock has in a scope does not hold,
// or takes the effect from another one: of a province's last day and the general one the
// later holds (decisions, "The case"), what is expected of a province's office holds there,
// and what a case type has to itself holds in every province. Nil when it holds wherever it is meant to.
func (g *Graph) Overruled(scope, code string) []string {
	c := g.clockOf(code)
	if c == nil || g.typeOf(scope) {
		return nil
	}
	if province := g.provinceOf(scope); province != nil {
		return g.overruledIn(c, province)
	}
	if c.Kind == Expected {
		if n := len(c.Provinces); n > 0 {
			return []string{fmt.Sprintf("%d 个省份另有预计，那里按各自的算", n)}
		}
		return nil
	}
	var lines []string
	base := c.plain()
	for i := range g.Provinces {
		p := &g.Provinces[i]
		own, ok := c.Provinces[p.Code]
		if !ok {
			continue
		}
		term := c.with(own).plain()
		switch weigh(term, base) {
		case longer: // a province's own is there to be longer
		case depends:
			lines = append(lines, fmt.Sprintf("%s另定的 %s单位不同，每次按起算的日子比较，以较晚的为准", p.Short, term))
		default:
			lines = append(lines, fmt.Sprintf("%s另定的 %s不比它长，%s也按 %s计算", p.Short, term, p.Short, base))
		}
	}
	return lines
}

// overruledIn weighs a province's own term against the general one, and names the case
// types that it does not reach.
func (g *Graph) overruledIn(c *Clock, p *Province) []string {
	own, ok := c.Provinces[p.Code]
	if !ok {
		return nil
	}
	term, general := c.with(own).plain(), c.plain()
	var lines []string
	weight := weigh(term, general)
	if c.Kind == Expected {
		weight = longer // it holds there, however long it is
	}
	switch weight {
	case shorter:
		return []string{fmt.Sprintf("比通用期限短，期限仍按通用的 %s计算", general)}
	case same:
		return []string{fmt.Sprintf("和通用期限一样长，期限仍按通用的 %s计算", general)}
	case depends:
		lines = append(lines, fmt.Sprintf("单位和通用期限（%s）不同，每次按起算的日子比较，以较晚的为准", general))
	}
	for _, t := range g.Types {
		if other, ok := c.Types[t.Code]; ok && other.To > 0 {
			lines = append(lines, fmt.Sprintf("%s另有期限（%s），不受它影响", t.Label, c.with(other).plain()))
		}
	}
	return lines
}

// How long a term is beside another one. Days and working days are told apart for sure
// only where no calendar could turn them round.
const (
	shorter = iota
	same
	longer
	depends
)

func weigh(t, base Term) int {
	switch {
	case t.Unit == base.Unit && t.To == base.To:
		return same
	case t.Unit == base.Unit && t.To > base.To:
		return longer
	case t.Unit == base.Unit, t.Unit == "days" && t.To <= base.To:
		return shorter
	case t.Unit == "workdays" && t.To > base.To:
		return longer
	}
	return depends
}

// clock finds a clock by its code, nil when there is none.
func (g *Graph) clock(code string) *Clock {
	for i := range g.Clocks {
		if g.Clocks[i].Code == code {
			return &g.Clocks[i]
		}
	}
	return nil
}

// clockOf finds a clock with a term by its code, nil when there is none.
func (g *Graph) clockOf(code string) *Clock {
	for i := range g.Clocks {
		if c := &g.Clocks[i]; c.Code == code && c.Unit != "fixed" {
			return c
		}
	}
	return nil
}

func (g *Graph) provinceOf(code string) *Province {
	for i := range g.Provinces {
		if g.Provinces[i].Code == code {
			return &g.Provinces[i]
		}
	}
	return nil
}

func (g *Graph) typeOf(code string) bool {
	return slices.ContainsFunc(g.Types, func(t Type) bool { return t.Code == code })
}
