package people

import (
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/damage"
	"beiandesk/internal/errs"
	"beiandesk/internal/identity"
	"beiandesk/internal/office"
)

// Reader reads what was typed, notes every wrong field and collects doubts that stop
// nobody and what was mended. What is empty is not yet known, and right.
type Reader struct {
	office.Problems
	Warnings []string
	mended   []Mended
	Today    cal.Day
}

// Mended tells what was changed in a field before it was kept. It names no value: the
// field itself shows it.
type Mended struct {
	Field string `json:"field"` // as in office.Problems: lead.mobile, sites.0.domain
	Label string `json:"label"` // 手机, 域名
	Note  string `json:"note"`  // 已去掉前面的 https://；已去掉前面的 www.
}

// Check judges a value by the identity rules of its kind and gives it as it should
// be kept. label names the value in a warning.
func (r *Reader) Check(field, label, kind, value string) string {
	if value == damage.Mark {
		return value // it stays as it is until another is typed
	}
	c, err := identity.Run(kind, value, r.Today)
	if err != nil {
		r.Take(field, err)
		return value
	}
	return r.Keep(field, label, value, c)
}

// Keep takes what was judged of a value, and gives it as it should be kept: as it was
// typed when it is wrong.
func (r *Reader) Keep(field, label, typed string, c identity.Check) string {
	if !c.OK {
		r.Take(field, errs.New(errs.Invalid, "%s", c.Message))
		return typed
	}
	r.Doubt(label, c)
	return r.mend(field, label, c)
}

// Doubt collects the warnings of a check under the name of its value.
func (r *Reader) Doubt(label string, c identity.Check) {
	for _, w := range c.Warnings {
		r.Warnings = append(r.Warnings, label+"："+w.Message)
	}
}

// Text gives a name, an address or another text as it should be kept.
func (r *Reader) Text(field, label, value string) string {
	if strings.TrimSpace(value) == damage.Mark {
		return damage.Mark
	}
	return r.mend(field, label, identity.Text(value))
}

// Noted tells what was changed of a value that no check judges.
func (r *Reader) Noted(field, label, note string) {
	r.mended = append(r.mended, Mended{Field: field, Label: label, Note: note})
}

// Mended is what was mended so far, in the order of reading; never nil.
func (r *Reader) Mended() []Mended { return append([]Mended{}, r.mended...) }

// mend notes what was changed.
func (r *Reader) mend(field, label string, c identity.Check) string {
	if len(c.Notes) > 0 {
		r.mended = append(r.mended, Mended{Field: field, Label: label, Note: strings.Join(c.Notes, "；")})
	}
	return c.Value
}
