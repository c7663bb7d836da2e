package host

import (
	"errors"
	"testing"
	"time"
)

// board is a clipboard.
type board struct {
	text string
	err  error
}

func (b *board) ClipboardText() (string, error)     { return b.text, b.err }
func (b *board) SetClipboardText(text string) error { b.text = text; return b.err }

func TestASecretIsTakenOffTheClipboard(t *testing.T) {
	for name, c := range map[string]struct {
		between func(*board, *Clipboard)
		left    string
	}{
		"as it was put":                     {func(*board, *Clipboard) {}, ""},
		"what somebody put there since":     {func(b *board, _ *Clipboard) { b.text = "别的" }, "别的"},
		"the newest secret":                 {func(_ *board, c *Clipboard) { _ = c.Copy("第二个", time.Hour) }, ""},
		"what can't be read":                {func(b *board, _ *Clipboard) { b.err = errors.New("busy") }, "第一个"},
		"what was copied after it was gone": {func(b *board, c *Clipboard) { c.Clear(); b.text = "第一个" }, "第一个"},
	} {
		t.Run(name, func(t *testing.T) {
			b := &board{}
			clip := NewClipboard(b)
			if err := clip.Copy("第一个", time.Hour); err != nil || b.text != "第一个" {
				t.Fatalf("%q, %v", b.text, err)
			}
			c.between(b, clip)
			clip.Clear()
			if b.text != c.left {
				t.Errorf("%q lies there, want %q", b.text, c.left)
			}
		})
	}
}

func TestASecretIsTakenOffTheClipboardByItself(t *testing.T) {
	cleared := make(chan string, 2)
	clip := NewClipboard(told{cleared})
	if err := clip.Copy("密码", 0); err != nil {
		t.Fatal(err)
	}
	if first, then := <-cleared, <-cleared; first != "密码" || then != "" {
		t.Errorf("%q, then %q", first, then)
	}
}

// told is a clipboard that tells what is put there.
type told struct{ of chan string }

func (told) ClipboardText() (string, error)       { return "密码", nil }
func (b told) SetClipboardText(text string) error { b.of <- text; return nil }
