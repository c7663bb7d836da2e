package cli

import (
	"context"

	"github.com/spf13/cobra"

	"beiandesk/internal/cli/shapes"
	"beiandesk/internal/cli/words"
	"beiandesk/internal/desk"
	"beiandesk/internal/office/rights"
)

func (p *program) personCommand() *cobra.Command {
	return words.Group("person", "个人信息：本人的同意，给本人的副本，出事时的通知", p.personConsentCommand(), p.personCopyCommand(), p.personBreachCommand())
}

func (p *program) personCopyCommand() *cobra.Command {
	var who named
	var out string
	var whole bool
	cmd := &cobra.Command{
		Use: "copy --case NO --name NAME --out F.json", Short: "导出备案台存着的一个人的全部信息，给他本人", Args: words.Between(0, 0),
		Long:    "本人要查阅、复制自己的信息时用（《个人信息保护法》第四十五条）：填报的各项、在哪些案件里、收过哪些材料、交给过谁、谁看过。扫描件里的内容在扫描件里。号码和地址遮着，本人要全文再写 --whole。每导出一次记一条。",
		Example: "  beiandesk person copy --case BA2026-0001 --name 沈一鸣 --whole --out 副本.json --data DIR",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := words.Need(cmd, "case", "name", "out"); err != nil {
				return err
			}
			return p.with(cmd.Context(), func(d *desk.Desk) error { return p.personCopy(cmd.Context(), d, who, out, whole) })
		},
	}
	who.flags(cmd)
	flags := cmd.Flags()
	flags.StringVar(&out, "out", "", "写到哪个文件")
	flags.BoolVar(&whole, "whole", false, "不遮号码和地址")
	return cmd
}

func (p *program) personCopy(ctx context.Context, d *desk.Desk, who named, out string, whole bool) error {
	_, id, err := p.personOf(ctx, d, who)
	if err != nil {
		return err
	}
	held, err := rights.CopyOf(ctx, d.Office, id, whole)
	if err != nil {
		return err
	}
	text, err := shapes.PersonCopyOf(held)
	if err != nil {
		return err
	}
	if err := writeFile(out, text); err != nil {
		return err
	}
	return p.print(wrote(out))
}
