package cli_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func TestOneResultIsRecordedInTheCasesOfATable(t *testing.T) {
	f := newFolder(t)
	f.at("2026-09-07 09:30")
	f.must("import", write(t, "cases.csv", "客户,省份,域名\n杭州甲乙软件有限公司,浙江,jiayi.example\n宁波丙丁贸易有限公司,浙江,bingding.example\n"), "--phases", "icp", "--agree")
	var cases []struct{ Number, Domain string }
	if err := json.Unmarshal([]byte(f.must("list", "cases", "--json")), &cases); err != nil || len(cases) != 2 {
		t.Fatalf("%d cases: %v", len(cases), err)
	}
	table := write(t, "many.csv", fmt.Sprintf("案件编号\n%s\n%s\n", cases[0].Number, cases[1].Number))
	many := []string{"case", "do", "--many", table, "--action", "account.done"}
	if said := f.must(append(many, "--dry-run")...); !strings.Contains(said, "试过，没有登记：子账号已交接，2 件") {
		t.Errorf("a dry run says %s", said)
	}
	if at := f.show(cases[0].Number).Stage; at != "account" {
		t.Errorf("after a dry run it stands at %s", at)
	}
	said := f.must(many...)
	batch := regexp.MustCompile(`--take-back (\S+)`).FindStringSubmatch(said)
	if batch == nil || f.show(cases[1].Number).Stage == "account" {
		t.Fatalf("recorded: %s", said)
	}
	if r := f.run(many...); r.Code != 1 || !strings.Contains(r.Out, "没有登记，一件也没存：2 处要改") {
		t.Errorf("recorded twice: exit %d, %s%s", r.Code, r.Out, r.Err)
	}
	if said := f.must("case", "do", "--take-back", batch[1]); said != "已撤销：子账号已交接，2 件" {
		t.Errorf("taken back: %s", said)
	}
	if at := f.show(cases[1].Number).Stage; at != "account" {
		t.Errorf("after that it stands at %s", at)
	}
	f.refused(1, "隔得太久", "case", "do", "--take-back", batch[1])
	f.refused(1, "第 2 行：没有案件 BA2026-9999", "case", "do", "--many", write(t, "wrong.csv", "编号\nBA2026-9999\n"), "--action", "account.done")
	for _, row := range strings.Split(f.must("case", "do", "--many", table), "\n")[:2] {
		if !strings.Contains(row, "查过，还没有结果") {
			t.Errorf("a look says %s", row)
		}
	}
}

func TestTheCasesOfATableGetANoteAndAnotherOwner(t *testing.T) {
	f := newFolder(t)
	f.at("2026-09-07 09:30")
	f.must("import", write(t, "cases.csv", "客户,省份,域名\n杭州甲乙软件有限公司,浙江,jiayi.example\n宁波丙丁贸易有限公司,浙江,bingding.example\n"), "--phases", "icp", "--agree")
	var cases []struct{ Number, Owner string }
	if err := json.Unmarshal([]byte(f.must("list", "cases", "--json")), &cases); err != nil || len(cases) != 2 {
		t.Fatalf("%d cases: %v", len(cases), err)
	}
	table := write(t, "many.csv", fmt.Sprintf("案件编号\n%s\n%s\n", cases[0].Number, cases[1].Number))
	note := []string{"case", "note", "--many", table, "--text", "十月停审一周"}
	if said := f.must(append(note, "--dry-run")...); !strings.Contains(said, "试过，没有登记：备忘，2 件") {
		t.Errorf("a dry run says %s", said)
	}
	said := f.must(note...)
	if batch := regexp.MustCompile(`--take-back (\S+)`).FindStringSubmatch(said); batch == nil || f.must("case", "do", "--take-back", batch[1]) != "已撤销：备忘，2 件" {
		t.Errorf("noted: %s", said)
	}
	if shown := f.must("case", "show", "--case", cases[1].Number); !strings.Contains(shown, "十月停审一周") {
		t.Errorf("the second case shows %s", shown)
	}
	if said := f.must("case", "tag", "--many", table, "--add", "加急", "--add", "九月批"); !strings.Contains(said, "加急、九月批") || !strings.Contains(said, "已登记：贴标签，2 件") {
		t.Errorf("tagged: %s", said)
	}
	if r := f.run("case", "owner", "--case", cases[0].Number, "--to", cases[0].Owner); r.Code != 1 || !strings.Contains(r.Out, "已经由") {
		t.Errorf("given to who has it: exit %d, %s%s", r.Code, r.Out, r.Err)
	}
	f.refused(1, "没有这位经办", "case", "owner", "--many", table, "--to", "无此人")
}

func TestTheClientsOfATableAreChasedAndTheirReportsPrinted(t *testing.T) {
	f := newFolder(t)
	f.at("2026-09-07 09:30")
	f.must("import", write(t, "cases.csv", "客户,省份,域名\n杭州甲乙软件有限公司,浙江,jiayi.example\n杭州甲乙软件有限公司,浙江,jiayi-2.example\n宁波丙丁贸易有限公司,浙江,bingding.example\n"), "--phases", "icp", "--agree")
	var cases []struct{ Number string }
	if err := json.Unmarshal([]byte(f.must("list", "cases", "--json")), &cases); err != nil || len(cases) < 2 {
		t.Fatalf("%d cases: %v", len(cases), err)
	}
	numbers := []string{"案件编号"}
	for _, c := range cases {
		numbers = append(numbers, c.Number)
	}
	table := write(t, "many.csv", strings.Join(numbers, "\n"))
	chase := []string{"case", "chase", "--many", table, "--sms"}
	said := f.must(chase...)
	if heads := regexp.MustCompile(`(?m)^BA2026-.* 发给 .*：\d+ 字，分 \d 条发$`).FindAllString(said, -1); len(heads) != 2 || strings.Count(said, "开好")+strings.Count(said, "建好腾讯云子账号") != 2 {
		t.Errorf("the messages are %s", said)
	}
	if got := f.must("case", "chase", "--case", cases[0].Number, "--log"); got != "还没有联系记录" {
		t.Errorf("unsent it is noted: %s", got)
	}
	if said := f.must(append(chase, "--sent")...); !strings.Contains(said, fmt.Sprintf("已登记：催办，%d 件", len(cases))) || strings.Contains(said, "take-back") {
		t.Errorf("sent: %s", said)
	}
	if got := f.must("case", "chase", "--case", cases[0].Number, "--log"); !strings.Contains(got, "催办：短信") {
		t.Errorf("sent it is not noted: %s", got)
	}
	f.refused(2, "--log、--many 只能写一个", "case", "chase", "--many", table, "--log")
	f.refused(2, "要写 --case、--many 里的一个", "case", "chase")
	out := filepath.Join(t.TempDir(), "报告.pdf")
	f.must("report", "progress", "--many", table, "--out", out)
	if text, err := os.ReadFile(out); err != nil || !bytes.HasPrefix(text, []byte("%PDF")) {
		t.Errorf("%.9s, %v", text, err)
	}
	f.refused(2, "只有 PDF", "report", "progress", "--many", table, "--out", strings.Replace(out, ".pdf", ".png", 1))
	f.refused(2, "--case", "report", "progress", "--out", out)
}
