package vault

import (
	"strings"
	"unicode/utf8"

	"beiandesk/internal/errs"
	"golang.org/x/crypto/argon2"
)

// MinPassphrase is the shortest passphrase, in characters.
const MinPassphrase = 8

// CheckPassphrase refuses a passphrase that may not be set: fewer than
// MinPassphrase characters, nothing but blanks, or broken text. The error is
// errs.Invalid at the field "passphrase". Opening never asks it, so that a rule
// that grows stricter locks nobody out.
func CheckPassphrase(passphrase string) error {
	switch {
	case !utf8.ValidString(passphrase):
		return errs.AtField("passphrase", "口令里有无法识别的字符，请重新输入")
	case strings.TrimSpace(passphrase) == "":
		return errs.AtField("passphrase", "口令不能为空，请输入至少 %d 个字符", MinPassphrase)
	case utf8.RuneCountInString(passphrase) < MinPassphrase:
		return errs.AtField("passphrase", "口令太短，请输入至少 %d 个字符", MinPassphrase)
	}
	return nil
}

// argon is the cost of Argon2id, stored beside what it protects so that later
// releases may raise it.
type argon struct {
	MemoryKiB uint32 `json:"memory_kib"`
	Time      uint32 `json:"time"`
	Threads   uint8  `json:"threads"`
}

// cost is the second recommended set of RFC 9106 §4: 64 MiB, three passes, four lanes.
var cost = argon{MemoryKiB: 64 * 1024, Time: 3, Threads: 4}

// acceptable tells whether a stored cost may be used. Below the floor, an edited
// key file would have the passphrase hashed cheaply; above the ceiling, it would
// eat the machine's memory or time.
func (a argon) acceptable() bool {
	return a.MemoryKiB >= cost.MemoryKiB && a.MemoryKiB <= 1024*1024 &&
		a.Time >= cost.Time && a.Time <= 64 &&
		a.Threads >= 1 && a.Threads <= 64
}

// key hashes a passphrase into a wrapping key.
func (a argon) key(passphrase string, salt []byte) []byte {
	return argon2.IDKey([]byte(passphrase), salt, a.Time, a.MemoryKiB, a.Threads, keySize)
}
