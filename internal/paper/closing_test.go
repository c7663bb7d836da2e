package paper_test

import (
	"fmt"
	"strings"
	"testing"

	"beiandesk/internal/paper"
)

// The letter keeps its margins, goes on with a head, and refuses what it can't say.
func TestTheLetterOfACasesEndKeepsItsMargins(t *testing.T) {
	v := paper.Closing{
		Letterhead: letterhead(), CaseNumber: "BA2026-0386", Client: "甘肃兰悦酒店管理有限公司", CaseType: "首次备案（ICP备案＋公安备案）", Outcome: "已交付", Ended: day(t, "2026-11-20"),
		Intro: "您委托的备案已经结束。", Source: "《中华人民共和国个人信息保护法》第四十七条", Contact: paper.Contact{Name: "周敏", Phone: "0931-8880000"}, GeneratedAt: generated,
	}
	if _, err := paper.LayoutClosing(v); err == nil {
		t.Error("an empty letter is printed")
	}
	for part := range 5 {
		p := paper.ClosingPart{Title: fmt.Sprintf("第 %d 部分", part+1)}
		for line := range 9 {
			p.Lines = append(p.Lines, fmt.Sprintf("%d %s", line+1, strings.Repeat("身份证人像面、身份证国徽面、", 6)))
		}
		v.Parts = append(v.Parts, p)
	}
	l, err := paper.LayoutClosing(v)
	if err != nil {
		t.Fatal(err)
	}
	inside(t, l)
	got := texts(l)
	if l.Pages < 2 || strings.Count(got, "身份证人像面") < 5*9*6/2 || !strings.Contains(got, "告知方（盖章）") || !strings.Contains(got, "办结告知书　BA2026-0386") {
		t.Errorf("%d pages:\n%s", l.Pages, got)
	}
	v.Client = ""
	if _, err := paper.LayoutClosing(v); err == nil {
		t.Error("a letter to nobody is printed")
	}
}
