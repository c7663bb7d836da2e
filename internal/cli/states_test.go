package cli_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"beiandesk/internal/cli"
)

func TestACommandSaysWhatAFolderLacks(t *testing.T) {
	for name, c := range map[string]struct {
		gone []string
		says string
	}{
		"the database": {[]string{"desk.db"}, "没有数据库 desk.db"},
		"the keys":     {[]string{"keys.json"}, "没有钥匙文件 keys.json"},
		"both":         {[]string{"desk.db", "keys.json"}, "备案台留下的"},
		"everything":   {[]string{"desk.db", "keys.json", "demo", "migrate.lock"}, "没有备案台的数据"},
		"the folder":   {[]string{""}, "找不到这个文件夹"},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFolder(t)
			for _, name := range c.gone {
				if err := os.RemoveAll(filepath.Join(f.dir, name)); err != nil {
					t.Fatal(err)
				}
			}
			for _, command := range [][]string{{"list", "cases"}, {"doctor"}} {
				f.refused(1, c.says, command...)
			}
		})
	}
}

func TestNoPaperIsWrittenIntoADataFolder(t *testing.T) {
	f := newFolder(t)
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(f.dir, link); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "paper.pdf")
	if err := os.Symlink(filepath.Join(f.dir, "desk.db"), file); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(f.dir, "files", "ab"), 0o700); err != nil {
		t.Fatal(err)
	}
	other := newFolder(t)
	for _, out := range []string{
		filepath.Join(f.dir, "paper.pdf"), filepath.Join(f.dir, "desk.db"), filepath.Join(f.dir, "files", "ab", "c.age"),
		filepath.Join(link, "keys.json"), file, filepath.Join(other.dir, "desk.db"), filepath.Join(f.dir, "..", "desk", "x.pdf"),
	} {
		f.refused(1, "资料夹", "report", "daily", "--out", out)
	}
	if now, err := os.ReadFile(filepath.Join(f.dir, "desk.db")); err != nil || !strings.HasPrefix(string(now), "SQLite format 3") {
		t.Errorf("a paper lies in the database's place: %v", err)
	}
	f.must("report", "daily", "--out", filepath.Join(filepath.Dir(f.dir), "beside.pdf"))
}

func TestADemonstrationIsNotMadeOverWhatIsLeftOfADesk(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "desk.db-wal"), []byte("log"), 0o600); err != nil {
		t.Fatal(err)
	}
	r := cli.Run(strings.NewReader(""), "--data", dir, "demo", "--cases", "0")
	if list, err := os.ReadDir(dir); r.Code != 1 || err != nil || len(list) != 1 {
		t.Errorf("exit %d, %q, the folder holds %v", r.Code, r.Err, list)
	}
	inside := newFolder(t)
	if r := cli.Run(strings.NewReader(""), "--data", filepath.Join(inside.dir, "new"), "demo", "--cases", "0"); r.Code != 1 || !strings.Contains(r.Err, "另一个资料夹") {
		t.Errorf("in a data folder: exit %d, %q", r.Code, r.Err)
	}
}

func TestTheWindowIsToldAWholePath(t *testing.T) {
	t.Chdir(t.TempDir())
	r := cli.Run(strings.NewReader(""), "--data", "desk")
	if r.Code != 0 || r.Window == nil || !filepath.IsAbs(r.Window.Data) {
		t.Errorf("exit %d, told %+v", r.Code, r.Window)
	}
}
