package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"beiandesk/internal/cli/shapes"
	"beiandesk/internal/cli/words"
	"beiandesk/internal/infile"
	"beiandesk/internal/materials"
	"beiandesk/internal/scan"
)

// scanMaterial is what a file is held against: the bounds that both portals share.
const scanMaterial = "licence"

func (p *program) scanCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "scan FILE",
		Short: "看一份扫描件的类型和大小合不合格，不保存",
		Args:  words.Between(1, 1),
		RunE:  func(cmd *cobra.Command, args []string) error { return p.scan(cmd.Context(), args[0], asJSON) },
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "输出 JSON")
	return cmd
}

func (p *program) scan(ctx context.Context, path string, asJSON bool) error {
	content, err := readFile(path)
	if err != nil {
		return err
	}
	info, err := scan.Inspect(ctx, content)
	if err != nil {
		return err
	}
	r, _ := materials.Find(scanMaterial)
	checks, ok := materials.Examine(r, materials.Measured{Mime: info.Mime, Size: info.Size, Width: info.Width, Height: info.Height, Grey: info.Grey, OffSpec: info.OffSpec})
	out := shapes.Scan{Mime: info.Mime, Size: info.Size, Width: info.Width, Height: info.Height, Pages: info.Pages, OK: ok, Checks: shapes.FileChecks(checks)}
	for _, c := range out.Checks {
		if !c.OK || c.Doubt {
			p.warn(fmt.Sprintf("%s %s，要求 %s。%s", c.Label, c.Measured, c.Limit, c.Advice))
		}
	}
	if asJSON {
		return p.json(out)
	}
	lines := []string{out.Head()}
	for _, c := range out.Checks {
		lines = append(lines, c.Line())
	}
	return p.print(lines...)
}

// readFile reads a file that may come in.
func readFile(path string) ([]byte, error) { return infile.Read(path, "文件", scan.MaxBytes) }
