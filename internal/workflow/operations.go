package workflow

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
)

// operation is what an effect's `do` names.
type operation struct {
	apply  func(*transition) error                    // nil: the move says something of other moves, and changes nothing itself
	barred func(*transition) string                   // why it may not happen now, in a sentence; "" when it may. Nil: nothing bars it
	check  func(*transition, []Move, time.Time) error // holds a move against more than the fold does; nil: nothing more
	warns  func(*transition, time.Time) []string      // what to know before it is recorded, in sentences. Nil: nothing
	reason func(*transition) string                   // why a reason must be given, in a sentence; "" where none need be. Nil: none need be
	whole  bool                                       // it takes hold of every open run: none may have gone on after it
}

// operations are all there are: an effect that names another is refused with its graph.
var operations = map[string]*operation{
	"sign":          {apply: (*transition).sign},
	"recall":        {apply: (*transition).recall},
	"round":         {apply: (*transition).startRound, barred: (*transition).nobodyVerifies},
	"verify":        {apply: (*transition).verify},
	"check":         {apply: (*transition).check},
	"wrong":         {apply: (*transition).wrong},
	"resend":        {apply: (*transition).resend, reason: (*transition).oftenResent},
	"astray":        {apply: (*transition).astray},
	"miss":          {apply: (*transition).miss},
	"reset":         {apply: func(x *transition) error { x.state.Rounds, x.state.Missed = nil, 0; return nil }},
	"numbers":       {apply: (*transition).numbers},
	"live":          {apply: (*transition).live},
	"appointment":   {apply: (*transition).appointment},
	"police-number": {apply: (*transition).policeNumber},
	"agree":         {apply: (*transition).agree, barred: (*transition).nothingToAgree, check: (*transition).checkAgree, reason: (*transition).reasonToAgree},
	"police":        {apply: (*transition).addPolice, warns: (*transition).lateToAdd},
	"tell":          {apply: (*transition).tell, barred: (*transition).noDuty},
	"own-done":      {apply: (*transition).ownDone, barred: (*transition).noDuty},
	"hold":          {apply: (*transition).hold},
	"resume":        {apply: (*transition).resume},
	"keep":          {apply: (*transition).keep, barred: (*transition).nothingRefused},
	"delivered":     {apply: func(x *transition) error { x.finish(Delivered); return nil }, warns: (*transition).untold},
	"withdrawn":     {apply: func(x *transition) error { return x.leave(Withdrawn) }, whole: true},
	"declined":      {apply: func(x *transition) error { return x.leave(Declined) }, whole: true},
	"add-site":      {apply: (*transition).addSite, barred: (*transition).sitesFixed, whole: true},
	"drop-site":     {apply: (*transition).dropSite, barred: (*transition).notDroppable, whole: true},
	"void":          {apply: func(x *transition) error { x.close(Void); return nil }, whole: true},
	"undo":          {barred: (*transition).nothingToUndo, check: (*transition).checkUndo},
	"correct":       {check: (*transition).checkCorrect},
}

// conditions are what an effect's `when` may name; one that names another is refused
// with its graph.
var conditions = map[string]func(*transition) bool{
	"verified":    func(x *transition) bool { return x.state.round() == nil },
	"all-checked": func(x *transition) bool { return x.move.Values[valueWaits] == "" },
	"fifth":       func(x *transition) bool { return x.fifth },
	"change":      func(x *transition) bool { return !x.fifth && x.move.Values["change"] == "yes" }, // of earlier releases
	"forms":       func(x *transition) bool { return !x.fifth && x.move.Values["change"] == "forms" },
	"same":        func(x *transition) bool { return !x.fifth && x.move.Values["change"] == "no" },
	"any-live":    (*transition).anyLive,
}

func (x *transition) anyLive() bool {
	for _, site := range x.state.Sites {
		if site.Live != nil {
			return true
		}
	}
	return false
}

// sign records the signing as a run of its own that ends at once, and settles which
// phases and stages the order has.
func (x *transition) sign() error {
	s := x.state
	s.Signed = x.move.At
	s.ICP, s.Police = x.plan.ICP, x.plan.Police
	for _, site := range x.state.sites(x.plan) {
		s.Sites[site.ID] = SiteState{}
	}
	switch x.move.Values["new_domain"] {
	case "no":
		if len(x.typ.Domain) == 0 {
			return errs.AtField("new_domain", "“%s”不能跳过域名环节", x.typ.Label)
		}
		s.Skipped = slices.Clone(x.typ.Domain)
	case "", "yes":
	default:
		return errs.AtField("new_domain", "请填 yes 或 no")
	}
	for key, by := range x.typ.Omits {
		lacks, there := by[x.move.Values[key]]
		if !there {
			return errs.AtField(key, "没有这个选项，请从列表里选")
		}
		s.Skipped = append(s.Skipped, lacks...)
	}
	for key, by := range x.typ.VerifyBy {
		s.Verify = by[x.move.Values[key]]
	}
	if err := x.begin(x.graph.stages[x.act.Stage], "", "", x.move.At); err != nil {
		return err
	}
	x.end(x.fresh, Done, "")
	return nil
}

func (x *transition) numbers() error {
	s := x.state
	s.SubjectNumber = x.move.Values["subject_number"]
	sites := s.sites(x.plan)
	for i, site := range sites {
		state := s.Sites[site.ID]
		state.ICPNumber = x.move.Values[siteKey("site_number", i, len(sites))]
		if state.ICPNumber == "" || s.SubjectNumber == "" {
			return errs.AtField("site_number", "%s", x.typ.Word("主体备案号和每个{files}的备案号都要填"))
		}
		s.Sites[site.ID] = state
	}
	return nil
}

// siteKey is the key of a value asked for each site: plain for one site, with the
// site's place in the order for several.
func siteKey(key string, i, n int) string {
	if n == 1 {
		return key
	}
	return fmt.Sprintf("%s:%d", key, i+1)
}

// live sets the go-live date: the move's own moment, or the day named where the site
// was on line before the order began.
func (x *transition) live() error {
	at := x.move.At
	if text := x.move.Values["live_day"]; text != "" {
		day, err := cal.ParseDay(text)
		if err != nil {
			return errs.AtField("live_day", "%s", err.Error())
		}
		if day > at.Day {
			return errs.AtField("live_day", "上线日期不能晚于登记的时间")
		}
		at = cal.Whole(day)
	}
	site := x.state.Sites[x.move.Site]
	site.Live = &at
	if number := x.move.Values["site_number"]; number != "" {
		site.ICPNumber = number
	}
	x.state.Sites[x.move.Site] = site
	return nil
}

func (x *transition) policeNumber() error {
	site := x.state.Sites[x.move.Site]
	site.PoliceNumber = x.move.Values["police_number"]
	x.state.Sites[x.move.Site] = site
	return nil
}

func (x *transition) appointment() error {
	when, err := cal.ParseMoment(x.move.Values["when"])
	if err != nil {
		return errs.AtField("when", "%s", err.Error())
	}
	if when.Compare(x.move.At) < 0 {
		return errs.AtField("when", "约定的时间早于登记的时间，请核对")
	}
	x.state.Runs[x.run].Visit = &Visit{When: when, Kind: x.move.Values["kind"], Place: x.move.Values["place"], Contact: x.move.Values["contact"]}
	return nil
}

func (x *transition) agree() error {
	day, err := cal.ParseDay(x.move.Values["day"])
	if err != nil {
		return errs.AtField("day", "%s", err.Error())
	}
	if day < x.move.At.Day {
		return errs.AtField("day", "约定日期不能早于登记的那天")
	}
	for i := range x.state.Runs {
		if r := &x.state.Runs[i]; r.Open() && r.Key == x.move.Values["run"] {
			r.Agreed = &Agreed{Day: day, Seq: x.move.Seq}
			return nil
		}
	}
	return errs.AtField("run", "没有这件在办的事，请从列表里选")
}

// addPolice switches the police phase on. A last stage that had already begun is
// dropped: it comes after all else.
func (x *transition) addPolice() error {
	s := x.state
	if !x.addable(s) {
		return errs.New(errs.Blocked, "%s", x.notAddable(s))
	}
	s.Police = true
	if i := s.openRun(x.graph.last.Code, ""); i >= 0 {
		x.end(i, Dropped, "")
	}
	return nil
}

func (x *transition) addable(s *State) bool { return !s.Police && s.ICP && x.typ.HasPolice() }

func (x *transition) notAddable(s *State) string {
	if s.Police {
		return "已在办公安备案，不用再加"
	}
	return "“" + x.typ.Label + "”不办公安备案"
}

// hold begins the run in which a case on hold waits for the day on which it comes back. A
// hold of an earlier release names no day, and waits without one.
func (x *transition) hold() error {
	at := x.move.At
	if err := x.begin(x.graph.pause, "", "", at); err != nil {
		return err
	}
	run := &x.state.Runs[x.fresh]
	run.Reason, run.Cause = x.graph.Reason(*x.move), x.move.Values[ValueCause]
	if text := x.move.Values["until"]; text != "" {
		day, err := cal.ParseDay(text)
		if err != nil {
			return errs.AtField("until", "%s", err.Error())
		}
		if day < at.Day {
			return errs.AtField("until", "暂停到的那天不能早于暂停的那天")
		}
		run.Agreed = &Agreed{Day: day, Seq: x.move.Seq}
	}
	x.state.Status, x.state.Held = Hold, &at
	return nil
}

func (x *transition) resume() error {
	at := x.move.At
	x.end(x.run, Done, "")
	x.state.Status, x.state.Held, x.state.Resumed = Open, nil, &at
	return nil
}

// Pause is the run in which a case on hold waits; false when it is not on hold.
func (e *Engine) Pause(s State) (Run, bool) {
	i := s.openRun(e.graph.pause.Code, "")
	if i < 0 {
		return Run{}, false
	}
	return s.Runs[i], true
}

// leave ends a case early. What the desk said is left to do of it runs on until it is done:
// only then has the case ended.
func (x *transition) leave(status Status) error {
	left := strings.Split(x.move.Values[valueLeft], ",")
	for i := range x.state.Runs {
		r := &x.state.Runs[i]
		if what := x.graph.stages[r.Stage].Left; r.Open() && (what == "" || !slices.Contains(left, what)) {
			x.end(i, Dropped, "")
		}
	}
	for i := range x.graph.Stages {
		stage := &x.graph.Stages[i]
		if stage.Left == "" || !slices.Contains(left, stage.Left) || x.state.openRun(stage.Code, "") >= 0 {
			continue
		}
		if err := x.begin(stage, "", "", x.move.At); err != nil {
			return err
		}
	}
	x.state.Held = nil
	x.state.Status, x.state.Leaving = Leaving, &Leave{Status: status, At: x.move.At, Why: x.move.Reason}
	return nil // settle ends it when nothing is left
}

// valueLeft is the key under which a move keeps what is left to do after it.
const valueLeft = "left"

// LeavingBehind adds to a move that ends a case early what is left to do of it: values of
// Stage.Left.
func (m Move) LeavingBehind(left []string) Move {
	if len(left) > 0 {
		m.Values[valueLeft] = strings.Join(left, ",")
	}
	return m
}

// close ends a case early; what was open is dropped.
func (x *transition) close(status Status) {
	for i := range x.state.Runs {
		if x.state.Runs[i].Open() {
			x.end(i, Dropped, "")
		}
	}
	x.finish(status)
}

func (x *transition) finish(status Status) {
	at := x.move.At
	if i := x.state.openRun(x.graph.pause.Code, ""); i >= 0 {
		x.end(i, Dropped, "")
	}
	x.state.Status, x.state.Ended = status, &at
}
