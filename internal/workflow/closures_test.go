package workflow_test

import (
	"slices"
	"testing"

	"beiandesk/internal/cal"
	"beiandesk/internal/workflow"
)

func TestAnOfficesClosureMovesItsExpectedDatesAndNoLastDay(t *testing.T) {
	d := review(t)
	plain := changed(t, clockChange("bureau-review.expected", "33", "days", 14, 21))
	d.e = plain
	max := d.deadline("bureau-review.max")
	for _, c := range []struct {
		name     string
		closure  workflow.Closure
		from, to string
	}{
		{"the bureau of the province", workflow.Closure{Authority: workflow.Bureau, Province: "33"}, "2026-10-12", "2026-10-12"},
		{"every bureau", workflow.Closure{Authority: workflow.Bureau}, "2026-10-12", "2026-10-12"},
		{"another province's bureau", workflow.Closure{Authority: workflow.Bureau, Province: "44"}, "2026-10-08", "2026-10-12"},
		{"the cloud", workflow.Closure{Authority: workflow.Cloud}, "2026-10-08", "2026-10-12"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := d.in(t)
			c.closure.From, c.closure.To, c.closure.Name = cal.Date(2026, 10, 8), cal.Date(2026, 10, 10), "管局搬迁"
			d.e = plain.WithClosures([]workflow.Closure{c.closure})
			got := d.deadline("bureau-review.expected")
			if got.From.String() != c.from || got.Due.String() != c.to {
				t.Errorf("expected %s to %s, want %s to %s", got.From, got.Due, c.from, c.to)
			}
			if now := d.deadline("bureau-review.max"); now.Due != max.Due || !slices.Equal(d.e.Reasons(now), plain.Reasons(max)) {
				t.Errorf("the last day moved to %s", now.Due)
			}
		})
	}
	d.e = plain.WithClosures([]workflow.Closure{{Authority: workflow.Bureau, From: cal.Date(2026, 10, 12), To: cal.Date(2026, 10, 12), Name: "管局搬迁"}})
	got := d.deadline("bureau-review.expected")
	if want := "10月5日在国庆节假期内，移到 10月8日；10月12日遇“管局搬迁”，移到 10月13日。"; !slices.Contains(d.e.Reasons(got), want) {
		t.Errorf("reasons %q do not say %q", d.e.Reasons(got), want)
	}
}

func TestAClosureIsNotCountedAmongExpectedWorkdays(t *testing.T) {
	d := newDesk(t, plan("cancel"))
	d.p.Province = "44"
	d.e = d.e.WithClosures([]workflow.Closure{
		{Authority: workflow.Bureau, Province: "44", From: cal.Date(2026, 3, 4), To: cal.Date(2026, 3, 5), Name: "系统升级"},
		{Authority: workflow.Bureau, From: cal.Date(2026, 3, 9), To: cal.Date(2026, 3, 9), Name: "全国停机"},
	})
	straight(d, "sms.verified")
	got := d.deadline("bureau-review.expected")
	if got.Due.String() != "2026-03-12" || got.Why.Count.N != 5 {
		t.Fatalf("expected %s", got.Due)
	}
	cells := map[string]string{}
	for _, c := range d.e.CountDays(got) {
		cells[c.Day.String()] = c.Kind + " " + c.Label
	}
	if cells["2026-03-04"] != workflow.CountDaySkipped+" 系统升级" || cells["2026-03-09"] != workflow.CountDaySkipped+" 全国停机" || cells["2026-03-06"] != workflow.CountDayCounted+" " {
		t.Errorf("the small calendar says %v", cells)
	}
}
