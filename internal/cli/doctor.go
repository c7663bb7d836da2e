package cli

import (
	"context"
	"errors"
	"slices"

	"github.com/spf13/cobra"

	"beiandesk/internal/checkup"
	"beiandesk/internal/cli/words"
	"beiandesk/internal/desk"
	"beiandesk/internal/office/people"
)

func (p *program) doctorCommand() *cobra.Command {
	var asJSON bool
	var code string
	cmd := &cobra.Command{
		Use: "doctor", Short: "检查资料夹：数据库、日志链、密封文件、账单、编号、期限", Args: words.Between(0, 0),
		Long: "检查资料夹：权限、数据库结构、日志链、密封文件、账单金额、编号、期限。只读不改；一项查不成，其余照查；有一项异常就以 1 结束。",
		RunE: func(cmd *cobra.Command, _ []string) error { return p.doctor(cmd.Context(), code, asJSON) },
	}
	cmd.Flags().StringVar(&code, "code", "", "今日期限表页脚的日志码，如 412-3f9ac210：核对资料夹有没有退回去")
	cmd.Flags().BoolVar(&asJSON, "json", false, "输出 JSON")
	return cmd
}

func (p *program) doctor(ctx context.Context, code string, asJSON bool) error {
	dir, err := p.dataOrUsage()
	if err != nil {
		return err
	}
	status, err := desk.Inspect(ctx, dir)
	if err != nil {
		return err
	}
	list := []checkup.Finding{}
	d, _, err := p.openKnowing(ctx, true)
	if err != nil {
		return err
	}
	list = append(list, checkup.Folder(status)...)
	found, err := checkup.All(ctx, d)
	if err == nil && code != "" {
		var sheet checkup.Finding
		sheet, err = checkup.Sheet(ctx, d, code)
		found = append(found, sheet)
	}
	if err := errors.Join(err, d.Close()); err != nil {
		return err
	}
	for _, f := range found {
		if f.Fault != nil {
			f.Detail = message(nil, f.Fault)
		}
		list = append(list, f)
	}
	if asJSON {
		if err := p.json(list); err != nil {
			return err
		}
	} else {
		for _, f := range list {
			word := "正常"
			if !f.OK {
				word = "异常"
			}
			if err := p.print(word + "　" + f.Label + "　" + f.Detail); err != nil {
				return err
			}
		}
	}
	if slices.ContainsFunc(list, func(f checkup.Finding) bool { return !f.OK }) {
		return quiet
	}
	return nil
}

func (p *program) reindexCommand() *cobra.Command {
	return &cobra.Command{
		Use: "reindex", Short: "补好搜索索引和件数", Args: words.Between(0, 0),
		Long: "补好案件、客户、人员和账单的搜索索引，重点今日、案件和账单的件数。doctor 说索引或件数不对时用；可以和打开着的窗口同时运行，中断后再运行一次。",
		RunE: func(cmd *cobra.Command, _ []string) error {
			return p.with(cmd.Context(), func(d *desk.Desk) error {
				if err := people.Mend(cmd.Context(), d.Office); err != nil {
					return err
				}
				return p.print("搜索索引和件数已补好")
			})
		},
	}
}
