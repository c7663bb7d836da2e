package rulepage

import (
	"fmt"
	"slices"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/followups"
	"beiandesk/internal/identity"
	"beiandesk/internal/laws"
	"beiandesk/internal/materials"
	"beiandesk/internal/office/people"
	"beiandesk/internal/office/rulebook"
	"beiandesk/internal/rules"
	"beiandesk/internal/store"
)

func (p *page) laws() {
	p.head(2, "法规")
	p.line("要求用我们自己的话写，以原文为准。条号只写读到过的。")
	for _, l := range laws.All() {
		p.head(3, l.Name)
		told := []string{l.Since + " 起施行", "来源：" + l.Source + "，" + l.Sourced}
		if l.Issued != "" {
			told = append([]string{l.Issued}, told...)
		}
		p.line(strings.Join(told, "；") + "。")
		p.line("")
		p.table("条", "对我们的要求", "本台在哪里做", "核实")
		for _, a := range l.Asks {
			p.row(a.At, a.What, a.Where, or(p.stand(rulebook.LawKey(l, a), l.Unconfirmed)))
		}
	}
}

// packs tells the rules for every case, then those of the provinces.
func (p *page) packs() {
	p.head(2, "预检规则")
	p.line("每次提交前检查。“不满足”为“提醒”的由人核对。")
	p.pack("")
	for _, at := range identity.Provinces() {
		p.pack(at.Code)
	}
}

func (p *page) pack(scope string) {
	pack, ok := p.Edition.Rules.Pack(scope)
	if !ok {
		return
	}
	p.head(3, pack.Name)
	p.table("规则", "不满足", "说明", "提交前", "只限", "来源", "来源日期", "核实")
	word := p.Edition.Engine.Graph().Word
	for _, r := range pack.Rules {
		source, date := pack.Source(r)
		about := store.RuleKey{Kind: store.OverrideRule, Scope: scope, Code: r.Code}
		p.row(word(r.Label), outcome(r), word(told(r.Text, r.Advice)), p.before(r), or(p.only(r)), source, or(date), or(p.confirmed(about, source, r.Conflict)))
	}
}

func outcome(r rules.Rule) string {
	switch {
	case r.Off:
		return "停用"
	case r.Operator == "remind":
		return "提醒"
	case r.Severity == rules.Fail:
		return "不通过"
	}
	return "警告"
}

func (p *page) before(r rules.Rule) string {
	var list []string
	for _, code := range r.Stages {
		stage, _ := p.Edition.Engine.Graph().Stage(code)
		list = append(list, stage.Label)
	}
	return strings.Join(list, "、")
}

// told joins what is wrong and what to do about it.
func told(texts ...string) string {
	texts = slices.DeleteFunc(texts, func(t string) bool { return t == "" })
	return strings.Join(texts, "。")
}

// only names the case types and the kinds of subject that a rule is for, where it is not for
// all of them.
func (p *page) only(r rules.Rule) string {
	var types, subjects []string
	for _, code := range r.Types {
		types = append(types, p.Edition.Engine.Graph().ScopeLabel(code))
	}
	for _, code := range r.Subjects {
		if len(r.Subjects) < len(people.Kinds) {
			subjects = append(subjects, people.LabelOf(people.Kinds, code))
		}
	}
	parts := []string{strings.Join(types, "、"), strings.Join(subjects, "、")}
	return strings.Join(slices.DeleteFunc(parts, func(t string) bool { return t == "" }), "；")
}

func (p *page) materials() {
	p.head(2, "材料和文件的限制")
	source, day := materials.Source()
	p.line("清单来源：" + source + "，" + day + "。")
	p.line("")
	p.table("材料", "要求", "文件限制和来源")
	for _, r := range materials.All() {
		limit := "–"
		if r.Kind == materials.File {
			limit = r.Accepts().Words()
		}
		p.row(r.Label, r.Want, limit)
	}
	p.head(3, "文件大小")
	p.line("一份文件按它要用的地方分别判断。待核实的只提醒，不拦。")
	p.line("")
	p.fixed("材料", store.OverrideLimit)
	p.head(3, "材料的时效")
	p.line("交给审核的那天，出具日和有效期要符合的。没有列出的材料是未收录，请向管局核实。")
	p.line("")
	p.table("材料", "适用", "说法", "来源", "来源日期", "核实")
	for _, a := range p.Edition.Ages.All() {
		if a.Term.To > 0 {
			about := store.RuleKey{Kind: store.OverrideAge, Scope: a.Scope, Code: a.Code}
			p.row(a.Paper, p.Edition.Engine.Graph().ScopeLabel(a.Scope), a.Only+a.What+"："+a.Term.String(), a.Source, or(a.Sourced), or(p.confirmed(about, a.Source, false)))
		}
	}
	p.head(3, "各省另外要的材料")
	p.line("按案件的类型、主体和人员判断要不要；没有列出的省份是未收录，请向管局核实。")
	p.line("")
	p.fixed("省份", store.OverridePaper)
}

// footers tells what a site shows at the foot of its home page.
func (p *page) footers() {
	p.head(2, "页脚")
	p.fixed("适用", store.OverrideFooter)
}

// process tells what else of the process has a source.
func (p *page) process() {
	p.head(2, "流程里的其他说法")
	p.fixed("哪里", store.OverrideProcess)
}

// followups tells what is followed up of cases that have ended.
func (p *page) followups() {
	p.head(2, "办结以后要跟的事")
	p.line("已交付的案件到日子在今日列出，" + fmt.Sprintf("过了 %d 天不再列；年度核查跟 %d 年。", followups.After(), followups.Years()) + "来源：" + followups.Source() + "。")
	p.line("")
	p.table("什么", "从哪天算", "提前", "可以办", "怎么办", "来源", "来源日期", "核实")
	for _, k := range followups.Kinds() {
		var leads []string
		for _, code := range k.Leads {
			leads = append(leads, p.Edition.Engine.Graph().ScopeLabel(code))
		}
		p.row(k.Label, k.From, fmt.Sprintf("%d 天", k.Ahead), strings.Join(leads, "、"), k.How, k.Source, k.Sourced, or(p.stand(rulebook.FollowupKey(k), rulebook.Doubtful(k.Source, false))))
	}
}

// fixed tells what comes with a release alone, of a kind.
func (p *page) fixed(where, kind string) {
	p.table(where, "说法", "来源", "来源日期", "核实")
	for _, f := range rulebook.AllFixed() {
		if f.Kind == kind && f.Scope != rulebook.FollowupKey(followups.Kind{}).Scope {
			p.row(f.Where, f.Name, f.Source, or(f.Sourced), or(p.stand(f.RuleKey, f.Doubt)))
		}
	}
}

func (p *page) lists() {
	p.head(2, "表单里的选项")
	p.table("清单", "选项")
	for _, l := range cases.Lists() {
		p.row(l.Label, fmt.Sprintf("%d 项", len(l.Options)))
	}
	p.head(3, "来源")
	p.fixed("哪里", store.OverrideForm)
}

func (p *page) holidays() {
	p.head(2, "节假日")
	source, sourced := cal.StatutorySource()
	p.line("没有公布安排的年份，先按法定的放假日推算：" + source + "，" + sourced + "。")
	p.line("")
	p.table("年份", "放假", "调休上班", "来源")
	for _, y := range p.Calendar.Years() {
		off, worked := y.Days()
		p.row(fmt.Sprint(y.Year), fmt.Sprintf("%d 天", off), fmt.Sprintf("%d 天", worked), y.Source)
	}
}
