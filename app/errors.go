package app

import (
	"crypto/rand"
	"encoding/base32"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"

	"beiandesk/internal/errs"
	"beiandesk/internal/office"
)

// failure is an error as the page receives it.
type failure struct {
	Code      string    `json:"code"`
	Message   string    `json:"message"`
	Field     string    `json:"field"`
	Reference string    `json:"reference"` // only for internal errors: the number in the log
	Problems  []problem `json:"problems"`  // every wrong field, the first one included
}

// problem is one wrong field.
type problem struct {
	Field   string `json:"field"`
	Message string `json:"message"`
}

// FormatError turns any error into the JSON text that the page's bridge reads. The
// cause of an unknown error is logged under a reference number, and only that
// number reaches the screen.
func FormatError(err error) any {
	text, _ := json.Marshal(describe(err)) // a struct of strings always marshals
	return string(text)
}

func describe(err error) failure {
	var e *errs.Error
	if errors.As(err, &e) && e.Code != errs.Internal {
		f := failure{Code: string(e.Code), Message: e.Message, Field: e.Field, Problems: []problem{}}
		for _, p := range office.ProblemsOf(err) {
			f.Problems = append(f.Problems, problem{Field: p.Field, Message: p.Message})
		}
		return f
	}
	no := reference()
	slog.Error("internal error", "reference", no, "error", err)
	return failure{
		Code:      string(errs.Internal),
		Message:   "程序出错，已记下编号 " + no + "。请重试；再出现时把编号告诉维护人员",
		Reference: no, Problems: []problem{},
	}
}

// reference is a short random number under which an error stands in the log.
func reference() string {
	var b [5]byte
	_, _ = rand.Read(b[:]) // crypto/rand never fails on the systems we run on
	return base32.StdEncoding.EncodeToString(b[:])
}

// guard turns a panic into an internal error: Wails would leave the page's promise
// hanging for ever.
func guard(err *error) {
	if r := recover(); r != nil {
		slog.Error("panic in a bound method", "panic", fmt.Sprintf("%T", r), "stack", string(debug.Stack()))
		*err = fmt.Errorf("panic in a bound method: %T", r)
	}
}
