package desk

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"beiandesk/internal/backup"
	"beiandesk/internal/cal"
	"beiandesk/internal/office"
	"beiandesk/internal/store"
)

// Holds tells which places have backups that still hold what is erased today, by place, and
// until when. A backup stays as the newest of its month until as many newer months as are kept
// have one; where no backups are made by themselves any more, none goes, nor while the newest
// is not whole. What older keys have sealed, and what the folder was restored from, is named
// by its shelf and never goes.
func (b *Backups) Holds(ctx context.Context) (holds []office.BackupHold, err error) {
	err = b.office.Read(ctx, func(tx store.Tx) error {
		var plan BackupPlan
		records, _, err := readBackups(tx, &plan)
		if err != nil {
			return err
		}
		folder, err := b.vault.Folder()
		if err != nil {
			return err
		}
		for shelf, r := range records.Older {
			holds = append(holds, office.BackupHold{Place: shelf, Last: cal.DayOf(r.At), Why: "是旧钥匙的备份，或这个资料夹恢复时所用的，不会自动清掉，请自己销毁"})
		}
		for place, r := range records.Places {
			if _, listed := records.Older[filepath.Join(place, folder)]; !listed {
				holds = append(holds, b.hold(place, r, plan))
			}
		}
		return nil
	})
	slices.SortFunc(holds, func(a, b office.BackupHold) int { return strings.Compare(a.Place, b.Place) })
	return holds, err
}

// hold tells until when a place that the folder uses has what is erased today.
func (b *Backups) hold(place string, r BackupRecord, plan BackupPlan) office.BackupHold {
	h := office.BackupHold{Place: place, Last: cal.DayOf(r.At)}
	switch {
	case !plan.On || place != plan.Target:
		h.Why = "那里不再自动备份，旧的不会自己到期，要自己删掉"
	case b.vault.Rekeying():
		h.Why = "钥匙正在更换，以前的备份此后不会自己到期，要自己删掉"
	case !r.Whole():
		h.Why = "资料夹有损坏，更早的完整备份都留着，不会自己到期：先修好，再备份一次"
	default:
		year, month, _ := h.Last.Parts()
		h.Until = cal.Date(year, month, 1).AddMonths(backup.Kept.Months + 1).Add(-1)
	}
	return h
}
