package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"beiandesk/internal/cli/shapes"
	"beiandesk/internal/cli/words"
	"beiandesk/internal/errs"
	"beiandesk/internal/faults"
)

// fail prints an error of a command as one line and gives its exit code.
func (p *program) fail(cmd *cobra.Command, err error) int {
	if errors.Is(err, quiet) {
		return exitFailed
	}
	_, _ = fmt.Fprintln(p.err, shapes.OneLine(message(cmd, err))) // a stderr that is gone leaves the code
	if errs.CodeOf(err) == errs.Usage {
		return exitUsage
	}
	return exitFailed
}

// warn prints a doubt that stops nobody.
func (p *program) warn(text string) {
	_, _ = fmt.Fprintln(p.err, "注意："+shapes.OneLine(text))
}

// message is what a person may see of an error. An error of no known kind is logged
// under a reference number and only that number is shown.
func message(cmd *cobra.Command, err error) string {
	var e *errs.Error
	switch {
	case errors.As(err, &e) && e.Code != errs.Internal:
		return words.Said(cmd, e, words.Names{InFile: shapes.InFile, Value: shapes.ValueLabel})
	case errors.Is(err, context.Canceled):
		return "已中断，没有做完"
	}
	return logged(err)
}

// logged keeps a fault in the log of this user and says under which number.
func logged(err error) string {
	no, path, failed := faults.New(Version).Note(err)
	text := "程序出错（编号 " + no + "）"
	var e *errs.Error
	if errors.As(err, &e) {
		text = e.Message + "（编号 " + no + "）"
	}
	if failed != nil {
		return text + "。请重试；再出现时告诉维护人员"
	}
	return text + "。请重试；再出现时把编号和记录 " + path + " 交给维护人员"
}
