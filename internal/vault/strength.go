package vault

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"

	"github.com/trustelem/zxcvbn"

	"beiandesk/internal/errs"
)

// MinScore is the lowest score that a passphrase may have.
const MinScore = 3

// DemoPassphrase opens every folder of a demonstration. It is no secret, and so no other
// folder's.
const DemoPassphrase = "demo-desk-2026"

// judged is how many characters are looked at: what comes after them can only add, and
// the judging takes a time that grows with the cube of the length.
const judged = 64

// steps are the numbers of guesses from which on a passphrase has a score of 1 to 4. A guess
// costs a tenth of a second, as Argon2id makes it: MinScore takes one core 3,000 years.
var steps = [...]float64{1e6, 1e9, 1e12, 1e15}

// Strength judges how well a passphrase stands up to guessing: 0 for one of the first
// guesses up to 4. Words that are common in Chinese, in pinyin and in the trade count as the
// one guess among a few hundred that they are.
func Strength(passphrase string) int {
	plain := []rune(strings.Map(narrow, passphrase))
	plain = once(plain[:min(len(plain), judged)])
	guesses := zxcvbn.PasswordStrength(spelt(plain), common()).Guesses
	score := 0
	for score < len(steps) && guesses >= steps[score] {
		score++
	}
	return score
}

// weak says of a passphrase that it is easily guessed, and what to do.
func weak(passphrase string) error {
	switch {
	case strings.EqualFold(strings.TrimSpace(passphrase), DemoPassphrase):
		return errs.AtField("passphrase", "这是演示资料夹的口令，谁都知道，请换一个")
	case Strength(passphrase) < MinScore:
		return errs.AtField("passphrase", "口令容易被猜到：请写四五个不相干的词，或再加长；不要只用常用词、拼音、姓名、日期、键盘上相邻的键")
	}
	return nil
}

//go:embed data/common.txt
var commonText string

// common lists words that are guessed first, spelt as they are judged.
var common = sync.OnceValue(func() []string {
	var words []string
	for line := range strings.Lines(commonText) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for _, word := range strings.Fields(line) {
			words = append(words, spelt([]rune(word)))
		}
	}
	return words
})

// spelt writes each character that is not ASCII as two letters. The judge counts bytes,
// takes three of them for one Chinese character and so twenty bits for what is one of two
// or three thousand; two letters are about nine. Two characters may have the same letters:
// nothing is told apart by them.
func spelt(text []rune) string {
	var b strings.Builder
	for _, r := range text {
		if r <= unicode.MaxASCII {
			b.WriteRune(r)
			continue
		}
		n := uint32(r) * 2654435761 >> 16 % (26 * 26) // neighbours get other letters
		b.WriteByte('a' + byte(n/26))
		b.WriteByte('a' + byte(n%26))
	}
	return b.String()
}

// narrow gives the plain character of a full-width one, which an input method for Chinese
// leaves behind.
func narrow(r rune) rune {
	if r >= '！' && r <= '～' {
		return r - ('！' - '!')
	}
	if r == '　' {
		return ' '
	}
	return r
}

// once gives what a text repeats: of "备案备案" it is "备案".
func once(text []rune) []rune {
	for n := 1; n <= len(text)/2; n++ {
		same := true
		for i := n; i < len(text) && same; i++ {
			same = text[i] == text[i-n]
		}
		if same {
			return text[:n]
		}
	}
	return text
}
