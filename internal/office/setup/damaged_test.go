package setup_test

import (
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/sqlite/sqlitetest"
)

// A letterhead in clear was taken for the agency's own; what is refused can be filled in anew.
func TestALetterheadThatIsNotSealedIsRefusedAndFilledInAnew(t *testing.T) {
	d := desktest.New(t, "2026-11-23 09:12")
	own := setup.Letterhead{Name: "杭州简备信息服务有限公司", BankAcct: "6200123412340186"}
	if _, err := setup.SaveLetterhead(t.Context(), d.Office, own); err != nil {
		t.Fatal(err)
	}
	sqlitetest.Past(t, d.Dir, `UPDATE settings SET value = '{"bankAcct":"1"}', value_sealed = NULL WHERE key = 'secret.letterhead'`)
	v, err := setup.Settings(t.Context(), d.Office)
	if err != nil || !v.Letterhead.Damaged || v.Letterhead.BankAcct != "" || v.Letterhead.Name != "" {
		t.Fatalf("settings read %+v, %v", v.Letterhead, err)
	}
	missing, err := setup.WhatIsMissing(t.Context(), d.Office)
	if err != nil || len(missing) == 0 || !strings.Contains(missing[0].Text, "损坏") {
		t.Errorf("missing is %+v, %v", missing, err)
	}
	own.Version = v.Letterhead.Version
	if _, err := setup.SaveLetterhead(t.Context(), d.Office, own); err != nil {
		t.Fatal(err)
	}
	if v, err = setup.Settings(t.Context(), d.Office); err != nil || v.Letterhead.Damaged || v.Letterhead.BankAcct != own.BankAcct {
		t.Errorf("filled in anew: %+v, %v", v.Letterhead, err)
	}
}

// A damaged profile is none, so that the papers of its cases are printed with the agency's own phone; it is filled in anew.
func TestADamagedProfileIsNoneAndFilledInAnew(t *testing.T) {
	d := desktest.New(t, "2026-11-23 09:12")
	in, err := setup.ReadProfile(t.Context(), d.Office, d.Office.Staff)
	if err != nil {
		t.Fatal(err)
	}
	in.Phone = "13800571009"
	if err := setup.SaveProfile(t.Context(), d.Office, in); err != nil {
		t.Fatal(err)
	}
	sqlitetest.Past(t, d.Dir, `UPDATE settings SET value = '{"phone":"13900000000"}', value_sealed = NULL WHERE key LIKE 'secret.profile.%'`)
	got, err := setup.ReadProfile(t.Context(), d.Office, d.Office.Staff)
	if err != nil || !got.Damaged || got.Phone != "" {
		t.Fatalf("%+v, %v", got, err)
	}
	got.Phone = "13800571009"
	if err := setup.SaveProfile(t.Context(), d.Office, got); err != nil {
		t.Fatal(err)
	}
	if got, err = setup.ReadProfile(t.Context(), d.Office, d.Office.Staff); err != nil || got.Damaged || got.Phone != "13800571009" {
		t.Errorf("filled in anew: %+v, %v", got, err)
	}
}
