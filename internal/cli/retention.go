package cli

import (
	"context"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"beiandesk/internal/cli/shapes"
	"beiandesk/internal/cli/words"
	"beiandesk/internal/desk"
	"beiandesk/internal/office/retention"
)

func (p *program) retentionCommand() *cobra.Command {
	return words.Group("retention", "保存期限：哪类个人信息保存多久，到期的由经办清除", p.retentionListCommand(), p.retentionPurgeCommand())
}

func (p *program) retentionListCommand() *cobra.Command {
	var kind string
	var asJSON bool
	cmd := &cobra.Command{
		Use: "list [--kind CODE]", Short: "列出各类保存多久、依据、今天到期多少；写 --kind 列出一类的每一项", Args: words.Between(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return p.with(cmd.Context(), func(d *desk.Desk) error {
				lines, err := kept(cmd.Context(), d, kind)
				if err != nil {
					return err
				}
				out, head, rows := shapes.Retentions(lines)
				if asJSON {
					return p.json(out)
				}
				if kind != "" {
					head, rows = shapes.RetentionItems(lines[0])
				}
				return p.table(head, rows)
			})
		},
	}
	cmd.Flags().StringVar(&kind, "kind", "", "只要一类，写代码")
	cmd.Flags().BoolVar(&asJSON, "json", false, "输出 JSON")
	return cmd
}

// kept are all kinds, or the one of a code.
func kept(ctx context.Context, d *desk.Desk, kind string) ([]retention.Line, error) {
	lines, err := retention.List(ctx, d.Office)
	if err != nil || kind == "" {
		return lines, err
	}
	i := slices.IndexFunc(lines, func(l retention.Line) bool { return l.Code == kind })
	if i < 0 {
		return nil, words.Usage("没有“%s”这一类，代码见 retention list", kind)
	}
	return lines[i : i+1], nil
}

func (p *program) retentionPurgeCommand() *cobra.Command {
	var in retention.PurgeInput
	var yes bool
	cmd := &cobra.Command{
		Use: "purge --kind CODE [--item ID …] [--reason TEXT --yes]", Short: "清除一类里到期的；不写 --yes 只列出会清除什么", Args: words.Between(0, 0),
		Long:    "只清除保存期满的，还没有到期的不清。不写 --item 是这一类里到期的全部；编号见 retention list --kind。清除后不能恢复，备份里的到期才没有。什么也不会自动清除。",
		Example: "  beiandesk retention purge --kind papers --reason 保存期满 --yes --data DIR",
		RunE: func(cmd *cobra.Command, _ []string) error {
			need := []string{"kind"}
			if yes {
				need = append(need, "reason")
			}
			if err := words.Need(cmd, need...); err != nil {
				return err
			}
			return p.with(cmd.Context(), func(d *desk.Desk) error { return p.purge(cmd.Context(), d, in, yes) })
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&in.Kind, "kind", "", "哪一类："+shapes.RetentionCodes())
	flags.StringArrayVar(&in.Items, "item", nil, "只清除这一项，可以写几次；不写是到期的全部")
	flags.StringVar(&in.Reason, "reason", "", "为什么清除，例如 保存期满")
	flags.BoolVar(&yes, "yes", false, "真的清除")
	return cmd
}

func (p *program) purge(ctx context.Context, d *desk.Desk, in retention.PurgeInput, yes bool) error {
	lines, err := kept(ctx, d, in.Kind)
	if err != nil {
		return err
	}
	l := lines[0]
	picked := slices.DeleteFunc(slices.Clone(l.Items), func(i retention.Item) bool {
		return len(in.Items) == 0 && !i.Due || len(in.Items) > 0 && !slices.Contains(in.Items, i.ID)
	})
	if len(in.Items) == 0 {
		for _, i := range picked {
			in.Items = append(in.Items, i.ID)
		}
	}
	if len(in.Items) == 0 {
		return p.print(l.Label + "：今天没有到期的，什么也没有清除")
	}
	if yes {
		gone, err := retention.Purge(ctx, d.Office, in)
		if err != nil {
			return err
		}
		return p.print(fmt.Sprintf("已清除%s %d 项：%s", l.Label, len(gone), shapes.RetentionNames(gone)))
	}
	for _, i := range picked {
		text := "会清除：" + shapes.RetentionNames([]retention.Item{i})
		if !i.Due {
			text = i.Label + "还不能清除：" + i.Waits()
		}
		if err := p.print(text); err != nil {
			return err
		}
	}
	holds, err := d.Backups().Holds(ctx)
	if err != nil {
		return err
	}
	rest := []string{l.Gone}
	for _, h := range holds {
		rest = append(rest, "备份里还有："+h.Words())
	}
	return p.print(append(rest, "还没有清除。核对后加 --reason 和 --yes")...)
}
