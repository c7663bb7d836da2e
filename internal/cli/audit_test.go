package cli_test

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

type auditLine struct {
	Seq                                           int64
	Recorded, Staff, Via, Kind, Case, Title, Text string
}

func (f *folder) audited(args ...string) (list []auditLine) {
	f.Helper()
	if err := json.Unmarshal([]byte(f.must(append([]string{"audit", "--json"}, args...)...)), &list); err != nil {
		f.Fatal(err)
	}
	return list
}

func TestWhatWasDoneIsListedFilteredAndTakenOut(t *testing.T) {
	f := opened(t)
	w := &walker{folder: f, number: "BA2026-0001"}
	f.at("2026-09-09 09:20")
	w.do("2026-09-09 09:30", "account.done")
	if moves := f.audited("--kind", "move", "--case", w.number, "--from", "2026-09-09", "--to", "2026-09-09"); len(moves) != 1 ||
		moves[0].Title != "子账号已交接" || moves[0].Via != "command" || moves[0].Staff == "" {
		t.Fatalf("%+v", moves)
	}
	if none := f.audited("--kind", "move", "--to", "2026-09-01"); len(none) != 0 {
		t.Errorf("%+v", none)
	}
	// What was taken is told itself, with what it was chosen by.
	if took := f.audited("--text", "导出操作记录 1"); len(took) != 1 || !strings.HasSuffix(took[0].Text, "类别 办理，案件 "+w.number) {
		t.Errorf("%+v", took)
	}
	if said := f.must("audit", "--text", "交接"); !strings.Contains(said, "子账号已交接") || !strings.Contains(said, "命令") {
		t.Errorf("%s", said)
	}
	// A paper that is saved is told in the timeline of its case; so is each opening, of the desk.
	f.must("report", "daily", "--out", filepath.Join(t.TempDir(), "d.pdf"))
	f.must("report", "progress", "--case", w.number, "--out", filepath.Join(t.TempDir(), "p.pdf"))
	if saved := f.audited("--kind", "paper", "--case", w.number); len(saved) != 1 || saved[0].Title != "存备案进度报告 "+w.number {
		t.Errorf("%+v", saved)
	}
	if all, opened := f.audited("--kind", "paper"), f.audited("--kind", "open"); len(all) != 2 || len(opened) < 8 || opened[0].Title != "打开资料夹" {
		t.Errorf("%+v, %+v", all, opened)
	}
	f.refused(1, "没有“没人”这位经办", "audit", "--by", "没人")
	f.refused(1, "没有“odd”这类记录", "audit", "--kind", "odd")
	f.refused(1, "没有 BA2026-9999 这个案件", "audit", "--case", "BA2026-9999")
	f.refused(1, "早于开始的日期", "audit", "--from", "2026-09-09", "--to", "2026-09-01")
	f.refused(2, "只能写一个", "audit", "--json", "--csv", "a.csv")
	at := filepath.Join(t.TempDir(), "a.csv")
	f.must("audit", "--csv", at)
	content, err := os.ReadFile(at)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(content), "\ufeff"))).ReadAll()
	if err != nil || !strings.HasPrefix(string(content), "\ufeff序号,") || len(rows) < 5 {
		t.Fatalf("%v: %q", err, content)
	}
	if took := f.audited("--text", fmt.Sprintf("导出操作记录 %d 条", len(rows)-1)); len(took) != 1 || took[0].Text != "全部" {
		t.Errorf("%+v", took)
	}
}
