package people

import (
	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/identity"
	"beiandesk/internal/office"
)

// Reader reads what was typed, notes every wrong field and collects doubts that stop
// nobody. What is empty is not yet known, and right.
type Reader struct {
	office.Problems
	Warnings []string
	Today    cal.Day
}

// Check judges a value by the identity rules of its kind and gives it as it should
// be kept. label names the value in a warning.
func (r *Reader) Check(field, label, kind, value string) string {
	c, err := identity.Run(kind, value, r.Today)
	if err != nil {
		r.Take(field, err)
		return value
	}
	if !c.OK {
		r.Take(field, errs.New(errs.Invalid, "%s", c.Message))
		return value
	}
	for _, w := range c.Warnings {
		r.Warnings = append(r.Warnings, label+"："+w.Message)
	}
	return c.Value
}
