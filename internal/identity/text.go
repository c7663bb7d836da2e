package identity

import (
	_ "embed"
	"regexp"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

//go:embed data/radicals.txt
var radicalData string

// radicals maps a radical to the character that is drawn like it: ⻢ to 马.
var radicals = sync.OnceValue(func() *strings.Replacer {
	var pairs []string
	for _, fields := range table(radicalData) {
		for _, pair := range fields {
			runes := []rune(pair)
			pairs = append(pairs, string(runes[0]), string(runes[1]))
		}
	}
	return strings.NewReplacer(pairs...)
})

// unified makes the Chinese characters of a text those that everybody types: radicals
// and compatibility forms, which a PDF or a scan gives, become them. All else stays.
func unified(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Han, r) {
			if one := []rune(norm.NFKC.String(string(r))); len(one) == 1 {
				return one[0]
			}
		}
		return r
	}, radicals().Replace(s))
}

// Text mends what names and addresses are written with, without judging them: what is
// invisible goes, radicals and compatibility forms become characters. Value is what
// should be kept.
func Text(value string) Check {
	return mending{text: strings.TrimSpace(value)}.by(noteUnseen, unseen).by(noteHan, unified).check("text")
}

// compact is a text without what is invisible, full width or space: for looking at a
// value, not for keeping it.
func compact(s string) string { return spaceless(halfWidth(unseen(s))) }

// dashes makes the dashes that keyboards offer into the one that forms want.
var dashes = strings.NewReplacer("–", "-", "—", "-", "‐", "-", "‑", "-", "−", "-", "―", "-", "─", "-")

// scientific is how a spreadsheet shows a long number that it took for an amount.
var scientific = regexp.MustCompile(`^\d+(\.\d+)?[Ee]\+\d+$`)

// scientificFault says how to get such a number back: its last places are lost.
const scientificFault = "表格把号码变成了科学计数，后面几位已经丢了；请把那一列设为文本，重新填写号码"

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
