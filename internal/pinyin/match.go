package pinyin

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// How is how nearly a word meets a name; the less the nearer.
type How int

const (
	Whole  How = iota // the name is the word
	Ahead             // the name begins with the word
	Within            // the word lies further on
	Spelt             // letters spell a part of the name
	Apart             // they do not meet
)

// Span is a part of a name, in runes: from the first to behind the last.
type Span struct{ From, To int }

// Fold is how names, numbers and domains are compared: lower case, full-width and look-alike
// forms as the plain ones.
func Fold(text string) string { return strings.ToLower(norm.NFKC.String(text)) }

// Meet says how nearly a folded word meets a name.
func Meet(name, word string) How {
	plain := Fold(name)
	switch at := strings.Index(plain, word); {
	case word == "" || at < 0:
	case at > 0:
		return Within
	case len(word) < len(plain):
		return Ahead
	default:
		return Whole
	}
	if _, n := spelling(plain, Typed(word)); n > 0 {
		return Spelt
	}
	return Apart
}

// Where gives the place in a name at which a folded word meets it, an empty one for none.
func Where(name, word string) Span {
	runes := []rune(name)
	var plain strings.Builder
	var of []int // the rune of the name, by byte of what it folds to
	for i, r := range runes {
		folded := Fold(string(r))
		plain.WriteString(folded)
		for range len(folded) {
			of = append(of, i)
		}
	}
	if at := strings.Index(plain.String(), word); at >= 0 && word != "" {
		return Span{of[at], of[at+len(word)-1] + 1}
	}
	from, n := spelling(strings.ToLower(name), Typed(word))
	return Span{from, from + n}
}

// spelling is where letters spell a part of a name: from which rune on, and how many.
func spelling(name, typed string) (from, n int) {
	if typed == "" {
		return 0, 0
	}
	runes := []rune(name)
	for from, r := range runes {
		if len(Readings(r)) == 0 {
			continue
		}
		for _, by := range []func(rune) []string{Readings, initials} {
			if n := spells(runes[from:], typed, by); n > 0 {
				return from, n
			}
		}
	}
	return 0, 0
}

// spells tells how many runes letters spell, of which the last may be unfinished; 0 when they
// spell something else.
func spells(runes []rune, typed string, by func(rune) []string) int {
	for i, r := range runes {
		more := spelt(r, by)
		if len(more) == 0 {
			continue
		}
		if slices.ContainsFunc(more, func(text string) bool { return strings.HasPrefix(text, typed) }) {
			return i + 1
		}
		for _, text := range more {
			if rest, ok := strings.CutPrefix(typed, text); ok {
				if n := spells(runes[i+1:], rest, by); n > 0 {
					return i + 1 + n
				}
			}
		}
		return 0
	}
	return 0
}
