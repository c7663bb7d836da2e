package cal_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"pgregory.net/rapid"
)

func TestDaysLieAtUTC8(t *testing.T) {
	late := time.Date(2026, 9, 18, 16, 30, 0, 0, time.UTC) // half past midnight of the 19th
	if got := cal.DayOf(late); got != day(t, "2026-09-19") {
		t.Errorf("day is %s", got)
	}
	if got := cal.At(late).String(); got != "2026-09-19 00:30" {
		t.Errorf("moment is %s", got)
	}
}

func TestBadDatesAreRefused(t *testing.T) {
	for _, text := range []string{"", "2026-02-30", "2026-9-18", "26-09-18", "2026/09/18", "2026-09-18 25:00", "2026-09-18T15:04",
		"2026x09-18", "2026-09x18", "2026-09-1/", "2026-09-1:", "2026-09-18 15.04", "2026-09-18 24:00", "2026-09-18 15:60"} {
		t.Run(fmt.Sprintf("%q", text), func(t *testing.T) {
			if m, err := cal.ParseMoment(text); errs.CodeOf(err) != errs.Invalid {
				t.Errorf("%q reads as %s, %v", text, m, err)
			}
		})
	}
}

func TestADayOfAnotherLengthIsRefused(t *testing.T) {
	for _, text := range []string{"2026-09-1", "2026-09-018", "2026-09-18 15:04", "2026-09-", "2026"} {
		if d, err := cal.ParseDay(text); errs.CodeOf(err) != errs.Invalid {
			t.Errorf("%q reads as %s, %v", text, d, err)
		}
	}
}

func TestMidnightIsAMinuteAndNoWholeDay(t *testing.T) {
	if m := moment(t, "2026-09-18 00:00"); m.IsDay() || m.String() != "2026-09-18 00:00" {
		t.Errorf("midnight is kept as %s", m)
	}
}

func moment(t testing.TB, s string) cal.Moment {
	t.Helper()
	m, err := cal.ParseMoment(s)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestMomentsCompareByDayWhenEitherIsADay(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"2026-09-18", "2026-09-18 15:04", 0}, {"2026-09-18 15:04", "2026-09-18 15:05", -1},
		{"2026-09-19", "2026-09-18 23:59", 1}, {"2026-09-18 15:04", "2026-09-18 15:04", 0},
		{"2026-09-18 15:04", "2026-09-18", 0}, {"2026-09-18 23:00", "2026-09-19 01:00", -1}, {"2026-09-19 01:00", "2026-09-18 23:00", 1},
	} {
		if got := moment(t, c.a).Compare(moment(t, c.b)); got != c.want {
			t.Errorf("%s against %s is %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

func TestMinuteIsPastOnceReachedAndDayFromTheNext(t *testing.T) {
	now := func(s string) time.Time {
		m := moment(t, s)
		return m.Day.Start().Add(time.Duration(m.Minute) * time.Minute)
	}
	for _, c := range []struct {
		due, now string
		past     bool
	}{
		{"2026-09-19 15:04", "2026-09-19 15:03", false}, {"2026-09-19 15:04", "2026-09-19 15:04", true},
		{"2026-09-19", "2026-09-19 23:59", false}, {"2026-09-19", "2026-09-20 00:00", true},
	} {
		if got := moment(t, c.due).Past(now(c.now)); got != c.past {
			t.Errorf("%s is past at %s: %v", c.due, c.now, got)
		}
	}
}

func TestHoursRunAcrossDays(t *testing.T) {
	for _, c := range []struct {
		from string
		h    int
		want string
	}{
		{"2026-09-18 15:04", 24, "2026-09-19 15:04"}, {"2026-09-09 10:00", 48, "2026-09-11 10:00"},
		{"2026-12-31 23:30", 1, "2027-01-01 00:30"}, {"2026-09-18", 24, "2026-09-19"}, {"2026-09-18", 48, "2026-09-20"},
		{"2026-09-18", 1, "2026-09-19"}, {"2026-09-18", 25, "2026-09-20"}, {"2026-09-18", 0, "2026-09-18"},
	} {
		t.Run(fmt.Sprintf("%d h from %s", c.h, c.from), func(t *testing.T) {
			if got := moment(t, c.from).AddHours(c.h); got != moment(t, c.want) {
				t.Errorf("%s + %d h is %s, want %s", c.from, c.h, got, c.want)
			}
		})
	}
}

func TestDaysAndMomentsKeepTheirTextInJSON(t *testing.T) {
	type pair struct {
		Day    cal.Day    `json:"day"`
		Moment cal.Moment `json:"moment"`
	}
	want := pair{day(t, "2026-09-18"), moment(t, "2026-09-18 15:04")}
	data, err := json.Marshal(want)
	if err != nil || string(data) != `{"day":"2026-09-18","moment":"2026-09-18 15:04"}` {
		t.Fatalf("%s, %v", data, err)
	}
	var got pair
	if err := json.Unmarshal(data, &got); err != nil || got != want {
		t.Errorf("reads back as %+v, %v", got, err)
	}
	if err := json.Unmarshal([]byte(`{"day":"18.9.2026"}`), &got); errs.CodeOf(err) != errs.Invalid {
		t.Errorf("a bad day reads with %v", err)
	}
	if err := json.Unmarshal([]byte(`{"moment":"15:04"}`), &got); errs.CodeOf(err) != errs.Invalid {
		t.Errorf("a bad moment reads with %v", err)
	}
}

func TestScreensNameTheYearOnlyWhenItDiffers(t *testing.T) {
	today := day(t, "2026-11-23")
	for text, want := range map[string]string{
		"2026-11-23": "11月23日 周一", "2027-01-05": "2027年1月5日 周二", "2026-11-29 15:04": "11月29日 周日 15:04",
		"2025-12-31 09:05": "2025年12月31日 周三 09:05",
	} {
		if got := cal.FormatMoment(moment(t, text), today); got != want {
			t.Errorf("%s shows as %q, want %q", text, got, want)
		}
	}
}

func anyDay() *rapid.Generator[cal.Day] {
	return rapid.Custom(func(t *rapid.T) cal.Day {
		return cal.Date(2019, 1, 1).Add(rapid.IntRange(0, 3650).Draw(t, "day"))
	})
}

func TestCountsAndDistancesAgree(t *testing.T) {
	c := cal.Embedded()
	rapid.Check(t, func(t *rapid.T) {
		from, n := anyDay().Draw(t, "from"), rapid.IntRange(0, 60).Draw(t, "n")
		count := c.AddWorkdays(from, n)
		if got := c.WorkdaysBetween(from, count.End); got != n {
			t.Fatalf("%d working days lie between %s and %s", got, from, count.End)
		}
		if got := c.WorkdaysBetween(count.End, from); got != -n {
			t.Fatalf("backwards the distance is %d", got)
		}
		off := 0
		for _, s := range count.Skipped {
			off += int(s.To-s.From) + 1
		}
		if int(count.End-from) != len(count.Counted)+off {
			t.Fatalf("days between %s and %s: %d counted and %d skipped", from, count.End, len(count.Counted), off)
		}
	})
}

func TestAnUndatedMomentHasAPlaceAndNoDay(t *testing.T) {
	m := moment(t, "2026-09-18?")
	if m.Dated() || !moment(t, "2026-09-18").Dated() || m.String() != "2026-09-18?" {
		t.Fatalf("reads as %s", m)
	}
	if m.Compare(moment(t, "2026-09-17")) != 1 || m.Compare(moment(t, "2026-09-18 15:04")) != 0 {
		t.Error("it has no place among the others")
	}
	if m.Past(moment(t, "2027-01-01").Day.Start()) || m.AddHours(24) != moment(t, "2026-09-19?") {
		t.Errorf("it is over, or what counts from it is known: %s", m.AddHours(24))
	}
	if got := cal.FormatMoment(m, m.Day) + cal.LongMoment(m) + cal.DayOfMoment(m, cal.LongDay); got != strings.Repeat(cal.NoDate, 3) {
		t.Errorf("it is written as %s", got)
	}
}

func FuzzParseMoment(f *testing.F) {
	for _, s := range []string{"2026-09-18", "2026-09-18 15:04", "2026-09-18?", "0000-01-01", "9999-12-31 23:59"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		m, err := cal.ParseMoment(s)
		if err != nil {
			return
		}
		if m.String() != s {
			t.Fatalf("%q reads as %s", s, m)
		}
	})
}

func TestALineForPeopleSaysThatADayIsUnknown(t *testing.T) {
	for text, want := range map[string]string{"2026-09-18?": "日期不详", "2026-09-18 15:04": "2026-09-18 15:04", "2026-09-18": "2026-09-18", "": "", "没有": "没有"} {
		if got := cal.PlainText(text); got != want {
			t.Errorf("%q is written %q, want %q", text, got, want)
		}
	}
}
