package checkup

import (
	"cmp"
	"context"
	"fmt"

	"beiandesk/internal/desk"
	"beiandesk/internal/store"
)

// parts holds by what rows are found against what they are called.
func parts(ctx context.Context, d *desk.Desk) (whole, wrong string, err error) {
	var rows int
	var found []store.Damage
	err = d.Read(ctx, func(tx store.Tx) (err error) {
		rows, found, err = tx.Parts().Check()
		return err
	})
	if err != nil {
		return "", "", err
	}
	names := make([]string, len(found))
	for i, one := range found {
		names[i] = cmp.Or(one.Of, one.Row)
	}
	if len(names) > 0 {
		wrong = fmt.Sprintf("有 %d 个名称或编号搜索不到，或者会搜出别的（%s），请运行 beiandesk reindex", len(names), some(names))
	}
	return fmt.Sprintf("%d 个名称和编号都搜得到", rows), wrong, nil
}
