package cli_test

import (
	"bytes"
	"context"
	"encoding/json"
	"image/png"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"beiandesk/internal/cli"
	"beiandesk/internal/desk"
)

// opened makes a folder with the example's case in it.
func opened(t *testing.T) *folder {
	t.Helper()
	f := newFolder(t)
	f.at("2026-09-07 09:30")
	f.must("case", "new", "--file", write(t, "case.json", f.must("case", "new", "--example")))
	return f
}

func TestVariableWithThePassphraseIsUnsetOnceRead(t *testing.T) {
	f := newFolder(t)
	f.must("list", "cases")
	if _, there := os.LookupEnv("BEIANDESK_PASSPHRASE"); there {
		t.Error("the variable is still set")
	}
}

func TestPassphraseComesFromAFileOrIsAskedFor(t *testing.T) {
	f := newFolder(t)
	t.Setenv("BEIANDESK_PASSPHRASE", "")
	for name, tt := range map[string]struct {
		args []string
		code int
		err  string
	}{
		"file":       {[]string{"--passphrase-file", write(t, "good", passphrase+"\n")}, 0, ""},
		"wrong":      {[]string{"--passphrase-file", write(t, "bad", "no such passphrase\n")}, 1, "口令"},
		"empty file": {[]string{"--passphrase-file", write(t, "empty", "\n")}, 2, "空的"},
		"no file":    {[]string{"--passphrase-file", "/nonexistent"}, 2, "--passphrase-file"},
		"nothing":    {nil, 2, "口令"},
	} {
		t.Run(name, func(t *testing.T) {
			r := cli.Run(strings.NewReader(""), append([]string{"--data", f.dir, "list", "cases"}, tt.args...)...)
			if r.Code != tt.code || !strings.Contains(r.Err, tt.err) {
				t.Errorf("exit %d, said %q", r.Code, r.Err)
			}
		})
	}
}

func TestCommandsWorkBesideAnOpenWindow(t *testing.T) {
	f := opened(t)
	window, err := desk.Open(context.Background(), f.dir, desk.Secret{Passphrase: passphrase}, desk.Options{Window: true})
	if err != nil {
		t.Fatal(err)
	}
	f.must("case", "do", "--case", "BA2026-0001", "--action", "account.done")
	if out := f.must("doctor"); !strings.Contains(out, "有一个窗口开着") {
		t.Errorf("doctor does not see the window: %s", out)
	}
	if err := window.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestPlantedValuesAreNotInTheFolder(t *testing.T) {
	f := opened(t)
	path := picture(t, "planted-name.jpg", 400, 9)
	f.must("attach", "--case", "BA2026-0001", "--material", "licence", path)
	f.must("case", "do", "--case", "BA2026-0001", "--action", "case.hold", "--set", "until=2026-12-31", "--reason", "planted reason 13800571001")
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	planted := map[string][]byte{
		"identity number": []byte("330106198205290002"), "mobile": []byte("13800571001"), "emergency": []byte("13800571002"),
		"mail": []byte("shen@example.com"), "address": []byte("翠苑一区"), "office phone": []byte("88880101"),
		"reason": []byte("planted reason"), "file name": []byte("planted-name"), "picture": content[1000:1064],
	}
	files := 0
	err = filepath.WalkDir(f.dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files++
		data, err := os.ReadFile(path)
		for what, value := range planted {
			if bytes.Contains(data, value) || strings.Contains(path, string(value)) {
				t.Errorf("the %s lies in %s", what, filepath.Base(path))
			}
		}
		return err
	})
	if err != nil || files < 3 {
		t.Fatalf("%d files read: %v", files, err)
	}
	if out := f.must("case", "show", "--case", "BA2026-0001", "--json"); strings.Contains(out, "330106198205290002") || strings.Contains(out, `"13800571001"`) {
		t.Error("case show tells a sensitive value in full")
	}
}

func TestNothingIsOpenedFromABadCaseFile(t *testing.T) {
	f := newFolder(t)
	f.at("2026-09-07 09:30")
	example := f.must("case", "new", "--example")
	for name, tt := range map[string]struct{ old, new, want string }{
		"misspelt word":     {`"credit_code"`, `"creditcode"`, "creditcode"},
		"wrong type":        {`"interactive": false`, `"interactive": "no"`, "interactive"},
		"broken text":       {`"sites": [`, `"sites": [[`, "JSON"},
		"wrong number":      {"330106198205290002", "330106198205290003", "末位应为"},
		"wrong phase":       {`["icp", "police"]`, `["mars"]`, "icp"},
		"unknown province":  {`"浙江"`, `"火星"`, "省份"},
		"day in the future": {`"signed_at": "2026-09-07"`, `"signed_at": "2026-09-08"`, "签约"},
		"no day":            {`"domain_until": "2027-09-10"`, `"domain_until": "2027-02-30"`, "真实存在的一天"},
		"unknown owner":     {`"type": "first"`, `"type": "first", "owner": "无此人"`, "经办"},
	} {
		t.Run(name, func(t *testing.T) {
			text := strings.Replace(example, tt.old, tt.new, 1)
			if text == example {
				t.Fatal("the example has changed")
			}
			f.refused(1, tt.want, "case", "new", "--file", write(t, "case.json", text))
		})
	}
	if out := f.must("list", "cases", "--json"); out != "[]" {
		t.Errorf("cases were opened: %s", out)
	}
}

func TestACasesLastDaysComeBackAsTheyWereGiven(t *testing.T) {
	f := newFolder(t)
	f.at("2026-09-07 09:30")
	example := strings.Replace(f.must("case", "new", "--example"), `"grant_until": ""`, `"grant_until": "2026-08-31"`, 1)
	f.must("case", "new", "--file", write(t, "case.json", example))
	var c struct {
		Sites []map[string]any `json:"sites"`
	}
	if err := json.Unmarshal([]byte(f.must("case", "show", "--case", "BA2026-0001", "--json")), &c); err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]string{
		"server_until": "2027-03-02", "domain_until": "2027-09-10", "proof_until": "2027-09-10", "grant_until": "2026-08-31",
	} {
		if len(c.Sites) != 1 || c.Sites[0][key] != want {
			t.Errorf("%s is not %s in %v", key, want, c.Sites)
		}
	}
}

func TestSecondCaseOfASubjectWantsAgreement(t *testing.T) {
	f := opened(t)
	file := write(t, "case.json", f.must("case", "new", "--example"))
	f.refused(1, "--agree", "case", "new", "--file", file)
	if out := f.must("case", "new", "--file", file, "--agree"); out != "BA2026-0002" {
		t.Errorf("opened %q", out)
	}
}

func TestAClientThatIsThereGetsTheCase(t *testing.T) {
	f := opened(t)
	client := func(number string) string {
		var c struct {
			ClientID string `json:"client_id"`
		}
		if err := json.Unmarshal([]byte(f.must("case", "show", "--case", number, "--json")), &c); err != nil || c.ClientID == "" {
			t.Fatalf("%s has the client %q, %v", number, c.ClientID, err)
		}
		return c.ClientID
	}
	file := write(t, "case.json", strings.Replace(f.must("case", "new", "--example"), `"310013"`, `"310014"`, 1))
	r := f.run("case", "new", "--file", file, "--agree")
	if r.Code != 0 || client(strings.TrimSpace(r.Out)) != client("BA2026-0001") {
		t.Errorf("exit %d, opened %q in another name", r.Code, r.Out)
	}
	for _, want := range []string{"统一社会信用代码、名称相同", "client.postcode", "原来是 310013，这次是 310014", "域名"} {
		if !strings.Contains(r.Err, want) {
			t.Errorf("did not tell %q:\n%s", want, r.Err)
		}
	}
	if again := f.must("case", "new", "--file", file, "--agree", "--new-client"); client(again) == client("BA2026-0001") {
		t.Error("a second client on purpose was not made")
	}
	// Two have the code by now: nobody guesses.
	f.refused(1, "--new-client", "case", "new", "--file", file, "--agree")
}

func TestWrongMovesAreRefusedAndChangeNothing(t *testing.T) {
	f := opened(t)
	before := f.must("case", "show", "--case", "BA2026-0001", "--json")
	for name, tt := range map[string]struct {
		code int
		want string
		args []string
	}{
		"no such case":       {1, "BA2026-0099", []string{"--case", "BA2026-0099", "--action", "account.done"}},
		"no such action":     {2, "nonsense", []string{"--case", "BA2026-0001", "--action", "nonsense"}},
		"not its turn":       {1, "", []string{"--case", "BA2026-0001", "--action", "template.submit"}},
		"in the future":      {1, "", []string{"--case", "BA2026-0001", "--action", "account.done", "--at", "2026-09-08"}},
		"before the signing": {1, "", []string{"--case", "BA2026-0001", "--action", "account.done", "--at", "2026-09-06"}},
		"no moment":          {1, "2026-09-18", []string{"--case", "BA2026-0001", "--action", "account.done", "--at", "yesterday"}},
		"no reason":          {1, "", []string{"--case", "BA2026-0001", "--action", "case.hold"}},
		"no such site":       {1, "1 青禾进销存", []string{"--case", "BA2026-0001", "--action", "account.done", "--site", "3"}},
		"value without key":  {2, "KEY=VALUE", []string{"--case", "BA2026-0001", "--action", "account.done", "--set", "x"}},
		"value set twice":    {2, "两次", []string{"--case", "BA2026-0001", "--action", "account.done", "--set", "x=1", "--set", "x=2"}},
	} {
		t.Run(name, func(t *testing.T) { f.refused(tt.code, tt.want, append([]string{"case", "do"}, tt.args...)...) })
	}
	if after := f.must("case", "show", "--case", "BA2026-0001", "--json"); after != before {
		t.Error("a refused move has changed the case")
	}
}

func TestFilesThatCantBeReadAreNotKept(t *testing.T) {
	f := opened(t)
	f.refused(1, "Windows 程序", "attach", "--case", "BA2026-0001", "--material", "licence", write(t, "x.jpg", "MZ\x90"))
	f.refused(1, "材料", "attach", "--case", "BA2026-0001", "--material", "nonsense", picture(t, "x.jpg", 300, 1))
	f.refused(2, "FILE", "attach", "--case", "BA2026-0001", "--material", "licence")
	for _, m := range f.show("BA2026-0001").Materials {
		if m.Versions != 0 {
			t.Errorf("%s was kept", m.Code)
		}
	}
}

func TestThePapersDaysAreToldAndCorrected(t *testing.T) {
	f := opened(t)
	attach := func(words ...string) string {
		return f.must(append([]string{"attach", "--case", "BA2026-0001", "--material", "licence"}, words...)...)
	}
	licence := func() (issued, until, ends string) {
		for _, m := range f.show("BA2026-0001").Materials {
			if m.Code == "licence" {
				return m.Issued, m.Until, m.Ends
			}
		}
		return "", "", ""
	}
	f.refused(1, "还没有这一项的文件", "attach", "--case", "BA2026-0001", "--material", "licence", "--until", "长期")
	attach("--until", "2039-06-12", picture(t, "x.jpg", 300, 1))
	if issued, until, ends := licence(); issued != "" || until != "2039-06-12" || ends != until {
		t.Errorf("it came in with %q, %q, %q", issued, until, ends)
	}
	if said := attach("--until", "长期"); !strings.Contains(said, "第 1 版，有效期至 长期") {
		t.Errorf("corrected it says %q", said)
	}
	if _, until, ends := licence(); until != "长期" || ends != "" {
		t.Errorf("for good it is %q, %q", until, ends)
	}
	attach("--until", "none")
	if _, until, _ := licence(); until != "" {
		t.Errorf("taken away it is %q", until)
	}
	f.refused(1, "出具日", "attach", "--case", "BA2026-0001", "--material", "licence", "--issued", "2026-01-01")
}

func TestReportsArePDFs(t *testing.T) {
	f := opened(t)
	bill := f.must("invoice", "issue", "--case", "BA2026-0001")
	for name, tt := range map[string]struct {
		args []string
		want string
	}{
		"daily":    {nil, "今日期限表"},
		"progress": {[]string{"--case", "BA2026-0001"}, "杭州青禾软件有限公司"},
		"invoice":  {[]string{"--invoice", bill}, "人民币壹仟贰佰元整"},
	} {
		t.Run(name, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "paper.pdf")
			f.must(append([]string{"report", name, "--out", out}, tt.args...)...)
			text, err := exec.Command("pdftotext", out, "-").Output()
			if err != nil || !strings.Contains(strings.ReplaceAll(string(text), " ", ""), tt.want) {
				t.Errorf("%v: the paper reads\n%s", err, text)
			}
		})
	}
	out := filepath.Join(t.TempDir(), "给客户.PNG")
	f.must("report", "progress", "--case", "BA2026-0001", "--out", out)
	content, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	if drawn, err := png.DecodeConfig(bytes.NewReader(content)); err != nil || drawn.Width != 750 {
		t.Errorf("%+v, %v", drawn, err)
	}
	f.refused(2, "没有图片", "report", "daily", "--out", out)
	f.refused(1, "--out", "report", "daily", "--out", "/nonexistent/paper.pdf")
	f.refused(1, "账单", "report", "invoice", "--invoice", "ZD2026-0099", "--out", filepath.Join(t.TempDir(), "x.pdf"))
}

func TestDoctorFindsADamagedFile(t *testing.T) {
	f := opened(t)
	f.must("attach", "--case", "BA2026-0001", "--material", "licence", picture(t, "x.jpg", 300, 1))
	f.must("doctor")
	damaged := 0
	err := filepath.WalkDir(f.dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".age" {
			return err
		}
		damaged++
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		data[len(data)/2] ^= 1
		return os.WriteFile(path, data, 0o600)
	})
	if err != nil || damaged != 1 {
		t.Fatalf("%d files damaged: %v", damaged, err)
	}
	r := f.run("doctor", "--json")
	var list []struct {
		Check string
		OK    bool
	}
	if err := json.Unmarshal([]byte(r.Out), &list); err != nil {
		t.Fatal(err)
	}
	for _, l := range list {
		if l.OK == (l.Check == "documents") {
			t.Errorf("%s: ok is %t", l.Check, l.OK)
		}
	}
	if r.Code != 1 || r.Err != "" {
		t.Errorf("exit %d, said %q", r.Code, r.Err)
	}
}

func TestDoctorFindsFilesThatOthersMayRead(t *testing.T) {
	for name, mode := range map[string]os.FileMode{"everybody reads": 0o644, "the group reads": 0o640, "the group writes": 0o620, "everybody runs": 0o701} {
		t.Run(name, func(t *testing.T) {
			f := newFolder(t)
			if err := os.Chmod(filepath.Join(f.dir, "demo"), mode); err != nil {
				t.Fatal(err)
			}
			if r := f.run("doctor"); r.Code != 1 || !strings.Contains(r.Out, "chmod") {
				t.Errorf("exit %d: %s", r.Code, r.Out)
			}
		})
	}
}

func TestADemonstrationFillsNewFoldersAlone(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "mine.txt"), []byte("keep"), 0o600); err != nil {
		t.Fatal(err)
	}
	r := cli.Run(strings.NewReader(""), "--data", dir, "demo", "--cases", "0")
	if r.Code != 1 || !strings.Contains(r.Err, "不是空的") {
		t.Errorf("a folder with a file in it: exit %d, %q", r.Code, r.Err)
	}
	if list, err := os.ReadDir(dir); err != nil || len(list) != 1 {
		t.Errorf("the folder holds %v now, %v", list, err)
	}
}
