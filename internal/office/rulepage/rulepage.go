// Package rulepage writes what a desk goes by as one page of Markdown: laws, clocks, texts
// of the case types, pre-flight rules, footers, limits of materials, papers of bureaus, lists
// and the rest of the process, each with its source, the source's date, what contradicts it,
// and when staff have confirmed it.
package rulepage

import (
	"context"
	"fmt"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/office"
	"beiandesk/internal/office/rulebook"
	"beiandesk/internal/store"
)

// Input is what the page tells.
type Input struct {
	Edition  office.Edition
	Calendar *cal.Calendar
	Standing map[store.RuleKey]rulebook.Standing // empty for the release's own page
	Whose    string                              // a sentence: whose page it is, and of which day
}

// OfDesk is the page of a desk: by its latest edition, with what its staff have changed and
// confirmed.
func OfDesk(ctx context.Context, o *office.Office) (string, error) {
	standing, err := rulebook.Standings(ctx, o)
	return Page(Input{
		Edition: o.Editions.Latest(), Calendar: o.Calendar, Standing: standing,
		Whose: "本台 " + o.Today().String() + " 的最新一版，含本台的改动和核实。",
	}), err
}

// Page writes it.
func Page(in Input) string {
	p := page{Input: in}
	p.line("# 规则、期限和它们的来源")
	p.line("")
	p.line(in.Whose)
	p.line("")
	p.line("- **来源**写到页和节。没有注明日期的页面写“日期不详，抄录于 …”；只有本软件知道的写“本台经验”。")
	p.line("- **另说**是别的来源怎样说，包括曾经公布、现在不用的。两种说法并列的规则只警告，不拦。")
	p.line("- **核实**是经办哪天向管局、公安或腾讯云核对过。“待核实”是只有转引或说法不一的来源，办案时先问再用。")
	p.line("- 期限、材料的时效、规则、文字在设置里改和核实；法规、页脚、其余的材料、表单、流程只随软件改，在设置的法规、待核实里核实。在办案件照开案时的一版办，不随这一页变。")
	p.line(fmt.Sprintf("- 核实过（没有核实的，按来源日期）满 %d 个月，就列进设置的“待核实”。", rulebook.MonthsConfirmed()))
	p.laws()
	p.stages()
	p.words()
	p.packs()
	p.footers()
	p.materials()
	p.lists()
	p.process()
	p.followups()
	p.holidays()
	return p.b.String()
}

type page struct {
	Input
	b strings.Builder
}

func (p *page) line(text string) { p.b.WriteString(text + "\n") }

func (p *page) head(level int, title string) {
	if !strings.HasSuffix(p.b.String(), "\n\n") {
		p.line("")
	}
	p.line(strings.Repeat("#", level) + " " + title)
	p.line("")
}

// table begins a table; row goes on in it.
func (p *page) table(heads ...string) {
	p.row(heads...)
	p.line("|" + strings.Repeat("---|", len(heads)))
}

var cells = strings.NewReplacer("|", "\\|", "\n", "<br>")

func (p *page) row(texts ...string) {
	for i, t := range texts {
		texts[i] = cells.Replace(t)
	}
	p.line("| " + strings.Join(texts, " | ") + " |")
}

// confirmed says when staff have confirmed something, or that they have to.
func (p *page) confirmed(about store.RuleKey, source string, conflict bool) string {
	st := p.Standing[about]
	words := p.stand(about, rulebook.Doubtful(source, false))
	if conflict && st.Confirmed == nil {
		words = "说法不一，待核实"
	}
	switch {
	case !st.Changed:
		return words
	case words == "":
		return "本台改过"
	}
	return "本台改过，" + words
}

// stand says when staff have confirmed something, or that it is in doubt.
func (p *page) stand(about store.RuleKey, doubt bool) string {
	st := p.Standing[about]
	switch {
	case st.Confirmed != nil:
		return strings.TrimSpace(st.Confirmed.String() + " " + st.By)
	case doubt:
		return "待核实"
	}
	return ""
}

// or is a text, or a dash where there is none.
func or(text string) string {
	if text == "" {
		return "–"
	}
	return text
}
