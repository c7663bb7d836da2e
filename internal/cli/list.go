package cli

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"beiandesk/internal/cal"
	"beiandesk/internal/cli/shapes"
	"beiandesk/internal/cli/words"
	"beiandesk/internal/desk"
	"beiandesk/internal/office"
	"beiandesk/internal/office/agenda"
	"beiandesk/internal/office/boards"
	"beiandesk/internal/office/finding"
	"beiandesk/internal/office/followups"
	"beiandesk/internal/office/invoicing"
	"beiandesk/internal/office/people"
	"beiandesk/internal/office/rulebook"
	"beiandesk/internal/office/rulepage"
	"beiandesk/internal/office/tables"
	"beiandesk/internal/office/views"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

func (p *program) listCommand() *cobra.Command {
	return words.Group("list", "列出今日要办的事、案件、客户、账单、期限、移交登记或规则，或存成表格",
		p.listTodayCommand(),
		p.listCasesCommand(),
		p.tabled(tables.Clients, p.listOf("clients", "列出全部客户", p.listClients)),
		p.tabled(tables.Bills, p.listOf("invoices", "列出已开的账单", p.listInvoices)),
		p.tabled(tables.Deadlines, p.listOf("deadlines", "列出在办案件的全部期限和理由", p.listDeadlines)),
		p.listHandoversCommand(),
		p.listFollowupsCommand(),
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

// listTodayCommand lists what 今日 shows, what the screen folds up too.
func (p *program) listTodayCommand() *cobra.Command {
	var mine bool
	asked := func(d *desk.Desk) (in views.TodayInput) {
		if mine {
			in.Owner = d.Office.Staff
		}
		return in
	}
	cmd := p.listOf("today", "列出今日要办的事：等谁、办什么、什么时候到期", func(ctx context.Context, d *desk.Desk, asJSON bool) error {
		if err := p.warnOfRecount(ctx, d); err != nil {
			return err
		}
		return p.list(asJSON, shapes.TaskHead, func(take taker) error {
			return d.Office.Read(ctx, func(tx store.Tx) error {
				return views.EachTask(d.Office, tx, asked(d), func(t views.Task) error {
					l := shapes.TaskOf(t)
					return take(l, l.Row()...)
				})
			})
		})
	})
	cmd.Flags().BoolVar(&mine, "mine", false, "只列 --staff 这位经办的")
	return p.tabled(tables.Today, cmd, func(d *desk.Desk, w *tables.Wanted) error {
		w.Today = asked(d)
		return nil
	})
}

func (p *program) listFollowupsCommand() *cobra.Command {
	var within int
	judged := func() error {
		if within < 0 {
			return words.Usage("--within 写天数，例如 30")
		}
		return nil
	}
	cmd := p.listOf("followups", "列出已交付案件里到日子要跟的：年度核查、证件、执照、域名和服务器到期、自己加的", func(ctx context.Context, d *desk.Desk, asJSON bool) error {
		if err := judged(); err != nil {
			return err
		}
		lines, more, err := followups.Due(ctx, d.Office, within, views.ListPage)
		if err != nil {
			return err
		}
		if more {
			p.warn(fmt.Sprintf("只列最早的 %d 项，要全部就写 --out 存成表格", len(lines)))
		}
		return p.list(asJSON, shapes.FollowupHead, func(take taker) error {
			for _, l := range lines {
				f := shapes.FollowupOf(l)
				if err := take(f, f.Row()...); err != nil {
					return err
				}
			}
			return nil
		})
	})
	cmd.Flags().IntVar(&within, "within", 0, "多少天以内的；不写就按各类提前的天数")
	return p.tabled(tables.Followups, cmd, func(_ *desk.Desk, w *tables.Wanted) error {
		w.Within = within
		return judged()
	})
}

// tabled gives a list the options by which it goes into a file as a table; narrow says which of
// its rows are wanted.
func (p *program) tabled(table string, cmd *cobra.Command, narrow ...func(*desk.Desk, *tables.Wanted) error) *cobra.Command {
	list := cmd.RunE
	w := tables.Wanted{Table: table, Cases: store.CaseQuery{View: "all", Sort: "number"}}
	var out, charset string
	cmd.Use += " [--out F.xlsx|F.csv]"
	cmd.Long = cmd.Short + "。写了 --out 就存成表格文件：.xlsx 或 .csv，看文件名的结尾；每存一次记一条操作记录。"
	cmd.Example = fmt.Sprintf("  beiandesk list %s --out 表.xlsx --data DIR", cmd.Name())
	flags := cmd.Flags()
	flags.StringVar(&out, "out", "", "存到哪个文件，.xlsx 或 .csv")
	flags.StringVar(&charset, "charset", "", "CSV 的编码：utf-8（默认，带标记）或 gb18030")
	if table == tables.Deadlines {
		cmd.Use = strings.Replace(cmd.Use, "F.csv", "F.csv|F.ics", 1)
		cmd.Long += "写成 .ics 就是日历文件，手机和办公软件的日历能订阅或导入，已交付案件里到日子要跟的也在里面，不写客户、人和网站。"
	}
	if covered := tables.Covered(table); covered != "" {
		flags.BoolVar(&w.Clear, "clear", false, "不打码，写出完整的"+covered+"；操作记录里写明")
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		switch {
		case out == "" && (flags.Changed("charset") || w.Clear):
			return words.Usage("--charset、--clear 要和 --out 一起写")
		case out == "":
			return list(cmd, args)
		case flags.Changed("json"):
			return words.Usage("--json 和 --out 只能写一个")
		}
		if table == tables.Deadlines && strings.EqualFold(filepath.Ext(out), ".ics") {
			if charset != "" {
				return words.Usage("--charset 只用于 CSV")
			}
			return p.with(cmd.Context(), func(d *desk.Desk) error { return p.saveAgenda(cmd.Context(), d, out) })
		}
		form, err := formOf(out, charset)
		if err != nil {
			return err
		}
		return p.with(cmd.Context(), func(d *desk.Desk) error {
			for _, narrow := range narrow {
				if err := narrow(d, &w); err != nil {
					return err
				}
			}
			return p.saveTable(cmd.Context(), d, w, form, out)
		})
	}
	return cmd
}

func (p *program) saveAgenda(ctx context.Context, d *desk.Desk, out string) error {
	if err := p.warnOfRecount(ctx, d); err != nil {
		return err
	}
	n := 0
	err := writeFrom(out, func(to io.Writer) (err error) {
		if n, err = agenda.Write(ctx, d.Office, "", to); err != nil || d.ReadOnly {
			return err
		}
		return agenda.Note(ctx, d.Office, n, "")
	})
	if err != nil {
		return err
	}
	return p.print(fmt.Sprintf("%s（%d 条）", wrote(out), n))
}

// listCasesCommand lists all cases, or those that are open as the window lays them out.
func (p *program) listCasesCommand() *cobra.Command {
	var board bool
	var month string
	cmd := p.tabled(tables.Cases, p.listOf("cases", "列出全部案件", func(ctx context.Context, d *desk.Desk, asJSON bool) error {
		if err := p.warnOfRecount(ctx, d); err != nil {
			return err
		}
		switch {
		case board:
			return p.listBoard(ctx, d, asJSON)
		case month != "":
			return p.listMonth(ctx, d, month, asJSON)
		}
		return p.list(asJSON, shapes.CaseHead, func(take taker) error {
			return views.EachCase(ctx, d.Office, func(r views.Row) error {
				c := shapes.ListedCaseOf(r)
				return take(c, c.Cells()...)
			})
		})
	}))
	cmd.Use += " [--board|--month 2026-11]"
	cmd.Flags().BoolVar(&board, "board", false, "在办的案件按看板的七列列出")
	cmd.Flags().StringVar(&month, "month", "", "在办的案件里这个月到期的，按日列出，例如 2026-11")
	cmd.MarkFlagsMutuallyExclusive("board", "month", "out")
	return cmd
}

// inWork are the cases that are laid out: what has ended has neither stage nor date.
var inWork = store.CaseQuery{View: "open", Sort: "due"}

func (p *program) listBoard(ctx context.Context, d *desk.Desk, asJSON bool) error {
	b, err := boards.OnBoard(ctx, d.Office, inWork, boards.Most)
	if err != nil {
		return err
	}
	p.warnOfMost(b.More)
	return p.list(asJSON, append([]string{"看板列"}, shapes.CaseHead...), func(take taker) error {
		for _, l := range b.Lanes {
			for _, r := range l.Rows {
				c := shapes.LaidCase{Column: l.Code, ColumnLabel: l.Label, ListedCase: shapes.ListedCaseOf(r)}
				if err := take(c, append([]string{l.Label}, c.Cells()...)...); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

func (p *program) listMonth(ctx context.Context, d *desk.Desk, month string, asJSON bool) error {
	first, err := cal.ParseDay(month + "-01")
	if err != nil {
		return words.Usage("--month 写年和月，例如 2026-11")
	}
	m, err := boards.InMonth(ctx, d.Office, inWork, first, boards.Most)
	if err != nil {
		return err
	}
	p.warnOfMost(m.More)
	return p.list(asJSON, append([]string{"到期日"}, shapes.CaseHead...), func(take taker) error {
		for day := first; day < first.AddMonths(1); day = day.Add(1) {
			for _, r := range m.Days[day].Rows {
				c := shapes.LaidCase{Day: day.String(), ListedCase: shapes.ListedCaseOf(r)}
				if err := take(c, append([]string{c.Day}, c.Cells()...)...); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// warnOfMost tells that not all cases could be laid out.
func (p *program) warnOfMost(more bool) {
	if more {
		p.warn(fmt.Sprintf("在办的超过 %d 件，只列期限最近的", boards.Most))
	}
}

func (p *program) listClients(ctx context.Context, d *desk.Desk, asJSON bool) error {
	return p.list(asJSON, []string{"客户", "主体性质", "统一社会信用代码", "负责人", "在办", "案件"}, func(take taker) error {
		for after := ""; ; {
			page, err := people.ListClients(ctx, d.Office, store.ClientQuery{After: after, Limit: views.ListPage})
			if err != nil {
				return err
			}
			for _, r := range page.Rows {
				c := shapes.ListedClientOf(r)
				if err := take(c, c.Name, c.KindLabel, c.CreditCode, c.Lead, strconv.Itoa(c.Open), strconv.Itoa(c.Cases)); err != nil {
					return err
				}
			}
			if after = page.Next; after == "" {
				return nil
			}
		}
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
			return take(l, cal.PlainText(l.Due), l.Left, l.Case, l.StageLabel, l.Label, strings.Join(l.Reasons, " "))
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

// foundOfGroup is how many of a kind the command tells.
const foundOfGroup = 20

func (p *program) findCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use: "find WORDS…", Short: "查找案件、客户、负责人、域名、备案号和账单", Args: words.Between(1, -1),
		Long:    "几个词不分先后，每个都要有。名称、编号、域名写一部分就行，也认拼音和首字母；手机号写全或后四位，证件号和信用代码写全。每类至多 20 条，最像的在前。",
		Example: "  beiandesk find 栖云 --data DIR\n  beiandesk find hangzhou qy --json --data DIR",
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.with(cmd.Context(), func(d *desk.Desk) error { return p.find(cmd.Context(), d, strings.Join(args, " "), asJSON) })
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "输出 JSON")
	return cmd
}

func (p *program) find(ctx context.Context, d *desk.Desk, text string, asJSON bool) error {
	found, err := finding.Find(ctx, d.Office, finding.Input{Text: text, Limit: foundOfGroup})
	if err != nil {
		return err
	}
	return p.list(asJSON, []string{"类别", "名称", "案件或客户", "现在", "期限"}, func(take taker) error {
		for _, group := range found.Groups {
			for _, item := range group.Items {
				if item.Kind == finding.QuickPlace {
					continue // the window's own
				}
				f := shapes.FoundOf(item)
				if err := take(f, f.KindLabel, f.Title, f.Note, f.Detail, cal.PlainText(f.Due)); err != nil {
					return err
				}
			}
		}
		return nil
	})
}
