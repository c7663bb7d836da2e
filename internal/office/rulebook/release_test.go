package rulebook_test

import (
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/office"
)

// A folder that an earlier release has written: what was open there goes on by that
// release until it is ticked, and what is opened now goes by this one.
func TestARunningCaseKeepsItsReleaseUntilItIsTicked(t *testing.T) {
	f, id := desktest.AtSMS(t)
	f.Step(id, "sms.verified")
	last := func() string { return desktest.ClockOf(t, f.Show(id), "bureau-review.max").Deadline.Due.String() }
	if last() != "2026-10-22" {
		t.Fatalf("twenty working days end on %s", last())
	}
	f.MustWrite(t, func(w *office.Work) error {
		var kept int
		version, err := office.ReadSetting(w.Tx, "release", &kept)
		if err != nil {
			return err
		}
		return office.SaveSetting(w.Tx, "release", 1, version)
	})
	f.Reopen()
	if last() != "2026-11-05" {
		t.Errorf("Zhejiang's thirty days of release 1 end on %s", last())
	}
	if seen := outdated(f); seen.Total != 1 || len(seen.Changes) != 1 || len(seen.Changes[0].Dates) == 0 {
		t.Errorf("what the update would change is %+v", seen)
	}
	other := desktest.Little("杭州映溪文化有限公司", "yingxi.example")
	other.Province = "33"
	if d := f.Show(f.OpenCase(other)); d.Case.Edition != f.Editions.Latest().No || d.Case.Edition == 0 {
		t.Errorf("a new case goes by edition %d", d.Case.Edition)
	}
	if toLatest(f, id); last() != "2026-10-22" {
		t.Errorf("ticked, the review ends on %s", last())
	}
	f.Reopen()
	if again := outdated(f); again.Total != 0 {
		t.Errorf("opened again, %d cases are behind", again.Total)
	}
}
