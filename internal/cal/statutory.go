package cal

import (
	"sync"
	"time"

	"github.com/6tail/lunar-go/calendar"
)

// statutory are the days off that the law itself fixes for a year, in order: 全国年节及
// 纪念日放假办法 §2, as amended by 国务院令第 795 号 from 2025-01-01. Which days are off
// beside them and which weekend days are worked for it, the yearly notice alone says.
func statutory(year int) []Span {
	known.Lock()
	defer known.Unlock()
	if spans, ok := known.years[year]; ok {
		return spans
	}
	newYear := lunarDay(year, 1, 1)
	ching := calendar.NewLunarFromYmd(year, 6, 1).GetJieQiTable()["清明"]
	tomb := Date(ching.GetYear(), time.Month(ching.GetMonth()), ching.GetDay())
	boat, moon := lunarDay(year, 5, 5), lunarDay(year, 8, 15)
	spans := []Span{
		{Date(year, time.January, 1), Date(year, time.January, 1), "元旦"},
		{newYear - 1, newYear + 2, "春节"}, // 除夕 to 初三
		{tomb, tomb, "清明节"},
		{Date(year, time.May, 1), Date(year, time.May, 2), "劳动节"},
		{boat, boat, "端午节"},
		{Date(year, time.October, 1), Date(year, time.October, 3), "国庆节"},
		{moon, moon, "中秋节"}, // may fall into 国庆, which then names the day
	}
	known.years[year] = spans
	return spans
}

// known keeps what was worked out. The lock guards the library, too: it caches a year in
// a variable of its own.
var known = struct {
	sync.Mutex
	years map[int][]Span
}{years: map[int][]Span{}}

// statutoryNames are the names that statutory gives.
var statutoryNames = []string{"元旦", "春节", "清明节", "劳动节", "端午节", "国庆节", "中秋节"}

func lunarDay(year, month, day int) Day {
	s := calendar.NewLunarFromYmd(year, month, day).GetSolar()
	return Date(s.GetYear(), time.Month(s.GetMonth()), s.GetDay())
}
