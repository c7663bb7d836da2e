package chasing

import (
	"cmp"
	"fmt"
	"strings"
	"unicode/utf16"

	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/silence"
	"beiandesk/internal/workflow"
)

// An SMS in Chinese holds PartOfOne characters; a longer one goes in parts, each of which
// gives three to the header that joins them (3GPP TS 23.040, 9.2.3.24.1).
const (
	PartOfOne  = 70
	PartOfMany = 67
)

// Parts tells how many SMS a text takes; phones count UTF-16 units.
func Parts(text string) int {
	n := len(utf16.Encode([]rune(text)))
	if n <= PartOfOne {
		return 1
	}
	return (n + PartOfMany - 1) / PartOfMany
}

// matterOf is what a line says of an ask: of what, which step, until when.
type matterOf struct {
	domain string // of its site, else what the site is called; with several sites how many
	name   string // the other way round: an SMS names no domain, which phones make a link of
	stage  string // its label
	by     string // 11月24日 10:00 前; "" where the client has no date
}

// matter puts a run in the words of a line.
func matter(o *office.Office, d *casefile.File, r workflow.Run, line workflow.RunLine) matterOf {
	sites := d.Sites
	if s, ok := d.Site(r.Site); ok {
		sites = []cases.Site{s}
	}
	m := matterOf{stage: casefile.StageLabel(o, d.Case.Type, r.Stage)}
	kind := casefile.TypeLabel(o, d.Case.Type)
	m.domain, m.name = kind, kind
	if len(sites) > 0 {
		more := ""
		if len(sites) > 1 {
			more = fmt.Sprintf(" 等 %d 个", len(sites))
		}
		m.domain = cmp.Or(sites[0].Domain, sites[0].Name, kind) + more
		m.name = cmp.Or(sites[0].Name, kind) + more
	}
	if line.Party == workflow.Client && line.Due != nil && !line.Due.At.Past(o.Now()) {
		m.by = cal.FormatMoment(line.Due.At, o.Today())
		if !line.Due.At.IsDay() {
			m.by += " "
		}
		m.by += "前"
	}
	return m
}

// head stands over what a message of several things says of one: qinghe.example：完成短信核验，11月24日前.
func (a asked) head() string {
	if a.of.by == "" {
		return a.of.domain + "：" + a.brief
	}
	return a.of.domain + "：" + a.brief + "，" + a.of.by
}

// short is the whole message as an SMS: whatever the client is to do in a few words, a line
// each, and no link.
func (g *gathered) short() string {
	lines := []string{}
	for _, a := range g.listed() {
		words := a.brief
		if a.collects {
			words += fmt.Sprintf("（缺 %d 样）", a.missing)
		}
		if a.of.by != "" {
			words += "，" + a.of.by
		}
		lines = append(lines, a.of.name+"："+words)
	}
	if len(lines) == 0 { // materials alone, of steps that collect none
		lines = append(lines, fmt.Sprintf("还缺 %d 样材料", len(g.owed)))
	}
	end := "。"
	if words := silence.SayShort(g.days); words != "" {
		end = "。" + words + "。"
	}
	end += g.phrase("sms-closing")
	if len(lines) == 1 {
		return g.phrase("sms") + lines[0] + end
	}
	for i := range lines {
		lines[i] = fmt.Sprintf("%d. %s", i+1, lines[i])
	}
	return g.phrase("sms") + "\n" + strings.Join(lines, "\n") + end
}
