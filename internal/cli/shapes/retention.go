package shapes

import (
	"fmt"
	"strings"

	"beiandesk/internal/office/retention"
	terms "beiandesk/internal/retention"
)

// Retention is a kind of thing that is kept.
type Retention struct {
	Kind    string          `json:"kind"`
	Label   string          `json:"label"`
	What    string          `json:"what"`
	Way     string          `json:"way"`  // staff, self, stays
	Term    string          `json:"term"` // 3 年; "" where none is set
	From    string          `json:"from"` // what the term counts from
	Source  string          `json:"source"`
	Sourced string          `json:"sourced"`
	Due     int             `json:"due"`
	Next    string          `json:"next"` // the first day from which more is due; "" when none is known
	Items   []RetentionItem `json:"items"`
}

// RetentionItem is a thing that is removed as one, or is kept yet.
type RetentionItem struct {
	ID    string `json:"id"`
	Label string `json:"label"`
	Count int    `json:"count"`
	From  string `json:"from"`
	Until string `json:"until"`
	Due   bool   `json:"due"`
	Why   string `json:"why"`
}

// Retentions are the kinds as scripts read them, and as a table.
func Retentions(lines []retention.Line) (out []Retention, head []string, rows [][]string) {
	out = []Retention{}
	for _, l := range lines {
		r := Retention{
			Kind: l.Code, Label: l.Label, What: l.What, Way: l.Way, Term: l.Kept(), From: l.From, Source: l.Source, Sourced: l.Sourced, Due: l.Due(), Items: []RetentionItem{},
		}
		if next := l.Next(); next != 0 {
			r.Next = next.String()
		}
		for _, i := range l.Items {
			item := RetentionItem{ID: i.ID, Label: i.Label, Count: i.Count, Due: i.Due, Why: i.Why}
			if i.From != 0 {
				item.From, item.Until = i.From.String(), i.Until.String()
			}
			r.Items = append(r.Items, item)
		}
		out = append(out, r)
		rows = append(rows, []string{r.Kind, r.Label, r.Term, l.From, stands(l), r.Next, r.Source})
	}
	return out, []string{"代码", "种类", "保存多久", "从哪天起", "到期", "下次到期", "依据"}, rows
}

// stands says how many are due, or that staff remove none.
func stands(l retention.Line) string {
	switch l.Way {
	case terms.BySelf:
		return "自动"
	case terms.Stays:
		return "不删"
	}
	return fmt.Sprintf("%d 项", l.Due())
}

// RetentionItems are the items of a kind as a table: what is due, and what is not yet and why.
func RetentionItems(l retention.Line) (head []string, rows [][]string) {
	for _, i := range l.Items {
		from := ""
		if i.From != 0 {
			from = i.From.String()
		}
		stands, why := "到期", i.Why
		if !i.Due {
			stands, why = "还不能清除", i.Waits()
		}
		rows = append(rows, []string{i.ID, i.Label, fmt.Sprint(i.Count), from, stands, why})
	}
	return []string{"编号", "是什么", "数量", l.From, "", "说明"}, rows
}

// RetentionCodes lists the kinds that staff remove, for a command's help.
func RetentionCodes() string {
	var staff []terms.Kind
	for _, k := range terms.Kinds() {
		if k.Way == terms.ByStaff {
			staff = append(staff, k)
		}
	}
	return coded(staff, func(k terms.Kind) (code, label string) { return k.Code, k.Label })
}

// RetentionNames are items in words.
func RetentionNames(items []retention.Item) string {
	names := make([]string, len(items))
	for n, i := range items {
		names[n] = fmt.Sprintf("%s（%d）", i.Label, i.Count)
	}
	return strings.Join(names, "、")
}
