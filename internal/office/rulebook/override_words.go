package rulebook

import (
	"cmp"
	"encoding/json"
	"strings"

	"beiandesk/internal/rules"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// Difference is a field of something that was changed.
type Difference struct{ Field, Old, New string }

// differences compares two contents of a kind field by field.
func differences(kind, old, new string) []Difference {
	list := []Difference{}
	switch kind {
	case store.OverrideRule:
		was, is := editIn(old), editIn(new)
		for _, d := range []Difference{
			{"状态", running(old, was), running(new, is)}, {"规则", was.Label, is.Label}, {"数值", was.Value, is.Value},
			{"不满足时", severity(was), severity(is)}, {"问题", was.Text, is.Text}, {"怎么办", was.Advice, is.Advice},
		} {
			if d.Old != d.New {
				list = append(list, d)
			}
		}
	case store.OverrideLaw, store.OverrideLimit, store.OverridePaper, store.OverrideFooter, store.OverrideForm, store.OverrideProcess:
		// Nobody changes it.
	case workflow.ChangeText, store.OverridePhrase:
		if was, is := textIn(old), textIn(new); was != is {
			list = append(list, Difference{"文字", was, is})
		}
	default:
		if was, is := termIn(old), termIn(new); was != is {
			list = append(list, Difference{"时长", was, is})
		}
	}
	return list
}

func editIn(text string) (e rules.Edit) {
	if text != "" {
		_ = json.Unmarshal([]byte(text), &e) // it was read when the editions were made
	}
	return e
}

func textIn(text string) (v string) {
	if text != "" {
		_ = json.Unmarshal([]byte(text), &v)
	}
	return v
}

func termIn(text string) string {
	if text == "" {
		return ""
	}
	var t workflow.Term
	_ = json.Unmarshal([]byte(text), &t)
	return t.String()
}

func running(text string, e rules.Edit) string {
	switch {
	case text == "":
		return ""
	case e.Off:
		return "停用"
	}
	return "启用"
}

func severity(e rules.Edit) string {
	switch e.Severity {
	case rules.Fail:
		return "不通过"
	case rules.Warn:
		return "警告"
	default:
		return ""
	}
}

// what an override does, in one word.
func what(v store.Override) string {
	switch {
	case !v.Changes && v.ConfirmedOn == nil:
		return "撤销核实"
	case !v.Changes:
		return "核实"
	case v.New == "" && v.Old != "":
		if _, ok := released(v.Key()); !ok {
			return "删除"
		}
		return "恢复"
	case v.Old == "":
		return "新增"
	}
	return "修改"
}

var kindWords = map[string]string{
	workflow.ChangeClock: "期限", workflow.ChangeAgreed: "约定日期", workflow.ChangeText: "文字", store.OverrideRule: "预检规则", store.OverrideAge: "材料时效",
	store.OverrideLaw: "法规", store.OverrideLimit: "文件限制", store.OverridePaper: "管局要的材料", store.OverrideFooter: "页脚规则", store.OverrideForm: "表单",
	store.OverrideProcess: "流程说明", store.OverridePhrase: "文字",
}

// journalOf puts a row in words. The title names what the release names; what staff have
// written goes into the sealed lines.
func journalOf(v store.Override) (title, lines string) {
	title = what(v) + kindWords[v.Kind]
	graph := workflow.Embedded()
	var text []string
	if v.Kind == store.OverrideAge {
		title += "：" + ageName(v.Key())
	} else if p, ok := workflow.ReleasedPhrases().Of(v.Code); ok && v.Kind == store.OverridePhrase {
		title += "：催办，" + p.Way + p.Label
	} else if f, ok := fixedOf(v.Key()); ok {
		text = append(text, f.Where+"："+f.Name)
	} else if v.Kind == store.OverrideRule {
		text = append(text, graph.ScopeLabel(v.Scope)+"："+ruleLabel(v))
	} else {
		title += "：" + graph.Name(v.Kind, v.Scope, v.Code)
	}
	now := v.New
	if v.Changes && now == "" {
		c, _ := released(v.Key())
		now = c.text
	}
	for _, d := range differences(v.Kind, v.Old, now) {
		text = append(text, d.Field+"："+or(d.Old, "（无）")+" → "+or(d.New, "（无）"))
	}
	switch {
	case v.Source == "":
	case !v.Changes:
		text = append(text, "说明："+v.Source)
	default:
		text = append(text, strings.TrimSpace("依据："+v.Source+" "+v.Sourced))
	}
	if v.ConfirmedOn != nil {
		text = append(text, "核实："+v.ConfirmedOn.String())
	}
	return title, strings.Join(text, "\n")
}

func ruleLabel(v store.Override) string {
	return workflow.Embedded().Word(cmp.Or(editIn(v.New).Label, editIn(v.Old).Label))
}

// dated is a source with its date, where it does not hold that itself.
func dated(source, sourced string) string {
	if sourced == "" || strings.Contains(source, sourced) {
		return source
	}
	return source + "，" + sourced
}

func or(text, other string) string {
	if text == "" {
		return other
	}
	return text
}
