package app

import (
	"slices"
	"strings"
	"testing"

	"beiandesk/app/page"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/ref"
)

func TestTheMenuSaysWhatAnUndoTakesBackAndAsksForNoNumber(t *testing.T) {
	s := openSession(t)
	c := &CasesService{s}
	opened := openCase(t, s, nil)
	id := ref.CaseID(opened.ID)
	v, err := c.Do(filing.DoInput{CaseID: id, Action: "case.hold", Reason: "客户出差", Values: map[string]string{"until": "2026-12-31"}})
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(v.Menu, func(a page.ActionView) bool { return a.Code == "case.undo" })
	if i < 0 || !strings.HasPrefix(v.Menu[i].Title, "撤销“暂停案件（") || v.Menu[i].Label != "撤销" || len(v.Menu[i].Values) != 0 {
		t.Fatalf("the menu says %+v", v.Menu)
	}
	if v, err = c.Do(filing.DoInput{CaseID: id, Action: "case.undo", Version: v.Version}); err != nil || v.Status != opened.Status {
		t.Errorf("after the undo the case is %s, %v", v.Status, err)
	}
}
