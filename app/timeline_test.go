package app

import (
	"net/http"
	"testing"

	"beiandesk/app/page"
	"beiandesk/app/page/incoming"
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

func TestAStepOfAnUnknownDayIsPutRightFromAnEmptyField(t *testing.T) {
	s := open(t)
	if w := handIn(t, s, "客户,省份,域名,办理阶段,进度\n杭州青禾软件有限公司,浙江,qinghe.cn,ICP备案,管局审核中\n"); w.Code != http.StatusOK {
		t.Fatal(w.Body)
	}
	room := &ImportService{s}
	if done, err := room.Import(incoming.ImportInput{}); err != nil || !done.Done {
		t.Fatalf("%+v, %v", done, err)
	}
	id, err := room.CaseOf(page.IDInput{ID: "BA2026-0001"})
	if err != nil {
		t.Fatal(err)
	}
	v, err := (&CasesService{s}).Get(id)
	if err != nil {
		t.Fatal(err)
	}
	unknown := 0
	for _, item := range v.Timeline {
		if item.Move > 0 && item.When == "日期不详" {
			unknown++
			if item.At != "" {
				t.Errorf("it begins as %q", item.At)
			}
		}
	}
	if unknown == 0 {
		t.Error("no step is of an unknown day")
	}
}
