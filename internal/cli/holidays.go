package cli

import (
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"beiandesk/internal/checkup"
	"beiandesk/internal/cli/shapes"
	"beiandesk/internal/cli/words"
	"beiandesk/internal/desk"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/calendar"
)

func (p *program) holidaysCommand() *cobra.Command {
	return words.Group("holidays", "导入、查看放假安排，接着重算期限", p.holidaysImportCommand(), p.holidaysRecountCommand(), p.holidaysListCommand())
}

func (p *program) holidaysImportCommand() *cobra.Command {
	var asJSON, agree bool
	cmd := &cobra.Command{
		Use: "import FILE", Short: "导入一年的放假安排，重算受影响的期限", Args: words.Between(1, 1),
		Long:    "导入一年的放假安排（chinese-days 或 holiday-cn 的年度 JSON），重算在办案件里受影响的期限并列出。\n中断后用 holidays recount 从停下的地方接着算。",
		Example: "  beiandesk holidays import 2027.json --data DIR",
		RunE: func(cmd *cobra.Command, args []string) error {
			content, err := readFile(args[0])
			if err != nil {
				return err
			}
			return p.with(cmd.Context(), func(d *desk.Desk) error { return p.importHolidays(cmd.Context(), d, content, agree, asJSON) })
		},
	}
	cmd.Flags().BoolVar(&agree, "agree", false, "和随软件带来的不同、或者看着不对，核对过，照样导入")
	cmd.Flags().BoolVar(&asJSON, "json", false, "输出 JSON")
	return cmd
}

func (p *program) importHolidays(ctx context.Context, d *desk.Desk, content []byte, agree, asJSON bool) error {
	in, err := calendar.ImportHolidays(ctx, d.Office, content, agree)
	if err != nil {
		return err
	}
	if len(in.Doubts) > 0 {
		return errs.New(errs.Blocked, "没有导入。这份 %d 年安排%s。请和国务院办公厅的通知核对，没有错就加 --agree", in.Year.Year, strings.Join(in.Doubts, "；"))
	}
	counted, err := p.recount(ctx, d)
	if err != nil {
		return err
	}
	out := shapes.ImportedYear{Year: in.Year.Year, Source: in.Year.Source, Same: in.Same, Recounted: counted}
	out.Off, out.Worked = in.Year.Days()
	if asJSON {
		return p.json(out)
	}
	first := fmt.Sprintf("已导入 %d 年放假安排（%s）：放假 %d 天，调休上班 %d 天", out.Year, out.Source, out.Off, out.Worked)
	if out.Same {
		first = fmt.Sprintf("%d 年放假安排和已有的相同，没有改动", out.Year)
	}
	return p.print(append([]string{first}, counted.Lines()...)...)
}

func (p *program) holidaysRecountCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use: "recount", Short: "接着重算放假安排或停办改动后还没有算完的期限", Args: words.Between(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return p.with(cmd.Context(), func(d *desk.Desk) error { return p.resumeRecount(cmd.Context(), d, asJSON) })
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "输出 JSON")
	return cmd
}

// resumeRecount goes on with a counting that was cut short; there may be none.
func (p *program) resumeRecount(ctx context.Context, d *desk.Desk, asJSON bool) error {
	counted, err := p.recount(ctx, d)
	if err != nil {
		return err
	}
	if asJSON {
		return p.json(counted)
	}
	if counted.Cases == 0 {
		return p.print("没有要重算的期限")
	}
	return p.print(counted.Lines()...)
}

// warnOfRecount says that stored dates may still go by the calendar of before, when
// counting them again was cut short.
func (p *program) warnOfRecount(ctx context.Context, d *desk.Desk) error {
	left, err := checkup.Recount(ctx, d)
	if left != "" {
		p.warn("列出的期限可能还是旧的：" + left)
	}
	return err
}

// recount counts the dates again that a change of the calendar may have moved.
func (p *program) recount(ctx context.Context, d *desk.Desk) (shapes.Recounted, error) {
	got, err := calendar.Recompute(ctx, d.Office, calendar.RecomputeOptions{Progress: p.progress})
	return shapes.RecountedOf(got), err
}

// progress shows how far the counting has come to somebody who watches.
func (p *program) progress(done, total int) {
	stderr, ok := p.err.(*os.File)
	if !ok || !term.IsTerminal(int(stderr.Fd())) || total == 0 {
		return
	}
	end := "\r"
	if done >= total {
		end = "\n"
	}
	_, _ = fmt.Fprintf(stderr, "已算 %d / %d 件%s", done, total, end) // a stderr that is gone stops nothing
}

func (p *program) holidaysListCommand() *cobra.Command {
	return p.listOf("list", "列出已有放假安排的年份", p.listHolidays)
}

func (p *program) listHolidays(ctx context.Context, d *desk.Desk, asJSON bool) error {
	years, err := calendar.Holidays(ctx, d.Office)
	if err != nil {
		return err
	}
	out := []shapes.ListedYear{}
	rows := [][]string{}
	for _, y := range years {
		l := shapes.ListedYearOf(y)
		out = append(out, l)
		rows = append(rows, []string{fmt.Sprint(l.Year), fmt.Sprint(l.Off), fmt.Sprint(l.Worked), l.Source, y.Origin()})
	}
	if asJSON {
		return p.json(out)
	}
	return p.table([]string{"年份", "放假天数", "调休上班", "来源", "怎么来的"}, rows)
}
