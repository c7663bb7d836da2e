package cal

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"beiandesk/internal/errs"
)

// Year is the published arrangement of one year: the days off beyond the weekends, the
// days that are named as worked, and where it was read. Those are weekend days; now and
// then a notice names an ordinary weekday, too (2020-02-03), which is worked anyway. A notice may also touch
// days of December before or January after.
type Year struct {
	Year   int    `json:"year"`
	Source string `json:"source"`
	Off    []Span `json:"off"`
	Worked []Span `json:"worked"`
}

// Days counts the days off beyond the weekends and the weekend days that are worked.
func (y Year) Days() (off, worked int) {
	for _, s := range y.Off {
		off += s.Days()
	}
	for _, s := range y.Worked {
		for d := s.From; d <= s.To; d++ {
			if weekend(d) {
				worked++
			}
		}
	}
	return off, worked
}

// Span is a run of days with a name, both ends included.
type Span struct {
	From Day    `json:"from"`
	To   Day    `json:"to"`
	Name string `json:"name"`
}

// Days is how many days the run has.
func (s Span) Days() int { return int(s.To-s.From) + 1 }

// maxYearFile is far above any real file of a year, which has a few kilobytes.
const maxYearFile = 1 << 20

// ParseYear reads the holidays of one year as chinese-days, as holiday-cn or as
// this package itself (JSON of Year) writes them. A file without arrangements (as
// holiday-cn keeps them for years to come) is Blocked: the year is not published.
// A file of another shape, of several years, or one that contradicts itself or lacks
// the fixed days 1 January, 1 May and 1 October is Invalid; so is one of the first two
// that leaves out a holiday whose day moves from year to year.
func ParseYear(data []byte) (Year, error) {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")) // the mark that Windows' editors put first
	if len(data) > maxYearFile {
		return Year{}, errs.New(errs.Invalid, "文件太大，不是一年的放假安排，请换一个文件")
	}
	var shape struct {
		Holidays map[string]string `json:"holidays"`
		Days     []holidayCNDay    `json:"days"`
		Papers   []string          `json:"papers"`
		Off      []Span            `json:"off"`
		Year     int               `json:"year"`
	}
	if err := json.Unmarshal(data, &shape); err != nil {
		return Year{}, errs.Wrap(errs.Invalid, err, "读不懂这个文件，请使用 chinese-days 或 holiday-cn 的年度 JSON 文件")
	}
	var year Year
	var err error
	switch {
	case shape.Off != nil:
		err = json.Unmarshal(data, &year)
	case shape.Holidays != nil:
		if year, err = fromChineseDays(data); err == nil {
			err = year.whole()
		}
	case shape.Days != nil || shape.Papers != nil:
		if year, err = fromHolidayCN(shape.Year, shape.Days); err == nil {
			err = year.whole()
		}
	default:
		return Year{}, errs.New(errs.Invalid, "认不出文件的格式，请使用 chinese-days 或 holiday-cn 的年度 JSON 文件")
	}
	if err != nil {
		return Year{}, err
	}
	return year, year.check()
}

// marked is one day of a file before the runs are put together.
type marked struct {
	day  Day
	name string
}

func fromChineseDays(data []byte) (Year, error) {
	var file struct {
		Holidays map[string]string `json:"holidays"`
		Workdays map[string]string `json:"workdays"`
	}
	if err := json.Unmarshal(data, &file); err != nil {
		return Year{}, errs.Wrap(errs.Invalid, err, "读不懂这个文件，请重新下载 chinese-days 的年度文件")
	}
	off, err := chineseDaysList(file.Holidays)
	if err != nil {
		return Year{}, err
	}
	worked, err := chineseDaysList(file.Workdays)
	if err != nil {
		return Year{}, err
	}
	if len(off) == 0 {
		return Year{}, errs.New(errs.Blocked, "文件里没有放假安排，该年度可能尚未公布")
	}
	year := off[0].day.Year()
	for _, d := range append(slices.Clone(off), worked...) {
		if d.day.Year() != year {
			return Year{}, errs.New(errs.Invalid, "文件里不止一年，请使用 dist/years 目录下单独一年的文件")
		}
	}
	return Year{Year: year, Source: "chinese-days", Off: runs(off), Worked: runs(worked)}, nil
}

// chineseDaysList reads entries such as "2026-10-01": "National Day,国庆节,3", which
// give the English name, the Chinese name and the number of statutory days.
func chineseDaysList(entries map[string]string) ([]marked, error) {
	var list []marked
	for text, label := range entries {
		day, err := ParseDay(text)
		if err != nil {
			return nil, badDate(text, label)
		}
		parts := strings.Split(label, ",")
		if len(parts) != 3 {
			return nil, errs.New(errs.Invalid, "%s 的节日名称读不懂，请重新下载文件", day)
		}
		list = append(list, marked{day, parts[1]})
	}
	return list, nil
}

type holidayCNDay struct {
	Name  string `json:"name"`
	Date  string `json:"date"`
	IsOff bool   `json:"isOffDay"`
}

// badDate names the entry of a file whose date is none.
func badDate(date, name string) error {
	return errs.New(errs.Invalid, "文件里“%.40s”的日期“%.40s”不对，要写成 2026-09-18 这样，请重新下载文件", name, date)
}

func fromHolidayCN(number int, days []holidayCNDay) (Year, error) {
	if len(days) == 0 {
		return Year{}, errs.New(errs.Blocked, "%d 年放假安排尚未公布，请等国务院办公厅通知发布后再导入", number)
	}
	var off, worked []marked
	for _, d := range days {
		day, err := ParseDay(d.Date)
		switch {
		case err != nil:
			return Year{}, badDate(d.Date, d.Name)
		case d.IsOff:
			off = append(off, marked{day, d.Name})
		default:
			worked = append(worked, marked{day, d.Name})
		}
	}
	return Year{Year: number, Source: "holiday-cn", Off: runs(off), Worked: runs(worked)}, nil
}

// official are the names in the State Council's notices where sources shorten them.
var official = map[string]string{"清明": "清明节", "端午": "端午节", "中秋": "中秋节", "国庆": "国庆节"}

// runs orders the days and joins neighbours of one name.
func runs(days []marked) []Span {
	slices.SortFunc(days, func(a, b marked) int { return int(a.day - b.day) })
	spans := []Span{}
	for _, d := range days {
		name := strings.TrimSpace(d.name)
		if full, ok := official[name]; ok {
			name = full
		}
		if last := len(spans) - 1; last >= 0 && spans[last].Name == name && spans[last].To+1 == d.day {
			spans[last].To = d.day
			continue
		}
		spans = append(spans, Span{d.day, d.day, name})
	}
	return spans
}

// check holds the year against what is true of every published one.
func (y Year) check() error {
	if y.Year < 2000 || y.Year > 2100 {
		return errs.New(errs.Invalid, "年份要在 2000 到 2100 之间，请核对文件")
	}
	first, last := Date(y.Year-1, time.December, 1), Date(y.Year+1, time.January, 31)
	seen := map[Day]bool{}
	for _, list := range [][]Span{y.Off, y.Worked} {
		for _, s := range list {
			if s.Name == "" || s.From > s.To || s.From < first || s.To > last {
				return errs.New(errs.Invalid, "%s 的安排不属于 %d 年，或缺少名称，请核对文件", s.From, y.Year)
			}
			for d := s.From; d <= s.To; d++ {
				if seen[d] {
					return errs.New(errs.Invalid, "%s 在文件里出现了两次，请核对文件", d)
				}
				seen[d] = true
			}
		}
	}
	for _, month := range []time.Month{time.January, time.May, time.October} {
		if !covers(y.Off, Date(y.Year, month, 1)) {
			return errs.New(errs.Invalid, "%d 年的安排不完整：缺少 %d 月 1 日，请核对文件", y.Year, month)
		}
	}
	return nil
}

// whole says whether a file names the holidays whose day moves: a year without one of
// them would be counted as if it were worked. 中秋 is not asked for, as a year in which it
// falls into 国庆 may name both as one.
func (y Year) whole() error {
	for _, name := range []string{"春节", "清明", "端午"} {
		if !slices.ContainsFunc(y.Off, func(s Span) bool { return strings.Contains(s.Name, name) }) {
			return errs.New(errs.Invalid, "%d 年的安排不完整：缺少%s，请换完整的文件", y.Year, name)
		}
	}
	return nil
}

func covers(spans []Span, d Day) bool {
	for _, s := range spans {
		if s.From <= d && d <= s.To {
			return true
		}
	}
	return false
}
