package app

import (
	"context"
	"slices"
	"strings"

	"beiandesk/app/page"
	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/people"
	"beiandesk/internal/office/rulebook"
)

// DatesService reads days and times while they are typed, and lays out what to choose
// from. What it answers is for the person who types: saving takes the typed text and
// reads it again.
type DatesService struct{ s *Session }

// dateKinds are the kinds of day and time that a field asks for.
var dateKinds = []string{"day", "moment", "until", "sourced"}

// Read tells what a text means, or what is wrong with it.
func (d *DatesService) Read(in page.DateInput) (page.DateView, error) {
	return run(d.s, func(_ context.Context, o *office.Office) (page.DateView, error) {
		if !slices.Contains(dateKinds, in.Kind) {
			return page.DateView{}, errs.AtField("kind", "没有这种日期")
		}
		v, err := readDate(in, o)
		if errs.CodeOf(err) == errs.Invalid {
			return page.DateView{Fault: err.Error()}, nil
		}
		return v, err
	})
}

func readDate(in page.DateInput, o *office.Office) (page.DateView, error) {
	want := cal.Want{Now: cal.At(o.Now()), Lean: cal.Coming, Clock: in.Kind == "moment"}
	if in.Happened || in.Kind == "sourced" {
		want.Lean = cal.Happened
	}
	if in.Step != 0 {
		return step(in, want)
	}
	switch in.Kind {
	case "until":
		if _, long, err := people.ReadUntil(in.Text, o.Today()); err != nil || long {
			return page.DateView{Text: people.LongTerm, Words: "长期有效"}, err
		}
	case "sourced":
		text, err := rulebook.ReadSourced(in.Text, o.Today())
		if err != nil || len(text) != len("2006-01-02") {
			return page.DateView{Text: text, Words: text}, err
		}
	}
	u, err := cal.Read(in.Text, want)
	return dateView(u, want.Clock), err
}

// step goes some days from what was typed. What can't be read, or would be later than it
// may be, is told.
func step(in page.DateInput, want cal.Want) (page.DateView, error) {
	from := cal.Whole(want.Now.Day)
	if strings.TrimSpace(in.Text) != "" {
		u, err := cal.Read(in.Text, want)
		if err != nil {
			return page.DateView{}, err
		}
		from = u.Moment
	}
	from.Day = from.Day.Add(in.Step)
	u, err := cal.Read(from.String(), want)
	return dateView(u, want.Clock), err
}

func dateView(u cal.Understood, clock bool) page.DateView {
	if !clock {
		return page.DateView{Text: u.Moment.Day.String(), Words: u.Words}
	}
	return page.DateView{Text: u.Moment.String(), Words: u.Words}
}

// dayOfMonth is the day that a month is asked for by.
func dayOfMonth(in page.MonthInput, today cal.Day) (cal.Day, error) {
	day := today
	if in.Day != "" {
		var err error
		if day, err = cal.ParseDay(in.Day); err != nil {
			return day, err
		}
	}
	return day.AddMonths(in.Months).Add(in.Days), nil
}

// Month lays out a month to choose a day from.
func (d *DatesService) Month(in page.MonthInput) (page.MonthView, error) {
	return run(d.s, func(_ context.Context, o *office.Office) (page.MonthView, error) {
		day, err := dayOfMonth(in, o.Today())
		if err != nil {
			return page.MonthView{}, err
		}
		return page.NewMonthView(o.Calendar, day, o.Today()), nil
	})
}

// Offers are the days to which a date is usually put off.
func (d *DatesService) Offers(page.Empty) (page.OffersView, error) {
	return run(d.s, func(_ context.Context, o *office.Office) (page.OffersView, error) {
		return page.NewOffersView(o.Calendar, o.Today()), nil
	})
}
