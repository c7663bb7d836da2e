package cli_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/cli"
	"beiandesk/internal/desk"
	"beiandesk/internal/office/calendar"
)

const year2027 = `{"year":2027,"papers":["x"],"days":[
	{"name":"元旦","date":"2027-01-01","isOffDay":true},{"name":"元旦","date":"2027-01-02","isOffDay":true},{"name":"元旦","date":"2027-01-03","isOffDay":true},
	{"name":"元旦","date":"2027-01-04","isOffDay":true},{"name":"元旦","date":"2027-01-09","isOffDay":false},
	{"name":"春节","date":"2027-02-06","isOffDay":true},{"name":"清明节","date":"2027-04-05","isOffDay":true},{"name":"端午节","date":"2027-06-09","isOffDay":true},
	{"name":"劳动节","date":"2027-05-01","isOffDay":true},{"name":"国庆节","date":"2027-10-01","isOffDay":true}]}`

func TestHolidaysAreImportedAndTheDatesTheyMoveAreListed(t *testing.T) {
	f := newFolder(t)
	f.at("2026-12-30 09:30")
	number := f.must("case", "new", "--file", write(t, "case.json", "\ufeff"+strings.ReplaceAll(f.must("case", "new", "--example"), "2026-09-07", "2026-12-30")))
	file := write(t, "2027.json", "\ufeff"+year2027) // as Windows' editors save it

	var got struct {
		Year         int
		Source       string
		Same         bool
		Cases, Moved int
		Firmed       int
		Off          int `json:"days_off"`
		Worked       int `json:"days_worked"`
		Changes      []struct{ Case, Stage, Label, Old, New string }
	}
	f.refused(1, "历年都在 20 到 45 天之间。请和国务院办公厅的通知核对，没有错就加 --agree", "holidays", "import", file)
	if err := json.Unmarshal([]byte(f.must("holidays", "import", file, "--agree", "--json")), &got); err != nil {
		t.Fatal(err)
	}
	if got.Year != 2027 || got.Source != "holiday-cn" || got.Same || got.Off != 9 || got.Worked != 1 || got.Cases != 1 || got.Moved+got.Firmed != len(got.Changes) || got.Moved == 0 {
		t.Fatalf("%+v", got)
	}
	for _, c := range got.Changes {
		if c.Case != number || c.Label != "约定日期" || c.Old != "2027-01-05（暂定）" || c.New != "2027-01-06" {
			t.Errorf("%+v", c)
		}
	}
	var dates []struct {
		Case, Due string
		Reasons   []string
	}
	if err := json.Unmarshal([]byte(f.must("list", "deadlines", "--json")), &dates); err != nil {
		t.Fatal(err)
	}
	for _, d := range dates {
		if d.Due != "2027-01-06" || slices.ContainsFunc(d.Reasons, func(r string) bool { return strings.Contains(r, "尚未公布") }) {
			t.Errorf("%+v", d)
		}
	}
	if said := f.must("holidays", "import", file); !strings.Contains(said, "和已有的相同") || strings.Contains(said, "→") {
		t.Errorf("again: %s", said)
	}
	if said := f.must("holidays", "list"); !strings.Contains(said, "2026-12-30 导入") || !strings.Contains(said, "随软件带来") {
		t.Errorf("list: %s", said)
	}
	if r := f.run("doctor"); r.Code != 0 {
		t.Errorf("doctor: %s%s", r.Out, r.Err)
	}
}

func TestWorkdaysCountWithTheYearsOfTheFolder(t *testing.T) {
	f := newFolder(t)
	count := func() cli.Result { return f.run("workdays", "2026-12-30", "5") }
	if r := count(); r.Code != 0 || r.Out != "2027-01-07\n" || !strings.Contains(r.Err, "2027") {
		t.Errorf("before the import: %+v", r)
	}
	f.must("holidays", "import", "--agree", write(t, "2027.json", year2027))
	if r := count(); r.Code != 0 || r.Out != "2027-01-08\n" || r.Err != "" { // 4 January is off
		t.Errorf("after it: %+v", r)
	}
	if r := cli.Run(strings.NewReader(""), "workdays", "2026-12-30", "5"); r.Out != "2027-01-07\n" {
		t.Errorf("without a folder: %+v", r)
	}
	t.Setenv("BEIANDESK_DATA", f.dir)
	if err := os.Unsetenv("BEIANDESK_PASSPHRASE"); err != nil {
		t.Fatal(err)
	}
	if r := cli.Run(strings.NewReader(""), "workdays", "2026-12-30", "5"); r.Code != 0 || r.Out != "2027-01-07\n" {
		t.Errorf("with the variable alone: %+v", r)
	}
	f.refused(1, "没有备案台的数据", "--data", t.TempDir(), "workdays", "2026-12-30", "5")
}

func TestAFileThatIsNoPublishedYearIsRefused(t *testing.T) {
	f := newFolder(t)
	f.refused(1, "2027 年放假安排尚未公布", "holidays", "import", write(t, "2027.json", `{"year":2027,"papers":[],"days":[]}`))
	f.refused(1, "认不出文件的格式", "holidays", "import", write(t, "x.json", `{}`))
	f.refused(1, "文件打不开", "holidays", "import", "/nonexistent.json")
	f.refused(2, "用法", "holidays", "import")
}

// A counting that was cut short leaves old dates behind: what lists them says so, and one
// command goes on.
func TestDatesThatStillWaitToBeCountedAreToldAndCounted(t *testing.T) {
	f := newFolder(t)
	f.at("2026-12-30 09:30")
	number := f.must("case", "new", "--file", write(t, "case.json", strings.ReplaceAll(f.must("case", "new", "--example"), "2026-09-07", "2026-12-30")))
	if said := f.must("holidays", "recount"); said != "没有要重算的期限" {
		t.Errorf("with nothing to do: %s", said)
	}
	d, err := desk.Open(t.Context(), f.dir, desk.Secret{Passphrase: passphrase}, desk.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := calendar.ImportHolidays(t.Context(), d.Office, []byte(year2027), true); err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}

	const left = "1 件案件的期限只重算了 0 件，请运行 beiandesk holidays recount"
	for _, args := range [][]string{{"list", "deadlines", "--json"}, {"list", "cases", "--json"}, {"report", "daily", "--out", filepath.Join(t.TempDir(), "d.pdf")}} {
		if r := f.run(args...); r.Code != 0 || strings.Count(r.Err, left) != 1 || strings.Contains(r.Out, left) {
			t.Errorf("%v: %+v", args, r)
		}
	}
	if r := f.run("doctor"); r.Code != 1 || !strings.Contains(r.Out, "异常　重算期限　") || !strings.Contains(r.Out, left) || !strings.Contains(r.Out, "请算完后再检查") {
		t.Errorf("doctor: %+v", r)
	}
	if said := f.must("holidays", "recount"); !strings.Contains(said, "重算 1 件案件") || !strings.Contains(said, number) || !strings.Contains(said, "→ 2027-01-06") {
		t.Errorf("recount: %s", said)
	}
	if r := f.run("list", "deadlines"); r.Err != "" || !strings.Contains(r.Out, "2027-01-06") {
		t.Errorf("afterwards: %+v", r)
	}
	if r := f.run("doctor"); r.Code != 0 {
		t.Errorf("doctor afterwards: %+v", r)
	}
}
