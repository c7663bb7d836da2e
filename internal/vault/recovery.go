package vault

import (
	"crypto/rand"
	"strings"
	"unicode"

	"beiandesk/internal/errs"
)

// A recovery code is eight groups of five characters of Crockford's base 32: four
// random ones, 160 bits in all, and one that checks its group, so that a slip of
// the pen is told by the group it stands in.
const (
	RecoveryGroups    = 8
	RecoveryGroupSize = 5

	recoveryLength = RecoveryGroups * RecoveryGroupSize
	crockford      = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
)

// newRecovery draws a code in the form it is printed in, groups of five with dashes between
func newRecovery() string {
	random := make([]byte, RecoveryGroups*(RecoveryGroupSize-1))
	rand.Read(random) // never fails; 256 is a multiple of 32, so no symbol is favoured
	symbols := make([]byte, 0, recoveryLength)
	for i, b := range random {
		symbols = append(symbols, b&31)
		if (i+1)%(RecoveryGroupSize-1) == 0 {
			group := len(symbols) / RecoveryGroupSize
			symbols = append(symbols, groupCheck(group, symbols[group*RecoveryGroupSize:]))
		}
	}
	clear(random)
	return printRecovery(symbols)
}

func printRecovery(symbols []byte) string {
	var b strings.Builder
	for i, s := range symbols {
		if i > 0 && i%RecoveryGroupSize == 0 {
			b.WriteByte('-')
		}
		b.WriteByte(crockford[s])
	}
	return b.String()
}

// ParseRecovery reads a code as people type it and gives the printed form. Case,
// blanks and dashes don't matter, full-width characters count as their plain ones,
// O is 0, I and L are 1. Any other slip is errs.Invalid at the field "recovery"
// with the group it was found in; the message never repeats the code.
func ParseRecovery(text string) (string, error) {
	symbols := make([]byte, 0, recoveryLength)
	count := 0
	for _, r := range text {
		if isSeparator(r) {
			continue
		}
		count++
		if count > recoveryLength {
			continue
		}
		s := symbolOf(r)
		if s < 0 {
			return "", errs.AtField("recovery", "第 %d 组有恢复码里不会出现的字符，请对照打印件再输一次",
				(count-1)/RecoveryGroupSize+1)
		}
		symbols = append(symbols, byte(s))
	}
	if count != recoveryLength {
		return "", errs.AtField("recovery", "恢复码应为 %d 组、每组 %d 位，共 %d 位；现在是 %d 位，请对照打印件补齐",
			RecoveryGroups, RecoveryGroupSize, recoveryLength, count)
	}
	for g := range RecoveryGroups {
		group := symbols[g*RecoveryGroupSize : (g+1)*RecoveryGroupSize]
		if groupCheck(g, group[:RecoveryGroupSize-1]) != group[RecoveryGroupSize-1] {
			return "", errs.AtField("recovery", "第 %d 组抄错了，请对照打印件再输一次", g+1)
		}
	}
	return printRecovery(symbols), nil
}

func isSeparator(r rune) bool {
	return unicode.IsSpace(r) || unicode.Is(unicode.Pd, r) || unicode.Is(unicode.Cf, r) || r == '−' || r == '_'
}

// symbolOf gives a character's value, or -1.
func symbolOf(r rune) int {
	if r >= '！' && r <= '～' { // input methods for Chinese easily stay in full width
		r -= '！' - '!'
	}
	switch r = unicode.ToUpper(r); r {
	case 'O':
		r = '0'
	case 'I', 'L':
		r = '1'
	}
	if r > unicode.MaxASCII {
		return -1
	}
	return strings.IndexByte(crockford, byte(r))
}

// groupCheck computes the fifth character of a group over GF(32) with the polynomial
// x⁵+x²+1: each place has a weight of its own and the group's number is added, so
// that one wrong character, two neighbours swapped and two groups swapped are always
// found.
func groupCheck(group int, symbols []byte) byte {
	acc := byte(0)
	for _, s := range symbols {
		acc = (acc ^ s) << 1
		if acc&32 != 0 {
			acc ^= 0b100101
		}
	}
	return acc ^ byte(group)
}
