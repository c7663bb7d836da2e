package cli_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"beiandesk/internal/cli"
)

// A Chinese character takes two places in a terminal, and so do the quotation marks and
// the ellipsis of Chinese text; the dash in a span of days takes one.
func TestColumnsLineUpInATerminal(t *testing.T) {
	for name, c := range map[string]struct{ cell, gap string }{
		"letters":              {"qinghe", "      "},
		"Chinese":              {"青禾软件", "    "},
		"Chinese in quotation": {"“青禾”", "    "},
		"an ellipsis":          {"青禾…", "      "},
		"a span":               {"1–3 天", "      "},
		"nothing":              {"", "            "},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := cli.Table([]string{"客户名称十字", "状态"}, [][]string{{c.cell, "在办"}})
			if want := "客户名称十字  状态\n" + c.cell + c.gap + "  在办\n"; err != nil || got != want {
				t.Errorf("%v:\n%swant\n%s", err, got, want)
			}
		})
	}
}

// A long list is out before its end is read, and is the JSON that it would be as a whole.
func TestAListIsWrittenWhileItIsRead(t *testing.T) {
	for n, want := range map[int]string{0: "[]\n", 1: "[\n  {\n    \"name\": \"青禾\"\n  }\n]\n",
		2: "[\n  {\n    \"name\": \"青禾\"\n  },\n  {\n    \"name\": \"青禾\"\n  }\n]\n"} {
		var out bytes.Buffer
		err := cli.List(&out, true, nil, func(take func(any, ...string) error) error {
			for range n {
				if err := take(map[string]string{"name": "青禾"}); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil || out.String() != want {
			t.Errorf("%d: %v\n%s", n, err, out.String())
		}
	}
	var out bytes.Buffer
	broken := errors.New("a page can't be read")
	err := cli.List(&out, true, nil, func(take func(any, ...string) error) error {
		for range 1000 {
			if err := take(strings.Repeat("青", 100)); err != nil {
				return err
			}
		}
		return broken
	})
	if !errors.Is(err, broken) || out.Len() < 200_000 {
		t.Errorf("%d bytes are out, %v", out.Len(), err)
	}
}
