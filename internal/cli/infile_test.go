package cli_test

import (
	"encoding/binary"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"beiandesk/internal/cli"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// saved is a text as the editors of Windows save it.
func saved(t *testing.T, text string) map[string]string {
	t.Helper()
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	var little, big []byte
	for _, u := range utf16.Encode([]rune("\ufeff" + text)) {
		little, big = binary.LittleEndian.AppendUint16(little, u), binary.BigEndian.AppendUint16(big, u)
	}
	return map[string]string{"UTF-8": text, "UTF-8 with a mark": "\ufeff" + text, "GB18030": gb, "UTF-16": string(little), "UTF-16 big": string(big)}
}

func TestAPassphraseFileOfAnyEditorSetsAndOpens(t *testing.T) {
	f := newFolder(t)
	run := func(with string, args ...string) cli.Result {
		t.Setenv("BEIANDESK_PASSPHRASE", with)
		return cli.Run(strings.NewReader(""), append([]string{"--data", f.dir}, args...)...)
	}
	before := passphrase
	for name := range saved(t, "") {
		next := "青禾的口令 好 " + name
		file := write(t, "new", saved(t, next+"\r\nsecond line\r\n")[name])
		if r := run(before, "passphrase", "--new-passphrase-file", file); r.Code != 0 {
			t.Fatalf("%s sets none: %s", name, r.Err)
		}
		for how, r := range map[string]cli.Result{"typed": run(next, "list", "cases"), "from the file": run("", "list", "cases", "--passphrase-file", file)} {
			if r.Code != 0 {
				t.Errorf("%s, %s: %s", name, how, r.Err)
			}
		}
		before = next
	}
}

func TestACaseFileOfAnyEditorIsTheSameCase(t *testing.T) {
	f := newFolder(t)
	f.at("2026-09-07 09:30")
	example := f.must("case", "new", "--example")
	for name, file := range saved(t, strings.ReplaceAll(example, "\n", "\r\n")) {
		number := f.must("case", "new", "--agree", "--new-client", "--file", write(t, "case.json", file))
		if shown := f.must("case", "show", "--case", number); !strings.Contains(shown, "青禾") {
			t.Errorf("%s: %s", name, shown)
		}
	}
	f.refused(1, "编码", "case", "new", "--file", write(t, "broken.json", strings.Replace(example, "青禾", "青\xe7\xa6", 1)))
}

func TestNoCommandHangsOnWhatItIsGivenToRead(t *testing.T) {
	f := newFolder(t)
	dir := t.TempDir()
	large := write(t, "large", strings.Repeat(" ", 1<<20)+"{}")
	for name, args := range map[string][]string{
		"a folder as a case": {"case", "new", "--file", dir}, "a long case": {"case", "new", "--file", large},
		"a folder as a scan": {"scan", dir}, "a folder as a year": {"holidays", "import", dir},
		"nothing": {"case", "new", "--file", filepath.Join(dir, "none")},
	} {
		t.Run(name, func(t *testing.T) { f.refused(1, "文件", args...) })
	}
	f.refused(2, "64 KB", "list", "cases", "--passphrase-file", large)
	r := cli.Run(strings.NewReader(strings.Repeat(" ", 1<<20)+"{}"), "--data", f.dir, "case", "new", "--file", "-")
	if r.Code != 1 || !strings.Contains(r.Err, "超过 1 MB") {
		t.Errorf("a long standard input: exit %d, %s", r.Code, r.Err)
	}
}

func TestAPaperIsNotWrittenUnderANameThatWindowsKeeps(t *testing.T) {
	f := newFolder(t)
	dir := t.TempDir()
	for _, name := range []string{"NUL", "con.pdf", "COM1.pdf", "日报.pdf:x"} {
		f.refused(2, "--out", "report", "daily", "--out", filepath.Join(dir, name))
	}
	if left, err := filepath.Glob(filepath.Join(dir, "*")); err != nil || len(left) > 0 {
		t.Errorf("it wrote %v, %v", left, err)
	}
}
