package desktest

import (
	"testing"

	"beiandesk/internal/office/filing"
	"beiandesk/internal/ref"
)

// Approved is a case of the ICP phase alone whose numbers were recorded on 15 October 2026.
func Approved(t *testing.T, change ...func(*filing.OpenInput)) (*Fixture, ref.CaseID) {
	t.Helper()
	f := NewFixture(t, "2026-09-07 10:00")
	in := Qinghe()
	in.Police = false
	for _, c := range change {
		c(&in)
	}
	id := f.OpenCase(in)
	f.Scans(id)
	f.Step(id, "account.done", "materials.done", "template.submit", "template.approve", "domain.bought", "domain.verified",
		"reporting.done", "forms.filled", "forms.face", "prereview.submit", "prereview.pass")
	f.SetClock("2026-09-18 16:00")
	f.Record(filing.DoInput{CaseID: id, Action: "bureau-submit.sms", At: "2026-09-18 15:40"})
	f.Step(id, "sms.verified")
	f.SetClock("2026-10-15 16:00")
	f.Step(id, "bureau-review.approve")
	f.Record(filing.DoInput{CaseID: id, Action: "number.record", Values: map[string]string{"subject_number": "浙ICP备2026051234号", "site_number": "浙ICP备2026051234号-1"}})
	return f, id
}

// Handed is Approved, handed over on 20 October 2026.
func Handed(t *testing.T, change ...func(*filing.OpenInput)) (*Fixture, ref.CaseID) {
	t.Helper()
	f, id := Approved(t, change...)
	f.SetClock("2026-10-20 16:00")
	f.Step(id, "online.live", "revoke.ask", "revoke.confirm")
	f.Record(filing.DoInput{CaseID: id, Action: "handover.done", Values: map[string]string{"scans": "purge"}})
	if got := f.Show(id).Case.Status; got != "delivered" {
		t.Fatalf("the case is %s", got)
	}
	return f, id
}
