package cli

import (
	"context"
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"beiandesk/internal/billing"
	"beiandesk/internal/cal"
	"beiandesk/internal/cli/words"
	"beiandesk/internal/desk"
	"beiandesk/internal/errs"
	"beiandesk/internal/money"
	"beiandesk/internal/office/invoicing"
	"beiandesk/internal/office/setup"
)

func (p *program) invoiceCommand() *cobra.Command {
	return words.Group("invoice", "开账单、登记收款、冲正、作废",
		p.invoiceIssueCommand(), p.invoicePayCommand(), p.invoiceReverseCommand(), p.invoiceVoidCommand())
}

func (p *program) invoiceIssueCommand() *cobra.Command {
	var number string
	cmd := &cobra.Command{
		Use: "issue --case NO", Short: "把案件未开单的费用开成一张账单，输出编号", Args: words.Between(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := words.Need(cmd, "case"); err != nil {
				return err
			}
			return p.with(cmd.Context(), func(d *desk.Desk) error { return p.invoiceIssue(cmd.Context(), d, number) })
		},
	}
	cmd.Flags().StringVar(&number, "case", "", "案件编号，例如 BA2026-0386")
	return cmd
}

func (p *program) invoiceIssue(ctx context.Context, d *desk.Desk, number string) error {
	id, err := caseID(ctx, d.Office, number)
	if err != nil {
		return err
	}
	bill, err := invoicing.Issue(ctx, d.Office, id)
	if err != nil {
		return err
	}
	missing, err := setup.WhatIsMissing(ctx, d.Office)
	if err != nil {
		return err
	}
	for _, m := range missing {
		p.warn(m.Text + "。到窗口的设置里填")
	}
	return p.print(bill.Number)
}

type payFlags struct {
	number, amount, on, method, note string
	early                            bool
}

func (p *program) invoicePayCommand() *cobra.Command {
	var f payFlags
	cmd := &cobra.Command{
		Use: "pay --invoice NO --amount A", Short: "登记一笔收款，输出收据编号", Args: words.Between(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := words.Need(cmd, "invoice", "amount"); err != nil {
				return err
			}
			return p.with(cmd.Context(), func(d *desk.Desk) error { return p.invoicePay(cmd.Context(), d, f) })
		},
	}
	cmd.Flags().StringVar(&f.number, "invoice", "", "账单编号，例如 ZD2026-0417")
	cmd.Flags().StringVar(&f.amount, "amount", "", "金额，单位元，例如 1200.00")
	cmd.Flags().StringVar(&f.on, "on", "", "到账日期，例如 2026-11-03 或 昨天，不写是今天")
	cmd.Flags().StringVar(&f.method, "method", billing.Methods[0], "收款方式："+strings.Join(billing.Methods, "、"))
	cmd.Flags().StringVar(&f.note, "note", "", "备注")
	cmd.Flags().BoolVar(&f.early, "agree", false, "到账日期早于开单日期也照样登记")
	return cmd
}

func (p *program) invoicePay(ctx context.Context, d *desk.Desk, f payFlags) error {
	amount, err := money.Parse(f.amount)
	if err != nil {
		return words.Usage("--amount：%s", err)
	}
	on := d.Today()
	if f.on != "" {
		on, err = cal.ReadDay(f.on, on, cal.Happened, "收款日期")
		switch {
		case errors.Is(err, cal.ErrLate):
			return errs.AtField("day", "%s", err)
		case err != nil:
			return words.Usage("--on：%s", err)
		}
	}
	bill, err := invoicing.ByNumber(ctx, d.Office, f.number)
	if err != nil {
		return err
	}
	bill, err = invoicing.Pay(ctx, d.Office, invoicing.PayInput{
		InvoiceID: bill.ID, Amount: amount, On: on, Method: f.method, Note: f.note, Early: f.early, Version: bill.Version,
	})
	if asked := (*errs.Error)(nil); errors.As(err, &asked) && asked.Field == "early" {
		return errs.New(errs.Blocked, "没有登记，%s。确认无误请加 --agree", asked.Message)
	}
	if err != nil {
		return err
	}
	return p.print(bill.Payments[len(bill.Payments)-1].Number)
}

func (p *program) invoiceReverseCommand() *cobra.Command {
	var receipt, reason string
	cmd := &cobra.Command{
		Use: "reverse --receipt NO --reason TEXT", Short: "冲正一笔登记错的收款，输出账单编号", Args: words.Between(0, 0),
		Long: "冲正一笔登记错的收款，输出账单编号。收据编号和冲正都保留，账单的未收金额回到登记前；冲正本身不能撤回，款确实收到的请重新登记。原因印在账单的收款记录里。",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := words.Need(cmd, "receipt", "reason"); err != nil {
				return err
			}
			return p.with(cmd.Context(), func(d *desk.Desk) error { return p.invoiceReverse(cmd.Context(), d, receipt, reason) })
		},
	}
	cmd.Flags().StringVar(&receipt, "receipt", "", "收据编号，例如 SJ2026-0121")
	cmd.Flags().StringVar(&reason, "reason", "", "冲正原因，印在账单的收款记录里")
	return cmd
}

func (p *program) invoiceReverse(ctx context.Context, d *desk.Desk, receipt, reason string) error {
	paid, err := invoicing.Receipt(ctx, d.Office, receipt)
	if err != nil {
		return err
	}
	bill, err := invoicing.Get(ctx, d.Office, paid.InvoiceID)
	if err != nil {
		return err
	}
	bill, err = invoicing.Reverse(ctx, d.Office, invoicing.ReverseInput{
		InvoiceID: bill.ID, PaymentID: paid.ID, Reason: reason, Version: bill.Version,
	})
	if err != nil {
		return err
	}
	return p.print(bill.Number)
}

func (p *program) invoiceVoidCommand() *cobra.Command {
	var number, reason string
	cmd := &cobra.Command{
		Use: "void --invoice NO --reason TEXT", Short: "作废一张没有收款的账单，输出编号", Args: words.Between(0, 0),
		Long: "作废一张没有收款的账单，输出编号。编号保留，不再使用；账单上的费用回到未开单，可以再开。原因印在作废的账单上。",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := words.Need(cmd, "invoice", "reason"); err != nil {
				return err
			}
			return p.with(cmd.Context(), func(d *desk.Desk) error { return p.invoiceVoid(cmd.Context(), d, number, reason) })
		},
	}
	cmd.Flags().StringVar(&number, "invoice", "", "账单编号，例如 ZD2026-0417")
	cmd.Flags().StringVar(&reason, "reason", "", "作废原因，印在作废的账单上")
	return cmd
}

func (p *program) invoiceVoid(ctx context.Context, d *desk.Desk, number, reason string) error {
	bill, err := invoicing.ByNumber(ctx, d.Office, number)
	if err != nil {
		return err
	}
	bill, err = invoicing.Void(ctx, d.Office, invoicing.VoidInput{InvoiceID: bill.ID, Reason: reason, Version: bill.Version})
	if err != nil {
		return err
	}
	return p.print(bill.Number)
}
