package checkup

import (
	"context"
	"fmt"

	"beiandesk/internal/desk"
	"beiandesk/internal/office"
	"beiandesk/internal/store"
)

// marks holds what rows say in clear against their marks.
func marks(ctx context.Context, d *desk.Desk) (whole, wrong string, err error) {
	var names []string
	err = d.Read(ctx, func(tx store.Tx) error {
		found, err := office.Changed(tx)
		for _, one := range found {
			names = append(names, office.ChangedWords(one))
		}
		return err
	})
	if err != nil {
		return "", "", err
	}
	if len(names) > 0 {
		wrong = fmt.Sprintf("有 %d 行在备案台外面被改过（%s），请和备份、发出去的文件核对，改回正确的值，再用 audit accept 认下", len(names), some(names))
	}
	return "没有在备案台外面改过的", wrong, nil
}

// rows holds the rows that are there against those that were written.
func rows(ctx context.Context, d *desk.Desk) (whole, wrong string, err error) {
	var names []string
	err = d.Read(ctx, func(tx store.Tx) error {
		found, err := tx.Marks().Missing()
		for _, m := range found {
			names = append(names, office.MissingWords(m))
		}
		return err
	})
	if len(names) > 0 {
		wrong = fmt.Sprintf("有的行在备案台外面被删、加、换过（%s），请从备份核对，补回缺的，再用 audit accept 认下", some(names))
	}
	return "没有在备案台外面少掉、多出、换过的行", wrong, err
}

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
