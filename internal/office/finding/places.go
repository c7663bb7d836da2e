package finding

import (
	"cmp"
	"slices"

	"beiandesk/internal/office/views"
	"beiandesk/internal/pinyin"
	"beiandesk/internal/store"
)

// QuickPlace is the kind of what is found of the program itself.
const QuickPlace = "place"

// Place is what the program offers from everywhere: an action, a page, a part of the settings.
type Place struct{ Code, Label, Note string }

// Places are all that quick find knows of; the page knows what each code does.
func Places() []Place {
	all := []Place{
		{"new", "新建案件", "操作"}, {"today", "今日", "页面"}, {"daily", "打印日表", "操作"}, {"lock", "锁定", "操作"},
		{"cases", "案件", "页面"}, {"clients", "客户", "页面"}, {"billing", "账单", "页面"}, {"keys", "全部快捷键", "操作"},
	}
	for _, part := range []Place{
		{Code: "letterhead", Label: "抬头"}, {Code: "price", Label: "价格"}, {Code: "staff", Label: "经办"}, {Code: "clocks", Label: "期限"},
		{Code: "rules", Label: "规则"}, {Code: "texts", Label: "文字"}, {Code: "outdated", Label: "影响"}, {Code: "unconfirmed", Label: "待核实"},
		{Code: "laws", Label: "法规"}, {Code: "handovers", Label: "移交"}, {Code: "retention", Label: "保存期限"}, {Code: "audit", Label: "操作记录"},
		{Code: "holidays", Label: "节假日"}, {Code: "backup", Label: "备份"}, {Code: "appearance", Label: "外观"}, {Code: "desk", Label: "数据"},
	} {
		all = append(all, Place{"settings/" + part.Code, part.Label, "设置"})
	}
	return all
}

// firstPlaces are offered before anything is typed.
const firstPlaces = 4

// placesNamed are the places that have each word, the nearest first; the commonest without words.
func placesNamed(words []string, limit int) []Item {
	type ranked struct {
		Place
		rank pinyin.How
	}
	var all []ranked
	for _, place := range Places() {
		v, kept := ranked{Place: place}, true
		for _, word := range words {
			how := pinyin.Meet(place.Label, word)
			if how == pinyin.Apart {
				how = pinyin.Meet(place.Note, word)
			}
			v.rank, kept = v.rank+how, kept && how != pinyin.Apart
		}
		if kept {
			all = append(all, v)
		}
	}
	slices.SortStableFunc(all, func(a, b ranked) int { return cmp.Compare(a.rank, b.rank) })
	if len(words) == 0 {
		limit = firstPlaces
	}
	var items []Item
	for _, v := range all[:min(len(all), limit)] {
		items = append(items, Item{
			QuickHit: store.QuickHit{Kind: QuickPlace, ID: v.Code, Title: v.Label, Note: v.Note},
			Title:    pieces(v.Label, words), Due: views.Due{Tone: views.ToneNone}, Place: v.Code,
		})
	}
	return items
}
