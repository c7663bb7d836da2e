package shapes_test

import (
	"encoding/json"
	"strings"
	"testing"

	"beiandesk/internal/cli/shapes"
)

func TestControlCharactersOfANameDoNotReachATerminal(t *testing.T) {
	for text, want := range map[string]string{
		"执照\x1b[2J.jpg": "执照\ufffd[2J.jpg", "第一行\n\t第二行": "第一行\n\t第二行", "a\u009bb\x7f": "a\ufffdb\ufffd", "\x00": "\ufffd",
		"执照\u202egpj.exe": "执照\ufffdgpj.exe", "青禾\u200e\u2066": "青禾\ufffd\ufffd", "👨\u200d👩": "👨\u200d👩",
	} {
		if got := shapes.Printable(text); got != want {
			t.Errorf("%q is printed as %q", text, got)
		}
	}
	if got := shapes.OneLine("打不开 a\x1b[31m\nb"); got != "打不开 a\ufffd[31m；b" {
		t.Errorf("an error is printed as %q", got)
	}
}

func TestJSONIsInertAndStaysTheSameValue(t *testing.T) {
	for _, value := range []string{"执照\u202egpj.exe", "a\u009b2Jb\u007f", "两\n行\t\x1b[31m", "👨\u200d👩", `\u009b`} {
		text, err := json.MarshalIndent(map[string]string{"name": value}, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		inert := shapes.InertJSON(string(text))
		if strings.ContainsAny(inert, "\x1b\u009b\u007f\u202e") || strings.Count(inert, "\n") != 2 {
			t.Errorf("%q acts on a terminal", inert)
		}
		var back map[string]string
		if err := json.Unmarshal([]byte(inert), &back); err != nil || back["name"] != value {
			t.Errorf("%q comes back as %q, %v", value, back["name"], err)
		}
	}
}
