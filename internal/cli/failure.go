package cli

import (
	"context"
	"crypto/rand"
	"encoding/base32"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"beiandesk/internal/errs"
)

// fail prints an error of a command as one line and gives its exit code.
func (p *program) fail(cmd *cobra.Command, err error) int {
	if err == quiet {
		return exitFailed
	}
	_, _ = fmt.Fprintln(p.err, oneLine(message(cmd, err))) // a stderr that is gone leaves the code
	if errs.CodeOf(err) == errs.Usage {
		return exitUsage
	}
	return exitFailed
}

// warn prints a doubt that stops nobody.
func (p *program) warn(text string) {
	_, _ = fmt.Fprintln(p.err, "注意："+oneLine(text))
}

// message is what a person may see of an error. An error of no known kind is logged
// under a reference number and only that number is shown.
func message(cmd *cobra.Command, err error) string {
	var e *errs.Error
	switch {
	case errors.As(err, &e) && e.Code != errs.Internal:
		return said(cmd, e)
	case errors.Is(err, context.Canceled):
		return "已中断，没有做完"
	}
	return logged(err)
}

// logged keeps the cause of a fault in the log of this user.
func logged(err error) string {
	var b [5]byte
	_, _ = rand.Read(b[:]) // crypto/rand never fails on the systems we run on
	no := base32.StdEncoding.EncodeToString(b[:])
	text := "程序出错（编号 " + no + "）"
	var e *errs.Error
	if errors.As(err, &e) {
		text = e.Message + "（编号 " + no + "）"
	}
	cause := strings.Join(causes(err), " ← ")
	path, failed := logLine(fmt.Sprintf("%s %s %s %s\n", time.Now().UTC().Format(time.RFC3339), Version, no, oneLine(cause)))
	if failed != nil {
		return text + "。请重试；再出现时告诉维护人员"
	}
	return text + "。请重试；再出现时把编号和记录 " + path + " 交给维护人员"
}

// causes lists the texts of an error and of all that it wraps.
func causes(err error) []string {
	list := []string{err.Error()}
	switch e := err.(type) {
	case interface{ Unwrap() []error }:
		for _, part := range e.Unwrap() {
			list = append(list, causes(part)...)
		}
	case interface{ Unwrap() error }:
		if inner := e.Unwrap(); inner != nil {
			list = append(list, causes(inner)...)
		}
	}
	return list
}

func logLine(line string) (string, error) {
	dir, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	dir = filepath.Join(dir, "beiandesk")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", err
	}
	path := filepath.Join(dir, "errors.log")
	f, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return "", err
	}
	_, err = f.WriteString(line)
	return path, errors.Join(err, f.Close())
}

// panicked makes a fault of a panic. Its text may hold a value that was being worked
// on, so only its type is kept.
func panicked(r any, stack []byte) error {
	return fmt.Errorf("panic %T: %s", r, stack)
}

// oneLine joins the lines of a message.
func oneLine(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' }), "；")
}
