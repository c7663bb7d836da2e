package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"beiandesk/internal/cli/shapes"
	"beiandesk/internal/cli/words"
	"beiandesk/internal/desk"
	"beiandesk/internal/office/handovers"
	"beiandesk/internal/office/papers"
	"beiandesk/internal/ref"
	"beiandesk/internal/retention"
)

func (p *program) handoversCommand() *cobra.Command {
	return words.Group("handovers", "登记、撤回个人信息的移交，清除满期的登记", p.handoversAddCommand(), p.handoversWithdrawCommand(), p.handoversExpireCommand())
}

// handoverFilter says which lines of the register are meant.
type handoverFilter struct {
	number string
	handovers.Filter
}

func (f *handoverFilter) flags(flags *pflag.FlagSet) {
	flags.StringVar(&f.number, "case", "", "只要一个案件的")
	flags.StringVar(&f.Recipient, "recipient", "", "只要交给一种接收方的："+shapes.RecipientCodes())
	flags.StringVar(&f.From, "from", "", "从哪天起，例如 2026-01-01")
	flags.StringVar(&f.To, "to", "", "到哪天为止")
}

func (f *handoverFilter) of(ctx context.Context, d *desk.Desk) (filter handovers.Filter, err error) {
	if f.number != "" {
		f.Case, err = caseID(ctx, d.Office, f.number)
	}
	return f.Filter, err
}

func (p *program) listHandoversCommand() *cobra.Command {
	var f handoverFilter
	cmd := p.listOf("handovers", "列出个人信息移交登记：什么时候、哪几种、交给谁、为什么", func(ctx context.Context, d *desk.Desk, asJSON bool) error {
		filter, err := f.of(ctx, d)
		if err != nil {
			return err
		}
		return p.list(asJSON, shapes.HandoverHead, func(take taker) error {
			return handovers.Each(ctx, d.Office, filter, func(l handovers.Line) error {
				h := shapes.HandoverOf(l)
				return take(h, h.Row()...)
			})
		})
	})
	f.flags(cmd.Flags())
	return cmd
}

func (p *program) reportHandoversCommand() *cobra.Command {
	var f handoverFilter
	cmd := p.reportOf("handovers", "", "个人信息移交登记表", func(ctx context.Context, d *desk.Desk, _ string) (papers.Paper, error) {
		filter, err := f.of(ctx, d)
		if err != nil {
			return papers.Paper{}, err
		}
		return papers.Handovers(ctx, d.Office, filter)
	})
	f.flags(cmd.Flags())
	return cmd
}

func (p *program) handoversAddCommand() *cobra.Command {
	var in handovers.HandoverInput
	var number, kinds string
	cmd := &cobra.Command{
		Use: "add --case NO --recipient CODE --kinds CODES --purpose TEXT --basis CODE", Short: "登记一次移交：办理环节不会自动登记的那些", Args: words.Between(0, 0),
		Long:    "提交预审、送管局、送公安等由办理环节自动登记，不用再登。只写种类，不写证件号码、电话等内容。",
		Example: "  beiandesk handovers add --case BA2026-0001 --recipient partner --name 某某事务所 --kinds name,id-front --purpose 代为递交材料 --basis consent --data DIR",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := words.Need(cmd, "case", "recipient", "kinds", "purpose", "basis"); err != nil {
				return err
			}
			return p.with(cmd.Context(), func(d *desk.Desk) error {
				id, err := caseID(cmd.Context(), d.Office, number)
				if err != nil {
					return err
				}
				in.CaseID, in.Kinds = id, codesIn(kinds)
				if err := handovers.Add(cmd.Context(), d.Office, in); err != nil {
					return err
				}
				return p.print("已登记，见 list handovers")
			})
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&number, "case", "", "案件编号")
	flags.StringVar(&in.Recipient, "recipient", "", "交给了谁："+shapes.RecipientCodes())
	flags.StringVar(&in.Name, "name", "", "接收方的名称；腾讯云、管局、公安可以不写")
	flags.StringVar(&kinds, "kinds", "", "哪几种，用逗号分开：材料的代码，或 "+shapes.KindCodes())
	flags.StringVar(&in.Purpose, "purpose", "", "为什么交出")
	flags.StringVar(&in.Basis, "basis", "", "依据："+shapes.BasisCodes())
	flags.StringVar(&in.Note, "note", "", "说明，例如同意书存在哪里")
	flags.StringVar(&in.At, "at", "", "什么时候；不写是现在")
	return cmd
}

func (p *program) handoversWithdrawCommand() *cobra.Command {
	var reason string
	cmd := &cobra.Command{
		Use: "withdraw ID --reason TEXT", Short: "撤回一条手工登记错的移交，登记留着看", Args: words.Between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := words.Need(cmd, "reason"); err != nil {
				return err
			}
			return p.with(cmd.Context(), func(d *desk.Desk) error {
				err := handovers.Withdraw(cmd.Context(), d.Office, ref.HandoverID(args[0]), reason)
				if err := missing(err, "没有 %s 这条移交登记，编号见 list handovers --json", args[0]); err != nil {
					return err
				}
				return p.print("已撤回")
			})
		},
	}
	cmd.Flags().StringVar(&reason, "reason", "", "为什么撤回")
	return cmd
}

func (p *program) handoversExpireCommand() *cobra.Command {
	return &cobra.Command{
		Use: "expire", Short: fmt.Sprintf("清除满 %s、案件已结束的移交登记", retention.Of(retention.Handovers).Term()), Args: words.Between(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return p.with(cmd.Context(), func(d *desk.Desk) error {
				n, err := handovers.Expire(cmd.Context(), d.Office, "")
				if err != nil {
					return err
				}
				return p.print(fmt.Sprintf("已清除 %d 条", n))
			})
		},
	}
}
