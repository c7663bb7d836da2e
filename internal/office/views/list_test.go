package views_test

import (
	"context"
	"maps"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/views"
	"beiandesk/internal/store"
)

func TestAWordThatAViewDoesNotHoldIsToldWhereItIs(t *testing.T) {
	ctx := context.Background()
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.OpenCase(desktest.Qinghe())
	list := func(view, text string) views.Table {
		t.Helper()
		table, err := views.List(ctx, f.Office, store.CaseQuery{View: view, Text: text, Sort: "due", Limit: 9})
		if err != nil {
			t.Fatal(err)
		}
		return table
	}
	if found := list("open", "青禾"); found.Total.N != 1 || found.Elsewhere != nil {
		t.Fatalf("open: %+v", found)
	}
	f.Record(filing.DoInput{CaseID: id, Action: "case.withdraw", Reason: "客户不办了"})
	if found := list("open", "青禾"); found.Total.N != 0 || !maps.Equal(found.Elsewhere, map[string]store.Count{"closed": {N: 1}, "all": {N: 1}}) {
		t.Errorf("ended: %+v", found)
	}
	if r := list("closed", "青禾").Rows[0]; r.Due.Day != "9月7日 周一" || r.Due.Full != "2026年9月7日 周一" || r.Due.Left != "已结束" || r.Due.Moment != nil || r.StatusText != "客户不办了" {
		t.Errorf("the row of a case that has ended: %q %+v", r.StatusText, r.Due)
	}
	if found := list("open", "没有"); len(found.Elsewhere) != 0 {
		t.Errorf("nowhere: %+v", found)
	}
	if found := list("open", " "); found.Elsewhere != nil {
		t.Errorf("without a word: %+v", found)
	}
}
