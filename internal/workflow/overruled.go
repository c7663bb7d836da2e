package workflow

import "fmt"

// Overruled tells in sentences where the term that a clock has in a scope does not hold,
// or takes the effect from another one: of a province's term and the general one the
// longer holds (decisions, "The case"), and what a case type has to itself holds in every
// province. Nil when it holds wherever it is meant to.
func (g *Graph) Overruled(scope, code string) []string {
	c := g.clockOf(code)
	if c == nil || g.typeOf(scope) {
		return nil
	}
	if province := g.provinceOf(scope); province != nil {
		return g.overruledIn(c, province)
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
	switch weigh(term, general) {
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

// plain is the clock's term by its numbers.
func (c Clock) plain() Term { return Term{c.Unit, c.From, c.To} }

// words is the clock's term for a case of a type in a province, as texts name it.
func (c Clock) words(caseType, province string) string {
	own := c.Types[caseType]
	c = c.with(own)
	if beside, ok := c.Provinces[province]; ok && own.To == 0 {
		if further := c.with(beside); weigh(further.plain(), c.plain()) == longer {
			c = further
		}
	}
	if c.Term != "" {
		return c.Term
	}
	return term(c.Unit, c.From, c.To, c.Approx)
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
