package app

import (
	"encoding/json"
	"errors"
	"log/slog"

	"beiandesk/app/host"
	"beiandesk/internal/errs"
	"beiandesk/internal/faults"
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
func (s *Session) FormatError(err error) any {
	text, _ := json.Marshal(s.describe(err)) // a struct of strings always marshals
	return string(text)
}

func (s *Session) describe(err error) failure {
	var e *errs.Error
	if errors.As(err, &e) && e.Code != errs.Internal {
		f := failure{Code: string(e.Code), Message: e.Message, Field: e.Field, Problems: []problem{}}
		for _, p := range office.ProblemsOf(err) {
			f.Problems = append(f.Problems, problem{Field: p.Field, Message: p.Message})
		}
		return f
	}
	no := s.note(err)
	return failure{
		Code:      string(errs.Internal),
		Message:   "程序出错，已记下编号 " + no + "。请重试；再出现时把编号告诉维护人员",
		Reference: no, Problems: []problem{},
	}
}

// WindowLog is the log for the window library.
func (s *Session) WindowLog() host.WindowLog { return host.NewWindowLog(s.note) }

// note keeps a fault in the log and gives its number. A log that can't be written leaves
// the fault to stderr.
func (s *Session) note(fault error) string {
	no, _, failed := s.faults.Note(fault)
	if failed != nil {
		slog.Error("internal error", "reference", no, "error", fault, "log", failed)
	}
	return no
}

// guard turns a panic into an internal error: Wails would leave the page's promise
// hanging for ever.
func guard(err *error) {
	if r := recover(); r != nil {
		*err = faults.Panicked(r)
	}
}
