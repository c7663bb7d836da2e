package cli_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"beiandesk/internal/charset"
	"beiandesk/internal/cli/shapes"
)

func TestAListIsSavedAsATableCoveredUnlessAskedForInFull(t *testing.T) {
	f, number := walked(t)
	path := filepath.Join(t.TempDir(), "案件.xlsx")
	if err := os.WriteFile(path, []byte("an older one"), 0o600); err != nil {
		t.Fatal(err)
	}
	if said := f.must("list", "cases", "--out", path); said != "已写到 "+path+"（1 行）" {
		t.Errorf("it said %q", said)
	}
	book, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	rows, err := book.GetRows("案件")
	if err != nil || len(rows) != 2 || rows[1][0] != number || !strings.Contains(strings.Join(rows[1], " "), "138****") {
		t.Errorf("%q %v", rows, err)
	}
	if said := f.must("audit", "--kind", "export"); !strings.Contains(said, "导出案件表 1 行，打码") {
		t.Errorf("the journal says %s", said)
	}

	path = filepath.Join(t.TempDir(), "客户.CSV")
	f.must("list", "clients", "--out", path, "--charset", "GB18030", "--clear")
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text, err := charset.Decode(content)
	if err != nil || !strings.HasPrefix(text, "客户,主体性质,") || !strings.Contains(text, ",13800571001,") {
		t.Errorf("%q %v", text, err)
	}
	if said := f.must("audit", "--kind", "export"); !strings.Contains(said, "导出客户表 1 行，完整：证件号码、负责人手机") {
		t.Errorf("the journal says %s", said)
	}
	file := filepath.Join(t.TempDir(), "期限.ics")
	if said := f.must("list", "deadlines", "--out", file); !strings.Contains(said, " 条）") {
		t.Errorf("%s", said)
	}
	if content, err := os.ReadFile(file); err != nil || !strings.HasPrefix(string(content), "BEGIN:VCALENDAR\r\n") || !strings.Contains(string(content), "BEGIN:VEVENT") {
		t.Errorf("%q %v", content, err)
	}
	f.refused(2, "--charset 只用于 CSV", "list", "deadlines", "--out", file, "--charset", "utf-8")
	for _, list := range []string{"invoices", "deadlines", "followups", "today"} {
		f.must("list", list, "--out", filepath.Join(t.TempDir(), "a.csv"))
	}
}

func TestATableThatCannotBeSavedSaysWhyAndWritesNothing(t *testing.T) {
	f := newFolder(t)
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	for _, one := range []struct {
		want string
		args []string
	}{
		{"要以 .xlsx 或 .csv 结尾", []string{"cases", "--out", at("a.xls")}},
		{"--charset 只用于 CSV", []string{"cases", "--out", at("a.xlsx"), "--charset", "utf-8"}},
		{"--charset 要写 utf-8 或 gb18030", []string{"cases", "--out", at("a.csv"), "--charset", "latin1"}},
		{"--charset、--clear 要和 --out 一起写", []string{"clients", "--clear"}},
		{"--json 和 --out 只能写一个", []string{"invoices", "--json", "--out", at("a.csv")}},
		{"--clear", []string{"invoices", "--out", at("a.csv"), "--clear"}},
	} {
		f.refused(2, one.want, append([]string{"list"}, one.args...)...)
	}
	f.refused(1, "在资料夹", "list", "cases", "--out", filepath.Join(f.dir, "a.csv"))
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left %v, %v", left, err)
	}
}

func TestTheClientsAreListedWithoutWhatIsSealed(t *testing.T) {
	f, _ := walked(t)
	var list []map[string]any
	said := f.must("list", "clients", "--json")
	if err := json.Unmarshal([]byte(said), &list); err != nil || len(list) != 1 || list[0]["kind"] != "enterprise" || list[0]["cases"] != 1.0 {
		t.Errorf("%s %v", said, err)
	}
	if said := f.must("list", "clients"); !strings.Contains(said, "沈一鸣") || strings.Contains(said, "138") {
		t.Error(said)
	}
}

func TestTodayIsListedForScriptsAndPeople(t *testing.T) {
	f, number := walked(t)
	var all, mine []shapes.Task
	for list, args := range map[*[]shapes.Task][]string{&all: {"list", "today", "--json"}, &mine: {"list", "today", "--mine", "--json"}} {
		if err := json.Unmarshal([]byte(f.must(args...)), list); err != nil {
			t.Fatal(err)
		}
	}
	if len(all) == 0 || len(mine) != len(all) || all[0].Case != number || all[0].Todo == "" || all[0].WaitingLabel == "" || all[0].GroupLabel == "" {
		t.Fatalf("%+v, of which mine are %+v", all, mine)
	}
	if said := f.must("list", "today"); !strings.Contains(said, "要办的事") || !strings.Contains(said, all[0].Todo) {
		t.Errorf("%s", said)
	}
}

// The board's columns and a month's days, as the window lays them out.
func TestCasesAreListedAsTheyAreLaidOut(t *testing.T) {
	f := newFolder(t)
	f.at("2026-09-07 09:30")
	f.must("import", write(t, "cases.csv", "客户,省份,域名\n杭州甲乙软件有限公司,浙江,jiayi.example\n宁波丙丁贸易有限公司,浙江,bingding.example\n"), "--phases", "icp", "--agree")
	var all, laid []struct{ Number, Column, Day, Due string }
	read := func(to any, args ...string) {
		t.Helper()
		if err := json.Unmarshal([]byte(f.must(append([]string{"list", "cases", "--json"}, args...)...)), to); err != nil {
			t.Fatal(err)
		}
	}
	read(&all)
	read(&laid, "--board")
	if len(laid) != 2 || laid[0].Column != "prepare" {
		t.Errorf("on the board there are %+v", laid)
	}
	month := all[0].Due[:len("2026-09")]
	read(&laid, "--month", month)
	if len(laid) != 2 || laid[0].Day != all[0].Due[:len("2026-09-07")] {
		t.Errorf("in %s there are %+v", month, laid)
	}
	if out := f.must("list", "cases", "--board"); !strings.Contains(out, "看板列") || !strings.Contains(out, "准备") {
		t.Errorf("the board is %s", out)
	}
	if out := f.must("list", "cases", "--month", "2027-05"); strings.Contains(out, "BA2026") {
		t.Errorf("in another month there are %s", out)
	}
	f.refused(2, "--month", "list", "cases", "--month", "十一月")
	f.refused(2, "board", "list", "cases", "--board", "--month", month)
}
