package cli_test

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"beiandesk/internal/cases"
	"beiandesk/internal/cli"
	"beiandesk/internal/identity"
	"beiandesk/internal/materials"
)

//go:generate go test -run TestCodesAreThoseOfTheData -update

var update = flag.Bool("update", false, "write docs/codes.md anew")

const codesFile = "../../docs/codes.md"

// codes is the whole of docs/codes.md.
func codes() string {
	var b strings.Builder
	b.WriteString("# Codes\nMade from the data by `go generate ./internal/cli`; a test keeps it so. Edit the data, never this file.\n\n")
	b.WriteString("## Commands\n\n`--data DIR` (or `BEIANDESK_DATA`) names the folder, `--passphrase-file F` (or `BEIANDESK_PASSPHRASE`, or a prompt) opens it, " +
		"`--staff NAME` (or `BEIANDESK_STAFF`) says who acts. Exit codes: 0, 1 for a failure, 2 for a wrong command line.\n\n")
	b.WriteString("| command | does |\n|---|---|\n")
	cli.Walk(func(_ string, cmd *cobra.Command) {
		if !cmd.HasSubCommands() || cmd.HasLocalFlags() {
			line := strings.TrimPrefix(cmd.CommandPath(), "beiandesk ") + strings.TrimPrefix(cmd.Use, cmd.Name())
			fmt.Fprintf(&b, "| `%s` | %s |\n", strings.ReplaceAll(line, "|", `\|`), cmd.Short)
		}
	})
	fmt.Fprintf(&b, "\nKinds of `check`: `%s`.\n\n", strings.Join(identity.Kinds(), "` `"))
	b.WriteString(strings.TrimSpace(graphCodes()) + "\n\n")
	source, day := materials.Source()
	fmt.Fprintf(&b, "## Materials\n\nSource: %s, taken %s. Files come by `attach`; fields follow the client's and the lead's data.\n\n", source, day)
	b.WriteString("| no. | code | 材料 | kind | bounds | days | wanted |\n|---|---|---|---|---|---|---|\n")
	for _, r := range materials.All() {
		no, bounds := "", ""
		if r.No > 0 {
			no = fmt.Sprint(r.No)
		}
		if r.Kind == materials.File {
			bounds = r.Accepts().Words()
		}
		days := append(slices.Clone(r.Dated), r.Terms()...)
		fmt.Fprintf(&b, "| %s | `%s` | %s | %s | %s | %s | %s |\n", no, r.Code, r.Label, r.Kind, bounds, strings.Join(days, "；"), r.Want)
	}
	b.WriteString("\n## Choices of the portals' forms\n\n`case new` and `case site` take the code or the words.\n\n| list | code | 选项 | source |\n|---|---|---|---|\n")
	for _, l := range cases.Lists() {
		for i, o := range l.Options {
			name, source := "", ""
			if i == 0 {
				name, source = l.Label, fmt.Sprintf("%s, taken %s", l.Source, l.Sourced)
			}
			fmt.Fprintf(&b, "| %s | `%s` | %s | %s |\n", name, o.Code, o.Label, source)
		}
	}
	for i, k := range cases.ServerKinds() {
		name := ""
		if i == 0 {
			name = "备案云服务"
		}
		fmt.Fprintf(&b, "| %s | `%s` | %s | %s, taken %s |\n", name, k.Code, k.Label, k.Source, k.Sourced)
	}
	return b.String()
}

func TestCodesAreThoseOfTheData(t *testing.T) {
	want := codes()
	if *update {
		if err := os.WriteFile(codesFile, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile(codesFile)
	if err != nil {
		t.Fatal(err)
	}
	if string(have) != want {
		t.Error("docs/codes.md is not what the data say: run go generate ./internal/cli")
	}
}
