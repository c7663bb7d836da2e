package cal

import (
	"strings"
	"testing"
	"time"
)

func TestThePublishedYearsRaiseNoDoubt(t *testing.T) {
	known := Embedded()
	for _, year := range known.Years() {
		if doubts := known.Doubts(year, Date(year.Year, time.January, 1)); len(doubts) > 0 {
			t.Errorf("%d: %q", year.Year, doubts)
		}
	}
}

func TestAYearIsDoubted(t *testing.T) {
	known := Embedded()
	of := func(change func(*Year)) Year {
		years := known.Years()
		last := years[len(years)-1]
		y := Year{Year: last.Year, Off: append([]Span{}, last.Off...), Worked: append([]Span{}, last.Worked...)}
		change(&y)
		return y
	}
	for name, c := range map[string]struct {
		year Year
		want string
	}{
		"a day less than the release has": {of(func(y *Year) { y.Off[0].To -= 2 }), "1月2日文件里上班，原来休息（元旦）"},
		"a worked day that it has not":    {of(func(y *Year) { y.Worked = append(y.Worked, Span{Date(2026, 11, 1), Date(2026, 11, 1), "国庆节"}) }), "11月1日文件里调休上班，原来休息（周末）"},
		"too far ahead":                   {of(func(y *Year) { y.Year += 2 }), "是 2028 年的"},
		"too few days":                    {of(func(y *Year) { y.Off = y.Off[:1] }), "一共放假"},
		"a month off":                     {of(func(y *Year) { y.Off[0].To += 20 }), "元旦连放 23 天"},
		"every weekend worked": {of(func(y *Year) {
			for d := Date(2026, 6, 6); d < Date(2026, 9, 1); d += 7 {
				y.Worked = append(y.Worked, Span{d, d, "补班"})
			}
		}), "调休上班"},
	} {
		doubts := strings.Join(known.Doubts(c.year, Date(2026, 11, 29)), "\n")
		if !strings.Contains(doubts, c.want) {
			t.Errorf("%s: %q, want %q", name, doubts, c.want)
		}
	}
}
