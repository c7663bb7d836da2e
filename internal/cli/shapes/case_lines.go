package shapes

import (
	"fmt"
	"strings"
	"unicode"

	"beiandesk/internal/cal"
	"beiandesk/internal/workflow"
)

// Lines tells a case to a person at a terminal.
func (v Case) Lines() []string {
	out := []string{
		fmt.Sprintf("%s　%s　%s　%s　%s", v.Number, v.Client, v.TypeLabel, v.Province, v.StatusLabel),
	}
	if contact := Known(v.Contact, v.ContactPhone, v.WeChat); len(contact) > 0 {
		out = append(out, "联系人　"+strings.Join(contact, "　"))
	}
	if v.Contract+v.AccountUIN != "" {
		out = append(out, strings.Join(Known(labelled("合同号", v.Contract), labelled("主账号 ID", v.AccountUIN)), "　"))
	}
	if hold := v.Holds(); hold != "" {
		out = append(out, hold)
	}
	out = append(out, "", "下一步")
	for _, r := range v.Runs {
		if r.Open {
			out = append(out, "  "+strings.Join(Known(r.StageLabel, r.Site, r.WaitingLabel, r.Todo, cal.PlainText(r.Due), r.Left), "　"))
		}
	}
	out = append(out, "", "能办的")
	for _, a := range v.Actions {
		line := "  " + strings.Join(Known(a.Code, a.Site, a.Label), "　")
		if len(a.Why) > 0 {
			line += "　现在不行：" + strings.Join(a.Why, "；")
		}
		out = append(out, line)
	}
	out = append(out, "", "期限")
	for _, d := range v.Deadlines {
		span := cal.PlainText(d.Due)
		if d.From != "" && d.From != d.Due {
			span = d.From + " 至 " + d.Due
		}
		out = append(out, "  "+d.Label+"　"+span+"　"+strings.Join(d.Reasons, ""))
	}
	for _, text := range v.WhatIf.sentences() {
		out = append(out, "  "+text)
	}
	out = append(out, "", "还缺")
	for _, o := range v.Owed {
		out = append(out, "  "+o)
	}
	if len(v.Dropped) > 0 {
		kind, _ := workflow.Embedded().Type(v.Type)
		out = append(out, "", kind.Word("已移出的{files}"))
		for _, s := range v.Dropped {
			out = append(out, "  "+strings.Join(Known(s.Name, s.Domain, s.At, OneLine(s.Why)), "　"))
		}
	}
	out = append(out, "", "费用")
	for _, f := range v.Fees {
		out = append(out, "  "+f.Label+"　"+f.Amount+"　"+f.StateLabel)
	}
	out = append(out, "", "时间线")
	for _, e := range v.Timeline {
		step, was := "", ""
		if e.Move > 0 {
			step = fmt.Sprintf("第 %d 步", e.Move)
		}
		if e.Was != "" {
			was = "原记 " + cal.PlainText(e.Was)
		}
		out = append(out, "  "+strings.Join(Known(cal.PlainText(e.At), e.Staff, step, e.Title, OneLine(e.Text), was), "　"))
	}
	return out
}

// labelled is a value behind its label; "" without one.
func labelled(label, value string) string {
	if value == "" {
		return ""
	}
	return label + " " + value
}

// Known leaves out what is empty.
func Known(values ...string) []string {
	out := []string{}
	for _, v := range values {
		if v != "" {
			out = append(out, v)
		}
	}
	return out
}

// OneLine joins the lines of a message.
func OneLine(text string) string {
	return Printable(strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' }), "；"))
}

// Printable puts a mark in place of each control character but line ends and tabs, and of
// each mark of direction: the name of a file may hold one, and a terminal would do what it
// says.
func Printable(text string) string {
	return strings.Map(func(r rune) rune {
		if acts(r) && r != '\n' && r != '\t' {
			return unicode.ReplacementChar
		}
		return r
	}, text)
}

// acts tells a character that does something to a terminal instead of being shown.
func acts(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) }

// InertJSON writes in JSON text what acts on a terminal as \u009b: for whoever reads JSON it
// is the same value. Line ends between the values stay.
func InertJSON(text string) string {
	var out strings.Builder
	for _, r := range text {
		if acts(r) && r != '\n' {
			fmt.Fprintf(&out, "\\u%04x", r)
		} else {
			out.WriteRune(r)
		}
	}
	return out.String()
}
