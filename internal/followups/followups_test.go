package followups_test

import (
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/cal"
	"beiandesk/internal/followups"
)

func TestEachKindSaysFromWhenWhatToDoAndByWhichSource(t *testing.T) {
	var codes []string
	for _, k := range followups.Kinds() {
		codes = append(codes, k.Code)
		if k.Label == "" || k.From == "" || k.How == "" || k.Source == "" || k.Sourced == "" || k.Ahead <= 0 {
			t.Errorf("%+v lacks something", k)
		}
		if (k.Months > 0) != (k.Of == followups.OfCase) || (k.Material != "") != (k.Of == followups.OfPaper) {
			t.Errorf("%s counts from nothing: %+v", k.Code, k)
		}
		for _, to := range k.Leads {
			if !slices.Contains(followups.Covering(), to) {
				t.Errorf("%s leads to %q, whose case would not take its place", k.Code, to)
			}
		}
	}
	want := []string{followups.Check, followups.Licence, followups.ID, followups.Domain, followups.Server, followups.Own}
	if !slices.Equal(codes, want) {
		t.Errorf("kinds %v, want %v", codes, want)
	}
	if slices.Contains(followups.Types(), "cancel") || !slices.Contains(followups.Covering(), "cancel") {
		t.Error("a 注销 ends what is followed up and leaves nothing itself")
	}
	if !strings.Contains(followups.Source(), "待核实") {
		t.Errorf("our own assumption is not called one: %s", followups.Source())
	}
}

func TestAYearlyKindStandsOnTheDayOfTheHandOver(t *testing.T) {
	k, _ := followups.KindOf(followups.Check)
	for n, want := range map[int]string{1: "2025-02-28", 4: "2028-02-29"} {
		if got := k.Nth(cal.Date(2024, 2, 29), n); got.String() != want {
			t.Errorf("the %dth is %s, want %s", n, got, want)
		}
	}
	if followups.After() >= 360-k.Ahead {
		t.Error("one year's would still stand when the next one does")
	}
}
