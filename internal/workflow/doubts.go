package workflow

import (
	"strings"

	"beiandesk/internal/identity"
)

// Doubts are what is odd about the numbers of a move, in sentences: nothing that refuses
// them, yet nobody should record them unasked. m is a move that Check has passed, as Fill
// leaves it.
func (e *Engine) Doubts(p Plan, s State, m Move) []string {
	doubts := []string{}
	for key, spec := range e.numbers(p, s, m) {
		var c identity.Check
		switch value := m.Values[key]; spec.Kind {
		case "icp":
			_, c = identity.ParseICP(value, m.At.Day)
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
	found := map[string]Site{}
	for key, spec := range e.numbers(p, s, m) {
		if spec.Kind == "icp" && spec.Format != "site" {
			continue
		}
		for i, site := range p.Sites {
			order := m.Site == "" && key == siteKey(spec.Key, i, len(p.Sites))
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
