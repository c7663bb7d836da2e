package cal_test

import (
	"strings"
	"testing"

	"beiandesk/internal/cal"
	"pgregory.net/rapid"
)

func TestAMonthShowsItsHolidaysAndWorkedWeekends(t *testing.T) {
	m := cal.Embedded().Month(day(t, "2026-10-10"))
	lines := []string{}
	for _, week := range m.Weeks {
		line := ""
		for _, c := range week {
			mark := " "
			switch {
			case c.Name != "":
				mark = "节"
			case c.Off:
				mark = "休"
			case c.Shifted:
				mark = "班"
			}
			if c.Outside {
				mark = "外"
			}
			line += cal.ShortDay(c.Day)[3:] + mark
		}
		lines = append(lines, strings.TrimRight(line, " "))
	}
	want := []string{
		"28外29外30外01节02节03节04节", "05节06节07节08 09 10班11休", "12 13 14 15 16 17休18休", "19 20 21 22 23 24休25休", "26 27 28 29 30 31休01外",
	}
	if got := strings.Join(lines, "\n"); got != strings.Join(want, "\n") {
		t.Errorf("got\n%s", got)
	}
	if m.Year != 2026 || m.Month != 10 || !m.Published || m.Weeks[0][3].Name != "国庆节" {
		t.Errorf("the month is %+v", m)
	}
}

func TestAMonthOfAnUnpublishedYearSaysSo(t *testing.T) {
	for on, want := range map[string]bool{"2026-11-05": true, "2026-12-05": false, "2027-02-05": false} {
		if m := cal.Embedded().Month(day(t, on)); m.Published != want {
			t.Errorf("%s: %v", on, m.Published)
		}
	}
}

func TestAClosureIsNamedInTheMonth(t *testing.T) {
	c := cal.Embedded().Close(day(t, "2026-11-24"), day(t, "2026-11-25"), "系统升级")
	cell := c.Month(day(t, "2026-11-01")).Weeks[4][1]
	if cell.Day != day(t, "2026-11-24") || !cell.Off || cell.Name != "系统升级" {
		t.Errorf("the cell is %+v", cell)
	}
}

func TestWeeksOfAMonthAreWholeAndHoldEachDayOnce(t *testing.T) {
	c := cal.Embedded()
	rapid.Check(t, func(t *rapid.T) {
		of := cal.Day(rapid.IntRange(0, 80000).Draw(t, "day"))
		m := c.Month(of)
		own, last := 0, m.Weeks[0][0].Day-1
		if last.Weekday() != 0 {
			t.Fatalf("%s begins on a %s", of, (last + 1).Weekday())
		}
		for _, week := range m.Weeks {
			for _, cell := range week {
				if cell.Day != last+1 {
					t.Fatalf("%s: %s follows %s", of, cell.Day, last)
				}
				last = cell.Day
				if _, month, _ := cell.Day.Parts(); (month != m.Month) != cell.Outside {
					t.Fatalf("%s: %s is outside: %v", of, cell.Day, cell.Outside)
				}
				if !cell.Outside {
					own++
				}
			}
		}
		if own < 28 || own > 31 || len(m.Weeks) < 4 || len(m.Weeks) > 6 {
			t.Fatalf("%s: %d days in %d weeks", of, own, len(m.Weeks))
		}
	})
}

func TestOffersAreTheSameThreeOnEveryDay(t *testing.T) {
	for today, want := range map[string]string{
		"2026-11-23": "明天 2026-11-24  下周一 2026-11-30  三天后 2026-11-26 ",
		"2026-11-26": "明天 2026-11-27  下周一 2026-11-30  三天后 2026-11-30 ",
		"2026-11-27": "明天 2026-11-28 周末 下周一 2026-11-30  三天后 2026-11-30 ",
		"2026-11-29": "明天 2026-11-30  下周一 2026-11-30  三天后 2026-12-02 ",
		"2026-09-30": "明天 2026-10-01 国庆节 下周一 2026-10-05 国庆节 三天后 2026-10-08 ",
		"2026-10-07": "明天 2026-10-08  下周一 2026-10-12  三天后 2026-10-10 ", // a Saturday worked
	} {
		got := []string{}
		for _, o := range cal.Embedded().Offers(day(t, today)) {
			got = append(got, o.Label+" "+o.Day.String()+" "+o.Off)
		}
		if text := strings.Join(got, " "); text != want {
			t.Errorf("on %s: %s", today, text)
		}
	}
}
