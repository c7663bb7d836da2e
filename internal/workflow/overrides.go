package workflow

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"beiandesk/internal/errs"
)

// What staff may change of a graph. Stages, steps, actions and case types change with a
// release alone (handbook, head); the numbers of clocks and the words of steps are the
// desk's to correct.

// Term is how long a clock runs.
type Term struct {
	Unit string `json:"unit"` // hours, days, workdays
	From int    `json:"from"` // start of an expected span; 0 = none
	To   int    `json:"to"`
}

// String is the term in words: 2–3 个工作日.
func (t Term) String() string { return term(t.Unit, t.From, t.To, false) }

// The kinds of change.
const (
	ChangeClock  = "clock"  // Code is a clock's; Scope is "", a case type or a province
	ChangeAgreed = "agreed" // Code is "stage.step": its default agreed date, in working days
	ChangeText   = "text"   // Code is "stage.step.field", of TextFields
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

// TextFields are the words of a step that may be changed, in the order in which people
// meet them.
var TextFields = []string{"todo", "late", "again", "detail", "late_detail", "message"}

// With derives a graph with changes laid over it, one after another. An errs.Invalid
// names what does not fit: code, scope, unit, from, to, text or source; the graph stays
// as it is.
func (g *Graph) With(changes ...Change) (*Graph, error) {
	if len(changes) == 0 {
		return g, nil
	}
	derived := &Graph{
		Version: g.Version, MaxRounds: g.MaxRounds, MaxWrong: g.MaxWrong, Parties: g.Parties, Provinces: g.Provinces,
		Stages: slices.Clone(g.Stages), Clocks: slices.Clone(g.Clocks), Actions: slices.Clone(g.Actions), Types: g.Types,
	}
	for i := range derived.Stages {
		derived.Stages[i].Steps = slices.Clone(derived.Stages[i].Steps)
	}
	for i := range derived.Actions {
		derived.Actions[i].Then = slices.Clone(derived.Actions[i].Then) // a graph ties its own effects
	}
	for i := range derived.Clocks {
		c := &derived.Clocks[i]
		c.Types, c.Provinces = maps.Clone(c.Types), maps.Clone(c.Provinces)
	}
	for _, c := range changes {
		if err := derived.lay(c); err != nil {
			return nil, err
		}
	}
	if err := derived.Prepare(); err != nil {
		return nil, errs.Wrap(errs.Internal, err, "改动和环节图对不上，请恢复随软件的内容")
	}
	return derived, nil
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
		return errs.AtField("code", "没有这个时限，请从列表里选")
	}
	clock := &g.Clocks[i]
	if err := c.Term.check(clock.Kind); err != nil {
		return err
	}
	if c.Term.Unit == "hours" != (clock.Unit == "hours") {
		return errs.AtField("unit", "按小时算的时限和按天算的不能互换")
	}
	laid := Clock{Unit: c.Term.Unit, From: c.Term.From, To: c.Term.To, Source: c.Source, Sourced: c.Sourced}
	switch province, isType := g.provinceOf(c.Scope), g.typeOf(c.Scope); {
	case c.Scope != "" && !clock.Scoped():
		return errs.AtField("scope", "这个时限全国一样，不能另定")
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
		if o.Stage != s.Code {
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
	step := g.placeOf(c.Code)
	if step == nil || step.Agreed == 0 || c.Scope != "" {
		return errs.AtField("code", "这一步没有默认的约定日期，请从列表里选")
	}
	if c.Term.Unit != "workdays" {
		return errs.AtField("unit", "约定日期按工作日算")
	}
	if c.Term.To < 1 || c.Term.To > 60 || c.Term.From != 0 {
		return errs.AtField("to", "请填 1 到 60 个工作日")
	}
	step.Agreed, step.AgreedSource, step.AgreedSourced = c.Term.To, c.Source, c.Sourced
	return nil
}

func (g *Graph) layText(c Change) error {
	at := strings.LastIndexByte(c.Code, '.')
	if at < 0 || c.Scope != "" {
		return errs.AtField("code", "没有这段文字，请从列表里选")
	}
	var field *string
	if step := g.placeOf(c.Code[:at]); step != nil {
		field = step.text(c.Code[at+1:])
	}
	if field == nil || *field == "" {
		return errs.AtField("code", "没有这段文字，请从列表里选")
	}
	if err := g.checkText(c.Text); err != nil {
		return err
	}
	*field = c.Text
	return nil
}

// Placeholders are the values a text may hold in {braces}: what a case fills in, then
// the terms of the clocks by their codes.
func (g *Graph) Placeholders() []Option {
	list := slices.Clone(placeNames)
	for _, c := range g.Clocks {
		if c.Unit != "fixed" {
			list = append(list, Option{c.Code, c.Label + "的时长"})
		}
	}
	return list
}

var placeNames = []Option{
	{"client", "客户名称"}, {"lead", "负责人姓名"}, {"who", "负责人，没有时写“客户”"}, {"domain", "域名"},
	{"bureau", "哪个通信管理局"}, {"icp", "ICP 备案号"}, {"police", "公安备案号"}, {"round", "第几轮短信"},
	{"waiting", "还没核验的人"}, {"due", "到期时间"}, {"by", "到期时间前"}, {"visit", "面审或实地检查"},
}

var braces = regexp.MustCompile(`\{[^{}]*\}`)

// checkText holds a text against what fill can do with it.
func (g *Graph) checkText(text string) error {
	text = strings.TrimSpace(text)
	if n := utf8.RuneCountInString(text); n == 0 || n > 400 {
		return errs.AtField("text", "请写 1 到 400 个字")
	}
	rest := g.withoutPlaces(text)
	if wrong := braces.FindString(rest); wrong != "" {
		return errs.AtField("text", "没有 %s 这个占位，请从列表里选", wrong)
	}
	if strings.ContainsAny(rest, "{}") {
		return errs.AtField("text", "花括号要成对，里面写占位的名字")
	}
	open := false
	for _, r := range rest {
		if (r == '[' && open) || (r == ']' && !open) {
			return errs.AtField("text", "方括号要成对，也不能套在方括号里")
		}
		if r == '[' || r == ']' {
			open = r == '['
		}
	}
	if open {
		return errs.AtField("text", "方括号要成对，也不能套在方括号里")
	}
	return nil
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

// text is the place of a text of the step, nil for an unknown field.
func (s *Step) text(field string) *string {
	switch field {
	case "todo":
		return &s.Todo
	case "late":
		return &s.Late
	case "again":
		return &s.Again
	case "detail":
		return &s.Detail
	case "late_detail":
		return &s.LateDetail
	case "message":
		return &s.Message
	}
	return nil
}

// TextOf tells a text by its code; false when there is none.
func (g *Graph) TextOf(code string) (string, bool) {
	at := strings.LastIndexByte(code, '.')
	if at < 0 {
		return "", false
	}
	step := g.placeOf(code[:at])
	if step == nil {
		return "", false
	}
	if field := step.text(code[at+1:]); field != nil && *field != "" {
		return *field, true
	}
	return "", false
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
		step := g.placeOf(code)
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
