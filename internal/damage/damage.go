// Package damage says that one sealed value can't be trusted: it was changed, cut, moved,
// put back from before or taken out. Whoever meets one shows Mark in its place and goes on.
package damage

import (
	"bytes"
	"encoding/json"
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

// In says that the mark stands somewhere in what would be shown, as JSON would show it:
// what goes to a client must be free of it.
func In(v any) bool {
	text, err := json.Marshal(v)
	return err == nil && bytes.Contains(text, []byte(Mark))
}

// Refuse gives the error for what goes to somebody outside and would need a damaged value.
// Errors: Blocked.
func Refuse(v any) error {
	if !In(v) {
		return nil
	}
	return errs.New(errs.Blocked, "里面有一项内容损坏了（页面上显示〔损坏〕的那一项），没有生成。先补上正确的值，再来一次")
}

// Is says that an error is about one value: the rest can still be read.
func Is(err error) bool { return errors.As(err, new(found)) }

// torn is the cause of an error about a part of the database that can't be read.
type torn struct{ err error }

func (t torn) Error() string { return "torn: " + t.err.Error() }

func (t torn) Unwrap() error { return t.err }

// OfFile tells that a part of the database can't be read. Errors: Storage.
func OfFile(cause error) error {
	return errs.Wrap(errs.Storage, torn{cause}, "数据文件已损坏。从备份恢复")
}

// IsOfFile says that an error is about a part of the database: what does not need that part
// can still be read.
func IsOfFile(err error) bool { return errors.As(err, new(torn)) }
