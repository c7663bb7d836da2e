package cli_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"beiandesk/internal/cli/shapes"
)

func TestAPersonIsGivenACopyOfHisData(t *testing.T) {
	f := opened(t)
	f.at("2026-09-09 09:20")
	held := func(args ...string) (c shapes.PersonCopy) {
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
