package setup_test

import (
	"context"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/papers"
	"beiandesk/internal/office/setup"
)

func TestWhoIsAwayKeepsHisCasesAndSomebodyLooksAfterThem(t *testing.T) {
	ctx := context.Background()
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	me := f.Staff
	other, err := setup.AddStaff(ctx, f.Office, "林晓")
	if err != nil {
		t.Fatal(err)
	}
	third, err := setup.AddStaff(ctx, f.Office, "江帆")
	if err != nil {
		t.Fatal(err)
	}
	theirs := desktest.Little("宁波松涧家居有限公司", "songjian.example")
	theirs.OwnerID = other.ID
	id := f.OpenCase(theirs)
	covers := func() []setup.Load {
		t.Helper()
		list, err := setup.Covers(ctx, f.Office)
		if err != nil {
			t.Fatal(err)
		}
		return list
	}
	daily := func() error {
		_, err := papers.Daily(ctx, f.Office, string(other.ID), "")
		return err
	}

	if got := covers(); len(got) != 0 || errs.CodeOf(daily()) != errs.Blocked {
		t.Errorf("nobody is away: %+v, %v", got, daily())
	}
	if err := setup.SaveAbsence(ctx, f.Office, setup.AbsenceInput{Staff: other.ID, From: "9-8", Until: "9-10", Cover: me}); err != nil {
		t.Fatal(err)
	}
	if got := covers(); len(got) != 0 {
		t.Errorf("it begins tomorrow: %+v", got)
	}
	f.SetClock("2026-09-08 09:00")
	got := covers()
	if len(got) != 1 || got[0].Staff.Name != "林晓" || got[0].Open != 1 || got[0].Away != "9月8日 周二 至 9月10日 周四 不在，由周敏代管" {
		t.Errorf("%+v", got)
	}
	if err := daily(); err != nil {
		t.Errorf("his daily sheet: %v", err)
	}
	if f.Show(id).Case.OwnerID != other.ID {
		t.Error("the case went to another")
	}
	for field, in := range map[string]setup.AbsenceInput{
		"until": {Staff: third.ID, From: "9-12", Until: "9-11", Cover: me},
		"cover": {Staff: third.ID, Until: "9-9", Cover: other.ID},
		"staff": {Staff: me, Until: "9-9", Cover: third.ID},
	} {
		err := setup.SaveAbsence(ctx, f.Office, in)
		if problems := office.ProblemsOf(err); len(problems) != 1 || problems[0].Field != field {
			t.Errorf("%s: %+v", field, problems)
		}
	}
	f.SetClock("2026-09-11 09:00")
	if got := covers(); len(got) != 0 {
		t.Errorf("he is back: %+v", got)
	}
	if err := setup.SaveAbsence(ctx, f.Office, setup.AbsenceInput{Staff: other.ID}); errs.CodeOf(err) != errs.Blocked {
		t.Errorf("there is nothing to end: %v", err)
	}
}
