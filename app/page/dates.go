package page

import (
	"fmt"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/office"
	"beiandesk/internal/office/views"
	"beiandesk/internal/ref"
	"beiandesk/internal/workflow"
)

// Due is a date as a row shows it. Go says the words; the page never computes a
// day. At is set for clocks that run by the minute and lets the page count down.
type Due struct {
	Day    string `json:"day"`    // "11月23日 周一"; "" when there is no date
	Full   string `json:"full"`   // "2026年11月23日 周一 15:04", for hover
	Left   string `json:"left"`   // "逾期 2 天", "今天到期", "剩 5 小时 42 分", "该问进度"
	Tone   string `json:"tone"`   // overdue | today | soon | later | none
	Kind   string `json:"kind"`   // expected | max | legal | agreed | reminder | ""
	Clock  bool   `json:"clock"`  // runs by the minute: show a countdown
	At     string `json:"at"`     // RFC 3339, only with Clock
	Start  string `json:"start"`  // RFC 3339, only with Clock: the bar shows the share used
	Before string `json:"before"` // last working day before a legal day off, else ""
	// Provisional says that it counts through a year whose days off are not published yet.
	Provisional bool `json:"provisional"`
}

// Why explains one date: what started it, what was counted, what was skipped.
type Why struct {
	Title       string   `json:"title"`       // "为什么是 2026年10月22日 周四"
	Trigger     string   `json:"trigger"`     // "9月18日 周五 短信核验完成，当天不计"
	Count       string   `json:"count"`       // "20 个工作日：9月 7 天，10月 13 天"
	Skipped     string   `json:"skipped"`     // "周末 6 天，中秋节 3 天，国庆节 7 天"
	Notes       []string `json:"notes"`       // further sentences, e.g. the other published term
	Provisional string   `json:"provisional"` // warning when a year's calendar is unpublished
	Source      string   `json:"source"`      // "腾讯云公开文档，2022-06"
	Confirmed   string   `json:"confirmed"`   // "2026-11-20 周敏"; "" when nobody has confirmed the clock
	Rule        string   `json:"rule"`        // what may be changed, "clock//bureau-review.max": kind, scope and code; "" for a date set by hand
	Days        []WhyDay `json:"days"`        // the small calendar, whole weeks; empty for hours
}

// WhyDay is a cell of the small calendar.
type WhyDay struct {
	Date string `json:"date"` // 2026-10-08
	Text string `json:"text"` // "8", "10月1", "国庆"
	Kind string `json:"kind"` // start | counted | skipped | end | outside
}

// ClockView is a line of 期限.
type ClockView struct {
	ID    string `json:"id"`
	Label string `json:"label"`
	About string `json:"about"` // its step where the label does not name it, and its site where there are several
	Rule  string `json:"rule"`  // "24 小时，第 2 轮"
	Due   Due    `json:"due"`
	From  string `json:"from"` // start of an expected span, "" otherwise
	Why   Why    `json:"why"`
}

// dueView shows a date in the words that the office chose.
func dueView(d views.Due) Due {
	v := Due{Day: d.Day, Full: d.Full, Left: d.Left, Tone: d.Tone, Kind: string(d.Kind), Clock: d.Clock, Before: d.Before, Provisional: d.Provisional}
	if d.Clock {
		v.At, v.Start = d.At.Format(time.RFC3339), d.Start.Format(time.RFC3339)
	}
	return v
}

// whyDays is the longest count that is shown as a small calendar.
const whyDays = 70

func clockView(o *office.Office, c views.Clock, names map[ref.StaffID]string) ClockView {
	today := o.Today()
	v := ClockView{ID: string(c.ID), Label: c.Label, About: c.About, Rule: c.Deadline.Why.Term, Due: dueView(c.Due), Why: whyView(o, c, today, names)}
	if c.From != nil && c.From.Day != c.Deadline.Due.Day {
		v.From = cal.FormatDay(c.From.Day, today)
	}
	return v
}

// whyView lays a date's reasons out.
func whyView(o *office.Office, c views.Clock, today cal.Day, names map[ref.StaffID]string) Why {
	x := o.Engine.Explain(c.Deadline)
	v := Why{
		Title: "为什么是 " + cal.FormatMoment(c.Deadline.Due, today), Trigger: x.Start, Count: x.Count, Skipped: x.Skipped,
		Notes: []string{}, Provisional: x.Provisional, Source: x.Source, Days: []WhyDay{},
	}
	if !c.Deadline.Due.Dated() {
		v.Title = "为什么算不出日期"
	}
	if c.Rule.Kind != "" {
		v.Rule = c.Rule.Kind + "/" + c.Rule.Scope + "/" + c.Rule.Code
	}
	if c.Confirmed != nil {
		v.Confirmed = c.Confirmed.On.String() + " " + names[c.Confirmed.By]
	}
	for _, note := range append([]string{x.Worked, x.Moved}, x.Notes...) {
		if note != "" {
			v.Notes = append(v.Notes, note)
		}
	}
	counted := c.Deadline.Why.Count != nil || c.Deadline.Why.Days > 0
	if !counted || len(c.Days) > whyDays {
		return v
	}
	for i, cell := range c.Days {
		_, month, day := cell.Day.Parts()
		d := WhyDay{Date: cell.Day.String(), Text: fmt.Sprint(day), Kind: cell.Kind}
		switch {
		case cell.Label != "" && cell.Kind == workflow.CountDaySkipped:
			d.Text = shortHoliday(cell.Label)
		case cell.Worked:
			d.Text += "班"
		case day == 1 || i == 0:
			d.Text = fmt.Sprintf("%d/%d", month, day)
		}
		v.Days = append(v.Days, d)
	}
	return v
}

// shortHoliday is a holiday's name for a narrow cell: 国庆节 → 国庆.
func shortHoliday(name string) string {
	short := []rune(name)
	if n := len(short); n > 2 && short[n-1] == '节' {
		short = short[:n-1]
	}
	return string(short[:min(len(short), 2)])
}
