package app

import (
	"context"
	"errors"
	"strings"

	"beiandesk/app/page"
	"beiandesk/internal/atomicfile"
	"beiandesk/internal/desk/contents"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
)

// save makes a file, asks where to and writes it there; its view has no path when the dialog
// was closed. The desk is not held while the dialog is open: one call that waited to write
// would stop all others.
func (s *Session) save(ext string, make func(context.Context, *office.Office) (name string, content []byte, err error)) (view page.SavedView, err error) {
	var content []byte
	name, err := run(s, func(ctx context.Context, o *office.Office) (name string, err error) {
		name, content, err = make(ctx, o)
		return name, err
	})
	if err != nil {
		return page.SavedView{}, err
	}
	defer guard(&err)
	path, err := s.dialogs.PickSave(name)
	if err != nil || path == "" {
		return page.SavedView{}, err
	}
	if !strings.HasSuffix(strings.ToLower(path), ext) {
		path += ext
	}
	if contents.Within(path) != "" {
		return page.SavedView{}, errs.New(errs.Invalid, "没存上：这个位置在资料夹里面，可能盖掉数据。请换到别的文件夹")
	}
	err = atomicfile.Write(path, content)
	switch {
	case errors.Is(err, atomicfile.ErrHeld):
		return page.SavedView{}, errs.Wrap(errs.Storage, err, "没存上：这个文件正被别的程序打开。请先关掉正打开它的程序，再存一次")
	case errors.Is(err, atomicfile.ErrName):
		return page.SavedView{}, errs.Wrap(errs.Invalid, err, "没存上：文件名不能带冒号，也不能用 CON、NUL、COM1 这类 Windows 保留的名字，请换一个")
	case err != nil:
		return page.SavedView{}, errs.Wrap(errs.Storage, err, "没存上。请检查磁盘空间和文件夹权限，或换一个位置再存")
	}
	return page.SavedView{Path: path}, nil
}
