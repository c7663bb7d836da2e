package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"beiandesk/internal/cli/shapes"
	"beiandesk/internal/cli/words"
	"beiandesk/internal/desk"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/closing"
	"beiandesk/internal/office/followups"
	"beiandesk/internal/office/papers"
	"beiandesk/internal/ref"
)

func (p *program) caseCommand() *cobra.Command {
	return words.Group("case", "开立、查看、办理案件", p.caseNewCommand(), p.caseShowCommand(), p.caseDoCommand(), p.caseClientCommand(), p.caseChaseCommand(), p.caseSiteCommand(), p.caseLeadCommand(), p.caseOwnerCommand(), p.caseNoteCommand(), p.caseTagCommand(), p.caseCloseCommand(), p.caseFollowupCommand())
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

// caseFollowupCommand lists what follows a case, and what is decided of it.
func (p *program) caseFollowupCommand() *cobra.Command {
	var number string
	var asJSON bool
	cmd := &cobra.Command{
		Use: "followup --case NO", Short: "列出一个案件办结以后要跟的，记完成，开变更、接入或注销案件", Args: words.Unknown,
		Long: "列出一个案件办结以后要跟的。代号是 --json 里的 key，处理过的编号是 id。",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := words.Need(cmd, "case"); err != nil {
				return err
			}
			return p.onCase(cmd.Context(), number, func(ctx context.Context, d *desk.Desk, id ref.CaseID) error {
				s, err := followups.Of(ctx, d.Office, id)
				if err != nil {
					return err
				}
				out, rows := shapes.CaseFollowupsOf(s)
				if asJSON {
					return p.json(out)
				}
				return p.table(shapes.FollowupHead, rows)
			})
		},
	}
	cmd.Flags().StringVar(&number, "case", "", "案件编号")
	cmd.Flags().BoolVar(&asJSON, "json", false, "输出 JSON")
	cmd.AddCommand(p.followupDoneCommand(), p.followupDropCommand(), p.followupAddCommand(), p.followupUndoCommand(), p.followupOpenCommand())
	return cmd
}

// onCase runs f on the case of a number.
func (p *program) onCase(ctx context.Context, number string, f func(context.Context, *desk.Desk, ref.CaseID) error) error {
	return p.with(ctx, func(d *desk.Desk) error {
		id, err := caseID(ctx, d.Office, number)
		if err != nil {
			return err
		}
		return f(ctx, d, id)
	})
}

// decision is a command that decides of what stands under a key, and prints by which number it
// is taken back.
func (p *program) decision(use, short string, need []string, decide func(context.Context, *desk.Desk, ref.CaseID, []string) (string, error)) *cobra.Command {
	var number string
	cmd := &cobra.Command{Use: use, Short: short}
	cmd.Args = words.Between(0, 1)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := words.Need(cmd, append([]string{"case"}, need...)...); err != nil {
			return err
		}
		return p.onCase(cmd.Context(), number, func(ctx context.Context, d *desk.Desk, id ref.CaseID) error {
			made, err := decide(ctx, d, id, append(args, ""))
			if err != nil {
				return err
			}
			return p.print(made)
		})
	}
	cmd.Flags().StringVar(&number, "case", "", "案件编号")
	return cmd
}

func (p *program) followupDoneCommand() *cobra.Command {
	var in followups.DoneInput
	cmd := p.decision("done KEY --case NO [--until DAY]", "记完成；有到期日的写新的到期日，输出编号", nil,
		func(ctx context.Context, d *desk.Desk, id ref.CaseID, key []string) (string, error) {
			in.CaseID, in.Key = id, key[0]
			made, err := followups.Done(ctx, d.Office, in)
			return string(made), err
		})
	cmd.Flags().StringVar(&in.Until, "until", "", "新的到期日，证件和执照可以写 长期")
	cmd.Flags().StringVar(&in.Note, "note", "", "说明")
	return cmd
}

func (p *program) followupDropCommand() *cobra.Command {
	var in followups.DropInput
	cmd := p.decision("drop KEY --case NO --reason TEXT", "不再跟，输出编号", []string{"reason"},
		func(ctx context.Context, d *desk.Desk, id ref.CaseID, key []string) (string, error) {
			in.CaseID, in.Key = id, key[0]
			made, err := followups.Drop(ctx, d.Office, in)
			return string(made), err
		})
	cmd.Flags().StringVar(&in.Reason, "reason", "", "为什么不再跟")
	return cmd
}

func (p *program) followupAddCommand() *cobra.Command {
	var in followups.FollowupInput
	cmd := p.decision("add --case NO --label TEXT --day DAY", "给案件加一条自己的后续，输出编号", []string{"label", "day"},
		func(ctx context.Context, d *desk.Desk, id ref.CaseID, _ []string) (string, error) {
			in.CaseID = id
			made, err := followups.Add(ctx, d.Office, in)
			return string(made), err
		})
	cmd.Flags().StringVar(&in.Label, "label", "", "要跟什么，例如 续签服务合同")
	cmd.Flags().StringVar(&in.Day, "day", "", "哪天")
	cmd.Flags().BoolVar(&in.Yearly, "yearly", false, "每年一次")
	return cmd
}

func (p *program) followupUndoCommand() *cobra.Command {
	return &cobra.Command{
		Use: "undo ID", Short: "撤销一条后续的处理，或一条自己加的", Args: words.Between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.with(cmd.Context(), func(d *desk.Desk) error {
				if err := missing(followups.Undo(cmd.Context(), d.Office, ref.FollowupID(args[0])), "没有 %s 这条后续，编号见 case followup --json", args[0]); err != nil {
					return err
				}
				return p.print("已撤销")
			})
		},
	}
}

func (p *program) followupOpenCommand() *cobra.Command {
	var caseType string
	var set []string
	var agree bool
	cmd := p.decision("open [KEY] --case NO --type TYPE", "照这个案件的资料开变更、接入或注销案件，输出编号", []string{"type"},
		func(ctx context.Context, d *desk.Desk, id ref.CaseID, key []string) (string, error) {
			from := followups.Origin{CaseID: id, Key: key[0]}
			in, err := followups.Filled(ctx, d.Office, from, caseType)
			if err != nil {
				return "", err
			}
			if in.Values, err = settings(set); err != nil {
				return "", err
			}
			in.Agree = agree
			out, err := followups.Open(ctx, d.Office, followups.FollowupCase{From: from, Case: in})
			for _, w := range out.Warnings {
				p.warn(w)
			}
			if err == nil && out.Confirm {
				err = errs.New(errs.Blocked, "没有开立：请核对上面的提醒，仍要开立就加 --agree")
			}
			return out.Number, err
		})
	cmd.Flags().StringVar(&caseType, "type", "", "change 变更备案、access 接入备案或 cancel 注销备案")
	cmd.Flags().StringArrayVar(&set, "set", nil, "签约时要答的，例如 cancels=site")
	cmd.Flags().BoolVar(&agree, "agree", false, "看过提醒，仍然开立")
	return cmd
}
