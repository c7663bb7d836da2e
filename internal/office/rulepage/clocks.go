package rulepage

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// stages tells each stage with its clocks, in the order of the graph.
func (p *page) stages() {
	g := p.Edition.Engine.Graph()
	p.head(2, "环节和期限")
	for _, stage := range g.Stages {
		title := fmt.Sprintf("%d %s", stage.Number, stage.Label)
		if stage.Rule != "" {
			title += "：" + stage.Rule
		}
		p.head(3, title)
		rows := p.clocksOf(g, stage)
		for _, step := range stage.Steps {
			if r, ok := g.TermOf(workflow.ChangeAgreed, "", stage.Code+"."+step.Code); ok {
				about := store.RuleKey{Kind: workflow.ChangeAgreed, Code: stage.Code + "." + step.Code}
				rows = append(rows, []string{step.Label + "（默认约定）", "全国", r.Words, "进入这一步", r.Source, or(r.Sourced), "–", or(p.confirmed(about, r.Source, false))})
			}
		}
		if len(rows) == 0 {
			p.line("没有期限。")
			continue
		}
		p.table("期限", "适用", "时长", "起算", "来源", "来源日期", "另说", "核实")
		for _, r := range rows {
			p.row(r...)
		}
	}
}

func (p *page) clocksOf(g *workflow.Graph, stage workflow.Stage) (rows [][]string) {
	for _, c := range g.Clocks {
		if c.Stage != stage.Code {
			continue
		}
		for _, scope := range append([]string{""}, scopes(g, c)...) {
			rows = append(rows, p.clock(g, c, scope))
		}
		for _, at := range g.Provinces {
			if old, ok := c.Outdated[at.Code]; ok {
				term := workflow.Term{Unit: cmp.Or(old.Unit, c.Unit), From: old.From, To: old.To}
				rows = append(rows, []string{c.Label, at.Short, term.String() + "（不再适用）", "–", old.Source, or(old.Sourced), "不用于推算，只作对照", "–"})
			}
		}
	}
	return rows
}

// scopes are the case types and provinces for which a clock says something of its own, be
// it a note alone.
func scopes(g *workflow.Graph, c workflow.Clock) (list []string) {
	for _, t := range g.Types {
		if _, ok := c.Types[t.Code]; ok {
			list = append(list, t.Code)
		}
	}
	for _, at := range g.Provinces {
		if _, ok := c.Provinces[at.Code]; ok {
			list = append(list, at.Code)
		}
	}
	return list
}

func (p *page) clock(g *workflow.Graph, c workflow.Clock, scope string) []string {
	own, ok := c.Types[scope]
	if !ok {
		own = c.Provinces[scope]
	}
	if scope == "" {
		own = workflow.Clock{Notes: c.Notes}
	}
	trigger := strings.NewReplacer("{step}", "这一步", "{round}", "每", "{visit}", "面审或实地检查").Replace(cmp.Or(own.TriggerText, c.TriggerText))
	words, source, sourced := "约定的时间", c.Source, c.Sourced
	if r, ok := g.TermOf(workflow.ChangeClock, scope, c.Code); ok {
		words, source, sourced = r.Words, r.Source, r.Sourced
	} else if c.Unit != "fixed" {
		words = "同全国"
	}
	about := store.RuleKey{Kind: workflow.ChangeClock, Scope: scope, Code: c.Code}
	doubt := slices.ContainsFunc(own.Notes, func(n string) bool { return strings.Contains(n, "待核实") })
	stand := p.confirmed(about, source, false)
	if doubt && p.Standing[about].Confirmed == nil && stand == "" {
		stand = "另说待核实"
	}
	return []string{c.Label, g.ScopeLabel(scope), words, trigger, source, or(sourced), or(strings.Join(own.Notes, "")), or(stand)}
}

// words tells where the texts are written that a case type has of its own.
func (p *page) words() {
	g := p.Edition.Engine.Graph()
	p.head(2, "各备案类型自己的文字")
	p.line("没有列出的环节，各类型用同样的话。")
	p.line("")
	p.table("环节", "步骤", "备案类型", "哪些话", "来源", "来源日期", "核实")
	for _, stage := range g.Stages {
		for _, step := range stage.Steps {
			for _, t := range g.Types {
				if own := step.Types[t.Code]; own != nil {
					p.wording(g, stage, step, t)
				}
			}
		}
	}
	p.line("")
	p.table("环节", "步骤", "省份", "另外说什么", "来源", "来源日期")
	for _, stage := range g.Stages {
		for _, step := range stage.Steps {
			for _, at := range g.Provinces {
				if local, ok := step.Provinces[at.Code]; ok {
					p.row(stage.Label, step.Label, at.Short, local.Detail, local.Source, or(local.Sourced))
				}
			}
		}
	}
}

func (p *page) wording(g *workflow.Graph, stage workflow.Stage, step workflow.Step, t workflow.Type) {
	own := step.Types[t.Code]
	var fields, stands []string
	for _, field := range workflow.TextFields {
		code := stage.Code + "." + step.Code + "." + field
		if _, ok := g.TextOf(t.Code, code); !ok {
			continue
		}
		fields = append(fields, workflow.TextLabel(field))
		if s := p.confirmed(store.RuleKey{Kind: workflow.ChangeText, Scope: t.Code, Code: code}, own.Source, false); s != "" && !slices.Contains(stands, s) {
			stands = append(stands, s)
		}
	}
	if len(fields) == 0 {
		fields = []string{"做法"}
	}
	p.row(stage.Label, step.Label, t.Label, strings.Join(fields, "、"), own.Source, or(own.Sourced), or(strings.Join(stands, "；")))
}
