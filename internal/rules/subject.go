package rules

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"beiandesk/internal/identity"
)

// fullName refuses a name that digits, letters or other marks stand for. A foreigner's is
// in Latin letters.
func fullName(_ Rule, all Facts, f Fact) finding {
	if all.Subject == personal && identity.ForeignName(f.Value).OK {
		return holds
	}
	return when(han(f.Value) >= 2)
}

func han(text string) (n int) {
	for _, r := range text {
		if unicode.Is(unicode.Han, r) {
			n++
		}
	}
	return n
}

const (
	personal     = "personal"
	longestName  = 4 // characters of a person's name without ·
	shortestUnit = 4 // characters of a unit's that has no word of a unit in it
)

// nameFits compares the name of a subject with its kind, by words that only units have in
// their names (the value of the rule, by commas) and by its length. A doubt is no proof.
func nameFits(r Rule, all Facts, f Fact) finding {
	unit := slices.ContainsFunc(strings.Split(r.Value, ","), func(word string) bool { return strings.Contains(f.Value, word) })
	length := utf8.RuneCountInString(f.Value)
	if all.Subject == personal {
		return when(!unit && (length <= longestName || han(f.Value) == 0 || strings.Contains(f.Value, "·")))
	}
	return when(unit || length >= shortestUnit)
}
