package cli

import (
	"context"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"beiandesk/internal/cli/shapes"
	"beiandesk/internal/cli/words"
	"beiandesk/internal/desk"
	"beiandesk/internal/office/intake"
)

func (p *program) attachCommand() *cobra.Command {
	var number, material string
	cmd := &cobra.Command{
		Use: "attach --case NO --material CODE FILE", Short: "把一份材料文件封存进案件", Args: words.Between(1, 1),
		Long: "把一份材料文件封存进案件。读得出但不合格的（例如 41 KB）照样收下并提醒，要它的环节会说还不行；读不出的不收。",
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := words.Need(cmd, "case", "material"); err != nil {
				return err
			}
			content, err := readFile(args[0])
			if err != nil {
				return err
			}
			in := intake.Input{Material: material, Name: filepath.Base(args[0]), Content: content}
			return p.with(cmd.Context(), func(d *desk.Desk) error { return p.attach(cmd.Context(), d, number, in) })
		},
	}
	cmd.Flags().StringVar(&number, "case", "", "案件编号，例如 BA2026-0386")
	cmd.Flags().StringVar(&material, "material", "", "材料代码，例如 licence")
	return cmd
}

func (p *program) attach(ctx context.Context, d *desk.Desk, number string, in intake.Input) error {
	var err error
	if in.CaseID, err = caseID(ctx, d.Office, number); err != nil {
		return err
	}
	doc, err := intake.Attach(ctx, d.Office, in)
	if err != nil {
		return err
	}
	if !doc.OK {
		p.warn("收下了，但不合格：" + doc.Why())
	} else if doubt := doc.Doubt(); doubt != "" {
		p.warn("收下了，请核对：" + doubt)
	}
	return p.print(fmt.Sprintf("%s 第 %d 版，%s", doc.Material, doc.No, shapes.Verdict(doc.OK)))
}
