package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"beiandesk/internal/cli/shapes"
	"beiandesk/internal/cli/words"
	"beiandesk/internal/desk"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/audit"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/ref"
)

func (p *program) auditCommand() *cobra.Command {
	var f audit.Filter
	var by, out string
	var asJSON bool
	cmd := &cobra.Command{
		Use: "audit", Short: "列出操作记录：谁、什么时候、做了什么，看过和取走了什么", Args: words.Between(0, 0),
		Long:    "操作记录只增不删，随资料夹保存；法规要求" + shapes.AuditTerms() + "。导出（--json、--csv）本身也记一条。",
		Example: "  beiandesk audit --from 2026-11-01 --kind reveal --by 周敏 --csv 查看.csv --data DIR",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if asJSON && out != "" {
				return words.Usage("--json 和 --csv 只能写一个")
			}
			return p.with(cmd.Context(), func(d *desk.Desk) (err error) {
				if f.Staff, err = staffNamed(cmd.Context(), d, by); err != nil {
					return err
				}
				if out == "" {
					return p.listAudit(cmd.Context(), d, f, asJSON)
				}
				_, content, err := audit.Export(cmd.Context(), d.Office, f)
				if err != nil {
					return err
				}
				if err := writeFile(out, content); err != nil {
					return err
				}
				return p.print(wrote(out))
			})
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.From, "from", "", "从哪天记的起，例如 2026-01-01")
	flags.StringVar(&f.To, "to", "", "到哪天记的为止")
	flags.StringVar(&by, "by", "", "只要一位经办做的，写名字")
	flags.StringVar(&f.Kind, "kind", "", "只要一类："+shapes.AuditKinds())
	flags.StringVar(&f.Number, "case", "", "只要一个案件的")
	flags.StringVar(&f.Text, "text", "", "只要标题里有这些字的")
	flags.BoolVar(&asJSON, "json", false, "输出 JSON")
	flags.StringVar(&out, "csv", "", "存成表格文件，写到哪个文件")
	cmd.AddCommand(p.auditAcceptCommand())
	return cmd
}

func (p *program) auditAcceptCommand() *cobra.Command {
	var in audit.Acceptance
	cmd := &cobra.Command{
		Use: "accept", Short: "核对过以后，认下 doctor 说在备案台外面改过的内容", Args: words.Unknown,
		Long: "doctor 说“明文内容”在备案台外面被改过、“行数”对不上时：先和备份、发出去的文件核对，在备案台里改回正确的值，再用这个命令认下。认下哪些、理由和认下的人都记进操作记录。",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := words.Need(cmd, "reason"); err != nil {
				return err
			}
			return p.with(cmd.Context(), func(d *desk.Desk) error {
				accepted, err := audit.Accept(cmd.Context(), d.Office, in)
				if err != nil {
					return err
				}
				return p.print(append([]string{fmt.Sprintf("认下 %d 处：", len(accepted))}, accepted...)...)
			})
		},
	}
	cmd.Flags().StringVar(&in.Reason, "reason", "", "和什么核对过、为什么认下")
	return cmd
}

func (p *program) listAudit(ctx context.Context, d *desk.Desk, f audit.Filter, asJSON bool) error {
	lines, err := audit.All(ctx, d.Office, f)
	if err != nil {
		return err
	}
	out, head, rows := shapes.Audit(lines)
	if !asJSON {
		return p.table(head, rows)
	}
	if err := audit.Took(ctx, d.Office, f, len(lines)); err != nil {
		return err
	}
	return p.json(out)
}

// staffNamed finds a 经办 by name, also one who rests by now; "" is anybody.
func staffNamed(ctx context.Context, d *desk.Desk, name string) (ref.StaffID, error) {
	if name == "" {
		return "", nil
	}
	view, err := setup.Settings(ctx, d.Office)
	if err != nil {
		return "", err
	}
	for _, s := range view.Staff {
		if s.Name == name {
			return s.ID, nil
		}
	}
	return "", errs.AtField("by", "没有“%s”这位经办，请核对名字", name)
}
