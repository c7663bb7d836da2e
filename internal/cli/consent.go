package cli

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"beiandesk/internal/cli/shapes"
	"beiandesk/internal/cli/words"
	register "beiandesk/internal/consents"
	"beiandesk/internal/desk"
	"beiandesk/internal/office/consents"
	"beiandesk/internal/office/views"
	"beiandesk/internal/ref"
)

func (p *program) personConsentCommand() *cobra.Command {
	return words.Group("consent", "本人的同意：登记、撤回、列出", p.consentAddCommand(), p.consentWithdrawCommand(), p.consentListCommand())
}

// named says which person of which case is meant.
type named struct{ number, name string }

func (n *named) flags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&n.number, "case", "", "他在其中的一个案件")
	cmd.Flags().StringVar(&n.name, "name", "", "姓名")
}

func (p *program) personOf(ctx context.Context, d *desk.Desk, n named) (view views.CasePage, id ref.PersonID, err error) {
	if _, view, err = p.caseOf(ctx, d, n.number); err != nil {
		return view, "", err
	}
	id, err = shapes.PersonNamed(view, n.name)
	return view, id, err
}

// codesIn reads codes with commas between them.
func codesIn(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == '，' || r == ' ' })
}

func (p *program) consentAddCommand() *cobra.Command {
	var in consents.ConsentInput
	var who named
	var matters string
	cmd := &cobra.Command{
		Use: "add --case NO --name NAME --matters CODES --way CODE --evidence TEXT", Short: "登记一个人同意了什么", Args: words.Between(0, 0),
		Long:    "敏感个人信息、提供给别人要各自单独同意（《个人信息保护法》第二十三条、第二十九条）。没有登记的，收扫描件和提交时提醒，不拦办理。",
		Example: "  beiandesk person consent add --case BA2026-0001 --name 沈一鸣 --matters sensitive,provide --way paper --on 2026-09-05 --evidence 同意书第2版，合同夹 --data DIR",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := words.Need(cmd, "case", "name", "matters", "way", "evidence"); err != nil {
				return err
			}
			return p.with(cmd.Context(), func(d *desk.Desk) (err error) {
				if _, in.Person, err = p.personOf(cmd.Context(), d, who); err != nil {
					return err
				}
				in.Matters = codesIn(matters)
				if err := consents.Add(cmd.Context(), d.Office, in); err != nil {
					return err
				}
				return p.print("已登记，见 person consent list")
			})
		},
	}
	who.flags(cmd)
	flags := cmd.Flags()
	flags.StringVar(&matters, "matters", "", "同意了什么，用逗号分开："+shapes.MatterCodes())
	flags.StringVar(&in.Way, "way", "", "怎么同意的："+shapes.WayCodes())
	flags.StringVar(&in.On, "on", "", "哪天同意的；不写是今天")
	flags.StringVar(&in.Evidence, "evidence", "", "凭据：同意书第几版、存在哪里，或原话")
	return cmd
}

func (p *program) consentWithdrawCommand() *cobra.Command {
	var in consents.WithdrawalInput
	cmd := &cobra.Command{
		Use: "withdraw ID --follows TEXT", Short: "登记本人撤回同意，原来的登记留着看", Args: words.Between(1, 1),
		Long: register.Follows() + "。",
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := words.Need(cmd, "follows"); err != nil {
				return err
			}
			return p.with(cmd.Context(), func(d *desk.Desk) error {
				in.ID = ref.ConsentID(args[0])
				err := consents.Withdraw(cmd.Context(), d.Office, in)
				if err := missing(err, "没有 %s 这条同意，编号见 person consent list --json", args[0]); err != nil {
					return err
				}
				return p.print("已登记撤回")
			})
		},
	}
	cmd.Flags().StringVar(&in.On, "on", "", "哪天撤回的；不写是今天")
	cmd.Flags().StringVar(&in.Follows, "follows", "", "撤回以后怎么处理，例如 停办，删除扫描件")
	return cmd
}

func (p *program) consentListCommand() *cobra.Command {
	var who named
	var asJSON bool
	cmd := &cobra.Command{
		Use: "list --case NO --name NAME", Short: "列出一个人同意过什么，撤回的也在", Args: words.Between(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := words.Need(cmd, "case", "name"); err != nil {
				return err
			}
			return p.with(cmd.Context(), func(d *desk.Desk) error {
				view, id, err := p.personOf(cmd.Context(), d, who)
				if err != nil {
					return err
				}
				lines, err := consents.Of(cmd.Context(), d.Office, view.Client.ID)
				if err != nil {
					return err
				}
				out, head, rows := shapes.Consents(slices.DeleteFunc(lines, func(l consents.Line) bool { return l.Person != id }))
				if asJSON {
					return p.json(out)
				}
				return p.table(head, rows)
			})
		},
	}
	who.flags(cmd)
	cmd.Flags().BoolVar(&asJSON, "json", false, "输出 JSON")
	return cmd
}
