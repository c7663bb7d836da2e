package cli_test

import (
	"encoding/json"
	"fmt"
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
