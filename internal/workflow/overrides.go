package workflow

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"beiandesk/internal/errs"
)

// What staff may change of a graph. Stages, steps, actions and case types change with a
// release alone (handbook, head); the numbers of clocks and the words of steps are the
// desk's to correct.

// The kinds of change.
const (
	ChangeClock  = "clock"  // Code is a clock's; Scope is "", a case type or a province
	ChangeAgreed = "agreed" // Code is "stage.step": its default agreed date, in working days; Scope is "" or a case type that has one of its own
	ChangeText   = "text"   // Code is "stage.step.field", of WordFields; Scope is "", a case type that words it itself, kinds of subjects that read more, or a kind of appointment
)

// Change lays something else over the graph, with where it is written.
type Change struct {
	Kind    string
	Scope   string
	Code    string
	Term    Term   // of a clock or an agreed date
	Text    string // of a text
	Source  string
	Sourced string // date of the source, "" when it bears none
}

// With derives a graph with changes laid over it, one after another. An errs.Invalid
// names what does not fit: code, scope, unit, from, to, text or source; the graph stays
// as it is.
func (g *Graph) With(changes ...Change) (*Graph, error) {
	if len(changes) == 0 {
		return g, nil
	}
	derived := g.asWritten().copy()
	for _, c := range changes {
		if err := derived.lay(c); err != nil {
			return nil, err
		}
	}
	if err := derived.Prepare(); err != nil {
		return nil, errs.Wrap(errs.Internal, err, "改动和环节图对不上，请恢复随软件的内容")
	}
	return derived.Of(""), nil
}

// copy shares nothing that a change or a wording writes to.
func (g *Graph) copy() *Graph {
	c := &Graph{
		Version: g.Version, Subjects: g.Subjects, MaxRounds: g.MaxRounds, MaxWrong: g.MaxWrong, Resends: g.Resends, Parties: g.Parties, Provinces: g.Provinces, Acts: g.Acts, Documents: g.Documents, Notices: g.Notices, Way: g.Way, Files: g.Files, Goes: g.Goes, Tickets: g.Tickets,
		Stages: slices.Clone(g.Stages), Clocks: slices.Clone(g.Clocks), Actions: slices.Clone(g.Actions), Types: g.Types, Causes: slices.Clone(g.Causes),
	}
	for i := range c.Stages {
		c.Stages[i].Steps = slices.Clone(c.Stages[i].Steps)
		for j := range c.Stages[i].Steps {
			step := &c.Stages[i].Steps[j]
			step.Types = maps.Clone(step.Types)
			for code, own := range step.Types {
				words := *own
				step.Types[code] = &words
			}
			step.Subjects = maps.Clone(step.Subjects)
			for code, besides := range step.Subjects {
				local := *besides
				step.Subjects[code] = &local
			}
			step.Visits = maps.Clone(step.Visits)
			for code, kind := range step.Visits {
				own := *kind
				step.Visits[code] = &own
			}
		}
	}
	for i := range c.Actions {
		a := &c.Actions[i]
		a.Then = slices.Clone(a.Then) // a graph ties its own effects
		a.Hints, a.Values = maps.Clone(a.Hints), slices.Clone(a.Values)
		for j := range a.Values {
			a.Values[j].Options = slices.Clone(a.Values[j].Options)
		}
	}
	for i := range c.Clocks {
		c.Clocks[i].Types, c.Clocks[i].Provinces = maps.Clone(c.Clocks[i].Types), maps.Clone(c.Clocks[i].Provinces)
	}
	return c
}

func (g *Graph) lay(c Change) error {
	if c.Kind == ChangeText {
		return g.layText(c)
	}
	if strings.TrimSpace(c.Source) == "" {
		return errs.AtField("source", "请写明依据，例如：浙江管局电话答复")
	}
	if c.Kind == ChangeAgreed {
		return g.layAgreed(c)
	}
	return g.layClock(c)
}

// longest bounds a term by its unit: more is a slip of the keyboard.
var longest = map[string]int{"hours": 24 * 31, "days": 366, "workdays": 250}

func (t Term) check(kind Kind) error {
	most, known := longest[t.Unit]
	switch {
	case !known:
		return errs.AtField("unit", "单位请选小时、天或工作日")
	case t.To < 1 || t.To > most:
		return errs.AtField("to", "请填 1 到 %d 之间的整数", most)
	case t.From < 0 || t.From >= t.To:
		return errs.AtField("from", "开头要小于结尾；没有开头请留空")
	case t.From > 0 && kind != Expected:
		return errs.AtField("from", "这是最后期限，只填一个数")
	}
	return nil
}

func (g *Graph) layClock(c Change) error {
	i := slices.IndexFunc(g.Clocks, func(o Clock) bool { return o.Code == c.Code })
	if i < 0 || g.Clocks[i].Unit == "fixed" {
		return errs.AtField("code", "没有这个期限，请从列表里选")
	}
	clock := &g.Clocks[i]
	if err := c.Term.check(clock.Kind); err != nil {
		return err
	}
	if c.Term.Unit == "hours" != (clock.Unit == "hours") {
		return errs.AtField("unit", "按小时算的期限和按天算的不能互换")
	}
	laid := Clock{Unit: c.Term.Unit, From: c.Term.From, To: c.Term.To, Source: c.Source, Sourced: c.Sourced}
	switch province, isType := g.provinceOf(c.Scope), g.typeOf(c.Scope); {
	case c.Scope != "" && !clock.Scoped():
		return errs.AtField("scope", "这个期限全国一样，不能另定")
	case c.Scope == "":
		g.rule(clock, c.Term)
		clock.Unit, clock.From, clock.To, clock.Term, clock.Approx = laid.Unit, laid.From, laid.To, "", false
		clock.Source, clock.Sourced = laid.Source, laid.Sourced
	case isType:
		was := clock.Types[c.Scope]
		laid.TriggerText, laid.Notes, laid.Owner = was.TriggerText, was.Notes, was.Owner
		if clock.Types == nil {
			clock.Types = map[string]Clock{}
		}
		clock.Types[c.Scope] = laid
	case province != nil:
		laid.Owner = province.Short + "另定"
		if clock.Owner == "" {
			clock.Owner = "一般"
		}
		if clock.Provinces == nil {
			clock.Provinces = map[string]Clock{}
		}
		clock.Provinces[c.Scope] = laid
	default:
		return errs.AtField("scope", "没有这个省份或备案类型，请从列表里选")
	}
	return nil
}

// Scoped says whether a province or a case type may have a term of its own: what the
// moves are judged by, and what the law sets, is the same for all.
func (c Clock) Scoped() bool {
	return c.Unit != "hours" && (c.Kind == Expected || c.Kind == Max)
}

var ruleTerm = regexp.MustCompile(`(约 )?\d+(–\d+)? ?(个工作日|小时|天|周)`)

// rule keeps the stage list's word on a stage in step with the clock it is taken from.
func (g *Graph) rule(c *Clock, now Term) {
	for i := range g.Stages {
		if s := &g.Stages[i]; s.Code == c.Stage && ownsRule(g, s, c) {
			s.Rule = ruleTerm.ReplaceAllString(s.Rule, now.String())
		}
	}
}

// ownsRule: of a stage's clocks the expected one speaks in the list, else its first.
func ownsRule(g *Graph, s *Stage, c *Clock) bool {
	first := ""
	for i := range g.Clocks {
		o := &g.Clocks[i]
		if o.Stage != s.Code || len(o.Only) > 0 { // a type's own clock speaks in the type's words
			continue
		}
		if o.Kind == Expected {
			return o.Code == c.Code
		}
		if first == "" {
			first = o.Code
		}
	}
	return first == c.Code
}

func (g *Graph) layAgreed(c Change) error {
	agreed := g.agreedAt(c.Scope, c.Code)
	if agreed == nil || agreed.Agreed == 0 {
		return errs.AtField("code", "这一步没有默认的约定日期，请从列表里选")
	}
	if c.Term.Unit != "workdays" {
		return errs.AtField("unit", "约定日期按工作日算")
	}
	if c.Term.To < 1 || c.Term.To > 60 || c.Term.From != 0 {
		return errs.AtField("to", "请填 1 到 60 个工作日")
	}
	agreed.Agreed, agreed.AgreedSource, agreed.AgreedSourced = c.Term.To, c.Source, c.Sourced
	return nil
}

// agreedAt is the place of a step's default date, or of the one that a case type has to
// itself; nil when there is none.
func (g *Graph) agreedAt(scope, code string) *Promise {
	step := g.placeOf(code)
	switch {
	case step == nil:
		return nil
	case scope == "":
		return &step.Promise
	}
	if own := step.Types[scope]; own != nil {
		return &own.Promise
	}
	return nil
}

func (g *Graph) layText(c Change) error {
	field := g.textAt(c.Scope, c.Code)
	if field == nil || *field == "" {
		return errs.AtField("code", "没有这段文字，请从列表里选")
	}
	if err := g.checkText(c.Text); err != nil {
		return err
	}
	*field = c.Text
	return nil
}

// Name tells in words what a change is about: 管局最迟（浙江）, 收集材料：发给客户的话.
func (g *Graph) Name(kind, scope, code string) string {
	switch kind {
	case ChangeClock:
		for _, c := range g.Clocks {
			if c.Code == code && scope == "" {
				return c.Label
			} else if c.Code == code {
				return fmt.Sprintf("%s（%s）", c.Label, g.ScopeLabel(scope))
			}
		}
	case ChangeAgreed:
		if step := g.placeOf(code); step != nil && scope == "" {
			return step.Label + "：约定日期"
		} else if step != nil {
			return step.Label + "：约定日期（" + g.ScopeLabel(scope) + "）"
		}
	case ChangeText:
		if at := strings.LastIndexByte(code, '.'); at > 0 {
			if step := g.placeOf(code[:at]); step != nil {
				name := step.Label + "：" + fieldLabels[code[at+1:]]
				if scope != "" {
					name += "（" + g.ScopeLabel(scope) + "）"
				}
				return name
			}
		}
	}
	return code
}

// placeOf finds a step by "stage.step", nil when there is none.
func (g *Graph) placeOf(code string) *Step {
	stage, step, _ := strings.Cut(code, ".")
	for i := range g.Stages {
		if g.Stages[i].Code == stage {
			return g.Stages[i].step(step)
		}
	}
	return nil
}
