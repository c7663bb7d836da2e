package sqltx

import (
	"context"
	"errors"

	"beiandesk/internal/damage"
	"beiandesk/internal/errs"
)

// Settled says that an error is none of an engine's: nil, one that has its words, or the
// end of the caller's patience.
func Settled(err error) bool {
	var known *errs.Error
	return err == nil || errors.As(err, &known) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}

// Duplicate is the error for a row whose key is taken.
func Duplicate(err error) error {
	return errs.Wrap(errs.Exists, err, "已经有这一条了。刷新后再看")
}

// Dangling is the error for a row that refers to one that is not there.
func Dangling(err error) error {
	return errs.Wrap(errs.NotFound, err, "引用的记录不存在。刷新后重新选择")
}

// Missing is the error for a row that is not there.
func Missing(what string) error {
	return errs.New(errs.NotFound, "没有找到%s。刷新后再看", what)
}

// Torn is the error for a part of the database that can't be read; see damage.IsOfFile.
func Torn(err error) error { return damage.OfFile(err) }
