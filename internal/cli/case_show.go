package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"beiandesk/internal/desk"
)

func (p *program) caseCommand() *cobra.Command {
	return group("case", "开立、查看、办理案件", p.caseNewCommand(), p.caseShowCommand(), p.caseDoCommand())
}

func (p *program) caseShowCommand() *cobra.Command {
	var number string
	var asJSON bool
	cmd := &cobra.Command{
		Use: "show --case NO", Short: "查看一个案件：环节、能办什么、期限、费用、时间线", Args: between(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := need(cmd, "case"); err != nil {
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
	v, err := view(ctx, d.Office, id)
	if err != nil {
		return err
	}
	if asJSON {
		return p.json(v)
	}
	return p.print(v.lines()...)
}

// lines tells a case to a person at a terminal.
func (v caseView) lines() []string {
	out := []string{
		fmt.Sprintf("%s　%s　%s　%s　%s", v.Number, v.Client, v.TypeLabel, v.Province, v.StatusLabel),
	}
	if hold := v.holds(); hold != "" {
		out = append(out, hold)
	}
	out = append(out, "", "下一步")
	for _, r := range v.Runs {
		if r.Open {
			out = append(out, "  "+strings.Join(known(r.StageLabel, r.Site, r.WaitingLabel, r.Todo, r.Due, r.Left), "　"))
		}
	}
	out = append(out, "", "能办的")
	for _, a := range v.Actions {
		line := "  " + strings.Join(known(a.Code, a.Site, a.Label), "　")
		if len(a.Why) > 0 {
			line += "　现在不行：" + strings.Join(a.Why, "；")
		}
		out = append(out, line)
	}
	out = append(out, "", "期限")
	for _, d := range v.Deadlines {
		span := d.Due
		if d.From != "" && d.From != d.Due {
			span = d.From + " 至 " + d.Due
		}
		out = append(out, "  "+d.Label+"　"+span+"　"+strings.Join(d.Reasons, ""))
	}
	for _, text := range v.WhatIf.sentences() {
		out = append(out, "  "+text)
	}
	out = append(out, "", "还缺")
	for _, o := range v.Owed {
		out = append(out, "  "+o)
	}
	out = append(out, "", "费用")
	for _, f := range v.Fees {
		out = append(out, "  "+f.Label+"　"+f.Amount+"　"+f.StateLabel)
	}
	out = append(out, "", "时间线")
	for _, e := range v.Timeline {
		step, was := "", ""
		if e.Move > 0 {
			step = fmt.Sprintf("第 %d 步", e.Move)
		}
		if e.Was != "" {
			was = "原记 " + e.Was
		}
		out = append(out, "  "+strings.Join(known(e.At, e.Staff, step, e.Title, oneLine(e.Text), was), "　"))
	}
	return out
}

// known leaves out what is empty.
func known(values ...string) []string {
	out := []string{}
	for _, v := range values {
		if v != "" {
			out = append(out, v)
		}
	}
	return out
}
