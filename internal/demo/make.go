package demo

import (
	"context"
	"errors"
	"os"

	"beiandesk/internal/desk"
	"beiandesk/internal/errs"
)

// Make fills a folder, which must be new or empty. One that is cut off stays as it is and is
// known by desk.IsHalfway. Errors: Usage, Exists, Storage, and what ends the context.
func Make(ctx context.Context, dir string, opts Options) error {
	plan, err := NewPlan(opts)
	if err != nil {
		return err
	}
	if err := empty(dir); err != nil {
		return err
	}
	d, _, err := desk.Create(ctx, dir, Passphrase, FirstStaff, desk.Options{Demo: true, Now: plan.Now})
	if err != nil {
		return err
	}
	if err = plan.Run(ctx, d.Office); err == nil {
		err = d.FinishDemo()
	}
	return errors.Join(err, d.Close())
}

func empty(dir string) error {
	list, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil
	case err != nil:
		return errs.Wrap(errs.Storage, err, "这个文件夹读不了，请检查路径和权限")
	case desk.IsHalfway(dir):
		return errs.New(errs.Exists, "这个文件夹里是没有造完的演示数据，不能接着造。请删掉它再造，或换一个")
	case len(list) > 0:
		return errs.New(errs.Exists, "这个文件夹不是空的，演示数据只写进新文件夹，请换一个")
	}
	return nil
}
