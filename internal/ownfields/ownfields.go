// Package ownfields is what a desk adds to its cases and clients by itself: tags, and up to ten
// fields of its own. It says what a field is and judges what is filled in.
package ownfields

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
)

// About what a field is.
const (
	OfCases   = "case"
	OfClients = "client"
)

// Kinds of fields.
const (
	Text   = "text"
	Number = "number"
	Day    = "day"
	Choice = "choice"
)

// What a desk may add.
const (
	Most        = 10 // fields that are not retired
	MostTags    = 20 // of one case or client
	LongestTag  = 20 // characters
	MostChoices = 30
)

// Field is a field of the desk's own. What it is about, its kind and whether it is sealed stay
// as they were made: its values lie by them.
type Field struct {
	ID      string   `json:"id"`
	About   string   `json:"about"`
	Name    string   `json:"name"`
	Kind    string   `json:"kind"`
	Sealed  bool     `json:"sealed"`
	Choices []string `json:"choices"` // of a choice
	Retired bool     `json:"retired"` // it keeps its values and takes no new ones
}

// Judge reads what is typed into a field; "" is nothing. A choice that was taken away from the
// list may stay where it is. Errors: Invalid.
func (f Field) Judge(text, stored string, now time.Time) (string, error) {
	text = strings.TrimSpace(text)
	if text == "" || text == stored {
		return text, nil
	}
	switch f.Kind {
	case Number:
		return number(f.Name, text)
	case Day:
		day, err := cal.ReadDay(text, cal.DayOf(now), cal.Nearest, f.Name)
		if err != nil {
			return "", errs.New(errs.Invalid, "%s：%s", f.Name, err.Error())
		}
		return day.String(), nil
	case Choice:
		if !slices.Contains(f.Choices, text) {
			return "", errs.New(errs.Invalid, "%s没有“%s”这个选项，能选的有：%s", f.Name, text, strings.Join(f.Choices, "、"))
		}
	}
	return text, nil
}

var plain = strings.NewReplacer(",", "", "，", "", " ", "", "．", ".", "－", "-")

// number takes separators off; it is kept as it is written, so that nothing of it is rounded.
func number(name, text string) (string, error) {
	n := plain.Replace(text)
	whole, part, dotted := strings.Cut(strings.TrimPrefix(n, "-"), ".")
	digits := func(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
	if !digits(whole) || dotted && !digits(part) || len(n) > 20 {
		return "", errs.New(errs.Invalid, "%s要填数字，例如 1200 或 3.5", name)
	}
	return n, nil
}

// Tags reads tags as typed: each once, in order. Errors: Invalid for one that is too long, or
// too many.
func Tags(typed []string) ([]string, error) {
	list := []string{}
	for _, t := range typed {
		t = strings.Join(strings.Fields(t), " ")
		if t == "" || slices.Contains(list, t) {
			continue
		}
		if utf8.RuneCountInString(t) > LongestTag {
			return nil, errs.AtField("tags", "标签“%s”太长，最多 %d 个字", t, LongestTag)
		}
		list = append(list, t)
	}
	if len(list) > MostTags {
		return nil, errs.AtField("tags", "最多 %d 个标签，现在有 %d 个", MostTags, len(list))
	}
	return list, nil
}
