package workflow

import (
	"fmt"
	"maps"
	"slices"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/ref"
)

// Fold computes what the moves of a case add up to. Moves come in order of Seq;
// one that does not fit what went before is an error with a Chinese sentence. The
// plan's people may have changed since: moves that name a person keep meaning him.
func (e *Engine) Fold(p Plan, moves []Move) (State, error) {
	list, err := e.graph.Effective(moves)
	if err != nil {
		return State{Status: Open}, err
	}
	s, _, err := e.fold(p, list)
	return s, err
}

// fold applies effective moves, and tells which of them does not fit.
func (e *Engine) fold(p Plan, list []Move) (s State, at int, err error) {
	s = State{Status: Open, Sites: make(map[ref.SiteID]SiteState, len(p.Sites)), Past: make([]Past, 0, len(list))}
	for i, m := range list {
		if err := e.apply(p, &s, m); err != nil {
			return s, i, err
		}
	}
	return s, 0, nil
}

// undoable: a signing is voided instead, a voided case and purged scans don't come back.
func (g *Graph) undoable(m Move) bool {
	act := g.acts[m.Action]
	return act == nil || (!act.Final && !act.Purges(m.Values))
}

// transition is one move being applied.
type transition struct {
	*Engine
	plan  *Plan
	typ   *Type
	state *State
	move  *Move
	act   *ActionSpec
	run   int  // index of the run the move belongs to, -1 for the case
	fresh int  // index of the run opened last
	fifth bool // this miss was the last allowed

	canAgree []*Run // what agreeable found; nil until it is asked
}

// apply changes the state by one move, or leaves it in an undefined condition and
// says why the move does not fit.
func (e *Engine) apply(p Plan, s *State, m Move) error {
	t, act := e.graph.types[p.Type], e.graph.acts[m.Action]
	if t == nil {
		return errs.New(errs.Internal, "案件的备案类型不在环节图里")
	}
	if act == nil || m.Action == ActionUndo {
		return errs.AtField("action", "没有“%s”这个动作，请对照动作代码表核对", m.Action)
	}
	x := transition{Engine: e, plan: &p, typ: t, state: s, move: &m, act: act, run: -1, fresh: -1}
	if err := x.locate(); err != nil {
		return err
	}
	if err := x.inOrder(); err != nil {
		return err
	}
	if day, ok := m.Imported(); ok && s.Imported == nil {
		s.Imported = &day
	}
	for i := range act.Then {
		if err := x.effect(&act.Then[i]); err != nil {
			return err
		}
	}
	if err := x.settle(); err != nil {
		return err
	}
	s.Undoable = 0
	if e.graph.undoable(m) {
		s.Undoable = m.Seq
	}
	if !m.Corrects() {
		s.Past = append(s.Past, Past{Seq: m.Seq, Action: m.Action, Site: m.Site, At: m.At})
	}
	return nil
}

var statusWords = map[Status]string{
	Open: "在办", Hold: "暂停", Leaving: "收尾中", Delivered: "已交付", Withdrawn: "客户不办了", Declined: "不再承办", Void: "已作废",
}

// StatusLabel is the status in words.
func StatusLabel(s Status) string { return statusWords[s] }

// touch moves the run's latest moment on to the move's.
func (r *Run) touch(m *Move) {
	if m.At.Compare(r.Latest) >= 0 {
		r.latestBy = m.Action
	}
	r.Latest = later(r.Latest, m.At)
}

func (x *transition) effect(e *Effect) error {
	if len(e.Types) > 0 && !slices.Contains(e.Types, x.typ.Code) {
		return nil
	}
	if e.Without != "" && x.has(x.typ, x.state, e.Without) {
		return nil
	}
	if e.When != "" && !conditions[e.When](x) {
		return nil
	}
	switch {
	case e.Step != "":
		x.toStep(e.Step)
	case e.End != "":
		x.end(x.run, e.End, e.Note)
	case len(e.Open) > 0:
		return x.open(e)
	case e.op != nil && e.op.apply != nil:
		return e.op.apply(x)
	}
	return nil
}

func (x *transition) toStep(code string) {
	r := &x.state.Runs[x.run]
	at := x.move.At
	if r.Step != code { // a step that begins anew keeps who has done his part of it
		r.Checked = nil
	}
	r.Step, r.Party, r.StepAt = code, x.graph.stages[r.Stage].step(code).partyIn(x.typ.Code), at
	r.Agreed, r.Recall, r.Visit = nil, nil, nil
	r.touch(x.move)
	if code == StepSubmitted {
		r.Submitted = &at
		x.sentAgain()
	}
}

func (x *transition) end(run int, outcome Outcome, note string) {
	r := &x.state.Runs[run]
	at := x.move.At
	r.Ended, r.Outcome = &at, outcome
	r.touch(x.move)
	switch outcome {
	case Rejected:
		x.refuse(r)
	case Done:
		x.state.accept(r.Stage, r.Site)
	case MissedIt, Dropped: // say nothing of what was handed in
	}
	switch why := x.graph.Reason(*x.move); {
	case why != "":
		r.Reason = why
	case note != "":
		r.Reason = note
	case outcome == Done:
		r.Reason = ""
	}
}

// open begins the first of the effect's stages that the order has: for the move's
// site, or for each site where the stage is kept per site.
func (x *transition) open(e *Effect) error {
	code := x.first(x.typ, x.state, e.Open)
	if code == "" {
		return nil
	}
	if e.Once && slices.ContainsFunc(x.state.Runs, func(r Run) bool { return r.Stage == code && r.Outcome != Dropped }) {
		return nil
	}
	stage := x.graph.stages[code]
	if stage.After != "" && !x.state.done(stage.After) {
		return nil
	}
	if !stage.PerSite {
		return x.begin(stage, "", e.At, x.move.At)
	}
	for _, site := range x.state.sites(x.plan) {
		if x.move.Site != "" && site.ID != x.move.Site {
			continue
		}
		if stage.AfterLive && x.state.Sites[site.ID].Live == nil {
			continue
		}
		if err := x.begin(stage, site.ID, e.At, x.entry(stage, site.ID)); err != nil {
			return err
		}
	}
	return nil
}

func (x *transition) begin(stage *Stage, site ref.SiteID, at string, moment cal.Moment) error {
	s := x.state
	if s.openRun(stage.Code, site) >= 0 {
		return errs.New(errs.Internal, "“%s”环节重复开启", stage.Label)
	}
	attempt := 1
	for i := range s.Runs {
		if s.Runs[i].Stage == stage.Code && s.Runs[i].Site == site {
			attempt++
		}
	}
	first := &stage.Steps[0]
	if at != "" {
		first = stage.step(at)
	}
	run := Run{
		Key: runKey(stage.Code, site, attempt), Stage: stage.Code, Site: site, Attempt: attempt,
		Step: first.Code, Party: first.partyIn(x.typ.Code),
		Entered: moment, StepAt: moment, Latest: moment,
	}
	if first.Code == StepSubmitted {
		run.Submitted = &moment
	}
	if moment == x.move.At {
		run.latestBy = x.move.Action
	}
	s.Runs = append(s.Runs, run)
	x.fresh = len(s.Runs) - 1
	return nil
}

// entry is when a stage begins: with the move, but not before the other tracks that it
// waited for. A site may have been written up as live on a later day than the one on
// which the police approved the subject.
func (x *transition) entry(stage *Stage, site ref.SiteID) cal.Moment {
	moment := x.move.At
	if live := x.state.Sites[site].Live; stage.AfterLive && live != nil {
		moment = later(moment, *live)
	}
	if stage.After == "" {
		return moment
	}
	for i := range x.state.Runs {
		if r := &x.state.Runs[i]; r.Stage == stage.After && r.Outcome == Done {
			moment = later(moment, *r.Ended)
		}
	}
	return moment
}

func runKey(stage string, site ref.SiteID, attempt int) string {
	if site == "" {
		return fmt.Sprintf("%s#%d", stage, attempt)
	}
	return fmt.Sprintf("%s/%s#%d", stage, site, attempt)
}

// settle ends a case of which nothing is left to do, and opens the last stage of another
// when nothing else runs: every other stage opens from
// the one before it, so no open run means that all are done.
func (x *transition) settle() error {
	s := x.state
	if s.Status == Leaving {
		if len(s.OpenRuns()) == 0 {
			x.finish(s.Leaving.Status)
		}
		return nil
	}
	if !s.active() || !x.has(x.typ, s, x.graph.last.Code) {
		return nil
	}
	latest := s.Signed
	for i := range s.Runs {
		switch {
		case x.graph.stages[s.Runs[i].Stage].Pause:
			continue
		case s.Runs[i].Ended == nil:
			return nil
		}
		latest = later(latest, *s.Runs[i].Ended)
	}
	return x.begin(x.graph.last, "", "", latest)
}

// clone copies a state so far that applying a move to the copy leaves the original
// alone. What is past is left out.
func (s *State) clone() State {
	c := *s
	c.Runs = slices.Clone(s.Runs)
	c.Skipped = slices.Clone(s.Skipped)
	c.Refusals = slices.Clone(s.Refusals)
	c.Past = nil // no move is judged by it, and a copy for each would be dear
	c.Sites = maps.Clone(s.Sites)
	c.Rounds = slices.Clone(s.Rounds)
	for i := range c.Rounds {
		c.Rounds[i].People = slices.Clone(c.Rounds[i].People)
		c.Rounds[i].Resent = slices.Clone(c.Rounds[i].Resent)
	}
	return c
}
