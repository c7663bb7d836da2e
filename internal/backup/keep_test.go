package backup_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"beiandesk/internal/backup"
	"beiandesk/internal/cal"
)

// moment reads "2026-09-07 11:00" at UTC+8; a day alone is nine o'clock.
func moment(t *testing.T, text string) time.Time {
	t.Helper()
	if len(text) == len("2026-09-07") {
		text += " 09:00"
	}
	at, err := time.ParseInLocation("2006-01-02 15:04", text, cal.Zone)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func TestOfEachDayWeekAndMonthTheNewestStays(t *testing.T) {
	keep := backup.Keep{Days: 3, Weeks: 2, Months: 3}
	for name, c := range map[string]struct{ made, stay string }{
		"none":                           {"", ""},
		"the newest of a day":            {"2026-09-07 08:00,2026-09-07 18:00,2026-09-07 12:00", "2026-09-07 18:00"},
		"a day is one of UTC+8":          {"2026-09-07 23:59,2026-09-08 00:00", "2026-09-07 23:59,2026-09-08 00:00"},
		"three days":                     {"2026-09-07,2026-09-08,2026-09-09,2026-09-10", "2026-09-08,2026-09-09,2026-09-10"},
		"a leave is not counted":         {"2026-08-03,2026-08-04,2026-09-10", "2026-08-03,2026-08-04,2026-09-10"},
		"a Sunday ends its week":         {"2026-09-06,2026-09-08,2026-09-09,2026-09-10", "2026-09-06,2026-09-08,2026-09-09,2026-09-10"},
		"the last of a month":            {"2026-06-30,2026-07-31,2026-08-31,2026-09-08,2026-09-09,2026-09-10", "2026-07-31,2026-08-31,2026-09-08,2026-09-09,2026-09-10"},
		"a week over the turn of a year": {"2026-12-30,2026-12-31,2027-01-01,2027-01-02,2027-01-03", "2026-12-31,2027-01-01,2027-01-02,2027-01-03"},
		"the same moment twice":          {"2026-09-07,2026-09-07", "2026-09-07"},
	} {
		t.Run(name, func(t *testing.T) {
			var made []time.Time
			for _, text := range strings.FieldsFunc(c.made, func(r rune) bool { return r == ',' }) {
				made = append(made, moment(t, text))
			}
			var stay []string
			for i, stays := range keep.Of(made) {
				if stays {
					stay = append(stay, strings.TrimSuffix(made[i].In(cal.Zone).Format("2006-01-02 15:04"), " 09:00"))
				}
			}
			slices.Sort(stay)
			if got := strings.Join(stay, ","); got != c.stay {
				t.Errorf("stay %s, want %s", got, c.stay)
			}
		})
	}
}

// Who makes a backup every day for two years has at most as many as are kept, whichever day
// it is, and the newest is among them.
func TestTwoYearsOfDaysKeepSevenFiveAndTwelve(t *testing.T) {
	var have []time.Time
	first := moment(t, "2025-01-01")
	for day := range 730 {
		have = append(have, first.AddDate(0, 0, day))
		stay := backup.Kept.Of(have)
		var left []time.Time
		for i, at := range have {
			if stay[i] {
				left = append(left, at)
			}
		}
		have = left
		if n := len(have); n > 7+5+12 || day > 400 && n < 7+3+10 {
			t.Fatalf("after %d days %d stay", day+1, n)
		}
		if !have[len(have)-1].Equal(first.AddDate(0, 0, day)) {
			t.Fatalf("day %d itself is gone", day+1)
		}
	}
	if oldest := have[0].In(cal.Zone).Format("2006-01"); oldest != "2026-01" {
		t.Errorf("the oldest is of %s", oldest)
	}
}
