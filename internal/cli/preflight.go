package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"beiandesk/internal/cli/shapes"
	"beiandesk/internal/cli/words"
	"beiandesk/internal/desk"
	"beiandesk/internal/office/preflight"
	"beiandesk/internal/present"
)

func (p *program) preflightCommand() *cobra.Command {
	var number, stage string
	var asJSON bool
	cmd := &cobra.Command{
		Use: "preflight --case NO", Short: "提交前预检：每条规则的结果、出处和怎么办", Args: words.Between(0, 0),
		Long: "提交前预检：每条规则说通过、警告、不通过或未检查，带出处和怎么办。不写 --stage 是下一次要做的提交；" +
			"已提交、在等结果的不算，结果没通过时要再提交哪一次，另起一行说明。不通过也退出 0；" +
			"提交时仍要办的，用 case do 的 --set override=理由。",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := words.Need(cmd, "case"); err != nil {
				return err
			}
			return p.with(cmd.Context(), func(d *desk.Desk) error { return p.preflight(cmd.Context(), d, number, stage, asJSON) })
		},
	}
	cmd.Flags().StringVar(&number, "case", "", "案件编号，例如 BA2026-0386")
	cmd.Flags().StringVar(&stage, "stage", "", "哪个环节提交之前，例如 prereview；不写是下一次要做的提交，已提交在等结果的不算")
	cmd.Flags().BoolVar(&asJSON, "json", false, "输出 JSON")
	return cmd
}

func (p *program) preflight(ctx context.Context, d *desk.Desk, number, stage string, asJSON bool) error {
	id, err := caseID(ctx, d.Office, number)
	if err != nil {
		return err
	}
	report, err := preflight.Check(ctx, d.Office, id, stage)
	if err != nil {
		return err
	}
	if asJSON {
		return p.json(shapes.Rules(report))
	}
	lines := []string{report.Number + "　没有要提交的环节了，不用预检"}
	if report.Stage != "" {
		lines[0] = strings.Join([]string{report.Number, report.Before(), report.Summary()}, "　")
	}
	if report.Fallback != "" {
		lines = append(lines, report.Number+"　"+report.Fallback)
	}
	for _, r := range report.Results {
		source := r.Source
		if !strings.Contains(source, r.Date) {
			source += " " + r.Date
		}
		if day := present.Day(r.Confirmed); day != "" {
			source += " 核实 " + day
		} else {
			source += " 待核实"
		}
		lines = append(lines, strings.Join(shapes.Known(preflight.OutcomeLabel(r.Outcome), r.Label, r.About, r.Value, r.Text, r.Advice, source), "　"))
	}
	return p.print(lines...)
}
