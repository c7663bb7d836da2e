package vault

import (
	"errors"

	"beiandesk/internal/atomicfile"
	"beiandesk/internal/errs"
)

func storage(cause error, format string, args ...any) error {
	return errs.Wrap(errs.Storage, cause, format, args...)
}

func errWrite(cause error) error {
	if errors.Is(cause, atomicfile.ErrHeld) {
		return storage(cause, "资料夹里的文件正被别的程序打开，没有写成。请先关掉正打开它的程序（杀毒、同步、预览），再试一次")
	}
	return storage(cause, "写不进资料夹：请检查磁盘是否已满、文件夹是否只读，再试一次")
}

func errAlready(cause error) error {
	return errs.Wrap(errs.Exists, cause, "文件夹里已有钥匙文件 %s，请用口令打开，不要重新设置", KeyFile)
}

func errClosed() error {
	return errs.New(errs.Locked, "文件夹已上锁，请输入口令解锁")
}
