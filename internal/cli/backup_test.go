package cli_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// billed opens a case for a domain and issues its bill.
func (f *folder) billed(example string, n string) string {
	f.Helper()
	text := strings.NewReplacer("qinghe.example", "shop"+n+".example", "91330106MA2KQ7T8XJ", "").Replace(example)
	return f.must("invoice", "issue", "--case", f.must("case", "new", "--file", write(f.T, "case"+n+".json", text), "--new-client", "--agree"))
}

func TestABackupIsMadeVerifiedAndRestoredByCommands(t *testing.T) {
	f := newFolder(t)
	f.at("2026-11-23 09:00")
	example := f.must("case", "new", "--example")
	if got := f.billed(example, "1"); !strings.Contains(got, "ZD2026-0001") {
		t.Fatalf("issued %s", got)
	}
	place := filepath.Join(t.TempDir(), "place")
	var made struct {
		Dir                    string
		Files, Missing, Faults int
	}
	if err := json.Unmarshal([]byte(f.must("backup", "--to", place, "--json")), &made); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(filepath.Base(made.Dir), "2026-11-23-0900") {
		t.Errorf("made %+v", made)
	}
	f.must("doctor")
	if got := f.must("backup", "verify", place); !strings.HasPrefix(got, "正常　"+made.Dir) {
		t.Errorf("verify says %s", got)
	}
	cases, bills := f.must("list", "cases", "--json"), f.must("list", "invoices", "--json")
	f.at("2026-11-24 09:00")
	f.billed(example, "2")
	if got := f.must("backup", "--to", place); !strings.HasPrefix(got, "备份好了，已验证：") {
		t.Errorf("backup says %s", got)
	}

	f.at("2026-11-23 09:00")
	again := &folder{t, filepath.Join(t.TempDir(), "again")}
	r := f.run("restore", "--from", made.Dir, "--to", again.dir, "--after-bill", "ZD2026-0007")
	if r.Code != 0 || !strings.Contains(r.Out, "下一个是 ZD2026-0008") || !strings.Contains(r.Out, "下一个是 BA2026-0003") || !strings.Contains(r.Err, "不是最新") {
		t.Fatalf("restore: exit %d, %s%s", r.Code, r.Out, r.Err)
	}
	if got := again.must("list", "cases", "--json"); got != cases {
		t.Errorf("cases differ: %s", got)
	}
	if got := again.must("list", "invoices", "--json"); got != bills {
		t.Errorf("bills differ: %s", got)
	}
	if got := again.must("doctor"); !strings.Contains(got, "从备份恢复时跳过 7 个") {
		t.Errorf("doctor says %s", got)
	}
	if got := again.billed(example, "3"); !strings.Contains(got, "ZD2026-0008") {
		t.Errorf("issued %s", got)
	}
	f.refused(1, "已经有东西", "restore", "--from", place, "--to", again.dir)
}

func TestBackupsRefuseAWrongCommandLine(t *testing.T) {
	f := newFolder(t)
	place := filepath.Join(t.TempDir(), "place")
	f.must("backup", "--to", place)
	to := filepath.Join(t.TempDir(), "new")
	f.refused(2, "--to", "backup")
	f.refused(1, "完整的路径", "backup", "--to", "place")
	f.refused(2, "nonsense", "backup", "nonsense")
	f.refused(2, "用法", "backup", "verify")
	f.refused(1, "没有备案台的备份", "backup", "verify", t.TempDir())
	f.refused(2, "--from", "restore", "--to", to)
	f.refused(2, "--to", "restore", "--from", place)
	f.refused(2, "账单号", "restore", "--from", place, "--to", to, "--after-bill", "abc")
	f.refused(2, "--after-bill", "restore", "--from", place, "--to", to, "--after-bill", "BA2026-0001")
	f.refused(1, "核对", "restore", "--from", place, "--to", to, "--after-bill", "ZD2026-99999999")
	f.refused(1, "恢复码", "restore", "--from", place, "--to", to, "--recovery-file", write(t, "code", "wrong"))
	if _, err := os.Stat(to); err == nil {
		t.Error("something was made")
	}
	// A new disk in the old one's place is begun anew on purpose alone.
	if err := os.RemoveAll(place); err != nil {
		t.Fatal(err)
	}
	f.refused(1, "没有接上", "backup", "--to", place)
	f.must("backup", "--to", place, "--new")
}

func TestVerifySaysWhichPartOfWhichBackupIsDamaged(t *testing.T) {
	f := newFolder(t)
	place := filepath.Join(t.TempDir(), "place")
	var made struct{ Dir string }
	if err := json.Unmarshal([]byte(f.must("backup", "--to", place, "--json")), &made); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(made.Dir, "desk.db.age"), []byte("torn"), 0o600); err != nil {
		t.Fatal(err)
	}
	r := f.run("backup", "verify", place)
	if r.Code != 1 || !strings.HasPrefix(r.Out, "异常　"+made.Dir+"　desk.db.age　") {
		t.Errorf("exit %d, %s%s", r.Code, r.Out, r.Err)
	}
	var list []struct {
		Dir    string
		OK     bool
		Faults []struct{ Part, Detail string }
	}
	r = f.run("backup", "verify", place, "--json")
	if err := json.Unmarshal([]byte(r.Out), &list); err != nil || r.Code != 1 || len(list) != 1 || list[0].OK || list[0].Faults[0].Part != "desk.db.age" {
		t.Errorf("exit %d, %s", r.Code, r.Out)
	}
	f.refused(1, "desk.db.age", "restore", "--from", place, "--to", filepath.Join(t.TempDir(), "x"))
}
