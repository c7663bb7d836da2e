package cli

import (
	"cmp"
	"context"
	"strings"

	"github.com/spf13/cobra"

	"beiandesk/internal/cli/shapes"
	"beiandesk/internal/cli/words"
	"beiandesk/internal/desk"
	"beiandesk/internal/office"
	"beiandesk/internal/office/invoicing"
	"beiandesk/internal/office/rulebook"
	"beiandesk/internal/office/rulepage"
	"beiandesk/internal/office/views"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

func (p *program) listCommand() *cobra.Command {
	return words.Group("list", "列出案件、账单、期限、移交登记或规则",
		p.listOf("cases", "列出全部案件", p.listCases),
		p.listOf("invoices", "列出已开的账单", p.listInvoices),
		p.listOf("deadlines", "列出在办案件的全部期限和理由", p.listDeadlines),
		p.listHandoversCommand(),
		p.listOf("unconfirmed", "列出满 12 个月没有核实的期限、规则、文字、法规、材料、页脚、表单和流程说明", p.listUnconfirmed),
		&cobra.Command{Use: "rules", Short: "列出全部法规、期限、规则和来源，含本台的改动和核实（Markdown）", Args: words.Between(0, 0), RunE: func(cmd *cobra.Command, _ []string) error {
			return p.with(cmd.Context(), func(d *desk.Desk) error {
				text, err := rulepage.OfDesk(cmd.Context(), d.Office)
				if err != nil {
					return err
				}
				return p.print(text)
			})
		}},
	)
}

func (p *program) listOf(use, short string, list func(context.Context, *desk.Desk, bool) error) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use: use, Short: short, Args: words.Between(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return p.with(cmd.Context(), func(d *desk.Desk) error { return list(cmd.Context(), d, asJSON) })
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "输出 JSON")
	return cmd
}

func (p *program) listCases(ctx context.Context, d *desk.Desk, asJSON bool) error {
	if err := p.warnOfRecount(ctx, d); err != nil {
		return err
	}
	return p.list(asJSON, []string{"案件编号", "客户", "域名或名称", "环节", "等谁", "期限", "剩余", "经办"}, func(take taker) error {
		return views.EachCase(ctx, d.Office, func(r views.Row) error {
			c := shapes.ListedCaseOf(r)
			return take(c, c.Number, c.Client, c.Site, cmp.Or(c.StageLabel, c.StatusLabel), c.WaitingLabel, cmp.Or(c.Ended, c.Due), c.Left, c.Owner)
		})
	})
}

func (p *program) listInvoices(ctx context.Context, d *desk.Desk, asJSON bool) error {
	return p.list(asJSON, []string{"账单编号", "案件编号", "客户", "开单日期", "付款期限", "合计", "未收", "状态"}, func(take taker) error {
		for after := ""; ; {
			page, err := invoicing.List(ctx, d.Office, store.InvoiceQuery{After: after, Limit: views.ListPage})
			if err != nil {
				return err
			}
			for _, b := range page.Bills {
				i := shapes.InvoiceOf(b)
				if err := take(i, i.Number, i.Case, i.Client, i.IssuedOn, i.DueOn, i.Total, i.Open, i.StateLabel); err != nil {
					return err
				}
			}
			if after = page.Next; after == "" {
				return nil
			}
		}
	})
}

func (p *program) listDeadlines(ctx context.Context, d *desk.Desk, asJSON bool) error {
	if err := p.warnOfRecount(ctx, d); err != nil {
		return err
	}
	return p.list(asJSON, []string{"期限", "剩余", "案件编号", "环节", "哪一种", "理由"}, func(take taker) error {
		return views.EachDeadline(ctx, d.Office, func(r views.Dated) error {
			l := shapes.DeadlineOf(r)
			return take(l, l.Due, l.Left, l.Case, l.StageLabel, l.Label, strings.Join(l.Reasons, " "))
		})
	})
}

func (p *program) listUnconfirmed(ctx context.Context, d *desk.Desk, asJSON bool) error {
	list, err := rulebook.ListUnconfirmed(ctx, d.Office)
	if err != nil {
		return err
	}
	out, rows := make([]shapes.Unconfirmed, len(list)), [][]string{}
	for i, u := range list {
		out[i] = shapes.UnconfirmedOf(u)
		rows = append(rows, []string{u.Sort, u.Where, u.Name, u.Source, u.Sourced, out[i].Confirmed})
	}
	if asJSON {
		return p.json(out)
	}
	return p.table([]string{"哪一种", "在哪里", "名称", "来源", "来源日期", "上次核实"}, rows)
}

// caseID finds a case by its number.
func caseID(ctx context.Context, o *office.Office, number string) (ref.CaseID, error) {
	id, err := views.ByNumber(ctx, o, strings.ToUpper(strings.TrimSpace(number)))
	return id, missing(err, "没有案件 %s，请核对 --case，编号见 list cases", number)
}
