package workflow_test

import (
	"testing"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/ref"
	"beiandesk/internal/workflow"
)

// review is a case at the bureau after two rounds of SMS, about as long as they get.
func review(t testing.TB) *desk {
	d := newDesk(t, plan("first"))
	for _, step := range [][]string{
		{"2026-09-07", "signing.sign"}, {"2026-09-08", "account.done"}, {"2026-09-09", "materials.done"},
		{"2026-09-09", "template.submit"}, {"2026-09-09", "template.approve"}, {"2026-09-10", "domain.bought"},
		{"2026-09-10", "domain.verified"}, {"2026-09-14", "reporting.done"}, {"2026-09-14", "forms.filled"},
		{"2026-09-14", "forms.face"}, {"2026-09-14", "prereview.submit"}, {"2026-09-15", "prereview.reject", "reason", "反光"},
		{"2026-09-16", "forms.filled"}, {"2026-09-16", "forms.face"}, {"2026-09-16", "prereview.submit"},
		{"2026-09-17", "prereview.pass"}, {"2026-09-18 15:04", "bureau-submit.sms"}, {"2026-09-19 15:30", "sms.missed", "change", "no"},
		{"2026-09-20", "bureau-submit.submit"}, {"2026-09-21 10:00", "bureau-submit.sms"}, {"2026-09-21 17:30", "sms.verified"},
	} {
		d.do(step[0], step[1], step[2:]...)
	}
	return d
}

func BenchmarkActions(b *testing.B) {
	d := review(b)
	now := cal.Date(2026, 9, 22).Start().Add(10 * time.Hour)
	have := workflow.MissingMaterials(func(string, ref.SiteID) []string { return nil })
	for b.Loop() {
		if len(d.e.Actions(d.p, d.s, have, now)) == 0 {
			b.Fatal("no actions")
		}
	}
}

func BenchmarkDeadlines(b *testing.B) {
	d := review(b)
	for b.Loop() {
		if len(d.e.Deadlines(d.p, d.s)) != 2 {
			b.Fatal("two dates expected")
		}
	}
}

func BenchmarkFold(b *testing.B) {
	d := review(b)
	for b.Loop() {
		if _, err := d.e.Fold(d.p, d.moves); err != nil {
			b.Fatal(err)
		}
	}
}
