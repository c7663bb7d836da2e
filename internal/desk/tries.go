package desk

import (
	"context"
	"fmt"
	"strings"

	"beiandesk/internal/desk/contents"
	"beiandesk/internal/desk/tries"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
)

// tried notes a wrong passphrase or code; other errors are none. A folder that can't be
// written keeps none: what is told of the try is the same.
func tried(dir string, opts Options, err error) error {
	if errs.CodeOf(err) != errs.Locked {
		return err
	}
	now, failed := clock(opts.Now, there(dir, contents.DemoFile))
	if failed != nil {
		return err
	}
	_ = tries.Add(dir, now())
	return err
}

// enter writes down that the folder was opened, and the wrong tries before.
func (d *Desk) enter(ctx context.Context, secret Secret) error {
	return d.Write(ctx, func(w *office.Work) error {
		wrong, err := tries.Read(d.Dir)
		if err != nil {
			return err
		}
		title := "打开资料夹"
		if secret.Passphrase == "" {
			title = "用恢复码打开资料夹"
		}
		if len(wrong) > 0 {
			title += fmt.Sprintf("，此前输错 %d 次", len(wrong))
		}
		if err := w.Note("open", "", "", title, strings.Join(wrong, "\n")); err != nil || len(wrong) == 0 {
			return err
		}
		return tries.Drop(d.Dir)
	})
}
