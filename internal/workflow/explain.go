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
	Source      string   // 种子文档 …
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

// bears says that a source's words hold its date already, or that it has none.
func bears(source, sourced string) bool { return strings.Contains(source, sourced) }

// sourceWords is a source with its date, for the inside of a sentence.
func sourceWords(source, sourced string) string {
	if bears(source, sourced) {
		return source
	}
	return source + "，" + sourced
}
