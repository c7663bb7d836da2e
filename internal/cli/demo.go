package cli

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"beiandesk/internal/cal"
	"beiandesk/internal/cli/words"
	"beiandesk/internal/demo"
)

func (p *program) demoCommand() *cobra.Command {
	opts := demo.Options{Progress: p.err}
	var asOf string
	cmd := &cobra.Command{
		Use: "demo --cases N", Short: "在新文件夹里造一份演示数据，口令是 " + demo.Passphrase, Args: words.Between(0, 0),
		Long: "在新文件夹里造一份演示数据，口令是 " + demo.Passphrase + "。人、单位、号码都是编的，扫描件是画的。",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if !cmd.Flags().Changed("cases") {
				return words.Usage("要写 --cases（案件数，0 是空的演示文件夹）")
			}
			return p.demo(cmd.Context(), opts, asOf)
		},
	}
	cmd.Flags().IntVar(&opts.Cases, "cases", 0, "案件数，0 是空的演示文件夹")
	cmd.Flags().Uint64Var(&opts.Seed, "seed", 1, "同一个种子和日期造出同样的数据")
	cmd.Flags().StringVar(&asOf, "as-of", "", "演示到哪一刻：2026-11-23 或 '2026-11-23 09:12'，不写是现在")
	return cmd
}

func (p *program) demo(ctx context.Context, opts demo.Options, asOf string) error {
	dir, err := p.dataOrUsage()
	if err != nil {
		return err
	}
	opts.AsOf = time.Now()
	if asOf != "" {
		u, err := cal.Read(asOf, cal.Want{Now: cal.At(opts.AsOf), Lean: cal.Nearest, Clock: true})
		if err != nil {
			return words.Usage("--as-of：%s", err)
		}
		m := u.Moment
		if m.IsDay() {
			m.Minute = 9 * 60 // a day is shown as its morning finds it
		}
		opts.AsOf = m.Day.Start().Add(time.Duration(m.Minute) * time.Minute)
	}
	if opts.Cases > demo.Own {
		p.warn(fmt.Sprintf("前 %d 个案件各有自己的扫描件，其余的共用一套小图", demo.Own))
	}
	if opts.Cases > demo.Told {
		p.warn(fmt.Sprintf("前 %d 个案件各有各的经过，其余的照着它们造，姓名和号码各不相同", demo.Told))
	}
	if err := demo.Make(ctx, dir, opts); err != nil {
		return err
	}
	return p.print("已造好演示资料夹，口令 " + demo.Passphrase)
}
