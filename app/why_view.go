package app

import (
	"fmt"

	"beiandesk/internal/cal"
	"beiandesk/internal/office"
	"beiandesk/internal/office/views"
	"beiandesk/internal/ref"
	"beiandesk/internal/workflow"
)

// whyDays is the longest count that is shown as a small calendar.
const whyDays = 70

func clockView(o *office.Office, c views.Clock, names map[ref.StaffID]string) ClockView {
	today := o.Today()
	v := ClockView{ID: string(c.ID), Label: c.Label, Rule: c.Deadline.Why.Term, Due: dueView(c.Due), Why: whyView(o, c, today, names)}
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
