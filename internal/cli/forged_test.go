package cli_test

import (
	"database/sql"
	"path/filepath"
	"strings"
	"testing"

	_ "modernc.org/sqlite"
)

// alter runs a statement on a folder's database past everything of ours.
func (f *folder) alter(text string, args ...any) {
	f.Helper()
	db, err := sql.Open("sqlite", "file:"+filepath.Join(f.dir, "desk.db"))
	if err != nil {
		f.Fatal(err)
	}
	defer db.Close()
	got, err := db.Exec(text, args...)
	if err != nil {
		f.Fatal(err)
	}
	if n, err := got.RowsAffected(); err != nil || n == 0 {
		f.Fatalf("%s changed %d rows, %v", text, n, err)
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
