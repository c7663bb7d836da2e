package workflow

import (
	"fmt"
	"strings"
)

// ScopeLabel names a scope: 全国, 浙江, 注销备案; "" for an unknown one.
func (g *Graph) ScopeLabel(scope string) string {
	if scope == "" {
		return "全国"
	}
	if p := g.provinceOf(scope); p != nil {
		return p.Short
	}
	for _, t := range g.Types {
		if t.Code == scope {
			return t.Label
		}
	}
	return ""
}

// TextLabel is a text's field in words: 发给客户的话.
func TextLabel(field string) string { return fieldLabels[field] }

var fieldLabels = map[string]string{
	"todo": "下一步", "late": "过期后的下一步", "again": "再次来电时的下一步", "detail": "说明", "late_detail": "过期后的说明",
	"message": "发给客户的话",
}

// Name tells in words what a change is about: 管局最迟（浙江）, 收集材料：发给客户的话.
func (g *Graph) Name(kind, scope, code string) string {
	switch kind {
	case ChangeClock:
		for _, c := range g.Clocks {
			if c.Code == code && scope == "" {
				return c.Label
			} else if c.Code == code {
				return fmt.Sprintf("%s（%s）", c.Label, g.ScopeLabel(scope))
			}
		}
	case ChangeAgreed:
		if step := g.placeOf(code); step != nil {
			return step.Label + "：约定日期"
		}
	case ChangeText:
		if at := strings.LastIndexByte(code, '.'); at > 0 {
			if step := g.placeOf(code[:at]); step != nil {
				return step.Label + "：" + fieldLabels[code[at+1:]]
			}
		}
	}
	return code
}
