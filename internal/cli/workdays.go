package cli

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"beiandesk/internal/cal"
	"beiandesk/internal/cli/words"
	"beiandesk/internal/desk"
	"beiandesk/internal/money"
)

// maxWorkdays bounds a count: about twenty years, far beyond any published calendar.
const maxWorkdays = 5000

func (p *program) workdaysCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "workdays FROM N",
		Short:   "从某天起数 N 个工作日，含调休，不算当天",
		Long:    "从某天起数 N 个工作日，含调休，不算当天。写明 --data 就连那个资料夹里导入的年份一起数。",
		Example: "  beiandesk workdays 2026-09-18 20",
		Args:    words.Between(2, 2),
		RunE:    func(cmd *cobra.Command, args []string) error { return p.workdays(cmd.Context(), args[0], args[1]) },
	}
}

func (p *program) workdays(ctx context.Context, from, count string) error {
	day, err := cal.ReadDay(from, cal.DayOf(time.Now()), cal.Nearest, "")
	if err != nil {
		return words.Usage("%s", err)
	}
	n, err := strconv.Atoi(count)
	if err != nil {
		return words.Usage("工作日数要写成整数，例如 20")
	}
	if n > maxWorkdays || n < -maxWorkdays {
		return words.Usage("工作日数要在 -%d 到 %d 之间", maxWorkdays, maxWorkdays)
	}
	calendar, err := p.calendar(ctx)
	if err != nil {
		return err
	}
	c := calendar.AddWorkdays(day, n)
	if len(c.Unpublished) > 0 {
		years := make([]string, len(c.Unpublished))
		for i, y := range c.Unpublished {
			years[i] = strconv.Itoa(y)
		}
		p.warn(fmt.Sprintf("没有 %s 年的放假安排，只按周末和固定假日计算，日期可能变动", listed(years)))
	}
	return p.print(c.End.String())
}

// calendar is the one that the folder of --data counts with, without that the release's.
// The variable alone asks for no passphrase: counting days needs no folder.
func (p *program) calendar(ctx context.Context) (*cal.Calendar, error) {
	calendar := cal.Embedded()
	if p.folder.data == "" {
		return calendar, nil
	}
	err := p.with(ctx, func(d *desk.Desk) error {
		calendar = d.Office.Calendar
		return nil
	})
	return calendar, err
}

// listed names a few values, and of many the first and the last.
func listed(values []string) string {
	if len(values) > 3 {
		return values[0] + "–" + values[len(values)-1]
	}
	return strings.Join(values, "、")
}

func (p *program) rmbCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "rmb AMOUNT",
		Short:   "把金额写成人民币大写",
		Example: "  beiandesk rmb 1409.50",
		Args:    words.Between(1, 1),
		RunE: func(_ *cobra.Command, args []string) error {
			amount, err := money.Parse(args[0])
			if err != nil {
				return words.Usage("%s", err)
			}
			return p.print(amount.Upper())
		},
	}
}

func (p *program) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "显示版本", Args: words.Between(0, 0),
		RunE: func(*cobra.Command, []string) error { return p.print("beiandesk " + Version) },
	}
}
