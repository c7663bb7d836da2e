package app

import (
	"testing"

	"beiandesk/app/page"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/ref"
)

func TestACaseOfMoreThanAHundredLinesIsReadToItsFirst(t *testing.T) {
	s := openSession(t)
	c := &CasesService{s}
	v := openCase(t, s, nil)
	if v.TimelineMore != 0 {
		t.Fatalf("a new case reads on from %d", v.TimelineMore)
	}
	first := v.Timeline[len(v.Timeline)-1].Seq
	for range 101 {
		var err error
		if v, err = c.Note(filing.NoteInput{CaseID: ref.CaseID(v.ID), Kind: "note", Text: "量过门牌"}); err != nil {
			t.Fatal(err)
		}
	}
	if len(v.Timeline) != 100 || v.TimelineMore != v.Timeline[99].Seq {
		t.Fatalf("%d lines, reads on from %d", len(v.Timeline), v.TimelineMore)
	}
	page, err := c.Timeline(page.TimelineInput{CaseID: v.ID, Before: v.TimelineMore})
	if err != nil {
		t.Fatal(err)
	}
	last := len(page.Items) - 1
	if last < 1 || page.Items[0].Text != "量过门牌" || page.Items[last].Seq != first || page.More != 0 {
		t.Errorf("the next page is %+v", page)
	}
}
