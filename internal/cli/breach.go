package cli

import (
	"context"

	"github.com/spf13/cobra"

	"beiandesk/internal/cli/shapes"
	"beiandesk/internal/cli/words"
	"beiandesk/internal/desk"
	"beiandesk/internal/office/rights"
)

func (p *program) personBreachCommand() *cobra.Command {
	var in rights.BreachInput
	var out string
	cmd := &cobra.Command{
		Use: "breach --on DAY --what TEXT --done TEXT --out F.txt", Short: "信息泄露、丢失时，给每位受影响的本人写一份通知", Args: words.Between(0, 0),
		Long:    "照《个人信息保护法》第五十七条写明信息种类、原因、危害、补救措施和联系方式；种类照备案台里这个人实际存着的写。不写 --case 是全部案件。写好的是文本，核对后再发。",
		Example: "  beiandesk person breach --on 2026-11-20 --what 存备份的移动硬盘遗失 --done 已更换口令，并报告网信部门 --case BA2026-0001 --out 通知.txt --data DIR",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := words.Need(cmd, "on", "what", "done", "out"); err != nil {
				return err
			}
			return p.with(cmd.Context(), func(d *desk.Desk) error { return p.breach(cmd.Context(), d, in, out) })
		},
	}
	flags := cmd.Flags()
	flags.StringArrayVar(&in.Cases, "case", nil, "受影响的案件，可以写几次；不写是全部")
	flags.StringVar(&in.On, "on", "", "哪天发生或发现的")
	flags.StringVar(&in.What, "what", "", "经过和原因")
	flags.StringVar(&in.Done, "done", "", "已经采取的补救措施")
	flags.StringVar(&in.Harm, "harm", "", "可能造成的危害；不写用通常的话")
	flags.StringVar(&in.Advice, "advice", "", "本人可以采取的措施；不写用通常的话")
	flags.StringVar(&out, "out", "", "写到哪个文件")
	return cmd
}

func (p *program) breach(ctx context.Context, d *desk.Desk, in rights.BreachInput, out string) error {
	all, err := rights.Breach(ctx, d.Office, in)
	if err != nil {
		return err
	}
	if err := writeFile(out, []byte(shapes.Notices(all))); err != nil {
		return err
	}
	return p.print(wrote(out))
}
