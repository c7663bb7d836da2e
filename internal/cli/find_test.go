package cli_test

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestWordsFindCasesAndTheirPeople(t *testing.T) {
	f := opened(t)
	var list []struct {
		Kind, Title, Note, Detail, Due string
		KindLabel                      string `json:"kind_label"`
	}
	if err := json.Unmarshal([]byte(f.must("find", "qinghe", "hz", "--json")), &list); err != nil {
		t.Fatal(err)
	}
	if len(list) < 2 || list[0].Kind != "case" || list[0].Note != "BA2026-0001" || list[0].Title != "杭州青禾软件有限公司" || list[0].KindLabel != "案件" || list[1].Kind != "client" {
		t.Errorf("%+v", list)
	}
	if said := f.must("find", "沈一"); !strings.Contains(said, "负责人") || !strings.Contains(said, "沈一鸣") {
		t.Errorf("table: %s", said)
	}
	if said := f.must("find", "备份", "--json"); strings.TrimSpace(said) != "[]" {
		t.Errorf("what only the window has: %s", said)
	}
	f.refused(2, "少写了内容", "find")
}
