//go:build !windows

package sqlite

import (
	"os"

	"beiandesk/internal/errs"
)

// syncDir makes a rename in dir last through a loss of power.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return errs.Wrap(errs.Storage, err, "打不开资料夹。检查权限后重试")
	}
	defer d.Close()
	if err := d.Sync(); err != nil {
		return errs.Wrap(errs.Storage, err, "数据没有写稳。检查磁盘后重试")
	}
	return nil
}
