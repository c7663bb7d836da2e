package rulebook

import (
	"context"
	"reflect"
	"slices"

	"beiandesk/internal/cases"
	"beiandesk/internal/identity"
	"beiandesk/internal/office"
	"beiandesk/internal/office/preflight"
	"beiandesk/internal/rules"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// CountAffected counts the open cases of earlier editions in which something that is open now
// was changed since: a clock that runs, a text in use, a rule of the next pre-flight. It
// is told by where the cases stand, without reading any of them, so a few of these may
// turn out to stay as they are. Outdated shows the very same cases, each as Met.
func CountAffected(ctx context.Context, o *office.Office) (int, error) {
	n := 0
	latest := o.Editions.Latest()
	err := o.Read(ctx, func(tx store.Tx) error {
		editions, err := tx.Overrides().OutdatedEditions(latest.No)
		if err != nil {
			return err
		}
		var all []store.Affected
		for _, no := range editions {
			all = append(all, reach(no, o.Editions.Of(no), latest)...)
		}
		n, err = tx.Overrides().CountAffected(all)
		return err
	})
	return n, err
}

// stands says that a case with open runs at these stages is at one of the places.
func stands(c cases.Case, stages []string, at store.Affected) bool {
	return (at.Type == "" || at.Type == c.Type) && (at.Province == "" || at.Province == c.Province) &&
		slices.ContainsFunc(stages, func(stage string) bool { return slices.Contains(at.Stages, stage) })
}

// place is where a run stands, and in which cases: of a type, of a province, or of any.
type place struct{ stage, typ, province string }

// reach tells where cases of an edition stand that its difference from another meets.
func reach(no int, was, now office.Edition) []store.Affected {
	g, before := now.Engine.Graph(), was.Engine.Graph()
	var met []place
	for _, c := range g.Clocks {
		for _, scope := range append([]string{""}, slices.Concat(g.Scopes(c.Code), before.Scopes(c.Code))...) {
			if term(g, workflow.ChangeClock, scope, c.Code) == term(before, workflow.ChangeClock, scope, c.Code) {
				continue
			}
			at := place{province: scope}
			if _, ok := g.Type(scope); ok {
				at = place{typ: scope}
			}
			for _, at.stage = range append([]string{c.Stage}, c.Spans...) {
				met = append(met, at)
			}
		}
	}
	for _, stage := range g.Stages {
		for _, step := range stage.Steps {
			met = append(met, worded(g, before, stage.Code, step.Code)...)
		}
	}
	met = append(met, aged(g, was.Ages, now.Ages)...)
	for _, scope := range packs() {
		for _, submission := range judgedOtherwise(was.Rules, now.Rules, scope) {
			for _, at := range leadingTo(g, submission) {
				at.province = scope
				met = append(met, at)
			}
		}
	}
	return gather(no, met)
}

// gather joins the stages of places that lie in the same cases.
func gather(no int, met []place) []store.Affected {
	list := []store.Affected{}
	for _, at := range met {
		i := slices.IndexFunc(list, func(r store.Affected) bool { return r.Type == at.typ && r.Province == at.province })
		if i < 0 {
			i, list = len(list), append(list, store.Affected{Edition: no, Type: at.typ, Province: at.province})
		}
		if !slices.Contains(list[i].Stages, at.stage) {
			list[i].Stages = append(list[i].Stages, at.stage)
		}
	}
	return list
}

// worded tells where the words of a step or its default date differ between two graphs: in
// the cases of all types, or of those that word it themselves. What kinds of subjects read
// besides may meet any case: the stores count by type and province alone.
func worded(a, b *workflow.Graph, stage, step string) []place {
	met, code := []place{}, stage+"."+step
	for _, scope := range a.Promised(code) {
		if term(a, workflow.ChangeAgreed, scope, code) != term(b, workflow.ChangeAgreed, scope, code) {
			met = append(met, place{stage: stage, typ: scope})
		}
	}
	for _, field := range workflow.WordFields {
		for _, scope := range append([]string{""}, a.WordedBy(code+"."+field)...) {
			one, _ := a.TextOf(scope, code+"."+field)
			other, _ := b.TextOf(scope, code+"."+field)
			at := place{stage: stage}
			if _, typ := a.Type(scope); typ {
				at.typ = scope
			}
			if one != other && !slices.Contains(met, at) {
				met = append(met, at)
			}
		}
	}
	return met
}

func term(g *workflow.Graph, kind, scope, code string) workflow.Term {
	ruling, _ := g.TermOf(kind, scope, code)
	return ruling.Term
}

func packs() []string {
	scopes := []string{""}
	for _, p := range identity.Provinces() {
		scopes = append(scopes, p.Code)
	}
	return scopes
}

// judgedOtherwise names the submissions before which a rule of a pack runs otherwise.
func judgedOtherwise(was, now *rules.Book, scope string) []string {
	before, _ := was.Pack(scope)
	after, _ := now.Pack(scope)
	if reflect.DeepEqual(before, after) {
		return nil
	}
	var stages []string
	differ := func(a, b *rules.Pack) {
		for _, r := range a.Rules {
			if other, ok := b.Find(r.Code); !ok || !reflect.DeepEqual(r, other) {
				stages = append(stages, r.Stages...)
			}
		}
	}
	differ(before, after)
	differ(after, before)
	slices.Sort(stages)
	return slices.Compact(stages)
}

// leadingTo names the stages from which the next pre-flight may judge by the rules of a
// submission, each for the case types alone in which it does, unless it does in all.
func leadingTo(g *workflow.Graph, submission string) []place {
	var list []place
	judgedBy := func(next string) bool {
		s, _ := g.Stage(next)
		return next == submission || s.Submission.GoesOn == submission
	}
	for _, stage := range g.Stages {
		var some []place
		of := 0
		for _, t := range g.Types {
			if !slices.Contains(t.Stages, stage.Code) {
				continue
			}
			of++
			if slices.ContainsFunc(preflight.MayComeNext(g, t, stage.Code), judgedBy) {
				some = append(some, place{stage: stage.Code, typ: t.Code})
			}
		}
		if len(some) == of && of > 0 {
			some = []place{{stage: stage.Code}}
		}
		list = append(list, some...)
	}
	return list
}
