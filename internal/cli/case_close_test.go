package cli_test

import (
	"strings"
	"testing"
)

func TestACaseIsClosedByOneCommandStepByStep(t *testing.T) {
	f := opened(t)
	f.at("2026-09-09 09:20")
	if out := f.must("case", "close", "--case", "BA2026-0001"); !strings.Contains(out, "1. 撤权") || !strings.Contains(out, "3. 清除材料　还不能办") || !strings.Contains(out, "日志码") {
		t.Errorf("%s", out)
	}
	f.refused(1, "还不能清除材料：还有环节没有办完", "case", "close", "--case", "BA2026-0001", "--scans", "purge")
	f.must("case", "do", "--case", "BA2026-0001", "--action", "case.withdraw", "--reason", "客户不办了")
	if out := f.must("case", "close", "--case", "BA2026-0001", "--given", "papers"); !strings.Contains(out, "2. 交还　已办") || !strings.Contains(out, "已交还：其他书面材料") {
		t.Errorf("%s", out)
	}
	f.refused(1, "交还已经登记过，这次没有登记", "case", "close", "--case", "BA2026-0001", "--given", "name,papers")
	f.refused(2, "--case", "case", "close")
}
