package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"beiandesk/internal/cli/shapes"
	"beiandesk/internal/cli/words"
	"beiandesk/internal/desk"
	"beiandesk/internal/office/closing"
	"beiandesk/internal/office/papers"
)

func (p *program) caseCommand() *cobra.Command {
	return words.Group("case", "开立、查看、办理案件", p.caseNewCommand(), p.caseShowCommand(), p.caseDoCommand(), p.caseClientCommand(), p.caseChaseCommand(), p.caseSiteCommand(), p.caseLeadCommand(), p.caseOwnerCommand(), p.caseNoteCommand(), p.caseTagCommand(), p.caseCloseCommand())
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

func (p *program) caseCloseCommand() *cobra.Command {
	var in closing.CloseInput
	var number, given, out string
	cmd := &cobra.Command{
		Use: "close --case NO [--revoked] [--given CODES] [--scans purge|keep] [--out F.pdf]", Short: "办结一个案件：撤权、交还、清除材料、账单与告知书，四步", Args: words.Between(0, 0),
		Long: "不写别的只列出四步各到哪里、会发生什么。写了的按顺序办，办过的跳过，交还登记过的再写 --given 会停下；有一步还不能办就停在那里，前面办过的留着，下次接着办。",
		Example: "  beiandesk case close --case BA2026-0001 --data DIR\n" +
			"  beiandesk case close --case BA2026-0001 --revoked --given name,papers --scans purge --out 告知书.pdf --data DIR",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := words.Need(cmd, "case"); err != nil {
				return err
			}
			in.Given = codesIn(given)
			return p.with(cmd.Context(), func(d *desk.Desk) (err error) {
				if in.CaseID, err = caseID(cmd.Context(), d.Office, number); err != nil {
					return err
				}
				return p.closeCase(cmd.Context(), d, in, out)
			})
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&number, "case", "", "案件编号")
	flags.BoolVar(&in.Revoked, "revoked", false, "客户已删除子账号，清除保存的密码")
	flags.StringVar(&given, "given", "", "交还了客户哪几种，用逗号分开：材料的代码，或 "+shapes.KindCodes())
	flags.StringVar(&in.Scans, "scans", "", "扫描件怎么处理：purge（清除）、keep（保留，写 --reason）")
	flags.StringVar(&in.Reason, "reason", "", "保留扫描件的理由")
	flags.StringVar(&out, "out", "", "把办结告知书写到哪个文件")
	return cmd
}

func (p *program) closeCase(ctx context.Context, d *desk.Desk, in closing.CloseInput, out string) error {
	if err := closing.Close(ctx, d.Office, in); err != nil {
		return err
	}
	holds, err := d.Backups().Holds(ctx)
	if err != nil {
		return err
	}
	if out != "" {
		letter, err := papers.Closing(ctx, d.Office, in.CaseID, holds)
		if err != nil {
			return err
		}
		if err := p.savePaper(ctx, d, letter, out); err != nil {
			return err
		}
	}
	now, err := closing.Of(ctx, d.Office, in.CaseID, holds)
	if err != nil {
		return err
	}
	stands := map[string]string{closing.Done: "已办", closing.Open: "待办", closing.Later: "还不能办"}
	for n, s := range now.Steps {
		lines := []string{fmt.Sprintf("%d. %s　%s", n+1, s.Label, stands[s.Stands])}
		for _, text := range s.Says {
			lines = append(lines, "   "+text)
		}
		if err := p.print(lines...); err != nil {
			return err
		}
	}
	return nil
}
