package cal_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/cal"
)

func day(t testing.TB, s string) cal.Day {
	t.Helper()
	d, err := cal.ParseDay(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// The dates that the handbook and the worked example fix.
func TestCountsEndOnThePublishedDays(t *testing.T) {
	for _, c := range []struct {
		from string
		n    int
		end  string
	}{
		{"2026-09-18", 20, "2026-10-22"}, // a Monday-to-Friday count says 10-16
		{"2026-02-05", 20, "2026-03-11"}, // 14 and 28 February are worked Saturdays
		{"2026-09-14", 1, "2026-09-15"},
		{"2026-09-16", 1, "2026-09-17"},
		{"2026-09-17", 3, "2026-09-21"}, // the Sunday 09-20 is worked
		{"2026-09-20", 3, "2026-09-23"},
		{"2026-09-21", 20, "2026-10-26"},
		{"2026-09-21", 30, "2026-11-09"},
		{"2026-10-20", 2, "2026-10-22"},
		{"2026-10-20", 3, "2026-10-23"},
		{"2026-10-26", 3, "2026-10-29"},
		{"2026-10-26", 5, "2026-11-02"},
		{"2026-09-20", 0, "2026-09-20"},
		{"2026-09-21", -3, "2026-09-17"},
		{"2021-09-18", 5, "2021-09-27"}, // 09-18 is worked, 09-19 to 21 off, the Sunday 09-26 worked
		{"2020-01-23", 1, "2020-02-03"}, // the notice that lengthened the Spring Festival
	} {
		t.Run(fmt.Sprintf("%d from %s", c.n, c.from), func(t *testing.T) {
			if got := cal.Embedded().AddWorkdays(day(t, c.from), c.n); got.End != day(t, c.end) {
				t.Errorf("%d working days from %s end on %s, want %s", c.n, c.from, got.End, c.end)
			}
		})
	}
}

func TestCountTellsWhyItEndsThere(t *testing.T) {
	got := cal.Embedded().AddWorkdays(day(t, "2026-09-21"), 20)
	span := func(from, to, name string) cal.Skip { return cal.Skip{From: day(t, from), To: day(t, to), Name: name} }
	want := []cal.Skip{
		span("2026-09-25", "2026-09-27", "中秋节"),
		span("2026-10-01", "2026-10-07", "国庆节"),
		span("2026-10-11", "2026-10-11", "周末"),
		span("2026-10-17", "2026-10-18", "周末"),
		span("2026-10-24", "2026-10-25", "周末"),
	}
	if !slices.Equal(got.Skipped, want) {
		t.Errorf("skipped %v, want %v", got.Skipped, want)
	}
	if !slices.Equal(got.Worked, []cal.Day{day(t, "2026-10-10")}) {
		t.Errorf("worked weekend days %v, want 2026-10-10", got.Worked)
	}
	if len(got.Counted) != 20 || got.Counted[0] != day(t, "2026-09-22") || got.Counted[19] != got.End {
		t.Errorf("counted %v", got.Counted)
	}
	if got.From != day(t, "2026-09-21") || got.N != 20 || len(got.Unpublished) != 0 {
		t.Errorf("count is %+v", got)
	}
}

func TestCountBackListsDaysInOrder(t *testing.T) {
	got := cal.Embedded().AddWorkdays(day(t, "2026-10-12"), -3)
	if got.End != day(t, "2026-10-08") ||
		!slices.Equal(got.Counted, []cal.Day{day(t, "2026-10-08"), day(t, "2026-10-09"), day(t, "2026-10-10")}) ||
		!slices.Equal(got.Worked, []cal.Day{day(t, "2026-10-10")}) {
		t.Errorf("count back is %+v", got)
	}
	far := cal.Embedded().AddWorkdays(day(t, "2026-10-12"), -4)
	if want := []cal.Skip{{From: day(t, "2026-10-01"), To: day(t, "2026-10-07"), Name: "国庆节"},
		{From: day(t, "2026-10-11"), To: day(t, "2026-10-11"), Name: "周末"}}; !slices.Equal(far.Skipped, want) {
		t.Errorf("skipped %v, want %v", far.Skipped, want)
	}
}

func TestOffNamesTheReason(t *testing.T) {
	for text, want := range map[string]string{
		"2026-10-05": "国庆节", "2026-09-25": "中秋节", "2026-02-23": "春节", "2026-11-21": "周末",
		"2026-09-20": "", "2026-10-10": "", "2026-11-23": "", "2026-05-06": "",
		"2024-05-02": "劳动节", "2020-10-01": "国庆节", "2022-04-03": "清明节",
	} {
		t.Run(text, func(t *testing.T) {
			if off, why := cal.Embedded().Off(day(t, text)); why != want || off != (want != "") {
				t.Errorf("off %v for %q, want %q", off, why, want)
			}
		})
	}
	if !cal.Embedded().Shifted(day(t, "2026-09-20")) || cal.Embedded().Shifted(day(t, "2026-09-21")) {
		t.Error("the worked Sunday 2026-09-20 is not told from an ordinary Monday")
	}
}

func TestUnpublishedYearCountsWeekendsAndTheDaysOfTheLaw(t *testing.T) {
	c := cal.Embedded()
	if c.Published(2027) || !c.Published(2026) || !c.Published(2020) || c.Published(2019) {
		t.Fatal("the embedded years are not 2020 to 2026")
	}
	for text, want := range map[string]string{
		"2027-01-01": "元旦", "2027-05-01": "劳动节", "2027-05-02": "劳动节", "2027-05-03": "",
		"2027-10-01": "国庆节", "2027-10-03": "国庆节", "2027-10-04": "", "2027-02-04": "", "2027-02-05": "春节",
		"2027-02-06": "春节", "2027-02-08": "春节", "2027-02-09": "", "2027-04-05": "清明节", "2027-06-09": "端午节", "2027-09-15": "中秋节",
		"2028-01-25": "春节", "2028-04-04": "清明节", "2028-10-03": "国庆节", "2031-10-01": "国庆节", "2019-10-01": "国庆节", "1969-12-31": "", "1969-12-28": "周末", "2099-01-01": "元旦",
	} {
		t.Run(text, func(t *testing.T) {
			if _, why := c.Off(day(t, text)); why != want {
				t.Errorf("%s is off for %q, want %q", text, why, want)
			}
		})
	}
	if got := c.AddWorkdays(day(t, "2026-12-30"), 2); got.End != day(t, "2027-01-04") || !slices.Equal(got.Unpublished, []int{2027}) {
		t.Errorf("count into 2027 is %+v", got)
	}
	if got := c.AddWorkdays(day(t, "2026-12-30"), 1); len(got.Unpublished) != 0 {
		t.Errorf("count that ends on 12-31 is provisional: %+v", got)
	}
	if got := c.AddWorkdays(day(t, "2027-03-01"), 0); len(got.Unpublished) != 0 {
		t.Errorf("a count of nothing is provisional: %+v", got)
	}
	if got := c.AddWorkdays(day(t, "2027-12-31"), 1); !slices.Equal(got.Skipped, []cal.Skip{
		{From: day(t, "2028-01-01"), To: day(t, "2028-01-01"), Name: "元旦"}, {From: day(t, "2028-01-02"), To: day(t, "2028-01-02"), Name: "周末"}}) {
		t.Errorf("two neighbours off for two reasons are %+v", got.Skipped)
	}
	if got := c.AddWorkdays(day(t, "2019-12-31"), 1); got.End != day(t, "2020-01-02") || len(got.Unpublished) != 0 {
		t.Errorf("count from the last day of a year that is not published is %+v", got)
	}
	if got := c.AddWorkdays(day(t, "2020-01-01"), -1); got.End != day(t, "2019-12-31") || !slices.Equal(got.Unpublished, []int{2019}) {
		t.Errorf("count back into 2019 is %+v", got)
	}
	if got := c.AddWorkdays(day(t, "2027-01-01"), -1); got.End != day(t, "2026-12-31") || len(got.Unpublished) != 0 {
		t.Errorf("count back from the first day of a year that is not published is %+v", got)
	}
	if got := c.Unpublished(day(t, "2026-12-31"), day(t, "2028-01-01")); !slices.Equal(got, []int{2027, 2028}) {
		t.Errorf("unpublished %v", got)
	}
}

// Counted on paper. New Year's Eve of 2027 is Friday 02-05, 初三 is Monday 02-08: of the
// twenty days 2 + 5 + 4 lie before and 4 + 5 after. 2028: 除夕 is Tuesday 01-25, 初三 is
// Friday 01-28. 2029: 清明 is Wednesday 04-04.
func TestUnpublishedYearsKeepTheFestivalsOfTheLunarCalendar(t *testing.T) {
	for _, c := range []struct {
		from string
		n    int
		end  string
	}{
		{"2027-01-20", 20, "2027-02-19"},
		{"2027-02-04", 1, "2027-02-09"},
		{"2027-06-08", 1, "2027-06-10"},
		{"2027-09-14", 2, "2027-09-17"},
		{"2028-01-24", 1, "2028-01-31"},
		{"2028-05-26", 1, "2028-05-29"}, // 端午 is a Sunday: the notice alone says when it is made up for
		{"2029-04-03", 1, "2029-04-05"},
	} {
		t.Run(fmt.Sprintf("%d from %s", c.n, c.from), func(t *testing.T) {
			got := cal.Embedded().AddWorkdays(day(t, c.from), c.n)
			if got.End != day(t, c.end) || len(got.Unpublished) == 0 {
				t.Errorf("%d working days from %s end on %s (provisional: %v), want %s", c.n, c.from, got.End, got.Unpublished, c.end)
			}
		})
	}
}

// The law's days lie among those that each year's notice gives, so what is worked out for
// the years to come agrees with what was published. Up to 2024 除夕 was no day of the law.
func TestTheDaysOfTheLawLieInThePublishedYears(t *testing.T) {
	c := cal.Embedded()
	for text, want := range map[string]string{
		"2025-01-28": "春节", "2025-01-31": "春节", "2025-04-04": "清明节", "2025-05-31": "端午节", "2025-10-06": "中秋节",
		"2026-02-16": "春节", "2026-02-19": "春节", "2026-04-05": "清明节", "2026-06-19": "端午节", "2026-09-25": "中秋节",
	} {
		if _, why := c.Off(day(t, text)); !strings.HasPrefix(why, want) {
			t.Errorf("%s is off for %q, want %q", text, why, want)
		}
	}
}

func TestNearestWorkdays(t *testing.T) {
	c := cal.Embedded()
	for _, x := range []struct{ d, next, prev string }{
		{"2026-10-05", "2026-10-08", "2026-09-30"},
		{"2026-09-12", "2026-09-14", "2026-09-11"},
		{"2026-09-20", "2026-09-20", "2026-09-20"},
		{"2026-11-15", "2026-11-16", "2026-11-13"},
		{"2026-11-29", "2026-11-30", "2026-11-27"},
	} {
		t.Run(x.d, func(t *testing.T) {
			if got := c.NextWorkday(day(t, x.d)); got != day(t, x.next) {
				t.Errorf("next after %s is %s, want %s", x.d, got, x.next)
			}
			if got := c.PrevWorkday(day(t, x.d)); got != day(t, x.prev) {
				t.Errorf("last before %s is %s, want %s", x.d, got, x.prev)
			}
		})
	}
}

func TestClosureShiftsOnlyTheDerivedCalendar(t *testing.T) {
	base := cal.Embedded()
	closed := base.Close(day(t, "2026-02-09"), day(t, "2026-02-16"), "管局春节停办")
	if off, why := closed.Off(day(t, "2026-02-14")); !off || why != "管局春节停办" {
		t.Errorf("a worked Saturday inside the closure: off %v for %q", off, why)
	}
	if _, why := closed.Off(day(t, "2026-02-16")); why != "春节" {
		t.Errorf("a public holiday inside a closure is off for %q", why)
	}
	if off, _ := base.Off(day(t, "2026-02-09")); off {
		t.Error("the closure leaked into the public calendar")
	}
	got := closed.AddWorkdays(day(t, "2026-02-05"), 2)
	if got.End != day(t, "2026-02-24") || len(got.Worked) != 0 {
		t.Errorf("two working days from 2026-02-05 with the closure: %+v", got)
	}
	days := base.Close(day(t, "2026-03-03"), day(t, "2026-03-05"), "停机")
	for text, want := range map[string]bool{"2026-03-02": false, "2026-03-03": true, "2026-03-05": true, "2026-03-06": false} {
		if off, _ := days.Off(day(t, text)); off != want {
			t.Errorf("%s, with a closure from the 3rd to the 5th, is off: %v", text, off)
		}
	}
	twice := closed.Close(day(t, "2026-03-02"), day(t, "2026-03-02"), "盘点")
	if off, _ := closed.Off(day(t, "2026-03-02")); off {
		t.Error("a second closure leaked into the first")
	}
	if off, _ := twice.Off(day(t, "2026-02-09")); !off {
		t.Error("a second closure lost the first")
	}
}

func BenchmarkAddTwentyWorkdays(b *testing.B) {
	c, from := cal.Embedded(), day(b, "2026-09-18")
	for b.Loop() {
		c.AddWorkdays(from, 20)
	}
}
