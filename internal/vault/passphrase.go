package vault

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"beiandesk/internal/errs"
	"golang.org/x/crypto/argon2"
)

// The shortest and the longest passphrase, in characters.
const (
	MinPassphrase = 8
	MaxPassphrase = 256
)

// CheckPassphrase refuses a passphrase that may not be set: too short or too long,
// nothing but blanks, broken text, with what nobody sees and so nobody types again, or
// guessed too easily (Strength). The error is errs.Invalid at the field "passphrase". Opening never asks it, so that a
// rule that grows stricter locks nobody out.
func CheckPassphrase(passphrase string) error {
	length := utf8.RuneCountInString(passphrase)
	switch {
	case !utf8.ValidString(passphrase):
		return errs.AtField("passphrase", "口令里有无法识别的字符，请重新输入")
	case strings.TrimSpace(passphrase) == "":
		return errs.AtField("passphrase", "口令不能为空，请输入至少 %d 个字符", MinPassphrase)
	case strings.ContainsFunc(passphrase, func(r rune) bool { return unicode.In(r, unicode.Cc, unicode.Cf) }):
		return errs.AtField("passphrase", "口令里有看不见的字符，换个地方就打不出来，请重新输入")
	case length < MinPassphrase:
		return errs.AtField("passphrase", "口令太短，请输入至少 %d 个字符", MinPassphrase)
	case length > MaxPassphrase:
		return errs.AtField("passphrase", "口令太长，最多 %d 个字符，现在有 %d 个", MaxPassphrase, length)
	}
	return weak(passphrase)
}

// readings gives what a folder may have been given as this passphrase. Earlier releases
// took the byte order mark of a file for its first character. The second one is made only
// when it is asked for: it is one more copy in memory.
func readings(passphrase string) iter.Seq[string] {
	const mark = "\ufeff"
	return func(yield func(string) bool) {
		if !yield(passphrase) {
			return
		}
		if bare, marked := strings.CutPrefix(passphrase, mark); marked {
			yield(bare)
		} else {
			yield(mark + passphrase)
		}
	}
}

// argon is the cost of Argon2id, stored beside what it protects so that later
// releases may raise it.
type argon struct {
	MemoryKiB uint32 `json:"memory_kib"`
	Time      uint32 `json:"time"`
	Threads   uint8  `json:"threads"`
}

// The ceiling of a stored cost: room for later releases to raise it, and a few seconds of
// an old machine at most.
const (
	mostMemoryKiB = 256 * 1024
	mostWork      = 1024 * 1024 // memory in KiB times passes
	mostThreads   = 16
)

// acceptable tells whether a stored cost may be used. Below the floor, an edited
// key file would have the passphrase hashed cheaply; above the ceiling, it would
// eat the machine's memory or time.
func (a argon) acceptable() bool {
	return a.MemoryKiB >= cost.MemoryKiB && a.MemoryKiB <= mostMemoryKiB &&
		a.Time >= cost.Time && uint64(a.MemoryKiB)*uint64(a.Time) <= mostWork &&
		a.Threads >= 1 && a.Threads <= mostThreads
}

// key hashes a passphrase into a wrapping key.
func (a argon) key(passphrase string, salt []byte) []byte {
	text := []byte(passphrase)
	defer clear(text)
	return argon2.IDKey(text, salt, a.Time, a.MemoryKiB, a.Threads, keySize)
}
