package shapes_test

import (
	"testing"

	"beiandesk/internal/cli/shapes"
)

func TestControlCharactersOfANameDoNotReachATerminal(t *testing.T) {
	for text, want := range map[string]string{
		"执照\x1b[2J.jpg": "执照\ufffd[2J.jpg", "第一行\n\t第二行": "第一行\n\t第二行", "a\u009bb\x7f": "a\ufffdb\ufffd", "\x00": "\ufffd",
	} {
		if got := shapes.Printable(text); got != want {
			t.Errorf("%q is printed as %q", text, got)
		}
	}
	if got := shapes.OneLine("打不开 a\x1b[31m\nb"); got != "打不开 a\ufffd[31m；b" {
		t.Errorf("an error is printed as %q", got)
	}
}
