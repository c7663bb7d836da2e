package office

import (
	"errors"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
)

// Problems gathers what is wrong with an input, field by field, so that a person
// sees all of it at once. The zero value is ready.
type Problems struct{ list []*errs.Error }

// At notes that the value at a field path ("lead.docNumber", "sites.0.domain") is
// wrong. The message is Chinese and says how to put it right.
func (p *Problems) At(field, format string, args ...any) {
	p.list = append(p.list, errs.AtField(field, format, args...))
}

// Take notes err at a field path when it is not nil; the message is err's.
func (p *Problems) Take(field string, err error) {
	if err == nil {
		return
	}
	var e *errs.Error
	if !errors.As(err, &e) {
		e = errs.Wrap(errs.Internal, err, "检查时出了错，请重试")
	}
	p.list = append(p.list, &errs.Error{Code: e.Code, Message: e.Message, Field: field, Err: e})
}

// Err is nil when nothing was noted. Otherwise it is an *errs.Error that reads like
// the first problem; ProblemsOf finds all of them again.
func (p *Problems) Err() error {
	if len(p.list) == 0 {
		return nil
	}
	first := *p.list[0]
	first.Err = &several{p.list}
	return &first
}

// ProblemsOf lists every problem an error carries: all those gathered, or the error
// itself when it names a field, or none.
func ProblemsOf(err error) []*errs.Error {
	var all *several
	if errors.As(err, &all) {
		return all.list
	}
	var e *errs.Error
	if errors.As(err, &e) && e.Field != "" {
		return []*errs.Error{e}
	}
	return nil
}

type several struct{ list []*errs.Error }

func (s *several) Error() string {
	joined := make([]error, len(s.list))
	for i, e := range s.list {
		joined[i] = e
	}
	return errors.Join(joined...).Error()
}

// Span reads the first and the last day of a list, in the fields from and to; a zero day is no
// bound.
func (p *Problems) Span(from, to string, today cal.Day) (first, last cal.Day) {
	for _, bound := range []struct {
		field, text string
		day         *cal.Day
	}{{"from", from, &first}, {"to", to, &last}} {
		if strings.TrimSpace(bound.text) != "" {
			var err error
			*bound.day, err = cal.ReadDay(bound.text, today, cal.Nearest, "")
			p.Take(bound.field, err)
		}
	}
	if first != 0 && last != 0 && last < first {
		p.At("to", "结束的日期早于开始的日期")
	}
	return first, last
}
