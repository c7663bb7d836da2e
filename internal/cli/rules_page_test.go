package cli_test

import (
	"os"
	"testing"

	"beiandesk/internal/cal"
	"beiandesk/internal/office"
	"beiandesk/internal/office/rulepage"
)

//go:generate go test -run TestTheRulesPageIsThatOfTheData -update

const rulesFile = "../../docs/rules.md"

func TestTheRulesPageIsThatOfTheData(t *testing.T) {
	editions, err := office.NewEditions(nil, cal.Embedded(), nil)
	if err != nil {
		t.Fatal(err)
	}
	want := rulepage.Page(rulepage.Input{
		Edition: editions.Release(), Calendar: cal.Embedded(),
		Whose: "随软件的一版，由数据生成（`go generate ./internal/cli`），请改数据，不改这一页。“核实”栏是各台自己的事，这里只写哪些待核实；本台自己的一页用 `beiandesk list rules` 打印。",
	})
	if *update {
		if err := os.WriteFile(rulesFile, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile(rulesFile)
	if err != nil {
		t.Fatal(err)
	}
	if string(have) != want {
		t.Error("docs/rules.md is not what the data say: run go generate ./internal/cli")
	}
}
