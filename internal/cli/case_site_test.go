package cli_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/cli"
)

// file writes a file beside the folder and gives its path.
func (f *folder) file(name, text string) string {
	f.Helper()
	path := filepath.Join(f.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		f.Fatal(err)
	}
	return path
}

func mustJSON(t *testing.T, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestEachOfTheFiveRolesIsGivenByACommand(t *testing.T) {
	f := newFolder(t)
	f.at("2026-09-07 10:00")
	number := f.must("case", "new", "--file", f.file("case.json", cli.Run(strings.NewReader(""), "case", "new", "--example").Out))
	lead := func(role, person string) string {
		return f.must("case", "lead", "--case", number, "--role", role, "--person", person)
	}
	for role, label := range map[string]string{"subject": "主体负责人", "法定代表人": "法定代表人", "site": "网站负责人", "信息安全负责人": "信息安全负责人", "opinion": "舆情引导员"} {
		if got := lead(role, "沈一鸣"); got != label+"：沈一鸣" {
			t.Errorf("%s: %q", role, got)
		}
	}
	if got := lead("舆情引导员", ""); got != "舆情引导员：（空）" {
		t.Errorf("taken away: %q", got)
	}
	if got := f.must("case", "site", "--case", number); !strings.Contains(got, `"opinion": ""`) || !strings.Contains(got, `"security": "沈一鸣"`) {
		t.Errorf("the site has\n%s", got)
	}
	f.refused(1, "不在客户的人员里", "case", "lead", "--case", number, "--role", "site", "--person", "无此人")
	f.refused(1, "请选择主体负责人", "case", "lead", "--case", number, "--role", "站长", "--person", "沈一鸣")
	f.refused(1, "针对整个订单", "case", "lead", "--case", number, "--role", "subject", "--site", "1", "--person", "沈一鸣")
	f.refused(2, "--person", "case", "lead", "--case", number, "--role", "subject")
}

func TestASiteIsGivenAndTakenAsJSON(t *testing.T) {
	f := newFolder(t)
	f.at("2026-09-07 10:00")
	example := cli.Run(strings.NewReader(""), "case", "new", "--example").Out
	number := f.must("case", "new", "--file", f.file("case.json", example))
	read := func(args ...string) (s map[string]any) {
		t.Helper()
		if err := json.Unmarshal([]byte(f.must(append([]string{"case", "site", "--case", number}, args...)...)), &s); err != nil {
			t.Fatal(err)
		}
		return s
	}
	was := read()
	for key, want := range map[string]string{
		"contents": `["unit"]`, "languages": `["zh-hans"]`, "approvals": `["none"]`, "services": `[]`, "hazard": `"no"`,
		"registrar": `{"name":"腾讯云计算（北京）有限责任公司","region":"11","where":"inland"}`,
		"lead":      `"沈一鸣"`, "security": `"沈一鸣"`, "opinion": `"沈一鸣"`,
	} {
		if got := mustJSON(t, was[key]); got != want {
			t.Errorf("%s of the example is %s, want %s", key, got, want)
		}
	}
	change := `{"server_ip_end": "203.0.113.20", "approvals": ["新闻"], "permits": {"新闻": "33120260001"}, "contents": ["单位门户网站", "网络新闻"], "opinion": ""}`
	now := read("--file", f.file("site.json", change))
	was["server_ip_end"], was["approvals"], was["contents"], was["opinion"] = "203.0.113.20", []string{"news"}, []string{"news", "unit"}, ""
	was["permits"] = map[string]string{"news": "33120260001"}
	if got, want := mustJSON(t, now), mustJSON(t, was); got != want {
		t.Errorf("after the change\n%s, want\n%s", got, want)
	}
	if got := mustJSON(t, read()); got != mustJSON(t, now) {
		t.Errorf("what was given is not what is kept: %s", got)
	}
	if !slices.ContainsFunc(f.show(number).Owed, func(o string) bool { return strings.Contains(o, "新闻前置审批文件") }) {
		t.Error("the paper of the approval is not owed")
	}
	for text, said := range map[string]string{
		`{"server_ip_end": "203.0.113.1"}`: "终止 IP 比起始 IP 小", `{"colour": "red"}`: "没有 colour 这一项", `{"security": "无此人"}`: "不在客户的人员里",
		`{"permits": {"drugs": "2"}}`: "没有选“药品和医疗器械”", `{"contents": ["门户"]}`: "从列表里选",
	} {
		f.refused(1, said, "case", "site", "--case", number, "--file", f.file("bad.json", text))
	}
	f.refused(1, "--site 可以写", "case", "site", "--case", number, "--site", "2")
}

func TestASiteIsAddedAndDroppedByCommand(t *testing.T) {
	f := newFolder(t)
	f.at("2026-09-07 10:00")
	number := f.must("case", "new", "--file", f.file("case.json", cli.Run(strings.NewReader(""), "case", "new", "--example").Out))
	add := []string{"case", "site", "add", "--case", number, "--domain", "https://mall.example/", "--name", "青禾商城"}
	f.refused(1, "--new-domain（要买新域名吗）", add...)
	f.refused(2, "--case", "case", "site", "add")
	if out := f.must(append(add, "--new-domain", "域名已有")...); !strings.Contains(out, "已登记“加网站（青禾商城）”") {
		t.Errorf("added: %s", out)
	}
	sites := func() (list []string) {
		for _, s := range f.show(number).Sites {
			list = append(list, s.Domain)
		}
		return list
	}
	if got := sites(); len(got) != 2 || got[1] != "mall.example" {
		t.Fatalf("sites %v", got)
	}
	f.must("case", "do", "--case", number, "--action", "case.undo")
	if got := sites(); len(got) != 1 {
		t.Fatalf("taken back: %v", got)
	}
	f.must("case", "site", "add", "--case", number, "--file", f.file("mall.json", `{"domain": "mall.example", "server_ip": "203.0.113.12"}`), "--new-domain", "no")
	f.refused(2, "--reason", "case", "site", "drop", "--case", number, "--site", "mall.example")
	f.refused(1, "--site 可以写", "case", "site", "drop", "--case", number, "--site", "nowhere.example", "--reason", "不办")
	if out := f.must("case", "site", "drop", "--case", number, "--site", "mall.example", "--reason", "商城不办了"); !strings.Contains(out, "已登记“移出网站（mall.example）”　原因：商城不办了") {
		t.Errorf("dropped: %s", out)
	}
	c := f.show(number)
	if len(c.Sites) != 1 || len(c.Dropped) != 1 || c.Dropped[0].Domain != "mall.example" || c.Dropped[0].Why != "商城不办了" || c.Dropped[0].At != "2026-09-07 10:00" {
		t.Errorf("sites %v, dropped %+v", sites(), c.Dropped)
	}
	if out := f.must("case", "show", "--case", number); !strings.Contains(out, "已移出的网站\n  mall.example　2026-09-07 10:00　商城不办了") {
		t.Errorf("the case says %s", out)
	}
	f.refused(1, "最后一个网站", "case", "site", "drop", "--case", number, "--site", "1", "--reason", "不办")
}

// A mini program is opened from a case file by its name; a domain or a number of another kind is
// refused with the words of its type.
func TestAMiniProgramIsOpenedAndFiledByCommands(t *testing.T) {
	f := newFolder(t)
	f.at("2026-09-07 10:00")
	var c map[string]any
	if err := json.Unmarshal([]byte(cli.Run(strings.NewReader(""), "case", "new", "--example").Out), &c); err != nil {
		t.Fatal(err)
	}
	order := c["case"].(map[string]any)
	order["type"], order["phases"] = "mini", []string{"icp"}
	c["sites"] = []map[string]any{{"name": "青禾库存助手", "domain": "qinghe.example"}}
	f.refused(1, "小程序没有域名", "case", "new", "--file", f.file("domain.json", mustJSON(t, c)))
	c["sites"] = []map[string]any{{"name": "青禾库存助手", "details": map[string]string{"platform": "微信", "appid": "wx0123456789abcdef"}}}
	number := f.must("case", "new", "--file", f.file("mini.json", mustJSON(t, c)))
	if got := f.must("case", "show", "--case", number, "--json"); !strings.Contains(got, `"小程序备案"`) || !strings.Contains(got, "收集材料") {
		t.Errorf("%s", got)
	}
	if got := f.must("list", "cases"); !strings.Contains(got, "青禾库存助手") {
		t.Errorf("%s", got)
	}
	if got := f.must("list", "cases", "--json"); !strings.Contains(got, `"domain": ""`) || !strings.Contains(got, `"site": "青禾库存助手"`) {
		t.Errorf("%s", got)
	}
	f.refused(1, "没有“账号与子账号”环节", "case", "do", "--case", number, "--action", "account.done")
}
