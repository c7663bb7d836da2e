package cli_test

import (
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
