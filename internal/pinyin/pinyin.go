// Package pinyin reads Chinese names as people type them: by syllables without tones, by the
// first letter of each, and by every reading that a character has. See docs/adr/0024.
package pinyin

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/mozillazg/go-pinyin"
)

// read is a character's syllables and the first letters of them.
type read struct{ syllables, firsts []string }

// known keeps what the library has said of a character: it reads its tables anew each time.
var known sync.Map // rune → read

// Readings are the syllables of a character, the commonest first, each once and without its
// tone; none for what is no Chinese character. ü is v, as it is typed, and yu, as passports
// have it.
func Readings(r rune) []string { return readingsOf(r).syllables }

// initials are the first letters of a character's readings.
func initials(r rune) []string { return readingsOf(r).firsts }

func readingsOf(r rune) (all read) {
	if r < 0x2E80 || !unicode.Is(unicode.Han, r) {
		return all
	}
	if kept, ok := known.Load(r); ok {
		return kept.(read)
	}
	args := pinyin.NewArgs()
	args.Heteronym = true
	add := func(list *[]string, text string) {
		if !slices.Contains(*list, text) {
			*list = append(*list, text)
		}
	}
	for _, syllable := range pinyin.SinglePinyin(r, args) {
		add(&all.syllables, syllable)
		add(&all.syllables, strings.ReplaceAll(syllable, "v", "yu"))
		add(&all.firsts, syllable[:1])
	}
	known.Store(r, all)
	return all
}

// spelt gives what a rune adds to a spelling: one of several texts, none for what nobody types of it.
func spelt(r rune, of func(rune) []string) []string {
	if all := of(r); len(all) > 0 {
		return all
	}
	if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
		return []string{string(r)}
	}
	return nil
}

// How much of a name lies in the index from one of its characters on. What is typed beyond that
// is held against the name itself.
const (
	letters  = 8  // of syllables
	firsts   = 4  // of first letters
	together = 12 // spellings of one place; beyond that a further character counts by its commonest reading
)

// The marks before a spelling keep syllables, first letters and the texts of names apart.
const (
	bySyllables = "\x01"
	byFirsts    = "\x02"
)

// Keys are the spellings under which a folded name is found, sorted, each once.
func Keys(name string) []string {
	var all []string
	for _, word := range strings.Fields(name) {
		runes := []rune(word)
		for i, r := range runes {
			if len(Readings(r)) > 0 {
				all = append(all, spellings(bySyllables, runes[i:], letters, Readings)...)
				all = append(all, spellings(byFirsts, runes[i:], firsts, initials)...)
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// IsKey says that a text is a spelling, not a part of a name as it is written.
func IsKey(text string) bool {
	return strings.HasPrefix(text, bySyllables) || strings.HasPrefix(text, byFirsts)
}

func spellings(mark string, runes []rune, width int, of func(rune) []string) []string {
	all := []string{mark}
	for _, r := range runes {
		more := spelt(r, of)
		if len(more) == 0 {
			continue
		}
		if len(all)*len(more) > together && len(all) > 1 {
			more = more[:1]
		}
		var next []string
		for _, begun := range all {
			for _, text := range more {
				longer := begun + text
				next = append(next, longer[:min(len(longer), width+1)])
			}
		}
		slices.Sort(next)
		all = slices.Compact(next)
		if !slices.ContainsFunc(all, func(s string) bool { return len(s) <= width }) {
			break
		}
	}
	return all
}

// bare takes out what is typed between syllables, and types ü as keyboards do.
var bare = strings.NewReplacer("'", "", "’", "", "ü", "v")

// Typed is a folded word as letters that may spell a name; "" for one that spells none.
func Typed(word string) string {
	word = bare.Replace(word)
	some := false
	for _, r := range word {
		if r >= 'a' && r <= 'z' {
			some = true
		} else if r < '0' || r > '9' {
			return ""
		}
	}
	if !some {
		return ""
	}
	return word
}

// Begins are what the keys of a name begin with that letters may spell.
func Begins(typed string) []string {
	if typed == "" {
		return nil
	}
	return []string{bySyllables + typed[:min(len(typed), letters)], byFirsts + typed[:min(len(typed), firsts)]}
}
