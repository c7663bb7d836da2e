package desk

import (
	"context"
	"slices"
	"strings"

	"beiandesk/internal/backup"
	"beiandesk/internal/cal"
	"beiandesk/internal/office"
	"beiandesk/internal/store"
)

// Holds tells which places have backups that still hold what is erased today, by place, and
// until when. A backup stays as the newest of its month until as many newer months as are kept
// have one; where no backups are made by themselves any more, none goes.
func (b *Backups) Holds(ctx context.Context) (holds []office.BackupHold, err error) {
	err = b.office.Read(ctx, func(tx store.Tx) error {
		var plan BackupPlan
		records, _, err := readBackups(tx, &plan)
		if err != nil {
			return err
		}
		for place, r := range records.Places {
			h := office.BackupHold{Place: place, Last: cal.DayOf(r.At)}
			if plan.On && place == plan.Target {
				year, month, _ := h.Last.Parts()
				h.Until = cal.Date(year, month, 1).AddMonths(backup.Kept.Months + 1).Add(-1)
			}
			holds = append(holds, h)
		}
		return nil
	})
	slices.SortFunc(holds, func(a, b office.BackupHold) int { return strings.Compare(a.Place, b.Place) })
	return holds, err
}
