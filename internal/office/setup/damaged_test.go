package setup_test

import (
	"database/sql"
	"path/filepath"
	"strings"
	"testing"

	_ "modernc.org/sqlite"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/office/setup"
)

// A letterhead in clear was taken for the agency's own; what is refused can be filled in anew.
func TestALetterheadThatIsNotSealedIsRefusedAndFilledInAnew(t *testing.T) {
	d := desktest.New(t, "2026-11-23 09:12")
	own := setup.Letterhead{Name: "杭州简备信息服务有限公司", BankAcct: "6200123412340186"}
	if _, err := setup.SaveLetterhead(t.Context(), d.Office, own); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", "file:"+filepath.Join(d.Dir, "desk.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(`UPDATE settings SET value = '{"bankAcct":"1"}', value_sealed = NULL WHERE key = 'secret.letterhead'`); err != nil {
		t.Fatal(err)
	}
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
