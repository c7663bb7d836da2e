package checkup

import (
	"context"
	"fmt"

	"beiandesk/internal/desk"
	"beiandesk/internal/office"
	"beiandesk/internal/store"
)

// seals opens all that is sealed in the database.
func seals(ctx context.Context, d *desk.Desk) (whole, wrong string, err error) {
	found, err := office.Damages(ctx, d.Office)
	if err != nil {
		return "", "", err
	}
	names := make([]string, len(found))
	for i, one := range found {
		names[i] = office.DamageWords(one)
	}
	if len(names) > 0 {
		return "", fmt.Sprintf("有 %d 处打不开，显示为〔损坏〕（%s），请填上正确的值，或从备份恢复", len(names), some(names)), nil
	}
	rows := 0
	err = d.Read(ctx, func(tx store.Tx) (err error) {
		rows, err = tx.Seals().Count()
		return err
	})
	return fmt.Sprintf("%d 行，都打得开", rows), "", err
}
