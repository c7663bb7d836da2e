// Package breaks says where a line of Chinese and Latin text may be broken, and which marks
// open and close.
package breaks

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

const (
	// counted are the first characters of what a number counts or names: a number
	// and these stay on one line.
	counted = "年月日天个工项次页时小分周元号岁"
	// joints are where a word wider than its column is broken first.
	joints = ".-_/@&?="
)

// Chunks cuts a line of text where it may be broken: by Unicode's rules, with
// Chinese quotation marks treated as the brackets they are here, and with numbers
// held to what they count. Spaces stay at the end of their chunk.
func Chunks(s string) []string {
	var out []string
	state := -1
	for s != "" {
		var seg string
		seg, s, _, state = uniseg.FirstLineSegmentInString(s, state)
		for _, part := range cutAtQuotes(seg) {
			if n := len(out); n > 0 && glued(out[n-1], part) {
				out[n-1] += part
				continue
			}
			out = append(out, part)
		}
	}
	return out
}

// cutAtQuotes allows a break before “ and after ” next to Chinese text: Unicode
// cannot tell which side a quotation mark belongs to and forbids both.
func cutAtQuotes(seg string) []string {
	var out []string
	from := 0
	var prev rune
	for i, r := range seg {
		if i > 0 && (IsOpen(r) && !IsOpen(prev) || IsClose(prev) && !IsClose(r) && !IsOpen(r) && IsHan(r)) {
			out = append(out, seg[from:i])
			from = i
		}
		prev = r
	}
	return append(out, seg[from:])
}

// IsOpen says that a mark opens a bracket or a quotation.
func IsOpen(r rune) bool {
	switch r {
	case '（', '《', '「', '『', '【', '〔', '“', '‘':
		return true
	}
	return false
}

// IsClose says that a mark ends something: no line starts with it.
func IsClose(r rune) bool {
	switch r {
	case '，', '。', '、', '；', '：', '）', '》', '」', '』', '】', '〕', '”', '’':
		return true
	}
	return false
}

// IsHan is asked of every character: most that are not Han lie below the first one.
func IsHan(r rune) bool { return r >= 0x2E80 && unicode.Is(unicode.Han, r) }

// IsDigit says that a character is one of the ten digits.
func IsDigit(r rune) bool { return r >= '0' && r <= '9' }

// glued says that no line may end between a and b.
func glued(a, b string) bool {
	last, size := utf8.DecodeLastRuneInString(strings.TrimRight(a, " "))
	before, _ := utf8.DecodeLastRuneInString(a[:max(0, len(strings.TrimRight(a, " "))-size)])
	first, _ := utf8.DecodeRuneInString(b)
	switch {
	case IsOpen(last) || IsClose(first):
		return true
	case IsDigit(last):
		return strings.ContainsRune(counted, first)
	case strings.HasSuffix(a, "个") && strings.HasPrefix(b, "工"), strings.HasSuffix(a, "工") && strings.HasPrefix(b, "作"),
		strings.HasSuffix(a, "工作") && strings.HasPrefix(b, "日"), strings.ContainsRune("日天月年时", last) && first == '内':
		return true
	case IsDigit(first):
		return strings.ContainsRune("第至–", last) || strings.ContainsRune("年月", last) && IsDigit(before)
	}
	return false
}

// Shards cuts a chunk that is wider than its column: after its joints, or, where
// that is not enough, between any two characters as readers see them.
func Shards(chunk string, anywhere bool) []string {
	var out []string
	if !anywhere {
		from := 0
		for i, r := range chunk {
			if strings.ContainsRune(joints, r) {
				out = append(out, chunk[from:i+1])
				from = i + 1
			}
		}
		if from < len(chunk) {
			out = append(out, chunk[from:])
		}
		return out
	}
	for state := -1; chunk != ""; {
		var c string
		c, chunk, _, state = uniseg.FirstGraphemeClusterInString(chunk, state)
		out = append(out, c)
	}
	return out
}
