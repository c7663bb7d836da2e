package checkup

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"beiandesk/internal/desk"
)

// database asks the engine about its file: structure, references, and whether tables,
// indexes and triggers are still those that the desk made.
func database(ctx context.Context, d *desk.Desk) (whole, wrong string, err error) {
	faults, err := d.Integrity(ctx)
	if len(faults) > 0 {
		wrong = fmt.Sprintf("数据文件有 %d 处不对（%s），请从备份恢复", len(faults), some(faults))
	}
	return "表、索引和触发器都是本台建的，没有矛盾", wrong, err
}

// some names the first of many, in order and each once.
func some(all []string) string {
	const shown = 5
	slices.Sort(all)
	all = slices.Compact(all)
	if len(all) > shown {
		return strings.Join(all[:shown], "、") + fmt.Sprintf(" 等 %d 项", len(all))
	}
	return strings.Join(all, "、")
}
