package cal

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"sync"
	"time"

	"github.com/6tail/lunar-go/calendar"
)

//go:embed data/law/statutory.json
var statutoryData []byte

// law are the days off that the law itself fixes, in the order in which they come. Which
// days are off beside them and which weekend days are worked for it, the yearly notice
// alone says. 中秋 may fall into 国庆, which then names the day.
var law = sync.OnceValue(func() (l struct {
	Source  string  `json:"source"`
	Sourced string  `json:"sourced"`
	Off     []feast `json:"off"`
}) {
	if err := json.Unmarshal(statutoryData, &l); err != nil {
		panic(fmt.Sprintf("cal: embedded statutory days: %v", err))
	}
	return l
})

// feast is one of them. Its day is fixed by the solar calendar, by the lunar one, or by a
// solar term.
type feast struct {
	Name   string `json:"name"`
	Day    string `json:"day"`    // 05-01
	Lunar  string `json:"lunar"`  // 01-01 is 正月初一
	Term   string `json:"term"`   // 清明
	Before int    `json:"before"` // days that it begins before that: 除夕
	Days   int    `json:"days"`
}

// StatutorySource tells where the days off are written that count for a year which is not
// published, and the day of that.
func StatutorySource() (source, sourced string) { return law().Source, law().Sourced }

// statutory are those days in a year.
func statutory(year int) []Span {
	known.Lock()
	defer known.Unlock()
	if spans, ok := known.years[year]; ok {
		return spans
	}
	var spans []Span
	for _, f := range law().Off {
		from := f.in(year) - Day(f.Before)
		spans = append(spans, Span{from, from + Day(f.Days) - 1, f.Name})
	}
	known.years[year] = spans
	return spans
}

func (f feast) in(year int) Day {
	if f.Term != "" {
		s := calendar.NewLunarFromYmd(year, 6, 1).GetJieQiTable()[f.Term]
		return Date(s.GetYear(), time.Month(s.GetMonth()), s.GetDay())
	}
	text := f.Day + f.Lunar
	at, err := time.Parse("01-02", text)
	if err != nil {
		panic(fmt.Sprintf("cal: embedded statutory days: %q of %s", text, f.Name))
	}
	if f.Lunar == "" {
		return Date(year, at.Month(), at.Day())
	}
	s := calendar.NewLunarFromYmd(year, int(at.Month()), at.Day()).GetSolar()
	return Date(s.GetYear(), time.Month(s.GetMonth()), s.GetDay())
}

// known keeps what was worked out. The lock guards the library, too: it caches a year in
// a variable of its own.
var known = struct {
	sync.Mutex
	years map[int][]Span
}{years: map[int][]Span{}}

// statutoryNames are the names that statutory gives.
func statutoryNames() (names []string) {
	for _, f := range law().Off {
		names = append(names, f.Name)
	}
	return names
}
