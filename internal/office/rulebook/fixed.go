package rulebook

import (
	"slices"
	"strings"
	"sync"

	"beiandesk/internal/cases"
	"beiandesk/internal/desktop"
	"beiandesk/internal/followups"
	"beiandesk/internal/handovers"
	"beiandesk/internal/laws"
	"beiandesk/internal/materials"
	"beiandesk/internal/office/footer"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/silence"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// Fixed is what comes with a release alone and has a source: staff confirm it, and change
// nothing of it.
type Fixed struct {
	store.RuleKey
	Sort    string // 法规, 材料, 页脚, 表单, 流程
	Where   string // the law, the materials, the province …
	Name    string // what it says
	Source  string
	Sourced string
	Doubt   bool // second-hand, or not seen whole: 待核实
}

var fixed = sync.OnceValue(func() []Fixed {
	return slices.Concat(lawsFixed(), groundsFixed(), materialsFixed(), footersFixed(), formsFixed(), processFixed(), followupsFixed())
})

// AllFixed lists it in the order of the settings.
func AllFixed() []Fixed { return slices.Clone(fixed()) }

// LawKey names an article of a law: the confirmation is of its words, not of the whole law.
func LawKey(law laws.Law, a laws.Ask) store.RuleKey {
	return store.RuleKey{Kind: store.OverrideLaw, Scope: law.Code, Code: a.At}
}

func fixedOf(about store.RuleKey) (Fixed, bool) {
	i := slices.IndexFunc(fixed(), func(f Fixed) bool { return f.RuleKey == about })
	if i < 0 {
		return Fixed{}, false
	}
	return fixed()[i], true
}

func lawsFixed() (list []Fixed) {
	for _, l := range laws.All() {
		for _, a := range l.Asks {
			list = append(list, Fixed{RuleKey: LawKey(l, a), Sort: "法规", Where: l.Name, Name: a.At + "：" + a.What, Source: l.Source, Sourced: l.Sourced, Doubt: l.Unconfirmed})
		}
	}
	return list
}

// groundsFixed are the legal grounds of the register of hand-overs: which of them an action has
// is the desk's own reading of the law.
func groundsFixed() (list []Fixed) {
	for _, b := range handovers.Bases() {
		if b.At == "" {
			continue // it is told in words
		}
		var used []string
		for _, a := range handovers.Acts() {
			if purpose := workflow.Embedded().Word(a.Purpose); a.Basis == b.Code && !slices.Contains(used, purpose) {
				used = append(used, purpose)
			}
		}
		name := b.Label
		if len(used) > 0 {
			name += "：" + strings.Join(used, "、")
		}
		list = append(list, Fixed{
			RuleKey: store.RuleKey{Kind: store.OverrideProcess, Scope: "ground", Code: b.Code}, Sort: "法规", Where: "移交登记的依据", Name: name,
			Source: b.At, Sourced: handovers.BasesSourced(), Doubt: true,
		})
	}
	return list
}

func materialsFixed() (list []Fixed) {
	for kind, rulings := range map[string][]materials.Ruling{store.OverrideLimit: materials.Bounds(), store.OverridePaper: materials.Papers()} {
		for _, r := range rulings {
			list = append(list, Fixed{
				RuleKey: store.RuleKey{Kind: kind, Scope: r.Scope, Code: r.Code}, Sort: "材料", Where: r.Where, Name: r.What,
				Source: r.Source, Sourced: r.Sourced, Doubt: r.Unconfirmed,
			})
		}
	}
	slices.SortStableFunc(list, func(a, b Fixed) int { return strings.Compare(a.Kind, b.Kind) })
	return list
}

func footersFixed() (list []Fixed) {
	g := workflow.Embedded()
	for _, r := range footer.Rules() {
		where := "全国"
		if len(r.Provinces) > 0 {
			names := []string{}
			for _, code := range r.Provinces {
				names = append(names, g.ScopeLabel(code))
			}
			where = strings.Join(names, "、")
		} else if code, ok := strings.CutPrefix(r.Code, "types:"); ok {
			where = g.ScopeLabel(code)
		}
		list = append(list, told(Fixed{RuleKey: store.RuleKey{Kind: store.OverrideFooter, Code: r.Code}, Sort: "页脚", Where: where, Name: r.Hint, Source: r.Source, Sourced: r.Sourced}))
	}
	return list
}

func formsFixed() (list []Fixed) {
	for _, l := range cases.Lists() {
		list = append(list, told(Fixed{RuleKey: store.RuleKey{Kind: store.OverrideForm, Scope: "list", Code: l.Code}, Sort: "表单", Where: "选项", Name: l.Label, Source: l.Source, Sourced: l.Sourced}))
	}
	for _, k := range cases.ServerKinds() {
		list = append(list, told(Fixed{RuleKey: store.RuleKey{Kind: store.OverrideForm, Scope: "server", Code: k.Code}, Sort: "表单", Where: "备案云服务", Name: k.Label + "：" + k.Note, Source: k.Source, Sourced: k.Sourced}))
	}
	titles := map[string]bool{}
	for _, t := range workflow.Embedded().Types {
		if d := cases.DetailsOf(t.Code); d.Title != "" && !titles[d.Title] {
			titles[d.Title] = true
			list = append(list, told(Fixed{RuleKey: store.RuleKey{Kind: store.OverrideForm, Scope: "details", Code: t.Code}, Sort: "表单", Where: t.Label, Name: d.Title, Source: d.Source, Sourced: d.Sourced}))
		}
	}
	r := cases.Registrars()
	list = append(list, told(Fixed{RuleKey: store.RuleKey{Kind: store.OverrideForm, Scope: "list", Code: "registrar"}, Sort: "表单", Where: "选项", Name: "域名注册商", Source: r.Source, Sourced: r.Sourced}))
	sheet := setup.AccountFor("", "")
	return append(list, told(Fixed{RuleKey: store.RuleKey{Kind: store.OverrideForm, Scope: "account", Code: "policies"}, Sort: "表单", Where: "子账号", Name: "五项策略和拒绝策略", Source: sheet.Source, Sourced: sheet.Checked}))
}

// processFixed is what the graph says beside its clocks and the texts that staff may change.
func processFixed() (list []Fixed) {
	g := workflow.Embedded()
	add := func(scope, code, where, name, source, sourced string) {
		list = append(list, told(Fixed{RuleKey: store.RuleKey{Kind: store.OverrideProcess, Scope: scope, Code: code}, Sort: "流程", Where: where, Name: name, Source: source, Sourced: sourced}))
	}
	for _, stage := range g.Stages {
		if d := stage.Duty; d != nil {
			add("duty", stage.Code, stage.Label, d.Label+"："+d.Missed, d.Source, d.Sourced)
		}
		for _, step := range stage.Steps {
			at := stage.Code + "." + step.Code
			for _, p := range g.Provinces {
				if local, ok := step.Provinces[p.Code]; ok {
					add("province", at+"."+p.Code, stage.Label+"，"+p.Short, local.Detail, local.Source, local.Sourced)
				}
			}
			if step.AsksSource != "" {
				add("asks", at, stage.Label, step.Label+"：由谁本人做", step.AsksSource, step.AsksSourced)
			}
		}
	}
	for _, d := range g.Documents {
		add("document", d.Code, "核验问什么", d.Name+"："+d.Last, d.Source, d.Sourced)
		for _, p := range g.Provinces {
			if own, ok := d.Provinces[p.Code]; ok {
				add("document", d.Code+"."+p.Code, "核验问什么，"+p.Short, d.Name+"："+own.Last, own.Source, own.Sourced)
			}
		}
	}
	for _, n := range g.Notices {
		add("notice", n.Code, "结果在哪里看", n.Label, n.Source, n.Sourced)
	}
	add("resends", "most", "短信核验", "一轮短信最多重发几次", g.Resends.Source, g.Resends.Sourced)
	for _, r := range silence.Rulings() {
		add("silence", r.Code, r.Where, r.What, r.Source, r.Sourced)
	}
	words, source, sourced := desktop.Ruling()
	add("desktop", "rounds", "桌面提醒", "短信核验"+words, source, sourced)
	for _, c := range g.Causes {
		if c.InWords { // it says nothing that could be confirmed
			continue
		}
		add("cause", c.Code, "常用的原因", c.Label, c.Source, c.Sourced)
	}
	return list
}

// FollowupKey names a kind of what is followed up of a case that has ended.
func FollowupKey(k followups.Kind) store.RuleKey {
	return store.RuleKey{Kind: store.OverrideProcess, Scope: "followup", Code: k.Code}
}

func followupsFixed() (list []Fixed) {
	for _, k := range followups.Kinds() {
		list = append(list, told(Fixed{RuleKey: FollowupKey(k), Sort: "流程", Where: "办结以后", Name: k.Label + "：" + k.How, Source: k.Source, Sourced: k.Sourced}))
	}
	return list
}

// told marks what rests on a source that is none of the firm ones.
func told(f Fixed) Fixed {
	f.Doubt = Doubtful(f.Source, false)
	return f
}
