package workflow

import (
	"fmt"
	"slices"
	"strings"

	"beiandesk/internal/cal"
)

// Explanation holds the reasons of a date part by part, each a sentence without its
// full stop or "" where the part does not apply.
type Explanation struct {
	Start       string   // 从 2026年9月21日 周一 短信核验完成起算，当天不计
	Count       string   // 20 个工作日：9月 6 天，10月 14 天 …
	Skipped     string   // 跳过周末 6 天、国庆节（…）
	Worked      string   // 10月10日 周六调休上班，计入
	Moved       string   // why the day is not the one counted
	Notes       []string // other published terms and what to know of them; whole sentences
	Provisional string   // warning about a year whose holidays are unpublished; a whole sentence
	Source      string   // 《腾讯云网站域名备案流程》2 …
}

// Explain takes a date apart. Its words do not depend on the present moment and hold
// no personal data.
func (e *Engine) Explain(d Deadline) Explanation {
	w := d.Why
	x := Explanation{Moved: w.Moved, Notes: slices.Clone(w.Notes), Source: w.Source}
	if !bears(w.Source, w.Sourced) {
		x.Source += "（" + w.Sourced + "）"
	}
	start := w.TriggerAt.Day
	switch {
	case !d.Due.Dated():
		x.Start = fmt.Sprintf("从%s那天起算，导入时没有写是哪天", w.Trigger)
		x.Count = w.Term + "，查清那天，用“更正时间”补上，再算到哪天"
	case w.Count != nil:
		x.Start = fmt.Sprintf("从 %s %s起算，当天不计", cal.LongWeekday(start), w.Trigger)
		x.Count = fmt.Sprintf("%s：%s", w.Term, countWords(d))
		if skipped := skippedWords(w.Count, start); skipped != "" {
			x.Skipped = "跳过" + skipped
		}
		if len(w.Count.Worked) > 0 {
			x.Worked = workedWords(w.Count, start) + "调休上班，计入"
		}
	case w.Days > 0:
		x.Start = fmt.Sprintf("从 %s %s起算，当天不计", cal.LongWeekday(start), w.Trigger)
		x.Count = fmt.Sprintf("%s，按自然日计算：%s", w.Term, spanWords(d))
	case d.Clock == agreedClock:
		x.Start = fmt.Sprintf("约定日期定为 %s", cal.LongWeekday(d.Due.Day))
	case d.Kind == AgreedOn:
		x.Start = fmt.Sprintf("%s，时间为 %s", w.Trigger, cal.LongMoment(d.Due))
	default:
		ends := d.Due
		if w.Ends != nil {
			ends = *w.Ends
		}
		x.Start = fmt.Sprintf("从 %s %s起算，%s到 %s", cal.LongMoment(w.TriggerAt), w.Trigger, w.Term, cal.LongMoment(ends))
	}
	if d.Provisional {
		x.Provisional = e.provisional(d)
	}
	return x
}

// Reasons explains a date in whole Chinese sentences: from when it counts, how it was
// counted month by month, what was skipped, why it moved, what else is published,
// whether it is provisional, and where the rule comes from. The sentences do not
// depend on the present moment and hold no personal data.
func (e *Engine) Reasons(d Deadline) []string {
	x := e.Explain(d)
	lines := []string{}
	for _, part := range []string{x.Start, x.Count, x.Skipped, x.Worked, x.Moved} {
		if part != "" {
			lines = append(lines, part+"。")
		}
	}
	lines = append(lines, x.Notes...)
	if x.Provisional != "" {
		lines = append(lines, x.Provisional)
	}
	return append(lines, "来源："+x.Source+"。")
}

// provisional names the years whose holidays are not published.
func (e *Engine) provisional(d Deadline) string {
	years := e.cal.Unpublished(d.Why.TriggerAt.Day.Add(1), d.Due.Day)
	words := make([]string, len(years))
	for i, y := range years {
		words[i] = fmt.Sprint(y)
	}
	year := strings.Join(words, "、")
	if d.Why.Count == nil && d.Kind != Expected {
		return year + " 年放假安排尚未公布；期限按自然日算，不受影响，公布后再核对前后的工作日。"
	}
	return year + " 年放假安排尚未公布，先按周末和法定节日（春节从除夕到初三）推算，调休未知，公布后重算。"
}

// countWords tells the working days month by month and the days they end on.
func countWords(d Deadline) string {
	count := d.Why.Count
	type month struct{ year, month, n int }
	var months []month
	for _, day := range count.Counted {
		y, m, _ := day.Parts()
		if last := len(months) - 1; last >= 0 && months[last].year == y && months[last].month == int(m) {
			months[last].n++
			continue
		}
		months = append(months, month{y, int(m), 1})
	}
	words := make([]string, len(months))
	for i, m := range months {
		words[i] = fmt.Sprintf("%d月 %d 天", m.month, m.n)
		if m.year != count.From.Year() {
			words[i] = fmt.Sprintf("%d年", m.year) + words[i]
		}
	}
	text := strings.Join(words, "，")
	if d.From != nil {
		n := slices.Index(count.Counted, d.From.Day) + 1
		text += fmt.Sprintf("；第 %d 个是 %s", n, cal.DayIn(d.From.Day, count.From.Year()))
	}
	return text + fmt.Sprintf("；第 %d 个是 %s", count.N, cal.LongWeekday(count.End))
}

// spanWords tells the end, and the start where there is one, of a count of days.
func spanWords(d Deadline) string {
	if d.From != nil && d.From.Day != d.Due.Day {
		return cal.LongWeekday(d.From.Day) + " 至 " + cal.LongWeekday(d.Due.Day)
	}
	return "到 " + cal.LongWeekday(d.Due.Day)
}

// skippedWords tells the holidays by name and the weekends by number.
func skippedWords(count *cal.Count, ref cal.Day) string {
	weekends := 0
	var words []string
	for _, s := range count.Skipped {
		switch {
		case s.Name == cal.Weekend:
			weekends += int(s.To-s.From) + 1
		case s.From == s.To:
			words = append(words, s.Name+"（"+cal.DayIn(s.From, ref.Year())+"）")
		default:
			words = append(words, s.Name+"（"+cal.DayIn(s.From, ref.Year())+"至 "+cal.DayIn(s.To, ref.Year())+"）")
		}
	}
	if weekends > 0 {
		words = slices.Insert(words, 0, fmt.Sprintf("周末 %d 天", weekends))
	}
	return strings.Join(words, "、")
}

func workedWords(count *cal.Count, ref cal.Day) string {
	words := make([]string, len(count.Worked))
	for i, d := range count.Worked {
		words[i] = cal.DayIn(d, ref.Year()) + " " + cal.WeekdayName(d)
	}
	return strings.Join(words, "、")
}

// bears says that a source's words hold its date already, or that it has none.
func bears(source, sourced string) bool { return strings.Contains(source, sourced) }

// sourceWords is a source with its date, for the inside of a sentence.
func sourceWords(source, sourced string) string {
	if bears(source, sourced) {
		return source
	}
	return source + "，" + sourced
}

// The kinds of a day in the small calendar of a date.
const (
	CountDayOutside = "outside" // before the trigger or after the end
	CountDayStart   = "start"   // the trigger's day, which is not counted
	CountDayCounted = "counted"
	CountDaySkipped = "skipped" // off, not counted
	CountDayEnd     = "end"
)

// CountDay is one day of the small calendar that shows how a date was counted.
type CountDay struct {
	Day    cal.Day
	Kind   string
	Label  string // the holiday's name on a day off that is no mere weekend
	Worked bool   // a weekend day that is worked
}

// CountDays lays a date out in whole weeks, Monday first, from the trigger to the end.
func (e *Engine) CountDays(d Deadline) []CountDay {
	start, end := d.Why.TriggerAt.Day, d.Due.Day
	if end < start {
		end = start
	}
	first := start.Add(-(int(start.Weekday()) + 6) % 7)
	last := end.Add((7 - int(end.Weekday())) % 7)
	days := make([]CountDay, 0, last-first+1)
	for day := first; day <= last; day++ {
		counted := CountDay{Day: day, Kind: e.countKind(d, day), Worked: e.calendar(d).Shifted(day)}
		if off, why := e.calendar(d).Off(day); off && why != cal.Weekend {
			counted.Label = why
		}
		days = append(days, counted)
	}
	return days
}

func (e *Engine) countKind(d Deadline, day cal.Day) string {
	start, end := d.Why.TriggerAt.Day, d.Due.Day
	switch {
	case day == end:
		return CountDayEnd
	case day == start:
		return CountDayStart
	case day < start || day > end:
		return CountDayOutside
	}
	off, _ := e.calendar(d).Off(day)
	switch {
	case d.Why.Count != nil && off:
		return CountDaySkipped
	case d.Why.Days > 0 && day > start.Add(d.Why.Days):
		return CountDaySkipped
	case d.Why.Count == nil && d.Why.Days == 0:
		return CountDayOutside
	}
	return CountDayCounted
}
