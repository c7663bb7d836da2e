package setup_test

import (
	"context"
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/ref"
)

func TestAllCasesOfOneGoToAnotherAndComeBack(t *testing.T) {
	ctx := context.Background()
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	first := f.OpenCase(desktest.Little("宁波松涧家居有限公司", "songjian.example"))
	second := f.OpenCase(desktest.Little("宁波海纳商贸有限公司", "haina.example"))
	other, err := setup.AddStaff(ctx, f.Office, "林晓")
	if err != nil {
		t.Fatal(err)
	}
	theirs := desktest.Little("温州等号设计工作室", "deng.example")
	theirs.OwnerID = other.ID
	third := f.OpenCase(theirs)

	hands := func() (list []int) {
		loads, err := setup.Loads(ctx, f.Office)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range loads {
			list = append(list, l.Open)
		}
		return list
	}
	if got := hands(); len(got) != 2 || got[0] != 2 || got[1] != 1 {
		t.Fatalf("in hand are %v", got)
	}
	gone, err := setup.HandOver(ctx, f.Office, setup.HandOverInput{From: f.Staff, To: other.ID, Note: "休产假到 12 月"})
	if err != nil || len(gone) != 2 || hands()[0] != 0 || hands()[1] != 3 {
		t.Fatalf("%v %v, in hand are %v", gone, err, hands())
	}
	line := f.Line(f.Show(first), "交接经办")
	if !strings.HasSuffix(line.Text, "交给 林晓：休产假到 12 月") {
		t.Errorf("the timeline says %q", line.Text)
	}
	if _, err := setup.HandOver(ctx, f.Office, setup.HandOverInput{From: f.Staff, To: other.ID}); errs.CodeOf(err) != errs.Blocked {
		t.Errorf("nothing is left: %v", err)
	}
	// What was his before stays his.
	back, err := setup.HandOver(ctx, f.Office, setup.HandOverInput{From: other.ID, To: f.Staff, Only: gone})
	if err != nil || len(back) != 2 || f.Show(second).Case.OwnerID != f.Staff || f.Show(third).Case.OwnerID != other.ID {
		t.Errorf("%v %v", back, err)
	}
	for field, in := range map[string]setup.HandOverInput{
		"to":   {From: f.Staff, To: f.Staff},
		"from": {From: ref.StaffID("nobody"), To: other.ID},
	} {
		_, err := setup.HandOver(ctx, f.Office, in)
		if problems := office.ProblemsOf(err); len(problems) != 1 || problems[0].Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
}
