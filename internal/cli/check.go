package cli

import (
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"beiandesk/internal/cal"
	"beiandesk/internal/cli/words"
	"beiandesk/internal/identity"
)

func (p *program) checkCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "check KIND VALUE…",
		Short: "检查证件号、电话、域名、备案号、名称",
		Long:  "检查一个或多个值；有一个不合格就以 1 结束。以 - 开头的值前面加一个 --。KIND 是：" + strings.Join(identity.Kinds(), "、"),
		Args:  words.Between(2, -1),
		RunE: func(_ *cobra.Command, args []string) error {
			return p.check(args[0], args[1:], asJSON)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "输出 JSON，写明是哪条规则")
	return cmd
}

func (p *program) check(kind string, values []string, asJSON bool) error {
	today := cal.DayOf(time.Now())
	checks := []identity.Check{}
	failed := false
	for _, v := range values {
		c, err := identity.Run(kind, v, today)
		if err != nil {
			return err
		}
		checks = append(checks, c)
		failed = failed || !c.OK
	}
	if asJSON {
		if err := p.json(checks); err != nil {
			return err
		}
	} else if err := p.printChecks(checks); err != nil {
		return err
	}
	if failed {
		return quiet
	}
	return nil
}

func (p *program) printChecks(checks []identity.Check) error {
	for i, c := range checks {
		line := "合格　　" + c.Value
		if !c.OK {
			line = "不合格　" + c.Value + "　" + c.Message
		}
		if err := p.print(line); err != nil {
			return err
		}
		for _, told := range doubts(c) {
			about := identity.Shown(c.Kind, c.Value)
			if strings.Trim(about, "*") == "" {
				about = fmt.Sprintf("第 %d 个值", i+1) // so short that it is covered whole
			}
			p.warn(about + "：" + told)
		}
	}
	return nil
}

// doubts are what was changed in a value, in one line, and what is doubted about it.
func doubts(c identity.Check) []string {
	var lines []string
	if len(c.Notes) > 0 {
		lines = append(lines, strings.Join(c.Notes, "；"))
	}
	for _, w := range c.Warnings {
		lines = append(lines, w.Message)
	}
	return lines
}
