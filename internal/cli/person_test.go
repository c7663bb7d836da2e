package cli_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"beiandesk/internal/cli/shapes"
	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/office/rights"
)

func TestAPersonIsGivenACopyOfHisData(t *testing.T) {
	f := opened(t)
	f.at("2026-09-09 09:20")
	held := func(args ...string) (c rights.CopyFile) {
		t.Helper()
		out := filepath.Join(t.TempDir(), "copy.json")
		f.must(append([]string{"person", "copy", "--case", "BA2026-0001", "--name", "沈一鸣", "--out", out}, args...)...)
		text, err := os.ReadFile(out)
		if err != nil || json.Unmarshal(text, &c) != nil {
			t.Fatalf("%v: %s", err, text)
		}
		return c
	}
	if c := held(); c.Whole || !strings.Contains(c.Person.Mobile, "*") || c.Person.DocKind != "居民身份证" || len(c.Cases) != 1 || c.Cases[0].Case != "BA2026-0001" || len(c.Cases[0].Roles) == 0 {
		t.Errorf("%+v", c)
	}
	if c := held("--whole"); !c.Whole || strings.Contains(c.Person.Mobile+c.Person.DocNumber+c.Person.Living, "*") || c.Person.Name != "沈一鸣" {
		t.Errorf("%+v", c)
	}
	if lines := f.audited("--text", "个人信息副本"); len(lines) != 2 || lines[0].Kind != "export" {
		t.Errorf("%+v", lines)
	}
	f.refused(1, "不在客户的人员里", "person", "copy", "--case", "BA2026-0001", "--name", "没人", "--out", filepath.Join(t.TempDir(), "x.json"))
	f.refused(1, "资料夹", "person", "copy", "--case", "BA2026-0001", "--name", "沈一鸣", "--out", filepath.Join(f.dir, "x.json"))
}

func TestABreachIsWrittenUpForAllWhoAreAffected(t *testing.T) {
	f := opened(t)
	f.at("2026-09-09 09:20")
	out := filepath.Join(t.TempDir(), "notices.txt")
	words := []string{"person", "breach", "--on", "2026-09-08", "--what", "移动硬盘遗失", "--done", "已更换口令", "--out", out}
	f.must(append(words, "--case", "BA2026-0001")...)
	text, err := os.ReadFile(out)
	if err != nil || !strings.Contains(string(text), "受影响的共 2 人") || !strings.Contains(string(text), "沈一鸣：") || !strings.Contains(string(text), "第五十七条") {
		t.Errorf("%v: %s", err, text)
	}
	f.refused(1, "没有 BA2026-0099 这个案件", append(words, "--case", "BA2026-0099")...)
	f.refused(2, "--done", "person", "breach", "--on", "2026-09-08", "--what", "移动硬盘遗失", "--out", out)
}

func TestConsentsAreRegisteredWithdrawnAndMissed(t *testing.T) {
	f := opened(t)
	f.at("2026-09-09 09:20")
	of := []string{"--case", "BA2026-0001", "--name", "沈一鸣"}
	listed := func() (list []shapes.Consent) {
		t.Helper()
		if err := json.Unmarshal([]byte(f.must(append([]string{"person", "consent", "list", "--json"}, of...)...)), &list); err != nil {
			t.Fatal(err)
		}
		return list
	}
	f.must(append([]string{"person", "consent", "add", "--matters", "sensitive，provide", "--way", "paper", "--on", "2026-09-05", "--evidence", "同意书第2版"}, of...)...)
	list := listed()
	if len(list) != 2 || list[0].Way != "签署书面同意书" || list[0].Withdrawn != "" {
		t.Fatalf("%+v", list)
	}
	f.must("person", "consent", "withdraw", list[0].ID, "--follows", "停办")
	if list := listed(); list[0].Withdrawn != "2026-09-09" || list[0].Follows != "停办" {
		t.Errorf("%+v", list)
	}
	f.refused(1, "没有 x 这条同意", "person", "consent", "withdraw", "x", "--follows", "停办")
	f.refused(2, "--evidence", append([]string{"person", "consent", "add", "--matters", "sensitive", "--way", "paper"}, of...)...)
}

func TestTheFileThatProvesAConsentIsSealedReplacedAndSaved(t *testing.T) {
	f := opened(t)
	f.at("2026-09-09 09:20")
	of := []string{"--case", "BA2026-0001", "--name", "沈一鸣"}
	picture := func(name string, seed uint64) (path string, content []byte) {
		content = desktest.Photo(t, 60_000, seed)
		return write(t, name, string(content)), content
	}
	listed := func() (list []shapes.Consent) {
		t.Helper()
		if err := json.Unmarshal([]byte(f.must(append([]string{"person", "consent", "list", "--json"}, of...)...)), &list); err != nil {
			t.Fatal(err)
		}
		return list
	}
	saved := func(id string) string {
		t.Helper()
		out := filepath.Join(t.TempDir(), "凭据.jpg")
		f.must("person", "consent", "save", id, "--out", out)
		text, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	first, content := picture("同意书.jpg", 1)
	add := append([]string{"person", "consent", "add", "--matters", "sensitive,provide", "--way", "paper", "--evidence", "同意书第2版"}, of...)
	f.refused(1, "没有收下", append(add, "--file", write(t, "x.bmp", "BM\x00\x00"))...)
	f.must(append(add, "--file", first)...)
	list := listed()
	if len(list) != 2 || list[0].File == nil || *list[0].File != (shapes.Proof{Name: "同意书.jpg", Type: "JPG", Size: 60_000, Added: "2026-09-09", Staff: "周敏"}) || saved(list[0].ID) != string(content) {
		t.Fatalf("%+v", list)
	}
	if out := f.must(append([]string{"person", "consent", "list"}, of...)...); !strings.Contains(out, "JPG 60 KB") {
		t.Errorf("%s", out)
	}
	second, content := picture("重签.jpg", 2)
	f.must("person", "consent", "attach", list[0].ID, second)
	if again := listed(); again[0].File.Name != "重签.jpg" || again[1].File.Name != "同意书.jpg" || saved(list[0].ID) != string(content) {
		t.Errorf("%+v", again)
	}
	if looks := f.audited("--kind", "reveal"); len(looks) != 2 || looks[0].Title != "查看同意的凭据原件："+list[0].MatterLabel {
		t.Errorf("%+v", looks)
	}
	out := filepath.Join(t.TempDir(), "copy.json")
	f.must(append([]string{"person", "copy", "--out", out}, of...)...)
	var c rights.CopyFile
	if text, err := os.ReadFile(out); err != nil || json.Unmarshal(text, &c) != nil || c.Consents[0].File != "重签.jpg" || c.Consents[0].Received != "2026-09-09" || len(c.LookedAt) != 2 {
		t.Errorf("%v: %+v", err, c)
	}
	f.refused(1, "同一个文件", "person", "consent", "attach", list[0].ID, second)
	f.refused(1, "没有 x 这条同意", "person", "consent", "attach", "x", second)
	f.refused(1, "没有 x 这条同意", "person", "consent", "save", "x", "--out", out)
	f.refused(1, "资料夹", "person", "consent", "save", list[0].ID, "--out", filepath.Join(f.dir, "x.jpg"))
	f.refused(2, "--out", "person", "consent", "save", list[0].ID)
	if out := f.must("doctor"); strings.Contains(out, "没有案件或同意用到") {
		t.Errorf("%s", out)
	}
}

func TestAPersonIsErasedOnlyOnceItIsAskedFor(t *testing.T) {
	f := opened(t)
	f.at("2026-09-09 09:20")
	of := []string{"--case", "BA2026-0001", "--name", "沈一鸣"}
	erase := append([]string{"person", "erase"}, of...)
	f.refused(1, "还在在办的案件里：BA2026-0001", erase...)
	f.must("case", "do", "--case", "BA2026-0001", "--action", "case.withdraw", "--reason", "客户不办了")
	place := t.TempDir()
	f.must("backup", "--to", place)
	if out := f.must(erase...); !strings.Contains(out, "会删去：姓名、证件号码") || !strings.Contains(out, "会留下：账单") || !strings.Contains(out, place+"：最近一份是 2026-09-09，那里不再自动备份") || !strings.Contains(out, "还没有删除") {
		t.Errorf("%s", out)
	}
	f.refused(2, "--reason", append(erase, "--yes")...)
	if out := f.must(append(erase, "--reason", "本人要求", "--yes")...); !strings.Contains(out, "已删去：姓名") {
		t.Errorf("%s", out)
	}
	f.refused(1, "不在客户的人员里", erase...)
}
