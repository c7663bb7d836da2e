package cli_test

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/cal"
	"beiandesk/internal/office"
	"beiandesk/internal/office/rulepage"
)

//go:generate go test -run TestTheRulesPageIsThatOfTheData -update

const rulesFile = "../../docs/rules.md"

func TestTheRulesPageIsThatOfTheData(t *testing.T) {
	editions, err := office.NewEditions(nil, cal.Embedded(), nil)
	if err != nil {
		t.Fatal(err)
	}
	want := rulepage.Page(rulepage.Input{
		Edition: editions.Release(), Calendar: cal.Embedded(),
		Whose: "随软件的一版，由数据生成（`go generate ./internal/cli`），请改数据，不改这一页。“核实”栏是各台自己的事，这里只写哪些待核实；本台自己的一页用 `beiandesk list rules` 打印。",
	})
	if *update {
		if err := os.WriteFile(rulesFile, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile(rulesFile)
	if err != nil {
		t.Fatal(err)
	}
	if string(have) != want {
		t.Error("docs/rules.md is not what the data say: run go generate ./internal/cli")
	}
}

func TestALawIsConfirmedByCommand(t *testing.T) {
	f := newFolder(t)
	f.at("2026-11-29 09:00")
	const article, limit = "law/network-data/第十二条", "limit/scan/forms:200 KB–8 MB"
	listed := func() (about []string) {
		var list []struct{ About string }
		if err := json.Unmarshal([]byte(f.must("list", "unconfirmed", "--json")), &list); err != nil {
			t.Fatal(err)
		}
		for _, u := range list {
			about = append(about, u.About)
		}
		return about
	}
	before := listed()
	if !slices.Contains(before, article) || !slices.Contains(before, limit) {
		t.Fatalf("%v", before)
	}
	var done struct {
		Done        []string
		Unconfirmed int
	}
	if err := json.Unmarshal([]byte(f.must("confirm", article, limit, "--confirmed", "2026-11-27", "--note", "看过原文", "--json")), &done); err != nil {
		t.Fatal(err)
	}
	if after := listed(); len(after) != len(before)-2 || done.Unconfirmed != len(after) || slices.Contains(after, article) || len(done.Done) != 2 {
		t.Errorf("%d are left of %d, %+v", len(after), len(before), done)
	}
	if page := f.must("list", "rules"); !strings.Contains(page, "| 2026-11-27 ") {
		t.Error("the page does not tell when it was confirmed")
	}
	if said := f.must("confirm", article, "--undo"); !strings.Contains(said, "已撤销核实 1 条") || !slices.Contains(listed(), article) {
		t.Errorf("%s", said)
	}
	f.refused(1, "没有核实过", "confirm", article, "--undo")
	f.refused(1, "没有这一项", "confirm", "law/network-data/第一百条")
	f.refused(2, "about", "confirm", "第十二条")
}

func TestADeskPrintsItsRulesAndWhatNobodyHasConfirmed(t *testing.T) {
	f := newFolder(t)
	f.at("2026-11-29 09:00")
	if page := f.must("list", "rules"); !strings.Contains(page, "本台 2026-11-29 的最新一版") || !strings.Contains(page, "## 预检规则") || !strings.Contains(page, "### 西藏") {
		t.Errorf("the page is\n%.300s", page)
	}
	type line struct{ Kind, Scope, Code, Name, Source, Sourced, Due, Confirmed string }
	var list []line
	if err := json.Unmarshal([]byte(f.must("list", "unconfirmed", "--json")), &list); err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(list, func(u line) bool {
		return u.Kind == "clock" && u.Scope == "" && u.Code == "bureau-review.max"
	})
	if i < 0 || list[i].Sourced != "2022" || list[i].Due != "2023-12-31" || list[i].Confirmed != "" {
		t.Errorf("%d listed, at %d", len(list), i)
	}
	if said := f.must("list", "unconfirmed"); !strings.Contains(said, "管局最迟") || strings.Count(said, "\n") != len(list) {
		t.Errorf("%d lines, %d listed", strings.Count(said, "\n"), len(list))
	}
}
