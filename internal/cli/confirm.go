package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"beiandesk/internal/cli/words"
	"beiandesk/internal/desk"
	"beiandesk/internal/office/rulebook"
	"beiandesk/internal/store"
)

// confirmedOf is what confirm answers with as JSON.
type confirmedOf struct {
	Done        []string `json:"done"`        // as they were named
	Unconfirmed int      `json:"unconfirmed"` // how many are left
}

func (p *program) confirmCommand() *cobra.Command {
	var in rulebook.Confirmed
	var undo, asJSON bool
	cmd := &cobra.Command{
		Use: "confirm ABOUT…", Short: "记下向管局、公安或腾讯云核实过的，没有变", Args: words.Between(1, 200),
		Long: "记下这几条核实过、没有变：期限、规则、文字、法规、材料、页脚、表单和流程说明都可以。\nABOUT 是 list unconfirmed --json 里的 about，例如 law/network-data/第十二条、clock/33/bureau-review.expected。\n" +
			"--undo 撤销每一条最近一次的核实。有一条不成，就一条也不记。",
		Example: "  beiandesk confirm law/network-data/第十二条 --confirmed 2026-11-27 --note 看过原文 --data DIR",
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.with(cmd.Context(), func(d *desk.Desk) error { return p.confirm(cmd.Context(), d, args, in, undo, asJSON) })
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&in.On, "confirmed", "", "哪天核实的；不写是今天")
	flags.StringVar(&in.Note, "note", "", "问的谁、怎么答的")
	flags.BoolVar(&undo, "undo", false, "撤销最近一次的核实")
	flags.BoolVar(&asJSON, "json", false, "输出 JSON")
	cmd.MarkFlagsMutuallyExclusive("undo", "confirmed")
	cmd.MarkFlagsMutuallyExclusive("undo", "note")
	return cmd
}

func (p *program) confirm(ctx context.Context, d *desk.Desk, args []string, in rulebook.Confirmed, undo, asJSON bool) error {
	book, err := rulebook.ReadRulebook(ctx, d.Office)
	if err != nil {
		return err
	}
	all := make([]rulebook.RuleRef, len(args))
	for i, arg := range args {
		parts := strings.SplitN(arg, "/", 3)
		if len(parts) < 3 {
			return words.Usage("“%s”不是“种类/范围/编号”，请照 list unconfirmed --json 里的 about 写", arg)
		}
		about := store.RuleKey{Kind: parts[0], Scope: parts[1], Code: parts[2]}
		all[i] = rulebook.RuleRef{RuleKey: about, Seq: book.Seqs[about]}
	}
	done := "已核实"
	if undo {
		done, err = "已撤销核实", rulebook.Withdraw(ctx, d.Office, all)
	} else {
		err = rulebook.Confirm(ctx, d.Office, all, in)
	}
	if err != nil {
		return err
	}
	left := rulebook.CountUnconfirmed(d.Office)
	if asJSON {
		return p.json(confirmedOf{args, left})
	}
	return p.print(fmt.Sprintf("%s %d 条，还有 %d 条待核实", done, len(args), left))
}
