package materials_test

import (
	"slices"
	"testing"

	"beiandesk/internal/cases"
	"beiandesk/internal/materials"
)

func TestEveryPreApprovalHasItsPaper(t *testing.T) {
	papers := map[string]int{}
	for _, r := range materials.All() {
		if r.Approval != "" {
			papers[r.Approval]++
		}
	}
	asked := []string{cases.Hazards}
	for _, o := range cases.ListOf(cases.Approvals).Options {
		if o.Code != cases.NoApproval {
			asked = append(asked, o.Code)
		}
	}
	for _, code := range asked {
		if papers[code] != 1 {
			t.Errorf("%s has %d papers", code, papers[code])
		}
		delete(papers, code)
	}
	if len(papers) > 0 {
		t.Errorf("papers of no approval: %v", papers)
	}
}

func TestThePaperOfAPreApprovalIsAskedOfWhoNeedsIt(t *testing.T) {
	c, f := walk(t)
	has := func(items []materials.Item, code string) bool {
		return slices.ContainsFunc(items, func(i materials.Item) bool { return i.Code == code })
	}
	if items := materials.Judge(c, f, nil); has(items, "approval-news") || has(items, "approval-hazard") {
		t.Error("a site without pre-approval is asked for its paper")
	}
	done, total := materials.Count(materials.Judge(c, f, nil))
	f.Sites = []materials.Site{{}, {Approvals: []string{"news", "hazard"}}}
	items := materials.Judge(c, f, nil)
	news := item(t, items, "approval-news")
	if news.State != materials.Wanting || !slices.Equal(news.Stages, []string{"forms", "police-site"}) {
		t.Errorf("the paper is %+v", news)
	}
	if got := item(t, items, "approval-hazard"); !slices.Equal(got.Stages, []string{"police-site"}) {
		t.Errorf("the police's own paper is %+v", got)
	}
	if has(items, "approval-drugs") {
		t.Error("another pre-approval's paper is asked for")
	}
	if !slices.Contains(materials.Gaps(c, items, "forms"), "新闻前置审批文件还没收到") {
		t.Errorf("the forms go without it: %q", materials.Gaps(c, items, "forms"))
	}
	if d, n := materials.Count(items); d != done || n != total {
		t.Errorf("the eleven are %d of %d, were %d of %d", d, n, done, total)
	}
	// What was handed in stays in sight when the site turns out to need none.
	f.Sites = []materials.Site{{}}
	if got := item(t, materials.Judge(c, f, []materials.Document{{Material: "approval-news", No: 1, OK: true, Mime: "application/pdf", Size: 90_000}}), "approval-news"); got.State != materials.Good || len(got.Stages) > 0 {
		t.Errorf("a paper that nobody needs any more is %+v", got)
	}
}
