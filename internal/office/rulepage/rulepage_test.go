package rulepage_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/cal"
	"beiandesk/internal/identity"
	"beiandesk/internal/office"
	"beiandesk/internal/office/rulebook"
	"beiandesk/internal/office/rulepage"
	"beiandesk/internal/rules"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// source is where something is written, named for the test.
type source struct{ of, text, date string }

func sources() (all []source) {
	g := workflow.Embedded()
	for _, c := range g.Clocks {
		all = append(all, source{c.Code, c.Source, c.Sourced})
		for _, own := range []map[string]workflow.Clock{c.Types, c.Provinces, c.Outdated} {
			for scope, o := range own {
				if o.To > 0 {
					all = append(all, source{c.Code + "/" + scope, o.Source, o.Sourced})
				}
			}
		}
	}
	for _, stage := range g.Stages {
		for _, step := range stage.Steps {
			at := stage.Code + "." + step.Code
			for code, own := range step.Types {
				all = append(all, source{at + "/" + code, own.Source, own.Sourced})
			}
			for code, own := range step.Provinces {
				all = append(all, source{at + "/" + code, own.Source, own.Sourced})
			}
		}
	}
	for _, c := range g.Causes {
		all = append(all, source{c.Code, c.Source, c.Sourced})
	}
	for _, scope := range append([]string{""}, provinces()...) {
		pack, _ := rules.Embedded().Pack(scope)
		for _, r := range pack.Rules {
			for _, c := range r.Sources {
				s := pack.Sources[c.Source]
				all = append(all, source{scope + "/" + r.Code, s.Label + " " + c.At, s.Date})
			}
		}
	}
	for _, f := range rulebook.AllFixed() {
		if f.Kind != store.OverrideLaw { // of a law the article is the place
			all = append(all, source{f.Kind + "/" + f.Scope + "/" + f.Code, f.Source, f.Sourced})
		}
	}
	return all
}

func provinces() (codes []string) {
	for _, p := range identity.Provinces() {
		codes = append(codes, p.Code)
	}
	return codes
}

var (
	// ours is what no other page says.
	ours = regexp.MustCompile(`^(本台经验|本软件)`)
	// seed is one long page: a section of it is named by its number.
	seed = regexp.MustCompile(`^《腾讯云网站域名备案流程》 ?\d`)
	// page is a title in a collection, or a number of its knowledge base.
	page = regexp.MustCompile(`^[^《]+《[^》]+》|doc_\d+`)
	// article is the place in a law or an order.
	article = regexp.MustCompile(`^《[^》]+》.*第[一二三四五六七八九十百]+条`)
	// section follows the name of a collection.
	section = regexp.MustCompile(`^[^《 ]+ \S+`)
	// short are notices of one page, which have no sections.
	short = []string{"《工业和信息化部关于开展移动互联网应用程序备案工作的通知》"}

	dated = regexp.MustCompile(`^(日期不详，(抄录于 \d{4}-\d{2}-\d{2}|不晚于 \d{4}|约 \d{4})|\d{4}(-\d{2}){0,2})$`)
)

func located(text string) bool {
	return ours.MatchString(text) || seed.MatchString(text) || page.MatchString(text) || section.MatchString(text) || article.MatchString(text) ||
		slices.ContainsFunc(short, func(title string) bool { return strings.HasPrefix(text, title) })
}

// A source that does not say where in it is a source that nobody can look up.
func TestEachSourceSaysWhereInItAndWhenItIsFrom(t *testing.T) {
	all := sources()
	if len(all) < 300 {
		t.Fatalf("only %d sources", len(all))
	}
	for _, s := range all {
		for _, part := range strings.Split(s.text, "；") {
			if !located(part) {
				t.Errorf("%s: %q names no page or section", s.of, part)
			}
		}
		if !dated.MatchString(s.date) && !ours.MatchString(s.text) {
			t.Errorf("%s: %q is from %q", s.of, s.text, s.date)
		}
	}
	for _, bare := range []string{"华为云备案知识库", "备案手册", "《腾讯云网站域名备案流程》", "工信部 ", "腾讯云公开文档 "} {
		if located(bare) {
			t.Errorf("%q counts as a place", bare)
		}
	}
}

func release(t *testing.T) rulepage.Input {
	t.Helper()
	editions, err := office.NewEditions(nil, cal.Embedded(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return rulepage.Input{Edition: editions.Release(), Calendar: cal.Embedded()}
}

// line is the row of the page that begins with these cells.
func line(t *testing.T, text string, cells ...string) string {
	t.Helper()
	for _, l := range strings.Split(text, "\n") {
		if strings.HasPrefix(l, "| "+strings.Join(cells, " | ")) {
			return l
		}
	}
	t.Fatalf("no row %v", cells)
	return ""
}

func TestThePageTellsEachRuleAndClockWithWhatContradictsIt(t *testing.T) {
	in := release(t)
	text := rulepage.Page(in)
	for _, scope := range append([]string{""}, provinces()...) {
		pack, _ := in.Edition.Rules.Pack(scope)
		_, after, found := strings.Cut(text, "### "+pack.Name+"\n")
		if !found {
			t.Errorf("%s is not on the page", pack.Name)
		}
		for _, r := range pack.Rules {
			if !strings.Contains(after, "| "+in.Edition.Engine.Graph().Word(r.Label)+" |") {
				t.Errorf("%s: %s is not on the page", pack.Name, r.Label)
			}
		}
	}
	for _, want := range []struct{ cells, holds []string }{
		{[]string{"管局最迟", "浙江"}, []string{"30 个工作日（不再适用）", "日期不详，不晚于 2022"}},
		{[]string{"上报预计", "全国"}, []string{"2–3 天", "《备案域名》（2022-08-30）"}},
		{[]string{"主体负责人是法定代表人", "警告"}, []string{"待核实"}},
		{[]string{"第四十二条第二款"}, []string{"个人信息保护法"}},
		{[]string{"广东"}, []string{"主体备案号或网站备案号", "3.3", "抄录于 2026-11-23"}},
		{[]string{"全国", "不标明备案号"}, []string{"doc_0087", "待核实"}},
		{[]string{"西藏", "网站党建备案信息确认函"}, []string{"《西藏管局备案要求》", "2022", "待核实"}},
		{[]string{"核验问什么，浙江"}, []string{"通行证背面", "2023-10-08", "待核实"}},
		{[]string{"短信核验", "短信核验", "注销备案"}, []string{"doc_0194", "待核实"}},
	} {
		got := line(t, text, want.cells...)
		for _, h := range want.holds {
			if !strings.Contains(got, h) {
				t.Errorf("%v says %s, not %s", want.cells, got, h)
			}
		}
	}
}

func TestThePageOfADeskTellsWhatItsStaffHaveDone(t *testing.T) {
	in := release(t)
	day := cal.Date(2026, 11, 20)
	in.Standing = map[store.RuleKey]rulebook.Standing{
		{Kind: workflow.ChangeClock, Code: "bureau-review.max"}: {Confirmed: &day, By: "周敏"},
		{Kind: store.OverrideRule, Code: "lead.name"}:           {Changed: true},

		{Kind: store.OverrideLaw, Scope: "network-data", Code: "第十二条"}: {Confirmed: &day, By: "周敏"},
		{Kind: store.OverrideFooter, Code: "subject:44"}:               {Confirmed: &day, By: "周敏"},
	}
	text := rulepage.Page(in)
	if got := line(t, text, "管局最迟", "全国"); !strings.HasSuffix(got, "| 2026-11-20 周敏 |") {
		t.Errorf("the clock says %s", got)
	}
	for _, cells := range [][]string{{"第十二条"}, {"广东", "页脚写"}} {
		if got := line(t, text, cells...); !strings.HasSuffix(got, "| 2026-11-20 周敏 |") {
			t.Errorf("%v says %s", cells, got)
		}
	}
	if got := line(t, text, "负责人姓名是真实全名"); !strings.HasSuffix(got, "| 本台改过 |") {
		t.Errorf("the rule says %s", got)
	}
	if before := rulepage.Page(release(t)); strings.Contains(before, "周敏") || strings.Contains(before, "本台改过") {
		t.Error("the release's own page tells of a desk")
	}
}
