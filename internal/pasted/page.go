package pasted

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// page is a text, rune for rune, and the same with half-width characters: what is found in
// one stands at the same place of the other.
type page struct {
	runes []rune
	plain []rune
	lens  []int // UTF-16 units before each rune; one more for all
}

// alike are what keyboards and forms put in the place of a mark.
var alike = map[rune]rune{'︰': ':', '∶': ':', '﹕': ':', '꞉': ':', '﹔': ';', '﹐': ',', '｡': '。', '\u00a0': ' ', '\u3000': ' ', '\ufeff': ' ', '\u200b': ' '}

func newPage(text string) *page {
	p := &page{runes: []rune(text)}
	p.plain = make([]rune, len(p.runes))
	units := 0
	for i, r := range p.runes {
		p.lens = append(p.lens, units)
		units++
		if r > 0xffff {
			units++
		}
		if same, ok := alike[r]; ok {
			r = same
		} else if r >= '！' && r <= '～' {
			r -= '！' - '!'
		}
		p.plain[i] = r
	}
	p.lens = append(p.lens, units)
	return p
}

// units is a place of the text in UTF-16 units.
func (p *page) units(at int) int { return p.lens[at] }

// written is a stretch as it was pasted.
func (p *page) written(s span) string { return string(p.runes[s.start:s.end]) }

// half is a stretch in half-width characters.
func (p *page) half(s span) string { return string(p.plain[s.start:s.end]) }

// find finds all places of a form inside a stretch: the whole, or its first group where it
// has one.
func (p *page) find(form *regexp.Regexp, in span) []span {
	part, at := p.half(in), in.start
	list := []span{}
	for part != "" {
		m := form.FindStringSubmatchIndex(part)
		if m == nil {
			break
		}
		from, to := m[0], m[1]
		if len(m) > 2 && m[2] >= 0 {
			from, to = m[2], m[3] // what bounds one value may bound the next one, too
		}
		start := at + utf8.RuneCountInString(part[:from])
		end := start + utf8.RuneCountInString(part[from:to])
		list = append(list, span{start, end})
		part, at = part[max(to, 1):], end
	}
	return list
}

// trimmed is a stretch without space and the marks that part values.
func (p *page) trimmed(s span) span {
	loose := func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;。、|\"“”", r) }
	for s.start < s.end && loose(p.plain[s.start]) {
		s.start++
	}
	for s.end > s.start && loose(p.plain[s.end-1]) {
		s.end--
	}
	return s
}

func (s span) empty() bool           { return s.end <= s.start }
func (s span) meets(other span) bool { return s.start < other.end && other.start < s.end }
