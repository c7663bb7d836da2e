package cli_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"beiandesk/internal/desk"
)

func TestLostKeysComeBackByACommand(t *testing.T) {
	f := newFolder(t)
	f.refused(1, "完好", "keys", "restore")
	if err := os.Remove(filepath.Join(f.dir, "keys.json")); err != nil {
		t.Fatal(err)
	}
	f.refused(1, "keys restore", "list", "cases")
	f.must("keys", "restore")
	f.must("list", "cases")
	f.refused(1, "完好", "keys", "restore")
}

func TestKeysComeBackFromPaperByACommand(t *testing.T) {
	const next = "a passphrase of its own"
	dir := filepath.Join(t.TempDir(), "desk")
	d, code, err := desk.Create(t.Context(), dir, passphrase, "周敏", desk.Options{Demo: true})
	if err != nil {
		t.Fatal(err)
	}
	printed, err := d.SheetKeys()
	if err != nil {
		t.Fatal(err)
	}
	if err := d.FinishDemo(); err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	f := &folder{t, dir}
	f.must("report", "recovery", "--out", filepath.Join(t.TempDir(), "sheet.pdf"))
	if err := os.WriteFile(filepath.Join(dir, "keys.json"), []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	sheet, recovery, passphraseFile := write(t, "sheet.txt", "\ufeff"+strings.Join(printed.Groups, "\r\n")), write(t, "code", code+"\n"), write(t, "next", next+"\n")
	f.refused(2, "--recovery-file", "keys", "restore", "--sheet", sheet)
	f.refused(2, "--new-passphrase-file", "keys", "restore", "--sheet", sheet, "--recovery-file", recovery)
	f.refused(2, "--sheet", "keys", "restore", "--recovery-file", recovery)
	f.must("keys", "restore", "--sheet", sheet, "--recovery-file", recovery, "--new-passphrase-file", passphraseFile)
	f.refused(1, "口令不对", "list", "cases")
	f.must("list", "cases", "--passphrase-file", passphraseFile)
}

func TestAKeyFileThatAsksTooMuchIsRefusedAtOnceAndPutBack(t *testing.T) {
	f := newFolder(t)
	path := filepath.Join(f.dir, "keys.json")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, regexp.MustCompile(`"memory_kib": \d+`).ReplaceAll(text, []byte(`"memory_kib": 1048576`)), 0o600); err != nil {
		t.Fatal(err)
	}
	f.refused(1, "keys restore", "list", "cases")
	f.must("keys", "restore")
	f.must("list", "cases")
}
