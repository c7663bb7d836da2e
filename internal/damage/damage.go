// Package damage says that one sealed value can't be trusted: it was changed, cut, moved,
// put back from before or taken out. Whoever meets one shows Mark in its place and goes on.
package damage

import (
	"errors"

	"beiandesk/internal/errs"
)

// Mark stands where a value was.
const Mark = "〔损坏〕"

// found is the cause of an error about one value.
type found struct{ err error }

func (f found) Error() string { return "damaged: " + f.err.Error() }

func (f found) Unwrap() error { return f.err }

// errNoSeal is the cause where a value lies in clear, or none, and a seal belongs.
var errNoSeal = errors.New("no seal where one belongs")

// Of refuses a value of one row. cause is nil for one without any seal. Errors: Storage, by
// name of table and row.
func Of(table, row string, cause error) error {
	if cause == nil {
		return errs.Wrap(errs.Storage, found{errNoSeal}, "%s 表里 %s 的加密数据不见了或成了明文，没有采用。请从备份恢复，或重新填写", table, row)
	}
	return errs.Wrap(errs.Storage, found{cause}, "%s 表里 %s 的加密数据损坏或被改动过，没有采用。请从备份恢复，或重新填写", table, row)
}

// Is says that an error is about one value: the rest can still be read.
func Is(err error) bool { return errors.As(err, new(found)) }
