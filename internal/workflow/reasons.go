package workflow

import (
	"fmt"
	"slices"
	"strings"

	"beiandesk/internal/cal"
)

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
	return year + " 年放假安排尚未公布，先按周末和固定节日推算，公布后重算。"
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
