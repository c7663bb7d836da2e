package cli

import (
	"context"

	"github.com/spf13/cobra"

	"beiandesk/internal/cli/shapes"
	"beiandesk/internal/cli/words"
	"beiandesk/internal/desk"
	"beiandesk/internal/identity"
	"beiandesk/internal/office/calendar"
)

func (p *program) closuresCommand() *cobra.Command {
	return words.Group("closures", "登记、查看管局等的停办安排", p.closuresListCommand(), p.closuresAddCommand(), p.closuresRemoveCommand())
}

func (p *program) closuresListCommand() *cobra.Command {
	return p.listOf("list", "列出停办安排", p.listClosures)
}

func (p *program) listClosures(ctx context.Context, d *desk.Desk, asJSON bool) error {
	closures, err := calendar.Closures(ctx, d.Office)
	if err != nil {
		return err
	}
	out, rows := []shapes.Closure{}, [][]string{}
	for _, c := range closures {
		l := shapes.ClosureOf(c)
		out = append(out, l)
		rows = append(rows, []string{l.OfficeLabel, l.From, l.To, l.Name, l.Entered, l.ID})
	}
	if asJSON {
		return p.json(out)
	}
	return p.table([]string{"谁停办", "从", "到", "原因", "登记于", "编号"}, rows)
}

func (p *program) closuresAddCommand() *cobra.Command {
	var in calendar.ClosureInput
	var asJSON bool
	cmd := &cobra.Command{
		Use: "add --office WHO --from DAY --name TEXT", Short: "登记一段停办，重算受影响的预计日期", Args: words.Between(0, 0),
		Long:    "登记管局、公安、腾讯云或小程序平台在公布的假日之外停办的一段日子，重算在办案件里受影响的预计日期并列出。法定的最后一天不变。",
		Example: "  beiandesk closures add --office bureau --province 浙江 --from 2027-02-01 --to 2027-02-20 --name 春节前后停办 --data DIR",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := words.Need(cmd, "office", "from", "name"); err != nil {
				return err
			}
			if province, ok := identity.ProvinceByName(in.Province); ok {
				in.Province = province.Code
			}
			return p.with(cmd.Context(), func(d *desk.Desk) error {
				_, err := calendar.AddClosure(cmd.Context(), d.Office, in)
				return p.closuresChanged(cmd.Context(), d, err, "已登记："+in.Name, asJSON)
			})
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&in.Authority, "office", "", "谁停办：bureau（管局）、police（公安）、cloud（腾讯云）、platform（小程序平台）")
	flags.StringVar(&in.Province, "province", "", "省份，例如 浙江 或 33；不写是各省")
	flags.StringVar(&in.From, "from", "", "第一天，例如 2027-02-01")
	flags.StringVar(&in.To, "to", "", "最后一天；不写是同一天")
	flags.StringVar(&in.Name, "name", "", "停办的原因")
	flags.BoolVar(&asJSON, "json", false, "输出 JSON")
	return cmd
}

func (p *program) closuresRemoveCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use: "remove ID", Short: "删除一段停办，重算受影响的预计日期", Args: words.Between(1, 1),
		Long:    "删除一段停办，重算在办案件里受影响的预计日期并列出。编号看 closures list。",
		Example: "  beiandesk closures remove 0199a3f2-6c1e-7d40-9a57-2f1b8c0d4e63 --data DIR",
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.with(cmd.Context(), func(d *desk.Desk) error {
				_, err := calendar.RemoveClosure(cmd.Context(), d.Office, args[0])
				return p.closuresChanged(cmd.Context(), d, err, "已删除这段停办", asJSON)
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "输出 JSON")
	return cmd
}

// closuresChanged counts the dates again once the closures have changed, and tells which
// have moved.
func (p *program) closuresChanged(ctx context.Context, d *desk.Desk, err error, done string, asJSON bool) error {
	if err != nil {
		return err
	}
	counted, err := p.recount(ctx, d)
	if err != nil {
		return err
	}
	if asJSON {
		return p.json(counted)
	}
	return p.print(append([]string{done}, counted.Lines()...)...)
}
