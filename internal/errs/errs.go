// Package errs is the one error type that reaches people. A message is Chinese
// and says what to do; a code is from a closed set so that screens, commands and
// tests can tell cases apart. No message carries personal data.
package errs

import (
	"errors"
	"fmt"
)

// Code names a kind of failure. The set is closed.
type Code string

const (
	Invalid  Code = "invalid"   // a value is wrong; Field says which
	NotFound Code = "not_found" // the thing named does not exist
	Conflict Code = "conflict"  // somebody changed it since it was read
	Blocked  Code = "blocked"   // not allowed now; the message says why
	Exists   Code = "exists"    // it is there already
	Locked   Code = "locked"    // the folder is locked or the passphrase is wrong
	Busy     Code = "busy"      // another window holds the folder
	Foreign  Code = "foreign"   // the file is not ours; it was left untouched
	Newer    Code = "newer"     // the folder was written by a newer release; untouched
	Hostile  Code = "hostile"   // the file is unreadable or dangerous; nothing was kept
	Usage    Code = "usage"     // the command line is wrong
	Storage  Code = "storage"   // the disk refused: full, read-only, gone
	Internal Code = "internal"  // a fault of ours; only its reference number is shown
)

// Error is a failure that may be shown. Err is the cause and is never shown.
type Error struct {
	Code    Code
	Message string
	Field   string
	Err     error
}

func (e *Error) Error() string {
	if e.Field != "" {
		return e.Field + "：" + e.Message
	}
	return e.Message
}

func (e *Error) Unwrap() error { return e.Err }

// New makes an error of the given code with a printf-style Chinese message.
func New(code Code, format string, args ...any) *Error {
	return &Error{Code: code, Message: fmt.Sprintf(format, args...)}
}

// AtField makes an Invalid error that belongs to a field of the caller's input.
func AtField(field, format string, args ...any) *Error {
	return &Error{Code: Invalid, Field: field, Message: fmt.Sprintf(format, args...)}
}

// Wrap keeps the cause beside a message that may be shown.
func Wrap(code Code, err error, format string, args ...any) *Error {
	return &Error{Code: code, Message: fmt.Sprintf(format, args...), Err: err}
}

// Placed gives an error that has no field of its own a field of the caller's input; what is
// internal stays as it is.
func Placed(field string, err error) error {
	var e *Error
	if errors.As(err, &e) && e.Field == "" && e.Code != Internal {
		return &Error{Code: e.Code, Message: e.Message, Field: field, Err: err}
	}
	return err
}

// CodeOf tells the code of the first Error in the chain; Internal for any other
// error and "" for nil.
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return Internal
}
