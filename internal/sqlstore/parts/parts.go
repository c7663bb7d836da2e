// Package parts finds rows by any part of what they are called. A row's text lies in
// find_parts once for each character that begins there: the rest of the word from that
// character on, cut to a few bytes. Whatever part is looked for, the rows that hold it lie
// side by side, as what begins with that part. Beside them lie the spellings of its Chinese
// characters. See docs/adr/0021 and 0024.
package parts

import (
	"slices"
	"strings"
	"unicode/utf8"

	"beiandesk/internal/pinyin"
	"beiandesk/internal/sqlstore/sqltx"
)

// Kind is a table whose rows are found so: by the column find, under the number find_no.
type Kind int

// The numbers stand in find_parts and never change.
const (
	Clients Kind = iota
	People
	Cases
	Bills
)

var tables = []string{"clients", "people", "cases", "invoices"}

// Table is the name of its table.
func (k Kind) Table() string { return tables[k] }

// width is how many bytes of a word lie in a part, at most: five Chinese characters.
const width = 16

// cut gives the first characters of a text that fill a part.
func cut(text string) string {
	if len(text) <= width {
		return text
	}
	n := width
	for !utf8.RuneStart(text[n]) {
		n--
	}
	return text[:n]
}

// of are the parts of a folded text, sorted, each once. No word is looked for beyond the
// space at which it ends. Bills are found by how they are written alone: who is spelt on them
// is found himself.
func (k Kind) of(find string) []string {
	var all []string
	if k != Bills {
		all = pinyin.Keys(find)
	}
	for _, word := range strings.Fields(find) {
		for i := range word {
			all = append(all, cut(word[i:]))
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// holds says that a part is one of a text's.
func (k Kind) holds(find, part string) bool {
	if pinyin.IsKey(part) {
		return k != Bills && slices.Contains(pinyin.Keys(find), part)
	}
	for _, word := range strings.Fields(find) {
		for i := range word {
			if strings.HasPrefix(word[i:], part) && cut(word[i:]) == part {
				return true
			}
		}
	}
	return false
}

// Range is where the parts lie that begin with one.
type Range struct{ from, to string }

// Ranges are those in each of which all rows lie whose text holds a word without spaces.
// A word longer than a part has one for its beginning and one for its end, and a row in
// either must be held against the word itself: exact is false then.
func Ranges(word string) (all []Range, exact bool) {
	first := cut(word)
	all = []Range{{first, after(first)}}
	if first == word {
		return all, true
	}
	last := len(word) - width
	for !utf8.RuneStart(word[last]) {
		last++
	}
	return append(all, Range{word[last:], after(word[last:])}), false
}

// Spelt are the ranges in which all rows lie whose text letters may spell, and others that must
// be held against it; none for a word that is no such letters.
func Spelt(word string) []Range {
	var all []Range
	for _, begin := range pinyin.Begins(pinyin.Typed(word)) {
		all = append(all, Range{begin, after(begin)})
	}
	return all
}

// after is the first text behind all that begin with one, "" where there is none.
func after(begin string) string {
	runes := []rune(begin)
	for i := len(runes) - 1; i >= 0; i-- {
		if runes[i] == utf8.MaxRune {
			continue
		}
		if runes[i]++; runes[i] == 0xD800 { // half a pair is no character
			runes[i] = 0xE000
		}
		return string(runes[:i+1])
	}
	return ""
}

// In is the condition on find_parts q that a part of a table's rows lies in a range.
func (r Range) In(w *sqltx.Where, k Kind) string {
	text := "q.kind = " + k.number() + " AND q.part >= " + w.Arg(r.from)
	if r.to != "" {
		text += " AND q.part < " + w.Arg(r.to)
	}
	return text
}

func (k Kind) number() string { return string('0' + rune(k)) }

// NextNo is the number of a new row, within the statement that adds it.
func (k Kind) NextNo() string {
	return "(SELECT COALESCE(MAX(find_no), 0) + 1 FROM " + k.Table() + ")"
}
