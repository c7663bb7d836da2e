package demo_test

import (
	"context"
	"slices"
	"testing"

	"beiandesk/internal/cal"
	"beiandesk/internal/desk"
	"beiandesk/internal/office/views"
	"beiandesk/internal/store"
)

// watchEverything holds that the watch on Today shows each kind of last day, and one
// that has passed.
func watchEverything(t *testing.T, d *desk.Desk) {
	page, err := views.Today(context.Background(), d.Office, views.TodayInput{Size: 10})
	if err != nil {
		t.Fatal(err)
	}
	kinds, past := map[string]int{}, 0
	for _, e := range page.Expiry {
		kinds[e.What]++
		if e.Day < cal.DayOf(asOf) {
			past++
		}
	}
	for _, what := range []string{"server", "domain", "proof", "grant", "id"} {
		if n := kinds[what]; n < 1 || n > 3 {
			t.Errorf("%d lines of %s in %v", n, what, page.Expiry)
		}
	}
	all, _, err := views.Expiring(context.Background(), d.Office)
	if err != nil || !slices.ContainsFunc(all, func(e store.ExpiryRow) bool { return e.What == "paper" }) {
		t.Errorf("no paper among %v, %v", all, err)
	}
	if past != 1 {
		t.Errorf("%d have passed", past)
	}
}
