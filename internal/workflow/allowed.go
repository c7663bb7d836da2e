package workflow

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
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
	if !m.At.Dated() {
		return errs.AtField("at", "请写明是哪天")
	}
	t := e.graph.types[p.Type]
	if t == nil {
		return errs.AtField("type", "没有这种备案类型，请从列表里选")
	}
	x := transition{Engine: e, plan: &p, typ: t, state: &s, move: &m, act: act, run: -1}
	if err := x.locate(); err != nil {
		return err
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
	cause := x.graph.causes[x.move.Values[ValueCause]]
	needed := x.act.Reason && (cause == nil || cause.InWords)
	for key, value := range x.act.ReasonWhen {
		needed = needed || x.move.Values[key] == value
	}
	if strings.TrimSpace(x.move.Reason) != "" {
		return nil
	}
	if needed {
		return errs.AtField("reason", "“%s”要写明原因", x.act.Label)
	}
	for op := range x.act.operations() {
		if op.reason != nil {
			if why := op.reason(x); why != "" {
				return errs.AtField("reason", "%s", why)
			}
		}
	}
	return nil
}

// reasonToAgree: a date that was set by hand was promised to somebody, and one that lies
// beyond a legal day lets that day go by.
func (x *transition) reasonToAgree() string {
	day, err := cal.ParseDay(x.move.Values["day"])
	i := slices.IndexFunc(x.state.Runs, func(r Run) bool { return r.Open() && r.Key == x.move.Values["run"] })
	if err != nil || i < 0 {
		return "" // refused elsewhere
	}
	r := &x.state.Runs[i]
	if r.Agreed != nil && r.Agreed.Day != day {
		return fmt.Sprintf("%s 是已经约好的日子，再改要写明原因", cal.MonthDay(r.Agreed.Day))
	}
	for _, d := range x.Deadlines(*x.plan, *x.state) {
		if d.Kind == Legal && d.Due.Dated() && x.spans(&d, r) && d.Due.Day < day {
			return fmt.Sprintf("法定期限是 %s，改到它以后要写明原因", cal.MonthDay(d.Due.Day))
		}
	}
	return ""
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

// stageOn says whether the stage is on, for any site.
func (x *transition) stageOn(stage *Stage) bool {
	return slices.ContainsFunc(x.state.Runs, func(r Run) bool { return r.Open() && r.Stage == stage.Code })
}

// notOn refuses a move of a stage that is not on: whether it is to come, was or never
// will be, and what is on instead.
func (x *transition) notOn(stage *Stage) error {
	s := x.state
	var why string
	switch {
	case stage.Pause:
		why = "案件没有暂停"
	case !slices.Contains(x.typ.Stages, stage.Code) && stage.Left != "":
		why = fmt.Sprintf("“%s”只在案件提前结束后办理", stage.Label)
	case !slices.Contains(x.typ.Stages, stage.Code):
		why = fmt.Sprintf("“%s”类案件没有“%s”环节", x.typ.Label, stage.Label)
	case slices.Contains(s.Skipped, stage.Code):
		why = fmt.Sprintf("这个案件不需要“%s”环节", stage.Label)
	case !x.has(x.typ, s, stage.Code):
		why = fmt.Sprintf("这个案件没有办公安备案，没有“%s”环节", stage.Label)
	default:
		why = fmt.Sprintf("“%s”环节还没有开始", stage.Label)
		for _, r := range slices.Backward(s.Runs) {
			if r.Stage == stage.Code && (x.move.Site == "" || r.Site == x.move.Site) && !r.Open() {
				why = fmt.Sprintf("“%s”环节已在 %s 结束", stage.Label, *r.Ended)
				break
			}
		}
	}
	return errs.New(errs.Blocked, "%s，不能登记“%s”。%s", why, x.act.Label, x.nowOn())
}

// nowOn tells what is under way.
func (x *transition) nowOn() string {
	var on []string
	for i := range x.state.Runs {
		if r := &x.state.Runs[i]; r.Open() {
			on = append(on, "“"+x.runLabel(r)+"”")
		}
	}
	if len(on) == 0 {
		return "现在没有在办的环节"
	}
	return "现在在办的是" + strings.Join(on, "、")
}

func (x *transition) siteNames() string {
	var names []string
	for _, site := range x.state.sites(x.plan) {
		names = append(names, siteLabel(site))
	}
	return strings.Join(names, "、")
}

// locate finds what the move is about and refuses one that has no place here.
func (x *transition) locate() error {
	s := x.state
	if len(s.Runs) == 0 != x.act.Opening {
		if x.act.Opening {
			return errs.New(errs.Blocked, "案件已签约，不用再登记")
		}
		return errs.New(errs.Blocked, "案件还没有签约，请先登记签约")
	}
	if x.act.Opening {
		return x.CheckPlan(*x.plan)
	}
	if x.act.Kind == "case" {
		if !slices.Contains(x.act.Status, s.Status) {
			return x.atStatus()
		}
		return nil
	}
	if !s.active() {
		return x.atStatus()
	}
	stage := x.graph.stages[x.act.Stage]
	switch {
	case !x.fits(x.act):
		return errs.New(errs.Blocked, "“%s”类案件没有“%s”这个动作", x.typ.Label, x.act.Label)
	case !x.stageOn(stage):
		return x.notOn(stage)
	case stage.PerSite && !x.state.has(x.plan, x.move.Site):
		return errs.AtField("site", x.typ.Word("请写明是哪个{files}：%s"), x.siteNames())
	case !stage.PerSite && x.move.Site != "":
		return errs.AtField("site", "%s", x.typ.Word("这个动作针对整个订单，不用写{files}"))
	}
	x.run = s.openRun(x.act.Stage, x.move.Site)
	if x.run < 0 {
		return x.notOn(stage)
	}
	if run := &s.Runs[x.run]; !slices.Contains(x.act.Steps, run.Step) {
		return errs.New(errs.Blocked, "“%s”现在是“%s”，不能登记“%s”", stage.Label, stage.step(run.Step).Label, x.act.Label)
	}
	if _, imported := x.move.Imported(); x.act.Minute && x.move.At.IsDay() && !imported {
		return errs.AtField("at", "“%s”要写到几点几分，如 2026-09-18 15:04", x.act.Label)
	}
	return nil
}

// of says whether cases of a type can have the action at all.
func (a *ActionSpec) of(caseType string) bool {
	return (len(a.Types) == 0 || slices.Contains(a.Types, caseType)) && !slices.Contains(a.Except, caseType)
}

// fits says whether the case's type has the action.
func (x *transition) fits(a *ActionSpec) bool {
	return a.of(x.typ.Code) &&
		(a.With == "" || x.has(x.typ, x.state, a.With)) &&
		(a.Without == "" || !x.has(x.typ, x.state, a.Without))
}

func (x *transition) atStatus() error {
	return errs.New(errs.Blocked, "案件状态是“%s”，不能登记“%s”", statusWords[x.state.Status], x.act.Label)
}

// inOrder holds the move's moment against what came before it. Runs go side by
// side, so only its own run counts, or for the end of a case all that are open.
func (x *transition) inOrder() error {
	s, at := x.state, x.move.At
	if x.act.Opening || x.move.Corrects() {
		return nil
	}
	tooEarly := func(m cal.Moment, what string) error {
		e := errs.AtField("at", "时间早于%s（%s），请核对", what, m)
		e.Err = early{what, m}
		return e
	}
	if precedes(at, s.Signed) {
		return tooEarly(s.Signed, "签约")
	}
	if x.run >= 0 {
		if r := &s.Runs[x.run]; precedes(at, r.Latest) {
			return tooEarly(r.Latest, "这个环节的上一步"+x.latestBy(r))
		}
		return nil
	}
	for op := range x.act.operations() {
		if !op.whole {
			continue
		}
		for i := range s.Runs {
			if r := &s.Runs[i]; r.Open() && precedes(at, r.Latest) {
				return tooEarly(r.Latest, "“"+x.graph.stages[r.Stage].Label+"”的上一步"+x.latestBy(r))
			}
		}
	}
	return nil
}

// precedes says that a moment lies before another; nobody knows it where a day is unknown.
func precedes(at, other cal.Moment) bool {
	return at.Dated() && other.Dated() && at.Compare(other) < 0
}

// latestBy names the step that a run took last, "" where its moment is another track's.
func (x *transition) latestBy(r *Run) string {
	if act := x.graph.acts[r.latestBy]; act != nil {
		return "“" + act.Label + "”"
	}
	return ""
}

// inFuture compares by day when the moment is a day.
func inFuture(m cal.Moment, now time.Time) bool { return m.Compare(cal.At(now)) > 0 }
