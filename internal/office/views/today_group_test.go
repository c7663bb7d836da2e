package views_test

import (
	"context"
	"fmt"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/office"
	"beiandesk/internal/office/views"
	"beiandesk/internal/ref"
)

// What is counted of a group is counted once, however many pages it has.
func TestAGroupIsReadToItsEndAndCountedOnce(t *testing.T) {
	ctx := context.Background()
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.OpenCase(desktest.Qinghe())
	const all = 450
	err := f.Write(ctx, func(w *office.Work) error {
		runs, err := w.Projections().Runs(id)
		if err != nil {
			return err
		}
		for i := len(runs); i < all; i++ {
			r := runs[0]
			r.Headline, r.Key, r.ID = false, fmt.Sprint(r.Key, "-", i), ref.New[ref.RunID]()
			runs = append(runs, r)
		}
		return w.Projections().Replace(id, runs, nil)
	})
	if err != nil {
		t.Fatal(err)
	}
	f.SetClock("2026-09-12 10:00")
	read := func(most int) (rows, count int, more bool, statements int64) {
		before := f.SQLite().Statements()
		g, now, err := views.GroupOf(ctx, f.Office, views.TodayInput{Group: "overdue"}, most)
		if err != nil || !now.Equal(f.Now()) {
			t.Fatal(now, err)
		}
		return len(g.Rows), g.Count, g.Next != "", f.SQLite().Statements() - before
	}
	rows, count, more, one := read(views.ListPage)
	if rows != views.ListPage || count != all || !more {
		t.Errorf("a page has %d of %d rows, more: %v", rows, count, more)
	}
	rows, count, more, three := read(2 * all)
	if rows != all || count != all || more {
		t.Errorf("the group has %d of %d rows, more: %v", rows, count, more)
	}
	if each := (three - one) / 2; each > 2 {
		t.Errorf("%d statements for each page more", each)
	}
}
