package setup_test

import (
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/sqlite/sqlitetest"
)

func TestAProfileIsKeptSealedAndChangedByItsVersion(t *testing.T) {
	ctx := t.Context()
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	in, err := setup.ReadProfile(ctx, f.Office, f.Office.Staff)
	if err != nil || in.Profile != (setup.Profile{}) {
		t.Fatalf("%+v %v", in, err)
	}
	in.Profile = setup.Profile{Title: "备案专员", Phone: " 138 0057 1009 ", Email: "zhou@example.com", WeChat: "zhoumin-ba"}
	if err := setup.SaveProfile(ctx, f.Office, in); err != nil {
		t.Fatal(err)
	}
	got, err := setup.ReadProfile(ctx, f.Office, f.Office.Staff)
	if err != nil || got.Phone != "13800571009" || got.Title != "备案专员" || got.Version != 1 {
		t.Errorf("%+v %v", got, err)
	}
	lies := sqlitetest.First(t, f.Dir, "SELECT value || CAST(value_sealed AS TEXT) FROM settings WHERE key LIKE 'secret.profile.%'")
	if strings.Contains(lies, "13800571009") || strings.Contains(lies, "zhou@example.com") {
		t.Error("it lies there in clear")
	}
	if err := setup.SaveProfile(ctx, f.Office, in); errs.CodeOf(err) != errs.Conflict {
		t.Errorf("over a colleague's: %v", err)
	}
	for field, wrong := range map[string]setup.Profile{"phone": {Phone: "12345"}, "email": {Email: "zhou"}} {
		got.Profile = wrong
		if err := setup.SaveProfile(ctx, f.Office, got); errs.CodeOf(err) != errs.Invalid || !strings.Contains(err.Error(), map[string]string{"phone": "手机", "email": "邮箱"}[field]) {
			t.Errorf("%s: %v", field, err)
		}
	}
	got.Staff = "nobody"
	if err := setup.SaveProfile(ctx, f.Office, got); err == nil {
		t.Error("nobody's is kept")
	}
}
