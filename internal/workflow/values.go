package workflow

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/identity"
)

// source is what a value's `source` names: where its options or its default come from.
type source struct {
	fill    func(*transition, *Value)
	options bool // it gives the options of a choice
	each    bool // the value is asked for each site
}

// sources are all there are: a value that names another is refused with its graph.
var sources = map[string]source{
	"people":   {options: true, fill: (*transition).offerPeople},
	"waiting":  {options: true, fill: (*transition).offerWaiting},
	"runs":     {options: true, fill: (*transition).offerRuns},
	"moves":    {options: true, fill: func(x *transition, v *Value) { v.Options = x.pastOptions() }},
	"undoable": {fill: (*transition).offerUndoable},
	"refused":  {options: true, fill: (*transition).offerRefused},
	"causes":   {options: true, fill: (*transition).offerCauses},
	"duties":   {options: true, fill: (*transition).offerDuties},
	"sites":    {each: true},
}

// values resolves what the action asks for in this case.
func (x *transition) values() []Value {
	list := make([]Value, 0, len(x.act.Values))
	for i := range x.act.Values {
		v := &x.act.Values[i]
		if len(v.Types) > 0 && !slices.Contains(v.Types, x.typ.Code) {
			continue
		}
		value := Value{Key: v.Key, Label: v.Label, Kind: v.Kind, Required: v.Required, Happened: v.Happened, Default: v.Default, Hint: v.Hint, Options: slices.Clip(v.Options)}
		from := sources[v.Source]
		if from.each {
			list = append(list, x.perSite(value)...)
			continue
		}
		if from.fill != nil {
			from.fill(x, &value)
		}
		if v.Key == "change" && x.state.Missed+1 >= x.graph.MaxRounds {
			value.Required = false
		}
		list = append(list, value)
	}
	return list
}

func (x *transition) offerPeople(v *Value) {
	v.Options = x.peopleOptions()
	if len(v.Options) == 1 || (len(v.Options) > 0 && !x.chosen()) {
		v.Default = v.Options[0].Code
	}
}

func (x *transition) offerWaiting(v *Value) {
	if r := x.current(); r != nil {
		for _, l := range x.whom(x.plan, x.state, r) {
			v.Options = append(v.Options, Option{string(l.Person), l.Name})
		}
	}
	v.Required = v.Required && len(v.Options) > 0 // nobody is known: then nobody need be named
	v.onlyOne()
}

func (x *transition) offerRuns(v *Value) {
	for _, r := range x.agreeable() {
		v.Options = append(v.Options, Option{r.Key, x.runLabel(r)})
	}
	v.onlyOne()
}

// onlyOne takes the only option as the default.
func (v *Value) onlyOne() {
	if len(v.Options) == 1 {
		v.Default = v.Options[0].Code
	}
}

func (x *transition) offerUndoable(v *Value) {
	if x.state.Undoable > 0 {
		v.Default = strconv.Itoa(x.state.Undoable)
	}
}

// peopleOptions offers all who must verify first, then each alone.
func (x *transition) peopleOptions() []Option {
	verifiers := x.Verifiers(*x.plan, *x.state)
	options := make([]Option, 0, len(verifiers)+1)
	var ids, names []string
	for _, l := range verifiers {
		ids, names = append(ids, string(l.Person)), append(names, l.Name)
		options = append(options, Option{string(l.Person), l.Name})
	}
	if len(verifiers) > 1 {
		options = append([]Option{{strings.Join(ids, ","), strings.Join(names, "、")}}, options...)
	}
	return options
}

func (x *transition) perSite(v Value) []Value {
	sites := x.state.sites(x.plan)
	if len(sites) == 1 {
		return []Value{v}
	}
	list := make([]Value, 0, len(sites))
	for i, site := range sites {
		each := v
		each.Key = siteKey(v.Key, i, len(sites))
		each.Label = fmt.Sprintf("%s（%s）", v.Label, siteLabel(site))
		list = append(list, each)
	}
	return list
}

// Fill writes into a move the values that the case settles by itself: who must
// verify, the only person left, the only run. What staff must decide stays open. The
// office records the filled move, so that it explains itself later.
func (e *Engine) Fill(p Plan, s State, m Move) Move {
	act, t := e.graph.acts[m.Action], e.graph.types[p.Type]
	if act == nil || t == nil || (len(s.Runs) == 0 && !act.Opening) {
		return m
	}
	x := transition{Engine: e, plan: &p, typ: t, state: &s, move: &m, act: act, run: -1}
	values := maps.Clone(m.Values)
	if values == nil {
		values = map[string]string{}
	}
	for _, spec := range x.values() {
		if values[spec.Key] == "" && spec.Default != "" {
			values[spec.Key] = spec.Default
		}
		if now := x.asked(spec).Was[values[spec.Key]]; now != "" {
			values[spec.Key] = now
		}
		switch spec.Kind {
		case "icp":
			if icp, c := identity.ParseICP(values[spec.Key], m.knownBy()); c.OK {
				values[spec.Key] = icp.Number
			}
		case "police":
			if c := identity.Police(values[spec.Key]); c.OK {
				values[spec.Key] = c.Value
			}
		}
	}
	x.waitsAfter(values)
	m.Values = values
	return m
}

func (x *transition) checkValues() error {
	specs := x.values()
	for key := range x.move.Values {
		if key != valueWaits && !slices.ContainsFunc(specs, func(v Value) bool { return v.Key == key }) {
			return errs.AtField(key, "“%s”没有这一项，请去掉", x.act.Label)
		}
	}
	for _, spec := range specs {
		if x.move.Values[spec.Key] == "" && spec.Required && spec.Default == "" && !x.inWords(spec) {
			return errs.AtField(spec.Key, "请填“%s”", spec.Label)
		}
	}
	return x.checkKinds(specs)
}

// checkKinds refuses a value that is no such thing as it is asked for.
func (x *transition) checkKinds(specs []Value) error {
	for _, spec := range specs {
		if value := x.move.Values[spec.Key]; value != "" {
			if err := valueKinds[spec.Kind](x, spec, value); err != nil {
				return err
			}
		}
	}
	return nil
}

// valueKinds are the kinds of value, each with what refuses a value that is no such
// thing. A value of another kind is refused with its graph.
var valueKinds = map[string]func(*transition, Value, string) error{
	"text":   func(*transition, Value, string) error { return nil },
	"day":    (*transition).checkDay,
	"moment": checkMoment,
	"check":  checkYesNo,
	"choice": (*transition).checkChoice,
	"icp":    (*transition).checkICP,
	"police": (*transition).checkPolice,
}

func (x *transition) checkDay(spec Value, value string) error {
	day, err := cal.ParseDay(value)
	if err != nil {
		return errs.AtField(spec.Key, "%s", err.Error())
	}
	if spec.Key == "live_day" && day > x.move.At.Day {
		return errs.AtField(spec.Key, "上线日期不能晚于登记的时间")
	}
	return nil
}

func checkMoment(_ *transition, spec Value, value string) error {
	m, err := cal.ParseMoment(value)
	if err == nil && !m.Dated() {
		err = errs.New(errs.Invalid, "请写明是哪天")
	}
	if err != nil {
		return errs.AtField(spec.Key, "%s", err.Error())
	}
	return nil
}

func checkYesNo(_ *transition, spec Value, value string) error {
	if value != "yes" && value != "no" {
		return errs.AtField(spec.Key, "“%s”请填 yes 或 no", spec.Label)
	}
	return nil
}

// checkChoice refuses what is not offered. People may also be named in any
// combination of those offered, separated by commas.
func (x *transition) checkChoice(spec Value, value string) error {
	offered := func(code string) bool {
		return slices.ContainsFunc(spec.Options, func(o Option) bool { return o.Code == code })
	}
	if offered(value) || (spec.Key == "run" && x.openKey(value)) {
		return nil
	}
	if spec.Key == "people" {
		for _, id := range splitPeople(value) {
			if !offered(string(id)) {
				return errs.AtField(spec.Key, "核验的人不在负责人里，请从列表里选")
			}
		}
		return nil
	}
	return errs.AtField(spec.Key, "“%s”没有这个选项，%s", spec.Label, x.offers(spec))
}

// offers lists what may be chosen, unless that is people or long.
func (x *transition) offers(spec Value) string {
	from := x.asked(spec).Source
	if n := len(spec.Options); n == 0 || n > 8 || (from != "" && from != "runs") {
		return "请从列表里选"
	}
	labels := make([]string, len(spec.Options))
	for i, o := range spec.Options {
		labels[i] = o.Label
	}
	return "可以选：" + strings.Join(labels, "、")
}

// openKey lets checkAgree say why a run's date can't be changed.
func (x *transition) openKey(key string) bool {
	return slices.ContainsFunc(x.state.Runs, func(r Run) bool { return r.Open() && r.Key == key })
}

// asked is what the action says of a value, for one asked of each site as well.
func (x *transition) asked(spec Value) ValueSpec {
	base, _, _ := strings.Cut(spec.Key, ":")
	i := slices.IndexFunc(x.act.Values, func(v ValueSpec) bool {
		return v.Key == base && (len(v.Types) == 0 || slices.Contains(v.Types, x.typ.Code))
	})
	return x.act.Values[i]
}

// checkPolice: a number belongs to one site.
func (x *transition) checkPolice(spec Value, value string) error {
	c := identity.Police(value)
	if !c.OK {
		return errs.AtField(spec.Key, "%s", c.Message)
	}
	for id, site := range x.state.Sites {
		if id != x.move.Site && site.PoliceNumber == c.Value {
			return errs.AtField(spec.Key, "%s", x.typ.Word("这个公安备案号已经登记给本案的另一个{files}，一个{files}一个号，请核对"))
		}
	}
	return nil
}

func (x *transition) checkICP(spec Value, value string) error {
	icp, c := identity.ParseICP(value, x.move.knownBy())
	asked := x.asked(spec)
	switch {
	case !c.OK:
		return errs.AtField(spec.Key, "%s", c.Message)
	case asked.Format == "subject" && icp.Site != 0:
		return errs.AtField(spec.Key, "主体备案号不带 -1 这样的序号，请去掉")
	case asked.Format == "site" && icp.Site == 0:
		return errs.AtField(spec.Key, "%s要带 %s 这样的序号，请对照下发的通知核对", spec.Label, x.typ.suffix())
	case asked.Format == "site" && icp.Service != x.typ.Letter:
		return errs.AtField(spec.Key, "%s的序号写成 %s 这样：网站不带字母，A 是 APP、X 是小程序、K 是快应用；请对照下发的通知核对", spec.Label, x.typ.suffix())
	case !asked.Issued:
		return nil
	}
	if icp.Province.Code != x.plan.Province {
		own, _ := identity.ProvinceByCode(x.plan.Province)
		return errs.AtField(spec.Key, "%s的备案号以“%s”开头，请对照下发的通知核对", own.Name, own.ICP)
	}
	if asked.Format == "site" {
		return x.checkSiteNumber(spec, icp)
	}
	return nil
}

// suffix is how the numbers of what the type files end: -1, -1A.
func (t *Type) suffix() string { return "-1" + t.Letter }

// checkSiteNumber: a site's number carries the subject's and belongs to one site.
func (x *transition) checkSiteNumber(spec Value, icp identity.ICP) error {
	subject, _ := identity.ParseICP(x.move.Values["subject_number"], x.move.knownBy())
	if icp.Subject != subject.Subject {
		return errs.AtField(spec.Key, "%s要以主体备案号开头，后面加 %s 这样的序号，请核对", spec.Label, x.typ.suffix())
	}
	for key, text := range x.move.Values {
		if other, _ := identity.ParseICP(text, x.move.knownBy()); key != spec.Key && other.Number == icp.Number {
			return errs.AtField(spec.Key, "%s", x.typ.Word("两个{files}的备案号相同，请核对"))
		}
	}
	return nil
}

// Doubts are what is odd about a move or its numbers, in sentences: nothing that refuses
// them, yet nobody should record them unasked. m is a move that Check has passed, as Fill
// leaves it.
func (e *Engine) Doubts(p Plan, s State, m Move) []string {
	doubts := []string{}
	if act, site := e.graph.acts[m.Action], p.site(m.Site); act != nil && act.Interactive && site != nil && !site.Interactive {
		t := e.graph.types[p.Type]
		doubts = append(doubts, t.Word("这个{files}登记的是非交互式，公安一般不面审也不检查。公安确实通知了就照登；如果有评论、论坛这类互动，先改{files}资料"))
	}
	for key, spec := range e.numbers(p, s, m) {
		var c identity.Check
		switch value := m.Values[key]; spec.Kind {
		case "icp":
			_, c = identity.ParseICP(value, m.knownBy())
		case "police":
			c = identity.Police(value)
			if own, ok := identity.ProvinceByCode(p.Province); ok && !strings.HasPrefix(value, own.Police) {
				doubts = append(doubts, "这件案件在"+own.Name+"办，"+own.Name+"的公安备案号以“"+own.Police+"”开头，"+value+" 不是，请核对")
			}
		}
		for _, w := range c.Warnings {
			doubts = append(doubts, m.Values[key]+"："+w.Message)
		}
	}
	return doubts
}

// Numbers tells by its number which site of the order a move gives it to; a subject's
// number belongs to none.
func (e *Engine) Numbers(p Plan, s State, m Move) map[string]Site {
	found, sites := map[string]Site{}, s.sites(&p)
	for key, spec := range e.numbers(p, s, m) {
		if spec.Kind == "icp" && spec.Format != "site" {
			continue
		}
		for i, site := range sites {
			order := m.Site == "" && key == siteKey(spec.Key, i, len(sites))
			if order || m.Site == site.ID {
				found[m.Values[key]] = site
			}
		}
	}
	return found
}

// numbers are the values of a move that are filing numbers, by their keys.
func (e *Engine) numbers(p Plan, s State, m Move) map[string]ValueSpec {
	act, t := e.graph.acts[m.Action], e.graph.types[p.Type]
	if act == nil || t == nil {
		return nil
	}
	x := transition{Engine: e, plan: &p, typ: t, state: &s, move: &m, act: act, run: -1}
	found := map[string]ValueSpec{}
	for _, v := range x.values() {
		if m.Values[v.Key] != "" && (v.Kind == "icp" || v.Kind == "police") {
			found[v.Key] = x.asked(v)
		}
	}
	return found
}
