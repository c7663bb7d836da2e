package cal

import (
	"strings"
	"unicode"
)

// alike are characters that stand for another: what a Chinese keyboard, a spreadsheet or
// a chat puts in its place. Full-width ASCII is counted out instead.
var alike = map[rune]rune{
	'。': '.', '、': '.', '·': '.', '•': '.', '—': '-', '–': '-', '‐': '-', '‑': '-', '−': '-', '∶': ':',
	',': ' ', ';': ' ', '(': ' ', ')': ' ', '[': ' ', ']': ' ', '【': ' ', '】': ' ', 'T': ' ', '\'': ' ', '’': ' ', '“': ' ', '”': ' ',
	'後': '后', '週': '周', '點': '点', '時': '时', '號': '号', '禮': '礼', '個': '个', '兩': '两', '鐘': '钟', '○': '〇',
}

// plain gives each character its usual form and drops what can't be seen.
func plain(text string) []rune {
	out := make([]rune, 0, len(text))
	for _, c := range text {
		if c >= '！' && c <= '～' {
			c -= '！' - '!'
		}
		if usual, ok := alike[c]; ok {
			c = usual
		}
		switch {
		case unicode.IsSpace(c):
			out = append(out, ' ')
		case !unicode.Is(unicode.Cf, c):
			out = append(out, c)
		}
	}
	return []rune(strings.Trim(string(out), " ."))
}

// scanner walks over a text.
type scanner struct{ rest []rune }

func (s *scanner) space() {
	for len(s.rest) > 0 && s.rest[0] == ' ' {
		s.rest = s.rest[1:]
	}
}

// at tells whether the text goes on with the word.
func (s *scanner) at(word string) bool {
	i := 0
	for _, c := range word {
		if i >= len(s.rest) || s.rest[i] != c {
			return false
		}
		i++
	}
	return true
}

// eat takes the first of the words with which the text goes on, and tells which: the
// longer ones stand first. -1 takes nothing.
func (s *scanner) eat(words ...string) int {
	was := s.rest
	s.space()
	for i, word := range words {
		if s.at(word) {
			s.rest = s.rest[len([]rune(word)):]
			return i
		}
	}
	s.rest = was
	return -1
}

// has is eat for those who need not know which.
func (s *scanner) has(words ...string) bool { return s.eat(words...) >= 0 }

// number is a number as it was typed.
type number struct {
	n      int
	digits int  // how many
	ascii  bool // no Chinese numeral
}

// mostDigits has a year, a month and a day.
const mostDigits = 8

// number takes a number: digits, or Chinese numerals up to 九十九 or digit by digit.
func (s *scanner) number() (number, bool) {
	was := s.rest
	s.space()
	out := number{ascii: true}
	for len(s.rest) > out.digits && '0' <= s.rest[out.digits] && s.rest[out.digits] <= '9' {
		if out.digits == mostDigits {
			s.rest = was
			return number{}, false
		}
		out.n = out.n*10 + int(s.rest[out.digits]-'0')
		out.digits++
	}
	if out.digits == 0 {
		out = chinese(s.rest)
	}
	if out.digits == 0 {
		s.rest = was
		return number{}, false
	}
	s.rest = s.rest[out.digits:]
	return out, true
}

// numeral is the value of a Chinese digit, 10 for 十, -1 for anything else.
func numeral(c rune) int {
	switch c {
	case '〇', '零':
		return 0
	case '两':
		return 2
	}
	for i, digit := range []rune("一二三四五六七八九十") {
		if c == digit {
			return i + 1
		}
	}
	return -1
}

// chinese reads 二十九 as 29 and 二〇二六 as 2026; digits is 0 when there is no number.
func chinese(text []rune) number {
	run := []int{}
	ten := -1
	for _, c := range text {
		n := numeral(c)
		if n < 0 || len(run) == 4 {
			break
		}
		if n == 10 {
			if ten >= 0 {
				return number{}
			}
			ten = len(run)
		}
		run = append(run, n)
	}
	out := number{digits: len(run)}
	if ten < 0 {
		for _, n := range run {
			out.n = out.n*10 + n
		}
		return out
	}
	if ten > 1 || len(run)-ten > 2 {
		return number{}
	}
	out.n = 10
	if ten == 1 {
		out.n = run[0] * 10
	}
	if len(run) > ten+1 {
		out.n += run[ten+1]
	}
	return out
}
