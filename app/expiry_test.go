package app

import (
	"reflect"
	"slices"
	"testing"

	"beiandesk/app/page"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/ref"
)

func TestASitesLastDaysGoFromTheDialogToItsPageAndToday(t *testing.T) {
	s := open(t)
	id := opened(t, s)
	before, err := (&CasesService{s}).Get(page.IDInput{ID: id})
	if err != nil {
		t.Fatal(err)
	}
	in := filing.SiteInput{
		ID: ref.SiteID(before.Sites[0].ID), Domain: "qinghe.example", ServerUntil: "2199-03-02", DomainUntil: "2020-01-02", ProofUntil: "2020-01-03",
		GrantUntil: "2020-01-04", Version: before.Sites[0].Version,
	}
	v, err := (&CasesService{s}).SaveSite(filing.SaveSiteInput{CaseID: ref.CaseID(id), Site: in})
	if err != nil {
		t.Fatal(err)
	}
	site := v.Sites[0]
	if got := []string{site.ServerUntil, site.DomainUntil, site.ProofUntil, site.GrantUntil}; !slices.Equal(got, []string{in.ServerUntil, in.DomainUntil, in.ProofUntil, in.GrantUntil}) {
		t.Errorf("the form is filled with %v", got)
	}
	terms := []string{}
	for _, term := range site.Terms {
		terms = append(terms, term.Label+" "+term.Due.Day+" "+term.Due.Tone)
	}
	want := []string{"服务器到期 2199年3月2日 周六 later", "域名到期 2020年1月2日 周四 overdue", "实名证明到期 2020年1月3日 周五 overdue", "授权到期 2020年1月4日 周六 overdue"}
	if !slices.Equal(terms, want) {
		t.Errorf("the page shows %v", terms)
	}
	today, err := (&TodayService{s}).Load(page.TodayInput{Scope: "all"})
	if err != nil {
		t.Fatal(err)
	}
	lines := []string{}
	for _, e := range today.Expiry {
		lines = append(lines, e.What+" "+e.Due.Left)
	}
	if want := []string{"域名到期 · qinghe.example 已过期", "实名证明到期 · qinghe.example 已过期", "授权到期 · qinghe.example 已过期"}; !slices.Equal(lines, want) {
		t.Errorf("Today shows %v", lines)
	}
	// A site without days has a line for each all the same.
	for i, term := range before.Sites[0].Terms {
		if term.Label != site.Terms[i].Label || !reflect.DeepEqual(term.Due, page.Due{}) {
			t.Errorf("%+v", term)
		}
	}
}
