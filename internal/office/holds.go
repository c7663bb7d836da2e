package office

import (
	"fmt"

	"beiandesk/internal/cal"
)

// BackupHold is a place of backups that still has what is erased now.
type BackupHold struct {
	Place string
	Last  cal.Day // of its newest backup
	Until cal.Day // the last day on which a backup of before may lie there; 0 when nothing goes by itself
	Why   string  // nothing goes by itself, a clause; "" where Until is set
}

// Words says until when.
func (h BackupHold) Words() string {
	if h.Until == 0 {
		return fmt.Sprintf("%s：最近一份是 %s，%s", h.Place, h.Last, h.Why)
	}
	return fmt.Sprintf("%s：最后一份含有它的备份最晚到 %s 到期删除，前提是备份照常每天做", h.Place, h.Until)
}
