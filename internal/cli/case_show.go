package cli

import (
	"context"

	"github.com/spf13/cobra"

	"beiandesk/internal/cli/shapes"
	"beiandesk/internal/cli/words"
	"beiandesk/internal/desk"
)

func (p *program) caseCommand() *cobra.Command {
	return words.Group("case", "开立、查看、办理案件", p.caseNewCommand(), p.caseShowCommand(), p.caseDoCommand(), p.caseClientCommand(), p.caseSiteCommand(), p.caseLeadCommand())
}

func (p *program) caseShowCommand() *cobra.Command {
	var number string
	var asJSON bool
	cmd := &cobra.Command{
		Use: "show --case NO", Short: "查看一个案件：环节、能办什么、期限、费用、时间线", Args: words.Between(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := words.Need(cmd, "case"); err != nil {
				return err
			}
			return p.with(cmd.Context(), func(d *desk.Desk) error { return p.caseShow(cmd.Context(), d, number, asJSON) })
		},
	}
	cmd.Flags().StringVar(&number, "case", "", "案件编号，例如 BA2026-0386")
	cmd.Flags().BoolVar(&asJSON, "json", false, "输出 JSON")
	return cmd
}

func (p *program) caseShow(ctx context.Context, d *desk.Desk, number string, asJSON bool) error {
	id, err := caseID(ctx, d.Office, number)
	if err != nil {
		return err
	}
	v, err := shapes.ReadCase(ctx, d.Office, id)
	if err != nil {
		return err
	}
	if asJSON {
		return p.json(v)
	}
	return p.print(v.Lines()...)
}
