package cli_test

import (
	"path/filepath"
	"strings"
	"testing"

	"beiandesk/internal/damage"
	"beiandesk/internal/sqlite/sqlitetest"
)

// alter runs a statement on a folder's database past everything of ours.
func (f *folder) alter(text string, args ...any) {
	f.Helper()
	if n := sqlitetest.Past(f.T, f.dir, text, args...); n == 0 {
		f.Fatalf("%s changed nothing", text)
	}
}

// An account number of somebody else's in clear was printed on a bill.
func TestALetterheadInClearIsPrintedOnNoBill(t *testing.T) {
	f, _ := oldFolder(t)
	f.at("2026-11-24 10:03")
	f.must("list", "cases")
	f.alter(`UPDATE settings SET value_sealed = NULL, value = '{"name":"杭州某某公司","bankAcct":"6222020200112233445"}' WHERE key = 'secret.letterhead'`)
	got := f.run("report", "invoice", "--invoice", "ZD2026-0001", "--out", filepath.Join(t.TempDir(), "bill.pdf"))
	if got.Code == 0 || !strings.Contains(got.Err, "settings 表里 secret.letterhead 的加密数据") {
		t.Errorf("the bill gave %d\n%s%s", got.Code, got.Out, got.Err)
	}
	f.must("report", "daily", "--out", filepath.Join(t.TempDir(), "day.pdf"))
}

// One bit of one client's number stopped the daily sheet of all cases.
func TestOneBrokenBitStopsNothingElse(t *testing.T) {
	f, _ := oldFolder(t)
	f.at("2026-11-24 10:03")
	f.must("list", "cases")
	all := f.must("list", "deadlines", "--json")
	f.alter("UPDATE people SET mobile_sealed = CAST(substr(mobile_sealed, 1, length(mobile_sealed) - 1) || x'00' AS BLOB) WHERE id = (SELECT person_id FROM case_leads WHERE case_id = (SELECT id FROM cases WHERE number = 'BA2026-0001'))")
	f.alter("UPDATE clients SET contact_phone_sealed = x'02' WHERE id = (SELECT client_id FROM invoices WHERE number = 'ZD2026-0001')")
	f.must("report", "daily", "--out", filepath.Join(t.TempDir(), "day.pdf"))
	if got := f.must("list", "deadlines", "--json"); got != all {
		t.Errorf("the dates are\n%s\nwant\n%s", got, all)
	}
	if got := f.must("case", "show", "--case", "BA2026-0001", "--json"); !strings.Contains(got, damage.Mark) {
		t.Errorf("the case shows\n%s", got)
	}
	f.refused(1, "损坏", "report", "invoice", "--invoice", "ZD2026-0001", "--out", filepath.Join(t.TempDir(), "bill.pdf"))
	doctor := f.run("doctor")
	for _, want := range []string{"的手机", "的联系人手机", "有 2 处打不开"} {
		if !strings.Contains(doctor.Out, want) {
			t.Errorf("doctor does not name %s:\n%s", want, doctor.Out)
		}
	}
}
