package rulebook_test

import (
	"context"
	"slices"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/office/rulebook"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// listed finds something among what nobody has confirmed, with its reference for Confirm.
func listed(t *testing.T, d *desktest.Desk, about store.RuleKey) (rulebook.Unconfirmed, rulebook.RuleRef, bool) {
	t.Helper()
	list, err := rulebook.ListUnconfirmed(context.Background(), d.Office)
	must(t, err)
	if n := rulebook.CountUnconfirmed(d.Office); n != len(list) {
		t.Errorf("%d are counted, %d listed", n, len(list))
	}
	i := slices.IndexFunc(list, func(u rulebook.Unconfirmed) bool { return u.RuleKey == about })
	if i < 0 {
		return rulebook.Unconfirmed{}, rulebook.RuleRef{}, false
	}
	return list[i], rulebook.RuleRef{RuleKey: about, Seq: list[i].Seq}, true
}

func TestWhatNobodyHasConfirmedForTwelveMonthsIsListed(t *testing.T) {
	d := desktest.New(t, "2026-11-29 09:12")
	for name, c := range map[string]struct {
		about store.RuleKey
		due   string // "" when it is not listed yet
	}{
		"a page of 2022, to its last day":   {bureauMax.RuleKey, "2023-12-31"},
		"a notice of a day":                 {store.RuleKey{Kind: workflow.ChangeClock, Code: "forms.max"}, "2017-09-22"},
		"a province's own term":             {store.RuleKey{Kind: workflow.ChangeClock, Scope: "33", Code: "bureau-review.expected"}, "2023-12-31"},
		"an undated page, no later than":    {store.RuleKey{Kind: workflow.ChangeClock, Code: "bureau-submit.expected"}, "2023-12-31"},
		"a text of a type, to its last day": {store.RuleKey{Kind: workflow.ChangeText, Scope: "access", Code: "online.todo.message"}, "2023-12-31"},
		"an undated page, copied on a day":  {reporting.RuleKey, ""},
		"a month of this year":              {store.RuleKey{Kind: store.OverrideRule, Code: "order.resolution-off"}, ""},
		"a standard":                        {store.RuleKey{Kind: store.OverrideRule, Code: "lead.id"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			got, _, found := listed(t, d, c.about)
			if found != (c.due != "") || (found && got.Due.String() != c.due) {
				t.Errorf("listed: %v, %+v", found, got)
			}
		})
	}
}

func TestAConfirmationHoldsForTwelveMonths(t *testing.T) {
	ctx := context.Background()
	d := desktest.New(t, "2026-11-29 09:12")
	before := rulebook.CountUnconfirmed(d.Office)
	_, of, _ := listed(t, d, bureauMax.RuleKey)
	must(t, rulebook.Confirm(ctx, d.Office, []rulebook.RuleRef{of}, rulebook.Confirmed{On: "2026-11-27"}))
	if _, _, found := listed(t, d, bureauMax.RuleKey); found || rulebook.CountUnconfirmed(d.Office) != before-1 {
		t.Error("it is still listed")
	}
	d.At(t, "2027-11-26 23:59")
	if _, _, found := listed(t, d, of.RuleKey); found {
		t.Error("it is listed a day early")
	}
	d.At(t, "2027-11-27 00:01")
	got, of, found := listed(t, d, of.RuleKey)
	if !found || got.Confirmed == nil || got.Confirmed.String() != "2026-11-27" || got.Due.String() != "2027-11-27" {
		t.Fatalf("listed: %v, %+v", found, got)
	}
	must(t, rulebook.Confirm(ctx, d.Office, []rulebook.RuleRef{of}, rulebook.Confirmed{}))
	if _, _, found = listed(t, d, of.RuleKey); found {
		t.Error("it is listed although it was confirmed once more")
	}
	must(t, rulebook.Withdraw(ctx, d.Office, []rulebook.RuleRef{now(t, d, of)}))
	if got, _, found := listed(t, d, of.RuleKey); !found || got.Confirmed.String() != "2026-11-27" {
		t.Errorf("taken back: %v, %+v", found, got)
	}
}
