package workflow_test

import (
	"fmt"
	"slices"
	"testing"

	"beiandesk/internal/cal"
	"beiandesk/internal/workflow"
)

func spans(f workflow.Forecast) []string {
	list := []string{}
	for _, s := range f.Steps {
		list = append(list, fmt.Sprintf("%s %s %s %s", s.Stage, s.Early, s.Late, s.Last))
	}
	return list
}

func TestTheForecastCountsTheOfficesThatAreLeft(t *testing.T) {
	p := plan("first")
	p.Province = "44"
	d := newDesk(t, p)
	d.do("2026-03-02", "signing.sign")
	// Monday 2 March: 48 hours; 2–3 days; 1–2 working days; 1–3; in Guangdong 7–9 days, and
	// 20 working days at most; 2–3; 3–5.
	want := []string{
		"template 2026-03-02 2026-03-04 2026-03-04", "reporting 2026-03-04 2026-03-09 2026-03-09", "prereview 2026-03-05 2026-03-11 2026-03-11",
		"bureau-submit 2026-03-06 2026-03-16 2026-03-16", "bureau-review 2026-03-13 2026-03-25 2026-04-14",
		"police-subject 2026-03-17 2026-03-30 2026-04-17", "police-site 2026-03-20 2026-04-07 2026-04-24",
	}
	if got := spans(d.e.Forecast(d.p, d.s, day("2026-03-02"))); !slices.Equal(got, want) {
		t.Errorf("%v\nwant\n%v", got, want)
	}
}

func TestTheForecastGoesOnFromWhatIsWithTheOffice(t *testing.T) {
	d := review(t)
	got := d.e.Forecast(d.p, d.s, day("2026-09-24"))
	if len(got.Steps) != 3 || got.Steps[0].Stage != "bureau-review" || got.Steps[0].Submitted == nil {
		t.Fatalf("%+v", got.Steps)
	}
	if s := got.Steps[0]; s.Early.String() != "2026-09-28" || s.Late.String() != "2026-10-08" || s.Last.String() != "2026-10-26" {
		t.Errorf("bureau %s %s %s", s.Early, s.Late, s.Last)
	}
	// An office is late from the day after the longest it may take.
	if s := d.e.Forecast(d.p, d.s, day("2026-10-26")).Steps[0]; s.Over != nil {
		t.Errorf("on its last day it is over since %s", s.Over)
	}
	if s := d.e.Forecast(d.p, d.s, day("2026-10-27")).Steps[0]; s.Over == nil || s.Over.String() != "2026-10-26" || s.OverKind != workflow.Max {
		t.Errorf("the day after: %v %s", s.Over, s.OverKind)
	}
	// What is late already can't be done before today.
	if s := d.e.Forecast(d.p, d.s, day("2026-12-01")).Steps[0]; s.Early.String() != "2026-12-01" || s.Last.String() != "2026-12-01" {
		t.Errorf("late: %s %s", s.Early, s.Last)
	}
	d.s.Police = false
	if left := d.e.Forecast(d.p, d.s, day("2026-09-24")); len(left.Steps) != 1 {
		t.Errorf("without the police phase: %v", spans(left))
	}
	d.s.Status = workflow.Withdrawn
	if left := d.e.Forecast(d.p, d.s, day("2026-09-24")); len(left.Steps) != 0 {
		t.Errorf("of a case that has ended: %v", spans(left))
	}
}

// After a missed round the cloud has its own time before it sends the order again.
func TestTheForecastWaitsForTheCloudToSendAgain(t *testing.T) {
	d := newDesk(t, plan("first"))
	straight(d, "prereview.pass")
	d.do("2026-03-03 15:04", "bureau-submit.sms")
	d.do("2026-03-04 15:30", "sms.missed", "change", "no")
	// Until Thursday the 5th; from there 1–3 working days.
	if got := spans(d.e.Forecast(d.p, d.s, day("2026-03-04"))); got[0] != "bureau-submit 2026-03-06 2026-03-10 2026-03-10" {
		t.Error(got)
	}
	if got := spans(d.e.Forecast(d.p, d.s, day("2026-03-09"))); got[0] != "bureau-submit 2026-03-10 2026-03-12 2026-03-12" {
		t.Errorf("nobody has looked: %v", got)
	}
}

func day(text string) cal.Day {
	d, err := cal.ParseDay(text)
	if err != nil {
		panic(err)
	}
	return d
}
