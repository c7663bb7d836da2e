package workflow

import (
	"maps"
	"slices"
	"strings"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/identity"
)

// Check says whether a move may be recorded after the moves that led to the state.
// It changes nothing and fills nothing in (Fill does). Errors: errs.Blocked with all
// reasons when it may not happen now; errs.Invalid with the field (action, site, at,
// reason or the key of a value) when it is told wrongly.
func (e *Engine) Check(p Plan, moves []Move, s State, have MissingMaterials, m Move, now time.Time) error {
	act := e.graph.acts[m.Action]
	if act == nil {
		return errs.AtField("action", "没有“%s”这个动作，请对照动作代码表核对", m.Action)
	}
	if inFuture(m.At, now) {
		return errs.AtField("at", "时间不能晚于现在，请核对")
	}
	t := e.graph.types[p.Type]
	if t == nil {
		return errs.AtField("type", "没有这种备案类型，请从列表里选")
	}
	x := transition{Engine: e, plan: &p, typ: t, state: &s, move: &m, act: act, run: -1}
	if err := x.locate(); err != nil {
		return err
	}
	if act.Interactive {
		if site := p.site(m.Site); site == nil || !site.Interactive {
			return errs.New(errs.Blocked, "只有交互式网站才面审或实地检查；如是交互式，请先改网站资料")
		}
	}
	if why := x.blocked(nil, m.Site, have, now); len(why) > 0 {
		for i := range why {
			why[i] = strings.TrimSuffix(why[i], "。")
		}
		return errs.New(errs.Blocked, "%s", strings.Join(why, "；"))
	}
	if err := x.checkValues(); err != nil {
		return err
	}
	if err := x.checkReason(); err != nil {
		return err
	}
	for op := range act.operations() {
		if op.check != nil {
			if err := op.check(&x, moves, now); err != nil {
				return err
			}
		}
		if op.apply == nil {
			return nil
		}
	}
	next := s.clone()
	return e.apply(p, &next, m)
}

func (x *transition) checkReason() error {
	needed := x.act.Reason
	for key, value := range x.act.ReasonWhen {
		needed = needed || x.move.Values[key] == value
	}
	if needed && strings.TrimSpace(x.move.Reason) == "" {
		return errs.AtField("reason", "“%s”要写明原因", x.act.Label)
	}
	return nil
}

func (x *transition) checkAgree([]Move, time.Time) error {
	for _, r := range x.agreeable() {
		if r.Key == x.move.Values["run"] {
			return nil
		}
	}
	for i := range x.state.Runs {
		if r := &x.state.Runs[i]; r.Key == x.move.Values["run"] && r.Open() {
			return errs.New(errs.Blocked, "法定、规定期限和公安约定的时间不能改，只能改约定日期")
		}
	}
	return errs.AtField("run", "没有这件在办的事，请从列表里选")
}

func (x *transition) checkValues() error {
	specs := x.values()
	for key := range x.move.Values {
		if !slices.ContainsFunc(specs, func(v Value) bool { return v.Key == key }) {
			return errs.AtField(key, "“%s”没有这一项，请去掉", x.act.Label)
		}
	}
	for _, spec := range specs {
		value := x.move.Values[spec.Key]
		if value == "" {
			if spec.Required && spec.Default == "" {
				return errs.AtField(spec.Key, "请填“%s”", spec.Label)
			}
			continue
		}
		if err := valueKinds[spec.Kind](x, spec, value); err != nil {
			return err
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
	"police": checkPolice,
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
	if _, err := cal.ParseMoment(value); err != nil {
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
	i := slices.IndexFunc(x.act.Values, func(v ValueSpec) bool { return v.Key == base })
	return x.act.Values[i]
}

func checkPolice(_ *transition, spec Value, value string) error {
	if _, c := identity.ParsePolice(value); !c.OK {
		return errs.AtField(spec.Key, "%s", c.Message)
	}
	return nil
}

func (x *transition) checkICP(spec Value, value string) error {
	icp, c := identity.ParseICP(value, x.move.At.Day)
	asked := x.asked(spec)
	switch {
	case !c.OK:
		return errs.AtField(spec.Key, "%s", c.Message)
	case asked.Format == "subject" && icp.Site != 0:
		return errs.AtField(spec.Key, "主体备案号不带 -1 这样的序号，请去掉")
	case asked.Format == "site" && icp.Site == 0:
		return errs.AtField(spec.Key, "网站备案号要带 -1 这样的序号，请对照下发的通知核对")
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

// checkSiteNumber: a site's number carries the subject's and belongs to one site.
func (x *transition) checkSiteNumber(spec Value, icp identity.ICP) error {
	subject, _ := identity.ParseICP(x.move.Values["subject_number"], x.move.At.Day)
	if icp.Subject != subject.Subject {
		return errs.AtField(spec.Key, "网站备案号要以主体备案号开头，后面加 -1 这样的序号，请核对")
	}
	for key, text := range x.move.Values {
		if other, _ := identity.ParseICP(text, x.move.At.Day); key != spec.Key && other.Number == icp.Number {
			return errs.AtField(spec.Key, "两个网站的备案号相同，请核对")
		}
	}
	return nil
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
		switch spec.Kind {
		case "icp":
			if icp, c := identity.ParseICP(values[spec.Key], m.At.Day); c.OK {
				values[spec.Key] = icp.Number
			}
		case "police":
			if police, c := identity.ParsePolice(values[spec.Key]); c.OK {
				values[spec.Key] = police.Number
			}
		}
	}
	m.Values = values
	return m
}
