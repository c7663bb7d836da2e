package cli_test

import (
	"bytes"
	"encoding/json"
	"image/jpeg"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"beiandesk/internal/cli"
	"beiandesk/internal/scan/scenes"
)

func TestCommandsWithoutAFolder(t *testing.T) {
	for name, tt := range map[string]struct {
		args []string
		code int
		out  string // the whole of stdout, "…" at its end stands for anything
		err  string // held by stderr; "" = nothing is said there
	}{
		"version":                          {[]string{"version"}, 0, "beiandesk dev\n", ""},
		"amount in capitals":               {[]string{"rmb", "1409.50"}, 0, "人民币壹仟肆佰零玖元伍角整\n", ""},
		"amount that is none":              {[]string{"rmb", "abc"}, 2, "", "金额"},
		"working days over a holiday":      {[]string{"workdays", "2026-09-18", "20"}, 0, "2026-10-22\n", ""},
		"working days from a typed day":    {[]string{"workdays", "2026年9月18日", "20"}, 0, "2026-10-22\n", ""},
		"working days from a number":       {[]string{"workdays", "46283", "20"}, 2, "", "只有数字"},
		"working days over spring":         {[]string{"workdays", "2026-02-05", "20"}, 0, "2026-03-11\n", ""},
		"working days back":                {[]string{"workdays", "2026-10-22", "-20"}, 0, "2026-09-18\n", ""},
		"working days back, said plainly":  {[]string{"workdays", "2026-10-22", "--", "-20"}, 0, "2026-09-18\n", ""},
		"working days of no year yet":      {[]string{"workdays", "2026-11-18", "60"}, 0, "2027-02-15\n", "2027"},
		"too many working days":            {[]string{"workdays", "2026-11-18", "5001"}, 2, "", "5000"},
		"too many working days back":       {[]string{"workdays", "2026-11-18", "-5001"}, 2, "", "5000"},
		"working days of no number":        {[]string{"workdays", "2026-11-18", "x"}, 2, "", "整数"},
		"working days of no day":           {[]string{"workdays", "2026-02-30", "1"}, 2, "", "2026-09-18"},
		"a good phone":                     {[]string{"check", "phone", "13800571001"}, 0, "合格　　13800571001\n", ""},
		"one bad phone of two":             {[]string{"check", "phone", "13800571001", "123"}, 1, "合格…", ""},
		"a page for a domain":              {[]string{"check", "domain", "https://www.qinghe.example/"}, 0, "合格　　qinghe.example\n", "qinghe.example：已去掉前面的 https://"},
		"an office phone without 0086":     {[]string{"check", "landline", "0931-8412207"}, 0, "合格　　0086-0931-8412207\n", "0086-0931-****2207：已写成 0086-区号-号码"},
		"a mended number as JSON":          {[]string{"check", "--json", "icp", "浙ICP备2026051234"}, 0, "[\n  {\n    \"kind\": \"icp\",\n    \"value\": \"浙ICP备2026051234号\",\n    \"ok\": true,\n    \"rule\": \"\",\n    \"message\": \"\",\n    \"notes\": [\n      \"“号”和“-”已补上\"…", ""},
		"a kind that is not there":         {[]string{"check", "nonsense", "1"}, 2, "", "uscc"},
		"a check of nothing":               {[]string{"check", "id"}, 2, "", "用法"},
		"a word that is not there":         {[]string{"nonsense"}, 2, "", "nonsense"},
		"half a command":                   {[]string{"case"}, 2, "", "show"},
		"half a command and a wrong word":  {[]string{"case", "nonsense"}, 2, "", "nonsense"},
		"an option that is not there":      {[]string{"version", "--nonsense"}, 2, "", "--nonsense"},
		"an option without its value":      {[]string{"version", "--data"}, 2, "", "--data"},
		"a word too many":                  {[]string{"version", "now"}, 2, "", "now"},
		"no folder":                        {[]string{"list", "cases"}, 2, "", "--data"},
		"a folder without a desk":          {[]string{"--data", t.TempDir(), "list", "cases"}, 1, "", "没有备案台的数据"},
		"a demo without a number":          {[]string{"--data", t.TempDir(), "demo"}, 2, "", "--cases"},
		"a demo of less than nothing":      {[]string{"--data", t.TempDir(), "demo", "--cases", "-1"}, 2, "", "案件数"},
		"a case without its number":        {[]string{"case", "show"}, 2, "", "--case"},
		"a report without a file":          {[]string{"report", "daily"}, 2, "", "--out"},
		"a file that is not there":         {[]string{"scan", "/nonexistent/x.jpg"}, 1, "", "打不开"},
		"a case file that is not there":    {[]string{"case", "new", "--file", "/nonexistent/x.json"}, 1, "", "打不开"},
		"help":                             {[]string{"--help"}, 0, "备案台…", ""},
		"help of a word":                   {[]string{"check", "--help"}, 0, "检查…", ""},
		"help as a word":                   {[]string{"help"}, 0, "备案台…", ""},
		"help as a word, of words":         {[]string{"help", "case", "do"}, 0, "登记…", ""},
		"help of a word that is not there": {[]string{"help", "nonsense"}, 2, "", "nonsense"},
	} {
		t.Run(name, func(t *testing.T) {
			r := cli.Run(strings.NewReader(""), tt.args...)
			if r.Code != tt.code {
				t.Errorf("exit %d, want %d", r.Code, tt.code)
			}
			if start, open := strings.CutSuffix(tt.out, "…"); r.Out != tt.out && (!open || !strings.HasPrefix(r.Out, start)) {
				t.Errorf("stdout %q, want %q", r.Out, tt.out)
			}
			if !strings.Contains(r.Err, tt.err) || (tt.err == "" && r.Err != "") || strings.Count(r.Err, "\n") > 1 {
				t.Errorf("stderr %q, want one line with %q", r.Err, tt.err)
			}
		})
	}
}

func TestCheckSaysWhichRuleFailed(t *testing.T) {
	r := cli.Run(strings.NewReader(""), "check", "id", "330106198205290002", "330106198205290003", "--json")
	var list []struct {
		OK            bool
		Rule, Message string
		Warnings      []struct{ Rule string }
	}
	if err := json.Unmarshal([]byte(r.Out), &list); err != nil {
		t.Fatal(err)
	}
	if r.Code != 1 || len(list) != 2 || !list[0].OK || list[1].OK || list[1].Rule != "id.checksum" || list[1].Message == "" {
		t.Errorf("exit %d: %s", r.Code, r.Out)
	}
}

func TestScanTellsTypeAndSize(t *testing.T) {
	for name, tt := range map[string]struct {
		file string
		code int
		ok   bool
		err  string
	}{
		"fit":       {picture(t, "a.jpg", 640, 1), 0, true, ""},
		"too small": {picture(t, "b.jpg", 200, 1), 0, false, "55"},
		"no file":   {write(t, "c.jpg", "MZ not a picture"), 1, false, "Windows 程序"},
	} {
		t.Run(name, func(t *testing.T) {
			r := cli.Run(strings.NewReader(""), "scan", tt.file, "--json")
			if r.Code != tt.code || !strings.Contains(r.Err, tt.err) || (tt.err == "" && r.Err != "") {
				t.Fatalf("exit %d, said %q", r.Code, r.Err)
			}
			if r.Code != 0 {
				return
			}
			var out struct {
				Mime          string
				OK            bool
				Width, Height int
			}
			if err := json.Unmarshal([]byte(r.Out), &out); err != nil {
				t.Fatal(err)
			}
			if out.Mime != "image/jpeg" || out.OK != tt.ok || out.Width == 0 {
				t.Errorf("%+v", out)
			}
		})
	}
}

func TestBareWordOpensTheWindow(t *testing.T) {
	file := write(t, "pass", "from the file\nsecond line\n")
	whole := func(path string) string {
		path, err := filepath.Abs(path) // Windows adds a drive
		if err != nil {
			t.Fatal(err)
		}
		return path
	}
	for name, tt := range map[string]struct {
		args []string
		env  map[string]string
		want cli.Window
	}{
		"with nothing":   {nil, nil, cli.Window{}},
		"with options":   {[]string{"--data", "/a", "--staff", "周敏", "--passphrase-file", file}, nil, cli.Window{Data: whole("/a"), Passphrase: "from the file", Staff: "周敏"}},
		"with variables": {nil, map[string]string{"BEIANDESK_DATA": "/b", "BEIANDESK_STAFF": "何静", "BEIANDESK_PASSPHRASE": "p"}, cli.Window{Data: whole("/b"), Passphrase: "p", Staff: "何静"}},
		"options win":    {[]string{"--data", "/a"}, map[string]string{"BEIANDESK_DATA": "/b"}, cli.Window{Data: whole("/a")}},
	} {
		t.Run(name, func(t *testing.T) {
			for _, v := range []string{"BEIANDESK_DATA", "BEIANDESK_STAFF", "BEIANDESK_PASSPHRASE"} {
				t.Setenv(v, tt.env[v])
			}
			r := cli.Run(strings.NewReader(""), tt.args...)
			if r.Code != 0 || r.Window == nil || *r.Window != tt.want {
				t.Errorf("exit %d, %s, opened with %+v, want %+v", r.Code, r.Err, r.Window, tt.want)
			}
		})
	}
}

func TestPassphraseIsNeverAnArgument(t *testing.T) {
	cli.Walk(func(path string, cmd *cobra.Command) {
		if f := cmd.Flags().Lookup("passphrase"); f != nil {
			t.Errorf("%s takes a passphrase", path)
		}
	})
	r := cli.Run(strings.NewReader(""), "version", "--passphrase", "x")
	if r.Code != 2 {
		t.Errorf("--passphrase is taken: exit %d", r.Code)
	}
}

// A photograph of a paper becomes a copy that every portal takes; the original stays as it was.
func TestScanMakesACopyThatPortalsTake(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 11))
	s := scenes.Any(r)
	var shot bytes.Buffer
	if err := jpeg.Encode(&shot, s.Picture(r), &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	file := write(t, "photo.jpg", shot.String())
	out := filepath.Join(t.TempDir(), "copy.jpg")
	run := func(args ...string) cli.Result {
		return cli.Run(strings.NewReader(""), append([]string{"scan", file}, args...)...)
	}
	if r := run("--fix", "--out", out); r.Code != 0 || !strings.Contains(r.Out, out) || strings.Contains(r.Err, "四个角") {
		t.Fatalf("exit %d: %s%s", r.Code, r.Out, r.Err)
	}
	made, err := os.ReadFile(out)
	if err != nil || len(made) < 200*1024 || len(made) > 400_000 {
		t.Errorf("%d bytes, %v", len(made), err)
	}
	if now, err := os.ReadFile(file); err != nil || !bytes.Equal(now, shot.Bytes()) {
		t.Error("the original changed", err)
	}
	if r := run("--fix", "--out", out, "--whole", "--turn", "1", "--for", "police", "--watermark=仅供测试", "--json"); r.Code != 0 || !strings.Contains(r.Err, "仅供备案使用") || !strings.HasPrefix(r.Out, "{") {
		t.Errorf("exit %d: %s%s", r.Code, r.Out, r.Err)
	}
	for name, args := range map[string][]string{
		"--fix":       {"--out", out},
		"--out":       {"--fix"},
		"原文件不动":       {"--fix", "--out", file},
		".jpg":        {"--fix", "--out", filepath.Join(t.TempDir(), "copy.png")},
		"0、1、2 或 3":   {"--fix", "--out", out, "--turn", "4"},
		"--for":       {"--fix", "--out", out, "--for", "nobody"},
		"--watermark": {"--fix", "--out", out, "--watermark=\U00020BB7\U0002A700"},
		"--material":  {"--fix", "--out", out, "--material", "mobile"},
	} {
		if r := run(args...); r.Code == 0 || !strings.Contains(r.Err, name) {
			t.Errorf("%v: exit %d, %s", args, r.Code, r.Err)
		}
	}
}
