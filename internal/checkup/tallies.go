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
	var off []string
	err = d.Read(ctx, func(tx store.Tx) error {
		off, err = tx.Projections().Miscounted()
		return err
	})
	if len(off) > 0 {
		wrong = fmt.Sprintf("今日、案件和账单的件数与逐件点数不符（%s），请从备份恢复", strings.Join(off, "、"))
	}
	return "与逐件点数一致", wrong, err
}
