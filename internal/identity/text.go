package identity

import (
	"strings"
	"unicode"
)

// fold makes full-width forms half-width, drops what is invisible and trims: what an
// input method or a pasted table leaves behind and nobody means.
func fold(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r >= '！' && r <= '～':
			return r - '！' + '!'
		case r == '\u3000' || r == '\u00a0':
			return ' '
		case unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, s))
}

// compact folds and drops all spaces, for values that have none inside.
func compact(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, fold(s))
}

// dashes makes the dashes that keyboards offer into the one that forms want.
var dashes = strings.NewReplacer("–", "-", "—", "-", "‐", "-", "‑", "-", "−", "-")

func digits(s string) bool {
	return strings.Trim(s, "0123456789") == ""
}

// uniform says that one character is repeated throughout.
func uniform(s string) bool {
	return s != "" && strings.Trim(s, s[:1]) == ""
}

// straight says that the digits run up or down one by one.
func straight(s string) bool {
	return len(s) > 3 && (strings.Contains("01234567890", s) || strings.Contains("09876543210", s))
}

func listed(items []string) string { return strings.Join(items, "、") }
