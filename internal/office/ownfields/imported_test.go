package ownfields_test

import (
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/office/importing"
	own "beiandesk/internal/office/ownfields"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// sites is a sheet of two sites of one client, with cells for 标签, 人数 and 会员号 of each.
func sites(first, second [3]string) [][]string {
	return [][]string{
		{"客户", "统一社会信用代码", "省份", "域名", "标签", "人数", "会员号"},
		append([]string{"杭州青禾软件有限公司", "91330106MA2KQ7T8XJ", "浙江", "jia.example"}, first[:]...),
		append([]string{"杭州青禾软件有限公司", "91330106MA2KQ7T8XJ", "浙江", "yi.example"}, second[:]...),
	}
}

func take(f *desktest.Fixture, rows [][]string, dry bool) importing.Report {
	f.T.Helper()
	out, err := importing.Run(ctx, f.Office, importing.Input{File: "a.xlsx", ICP: true, Agree: true, Rows: rows, Dry: dry})
	if err != nil {
		f.T.Fatal(err)
	}
	return out
}

// theOnlyCase is the case of all rows of a sheet, and its client.
func theOnlyCase(f *desktest.Fixture, out importing.Report) (ref.CaseID, store.Whose) {
	f.T.Helper()
	var c ref.CaseID
	var whose store.Whose
	err := f.Read(ctx, func(tx store.Tx) error {
		got, err := tx.Cases().ByNumber(out.Rows[0].Number)
		c, whose = got.ID, store.Whose{Client: got.ClientID}
		return err
	})
	if err != nil {
		f.T.Fatal(err)
	}
	return c, whose
}

func TestAFurtherSiteBringsItsTagsAndValues(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	field(f, own.OwnFieldInput{About: "case", Name: "人数", Kind: "number"})
	field(f, own.OwnFieldInput{About: "case", Name: "会员号", Kind: "text", Sealed: true})
	out := take(f, sites([3]string{"加急", "12", "VIP-1"}, [3]string{"加急、老客户", "13", "VIP-2"}), false)
	if out.Done || len(out.Rows[0].Problems) != 1 || out.Rows[0].Problems[0].Column != "会员号" || strings.Contains(out.Rows[0].Problems[0].Text, "VIP") {
		t.Fatalf("told of two sealed values %+v", out.Rows[0])
	}
	if out = take(f, sites([3]string{"加急", "12", ""}, [3]string{"加急、老客户", "13", "VIP-2"}), false); !out.Done || out.Opened != 1 {
		t.Fatalf("told %+v", out)
	}
	id, _ := theOnlyCase(f, out)
	if got := said(f, store.Whose{Case: id}); got != "加急、老客户 / 人数=12 / 会员号=******" {
		t.Errorf("it has %s", got)
	}
	if text := f.Line(f.Show(id), "备忘").Text; !strings.Contains(text, "第 3 行的人数：13") || strings.Contains(text, "标签") {
		t.Errorf("aside stands %q", text)
	}
}

// Of a client that was there what is empty is filled, and empty again once the import is taken
// back; what differs is told and stays.
func TestAnImportFillsWhatAClientThatWasThereHasNot(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	source := field(f, own.OwnFieldInput{About: "client", Name: "来源", Kind: "text"})
	field(f, own.OwnFieldInput{About: "client", Name: "级别", Kind: "text"})
	client := f.Show(f.OpenCase(desktest.Qinghe())).Client
	if err := own.Set(ctx, f.Office, own.OwnSetInput{ClientID: client.ID, Values: map[string]string{source: "广告"}, Version: client.Version}); err != nil {
		t.Fatal(err)
	}
	f.SetClock("2026-09-08 10:00")
	rows := [][]string{
		{"客户", "统一社会信用代码", "省份", "域名", "来源", "级别"},
		{"杭州青禾软件有限公司", "91330106MA2KQ7T8XJ", "浙江", "jia.example", "转介绍", "甲"},
		{"宁波松涧家居有限公司", "", "浙江", "songjian.example", "转介绍", "乙"},
	}
	for _, dry := range []bool{true, false} {
		told := take(f, rows, dry).Rows
		if !slices.Contains(told[0].Told, "来源和已有的不同，没有改动") || !slices.Contains(told[0].Told, "已有的客户没有填级别，这次补上") || strings.Contains(strings.Join(told[1].Told, "\n"), "级别") {
			t.Errorf("dry %v: told %q and %q", dry, told[0].Told, told[1].Told)
		}
	}
	if got := said(f, store.Whose{Client: client.ID}); got != " / 来源=广告 / 级别=甲" {
		t.Errorf("the client has %s", got)
	}
	if again := take(f, rows, false); again.Done || again.Skipped != 2 {
		t.Errorf("again: %+v", again)
	}
	last, err := importing.Batches(ctx, f.Office)
	if err != nil || len(last) != 1 {
		t.Fatalf("imports %+v, %v", last, err)
	}
	if b, err := importing.Undo(ctx, f.Office, last[0].Seq); err != nil || b.Cases != 2 {
		t.Errorf("taken back: %+v, %v", b, err)
	}
	if got := said(f, store.Whose{Client: client.ID}); got != " / 来源=广告 / 级别=" {
		t.Errorf("taken back, the client has %s", got)
	}
	take(f, rows, false)
	f.SetClock("2026-09-09 10:00")
	if err := own.Set(ctx, f.Office, own.OwnSetInput{ClientID: client.ID, Values: map[string]string{source: "老客户"}, Version: client.Version + 1}); err != nil {
		t.Fatal(err)
	}
	if last, err = importing.Batches(ctx, f.Office); err != nil {
		t.Fatal(err)
	}
	if _, err := importing.Undo(ctx, f.Office, last[0].Seq); err == nil || !strings.Contains(err.Error(), "杭州青禾软件有限公司（自定义字段改过）") {
		t.Errorf("built on: %v", err)
	}
}
