package workflow

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

// foreign are the words that have no place in what cases of a type read: what they do not
// have, what they must not do, and what another type is about.
var foreign = map[string][]string{
	"first":         {"APP", "上架", "小程序", "注销", "接入备案", "变更备案", "照常打开"},
	"add":           {"APP", "上架", "小程序", "注销", "接入备案", "变更备案", "照常打开"},
	"access":        {"APP", "上架", "小程序", "注销", "变更备案", "不能打开", "打不开", "停掉域名解析", "打开域名解析", "备案号已下发", "信息模板", "公安", "五张备案表单"},
	"change":        {"APP", "上架", "小程序", "注销", "接入备案", "不能打开", "打不开", "停掉域名解析", "打开域名解析", "备案号已下发", "挂出", "上线", "信息模板", "公安", "五张备案表单"},
	"cancel":        {"APP", "上架", "小程序", "接入备案", "变更", "不能打开", "打不开", "域名解析", "备案号已下发", "挂出", "首页", "上线", "信息模板", "公安", "表单", "手持", "人脸", "缺下面的材料", "打电话", "接预审核电话", "姓名和身份证号", "预审"},
	"app":           {"网站", "挂号", "首页", "小程序", "注销", "接入备案", "变更备案", "不能打开", "打不开", "域名解析", "信息模板", "公安图标", "图标和链接", "五张备案表单", "上线", "页脚"},
	"mini":          {"网站", "订单", "APP", "上架", "上线", "域名", "腾讯云", "云服务", "子账号", "预审", "信息模板", "公网 IP", "包名", "公钥", "45 天", "注销", "接入备案", "变更备案", "不能打开", "打不开", "页脚", "公安图标", "图标和链接", "五张备案表单", "手持"},
	"police":        {"APP", "上架", "小程序", "注销", "接入", "变更", "不能打开", "打不开", "域名解析", "信息模板", "子账号", "腾讯云", "管局", "短信核验", "人脸", "预审"},
	"police-change": {"APP", "上架", "小程序", "接入", "不能打开", "打不开", "域名解析", "信息模板", "子账号", "腾讯云", "管局", "短信核验", "人脸", "预审", "上线", "30 天", "新办", "主体备案号", "网站备案号", "注销", "交付资料并结案"},
	"police-cancel": {"APP", "上架", "小程序", "接入", "不能打开", "打不开", "域名解析", "信息模板", "子账号", "腾讯云", "管局", "短信核验", "人脸", "预审", "上线", "30 天", "新办", "主体备案号", "网站备案号", "变更", "缺下面的材料", "补交", "手持", "表单"},
}

// said are all the texts that a case of a type may show, by where they stand.
func said(g *Graph, t Type) map[string]string {
	g = g.Of(t.Code)
	texts := map[string]string{"last site": t.Word(lastSite)}
	steps, recalled := reached(g, t), t.may(g.acts["prereview.missed-call"])
	for _, a := range g.caseActs {
		if t.may(a) && (!a.Addable && !a.Duty || t.HasPolice() && t.HasICP()) {
			tellAct(texts, g, t, a)
		}
	}
	for _, code := range t.Stages {
		if t.bygone(code) {
			continue
		}
		stage := g.stages[code]
		texts[code+" label"] = strings.Join([]string{stage.Label, stage.Short, stage.ListLabel, stage.Settles, stage.Rule}, "\n")
		if d := stage.Duty; d != nil {
			d = d.in(t.Code)
			texts[code+" duty"] = t.Word(strings.Join(append([]string{d.Label, d.Note, d.Missed, d.Message}, d.Acts...), "\n"))
		}
		if own := stage.Types[t.Code].Rule; own != "" {
			texts[code+" label"] = strings.ReplaceAll(texts[code+" label"], stage.Rule, own)
		}
		for i := range stage.Steps {
			step := stage.Steps[i].in(t.Code)
			at := code + "/" + step.Code
			if !steps[at] {
				continue
			}
			for n, text := range step.all() {
				if recalled || !strings.HasPrefix(TextFields[n], "again") {
					texts[at+" "+TextFields[n]] = t.Word(text)
				}
			}
			texts[at+" fixes"] = step.Fixes
			for _, own := range step.Subjects {
				texts[at+" subjects"] += own.Detail + own.Message
			}
			texts[at+" label"] = step.Label
			texts[at+" pending"] = step.Pending
			texts[at+" script"] = t.Word(strings.Join(step.Script, "\n"))
			for kind, own := range step.Visits {
				texts[at+" "+kind] = t.Word(strings.Join([]string{own.Label, own.Detail, own.Message, own.Bring}, "\n"))
			}
		}
		for _, a := range g.byStage[code] {
			if t.may(a) && (a.Opening || slices.ContainsFunc(a.Steps, func(step string) bool { return steps[code+"/"+step] })) {
				tellAct(texts, g, t, a)
			}
		}
		for _, c := range g.Clocks {
			if c.Stage == code && c.of(t.Code) && (recalled || c.Trigger != "recall") && (len(c.Steps) == 0 || slices.ContainsFunc(c.Steps, func(step string) bool { return steps[code+"/"+step] })) {
				texts[c.Code+" trigger"] = c.TriggerText
				if own := c.Types[t.Code].TriggerText; own != "" {
					texts[c.Code+" trigger"] = own
				}
				texts[c.Code+" label"] = c.Label
				texts[c.Code+" notes"] = strings.Join(c.with(c.Types[t.Code]).Notes, "\n")
			}
		}
	}
	return texts
}

// reached are the steps, by "stage/step", at which orders of a type can stand.
func reached(g *Graph, t Type) map[string]bool {
	steps := map[string]bool{g.opening.Stage + "/" + g.stages[g.opening.Stage].Steps[0].Code: true, g.last.Code + "/" + g.last.Steps[0].Code: true}
	reach := func(stage, step string) bool {
		if step == "" {
			step = g.stages[stage].Steps[0].Code
		}
		fresh := !steps[stage+"/"+step]
		steps[stage+"/"+step] = true
		return fresh
	}
	for grown := true; grown; {
		grown = false
		for i := range g.Actions {
			a := &g.Actions[i]
			here := a.Stage == g.opening.Stage || slices.ContainsFunc(a.Steps, func(step string) bool { return steps[a.Stage+"/"+step] })
			if !t.may(a) || !here {
				continue
			}
			for _, e := range a.Then {
				if e.Step != "" {
					grown = reach(a.Stage, e.Step) || grown
				}
				for _, stage := range t.opens(e) {
					grown = reach(stage, e.At) || grown
				}
			}
		}
	}
	return steps
}

// cases are named by their types where one of another type is to be opened.
var cases = strings.NewReplacer("“注销备案”案件", "", "“{further}”案件", "")

// tellAct adds all that an action says.
func tellAct(texts map[string]string, g *Graph, t Type, a *ActionSpec) {
	texts[a.Code+" label"] = a.Label
	texts[a.Code+" hint"] = a.Hint
	texts[a.Code+" instead"] = cases.Replace(a.Fixed + "\n" + a.Settled)
	for _, v := range a.Values {
		if len(v.Types) > 0 && !slices.Contains(v.Types, t.Code) {
			continue
		}
		texts[a.Code+" "+v.Key] = v.Label + "\n" + v.Hint
		for _, o := range v.Options {
			texts[a.Code+" "+v.Key+" "+o.Code] = o.Label
		}
		if v.Source == "causes" {
			for _, c := range g.Causes {
				if slices.Contains(c.Actions, a.Code) && c.of(t.Code) {
					texts[a.Code+" cause "+c.Code] = c.Label + "\n" + c.Field
				}
			}
		}
	}
}

// bygone says that only orders signed before something was asked have the stage.
func (t *Type) bygone(stage string) bool {
	for _, by := range t.Omits {
		for answer, lacks := range by {
			if answer != "" && !slices.Contains(lacks, stage) {
				return false
			}
		}
	}
	return len(t.Omits) > 0
}

// may says whether orders of the type can have an action, whatever was left out of them.
func (t *Type) may(a *ActionSpec) bool {
	return a.of(t.Code) && (a.With == "" || slices.Contains(t.Stages, a.With) && !t.bygone(a.With))
}

func TestNoTextOfATypeAppearsInAnother(t *testing.T) {
	g := Embedded()
	for _, kind := range g.Types {
		words, there := foreign[kind.Code]
		if !there {
			t.Errorf("nobody has said which words have no place in %s", kind.Label)
		}
		texts := said(g, kind)
		if len(texts) < 40 {
			t.Errorf("%s: only %d texts were read", kind.Code, len(texts))
		}
		for _, at := range slices.Sorted(maps.Keys(texts)) {
			for _, word := range words {
				if strings.Contains(texts[at], word) {
					t.Errorf("%s, %s: %s\n\t%s", kind.Label, at, word, texts[at])
				}
			}
		}
	}
}

// What has to be told is told in the words of the type.
func TestEachTypeIsToldWhatItMust(t *testing.T) {
	g := Embedded()
	for kind, must := range map[string]map[string]string{
		"first":  {"forms/face message": "停掉域名解析", "prereview/todo detail": "打不开", "online/todo message": "打开域名解析"},
		"add":    {"forms/face message": "停掉域名解析", "prereview/todo detail": "打不开", "online/todo message": "打开域名解析"},
		"access": {"forms/face message": "预审通过后，网站就可以在腾讯云打开", "forms/fill detail": "原接入商", "online/todo message": "备案号不变"},
		"change": {"forms/face message": "照常打开", "forms/fill detail": "旧的和新的", "bureau-review/submitted detail": "照常打开"},
		"cancel": {"prereview/todo detail": "不能恢复", "sms/verify message": "不能恢复", "bureau-submit/submitted detail": "取消接入没有短信"},
		"app":    {"online/todo message": "设置或介绍", "number.record site_number": "-1A", "forms/fill detail": "公钥", "police-number/todo message": "设置或介绍页展示公安备案号", "police-account duty": "先问当地网安", "police-site/todo detail": "功能介绍"},
		"mini": {"online/todo message": "小程序备案号已下发", "number.record site_number": "-1X", "forms/fill detail": "备注里说明", "forms/face message": "不戴帽子", "prereview/todo detail": "过了要重做",
			"prereview/submitted todo": "平台的核对电话", "bureau-review/submitted detail": "不能发布", "sms/verify detail": "自动退回", "police-account duty": "先问当地网安", "police-site/todo detail": "小程序"},
		"police":        {"online/todo message": "从网站", "signing/signed detail": "收材料"},
		"police-change": {"materials/todo message": "旧的和新的", "police-change/todo detail": "只改变了的项", "police-change/todo subjects": "法人账号"},
		"police-cancel": {"police-cancel/todo detail": "不能恢复", "police-cancel.submit hint": "不能恢复", "signing.sign cancels": "不能恢复"},
	} {
		t.Run(kind, func(t *testing.T) {
			typ, _ := g.Type(kind)
			texts := said(g, typ)
			for at, part := range must {
				if !strings.Contains(texts[at], part) {
					t.Errorf("%s does not say %q: %s", at, part, texts[at])
				}
			}
		})
	}
}

func ExampleGraph_Name() {
	fmt.Println(Embedded().Name(ChangeText, "app", "online.todo.message"))
	// Output: 上线挂号：发给客户的话（APP 备案）
}
