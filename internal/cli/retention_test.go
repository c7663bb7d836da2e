package cli_test

import (
	"encoding/json"
	"strings"
	"testing"

	"beiandesk/internal/cli/shapes"
)

func TestWhatIsDueIsListedAndPurgedOnceItIsAskedFor(t *testing.T) {
	f := opened(t)
	f.at("2026-09-09 09:20")
	f.must("person", "consent", "add", "--case", "BA2026-0001", "--name", "沈一鸣", "--matters", "sensitive", "--way", "paper", "--evidence", "同意书")
	if out := f.must("retention", "list"); !strings.Contains(out, "账单和收款") || !strings.Contains(out, "10 年") || !strings.Contains(out, "最近 7 天、5 周、12 个月的各一份") {
		t.Errorf("%s", out)
	}
	if out := f.must("retention", "purge", "--kind", "consents"); !strings.Contains(out, "今天没有到期的") {
		t.Errorf("%s", out)
	}
	f.must("case", "do", "--case", "BA2026-0001", "--action", "case.withdraw", "--reason", "客户不办了")
	f.at("2029-09-11 09:20")
	var list []shapes.Retention
	if err := json.Unmarshal([]byte(f.must("retention", "list", "--kind", "consents", "--json")), &list); err != nil || len(list) != 1 || list[0].Due != 1 || list[0].Items[0].Until != "2029-09-09" {
		t.Fatalf("%+v, %v", list, err)
	}
	if out := f.must("retention", "list", "--kind", "consents"); !strings.Contains(out, "沈**") || !strings.Contains(out, "到期") {
		t.Errorf("%s", out)
	}
	purge := []string{"retention", "purge", "--kind", "consents"}
	if out := f.must(purge...); !strings.Contains(out, "会清除：沈**") || !strings.Contains(out, "还没有清除") {
		t.Errorf("%s", out)
	}
	f.refused(2, "--reason", append(purge, "--yes")...)
	f.refused(1, "已经不在了", append(purge, "--item", "x", "--reason", "期满", "--yes")...)
	if out := f.must(append(purge, "--reason", "保存期满", "--yes")...); !strings.Contains(out, "已清除同意的登记 1 项：沈**") {
		t.Errorf("%s", out)
	}
	if lines := f.audited("--text", "按保存期限清除"); len(lines) != 1 || lines[0].Text != "保存期满" {
		t.Errorf("%+v", lines)
	}
	f.refused(1, "不在这里清除", "retention", "purge", "--kind", "bills", "--item", "x", "--reason", "期满", "--yes")
	f.refused(2, "没有“x”这一类", "retention", "list", "--kind", "x")
}
