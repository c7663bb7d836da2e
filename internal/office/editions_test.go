package office_test

import (
	"fmt"
	"testing"

	"beiandesk/internal/cal"
	"beiandesk/internal/office"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// clock is a row that gives a clock another length.
func clock(seq int, code string, days int) store.Override {
	return store.Override{Seq: seq, Kind: workflow.ChangeClock, Code: code, Changes: true, Source: "x",
		New: fmt.Sprintf(`{"unit":"days","from":0,"to":%d}`, days)}
}

func editions(t testing.TB, rows ...store.Override) *office.Editions {
	t.Helper()
	e, err := office.NewEditions(rows, cal.Embedded(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func days(e office.Edition, code string) int {
	r, _ := e.Engine.Graph().TermOf(workflow.ChangeClock, "", code)
	return r.Term.To
}

func TestACaseGoesByTheLastChangeItKnows(t *testing.T) {
	back := clock(5, "forms.max", 0)
	back.New = ""
	e := editions(t, clock(1, "forms.max", 40), clock(2, "police.legal", 20), store.Override{Seq: 3, Kind: workflow.ChangeClock, Code: "forms.max"},
		clock(4, "forms.max", 30), back)
	for no, want := range []struct{ forms, police, is int }{{45, 30, 0}, {40, 30, 1}, {40, 20, 2}, {40, 20, 2}, {30, 20, 4}, {45, 20, 5}, {45, 20, 5}} {
		if got := e.Of(no); days(got, "forms.max") != want.forms || days(got, "police.legal") != want.police || got.No != want.is {
			t.Errorf("edition %d is %d with %d and %d days, want %+v", no, got.No, days(got, "forms.max"), days(got, "police.legal"), want)
		}
	}
	if e.Latest().No != 5 {
		t.Errorf("the latest is %d", e.Latest().No)
	}
}

func TestAnOverrideWithoutAPlaceIsToldAndTheRestHolds(t *testing.T) {
	gone := clock(1, "fax.max", 3)
	rule := store.Override{Seq: 2, Kind: store.OverrideRule, Code: "lead.horoscope", Changes: true, New: `{"label":"x","severity":"warn","advice":"x"}`, Source: "x"}
	e := editions(t, gone, rule, clock(3, "forms.max", 40))
	if len(e.Unfit) != 2 || e.Unfit[0].Code != "fax.max" || e.Unfit[1].Code != "lead.horoscope" || days(e.Latest(), "forms.max") != 40 {
		t.Errorf("%+v", e.Unfit)
	}
	broken := clock(1, "forms.max", 1)
	broken.New = "{"
	lost := clock(2, "police.legal", 9)
	lost.Damaged = true
	e = editions(t, broken, lost, clock(3, "forms.max", 40))
	if len(e.Damaged) != 2 || days(e.Of(2), "police.legal") != 30 || days(e.Of(1), "forms.max") != 45 || days(e.Latest(), "forms.max") != 40 {
		t.Errorf("what can't be read: %+v", e.Damaged)
	}
}

func TestAConfirmationCoversTheEditionsInWhichItsWordsStand(t *testing.T) {
	day := cal.Date(2026, 11, 20)
	said := store.Override{Seq: 2, Kind: workflow.ChangeClock, Code: "forms.max", ConfirmedOn: &day, Staff: "s"}
	e := editions(t, clock(1, "forms.max", 40), said, clock(3, "police.legal", 20), clock(4, "forms.max", 30))
	about := store.RuleKey{Kind: workflow.ChangeClock, Code: "forms.max"}
	for no, want := range []bool{false, true, true, true, false} {
		if c, got := e.Of(no).Confirmed[about]; got != want || got && c != (office.Confirmation{On: day, By: "s"}) {
			t.Errorf("edition %d: %v %+v", no, got, c)
		}
	}
}

// An earlier edition costs nothing until a case of it is met.
func TestAnEarlierEditionIsMadeOnceItIsAskedFor(t *testing.T) {
	var few, many []store.Override
	for i := range 50 {
		row := clock(i+1, "forms.max", 20+i)
		many = append(many, row)
		few = append(few[:0], row)
	}
	made := func(rows []store.Override) float64 { return testing.AllocsPerRun(3, func() { editions(t, rows...) }) }
	one, all := made(few), made(many)
	if all > 2*one {
		t.Errorf("fifty editions are made with %.0f allocations, one with %.0f", all, one)
	}
	e := editions(t, many...)
	if first, again := e.Of(7), e.Of(7); days(first, "forms.max") != 26 || first.Engine != again.Engine {
		t.Errorf("edition %d has %d days, or is made twice", first.No, days(first, "forms.max"))
	}
}

// Opening a folder makes the latest of two hundred: they are many years of a desk.
func BenchmarkNewEditions(b *testing.B) {
	var rows []store.Override
	for i := range 200 {
		rows = append(rows, clock(i+1, "forms.max", 20+i%40))
	}
	for b.Loop() {
		editions(b, rows...)
	}
}

// The row that a newer release enters is an edition: what was opened before it goes on by
// the release before, under the desk's changes.
func TestCasesOfAnEarlierReleaseKeepItsClocksAndRules(t *testing.T) {
	release := store.Override{Seq: 2, Kind: store.OverrideRelease, Scope: "1", Code: "2", New: "2", Changes: true}
	e := editions(t, clock(1, "forms.max", 40), release, clock(3, "police.legal", 20))
	zhejiang := func(x office.Edition) (string, bool) {
		r, ok := x.Engine.Graph().TermOf(workflow.ChangeClock, "33", "bureau-review.max")
		return r.Words, ok
	}
	for no, c := range map[int]struct {
		thirty        bool
		forms, police int
	}{0: {true, 45, 30}, 1: {true, 40, 30}, 2: {false, 40, 30}, 3: {false, 40, 20}} {
		x := e.Of(no)
		if words, ok := zhejiang(x); ok != c.thirty || days(x, "forms.max") != c.forms || days(x, "police.legal") != c.police {
			t.Errorf("edition %d: Zhejiang has %q, forms %d, police %d", no, words, days(x, "forms.max"), days(x, "police.legal"))
		}
	}
	if _, ok := zhejiang(editions(t).Release()); ok {
		t.Error("a new folder goes by an earlier release")
	}
	// What the earlier release had no place for is left out of its editions alone.
	e = editions(t, clock(1, "prereview.lapse", 30), release)
	if len(e.Unfit) != 0 || days(e.Of(1), "prereview.lapse") != 0 || days(e.Latest(), "prereview.lapse") != 30 {
		t.Errorf("%v, %d then %d days", e.Unfit, days(e.Of(1), "prereview.lapse"), days(e.Latest(), "prereview.lapse"))
	}
}
