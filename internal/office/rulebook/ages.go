package rulebook

import (
	"slices"
	"strings"

	"beiandesk/internal/materials"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

func ageKey(about store.RuleKey) materials.AgeKey {
	return materials.AgeKey{Scope: about.Scope, Code: about.Code}
}

// ages lists how old papers may be and how long they must still hold, paper by paper.
func (b book) ages() []ClockLine {
	list := []ClockLine{}
	for _, a := range b.latest.Ages.All() {
		line := ClockLine{
			RuleKey:    store.RuleKey{Kind: store.OverrideAge, Scope: a.Scope, Code: a.Code},
			ScopeLabel: workflow.Embedded().ScopeLabel(a.Scope), Stage: a.Paper, Label: a.What, Term: a.Term, Scopes: a.Scope == "",
		}
		if a.Only != "" {
			line.Label += "（" + a.Only + "）"
		}
		if a.Term.To > 0 {
			line.Words = a.Term.String()
		}
		if base, ok := (materials.Ages{}).Of(a.AgeKey); ok {
			line.Base = base.Term.String()
		}
		line.Provenance = b.provenance(line.RuleKey)
		line.Source, line.Sourced = a.Source, a.Sourced
		list = append(list, line)
	}
	return list
}

// ageName names a term of papers: 主体负责人授权书，出具日在多久以内（浙江）.
func ageName(about store.RuleKey) string {
	a, _ := (materials.Ages{}).Of(ageKey(about))
	return a.Paper + "，" + a.What + "（" + workflow.Embedded().ScopeLabel(about.Scope) + "）"
}

// aged tells where the cases stand whose papers are held against other terms: on the way to
// the submission that takes them.
func aged(g *workflow.Graph, was, now materials.Ages) []place {
	var met []place
	for _, key := range was.Differs(now) {
		for _, t := range g.Types {
			for i, code := range t.Stages {
				s, _ := g.Stage(code)
				if s.Submission == nil || !slices.ContainsFunc(s.Submission.Takes, func(taken string) bool { return slices.Contains(key.Needed(), taken) }) {
					continue
				}
				for _, before := range t.Stages[:i+1] {
					met = append(met, place{stage: before, typ: t.Code, province: key.Scope})
				}
			}
		}
	}
	return met
}

// repapered compares where the papers that were handed in stand by two editions, and until
// when they can be used.
func repapered(d, next *casefile.File, o *office.Office, tx store.Tx) ([]RuleChange, error) {
	list := []RuleChange{}
	if len(d.Edition.Ages.Differs(next.Edition.Ages)) == 0 {
		return list, nil
	}
	docs, err := tx.Documents().Of(d.Case.ID)
	if err != nil {
		return list, err
	}
	was := materials.Judge(casefile.MaterialsPlan(d, docs, o.Today()), casefile.MaterialsFacts(d), docs)
	for i, now := range materials.Judge(casefile.MaterialsPlan(next, docs, o.Today()), casefile.MaterialsFacts(next), docs) {
		if old, is := standing(was[i]), standing(now); old != is {
			list = append(list, RuleChange{Label: now.Label, Old: old, New: is, Text: now.Why})
		}
	}
	return list, nil
}

// standing is where a paper stands, in words: 合格，3 个月以内，用到 2026-11-20.
func standing(i materials.Item) string {
	text := string(i.State)
	if len(i.Docs) > 0 {
		for _, c := range i.Checks(i.Docs[0]) {
			if c.OfDays() && !strings.Contains(text, c.Limit) {
				text += "，" + c.Limit
			}
		}
	}
	if last, ok := i.LastDay(); ok {
		text += "，用到 " + last.String()
	}
	return text
}
