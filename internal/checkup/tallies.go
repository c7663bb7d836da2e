package checkup

import (
	"context"
	"fmt"
	"strings"

	"beiandesk/internal/desk"
	"beiandesk/internal/store"
)

// tallies holds what lists are counted and found by against the rows that it was made of.
func tallies(ctx context.Context, d *desk.Desk) (whole, wrong string, err error) {
	var counts, copied []string
	err = d.Read(ctx, func(tx store.Tx) error {
		counts, copied, err = tx.Projections().Miscounted()
		return err
	})
	switch {
	case len(copied) > 0:
		wrong = fmt.Sprintf("列表所依据的内容与案件不符（%s），请从出错以前的备份恢复", strings.Join(append(copied, counts...), "、"))
	case len(counts) > 0:
		wrong = fmt.Sprintf("今日、案件和账单的件数与逐件点数不符（%s），请运行 beiandesk reindex", strings.Join(counts, "、"))
	}
	return "与逐件点数一致", wrong, err
}
