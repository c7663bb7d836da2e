package cli

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"beiandesk/internal/cal"
	"beiandesk/internal/cli/words"
	"beiandesk/internal/desk"
	"beiandesk/internal/errs"
	"beiandesk/internal/infile"
	"beiandesk/internal/office/importing"
	"beiandesk/internal/office/people"
	"beiandesk/internal/sheet"
	"beiandesk/internal/workflow"
)

func (p *program) importCommand() *cobra.Command {
	var in importing.Input
	var table, out string
	var phases, own []string
	var template, asJSON, past, columns, leave bool
	var header int
	var undo int64
	cmd := &cobra.Command{
		Use: "import FILE", Short: "从 xlsx、csv 表格导入客户、负责人、网站和案件", Args: words.Between(0, 1),
		Long: "从表格导入：一行一个网站，除了网站都一样的几行是一件案件。表头按常见的叫法认，认不出的列记在案件的备忘里。\n" +
			"没有表头，或者表头一个也认不出的，先用 --columns 看各列，再用 --header、--column 指明。\n" +
			"写了进度的案件停在那一步，之前的步骤记作导入；表里没有的日期记作日期不详，导入后在今日里补。\n" +
			"有一行不对就一件也不导入；同一张表再导入一次，已有的案件不会再建。先用 --dry-run 看看。",
		Example: "  beiandesk --data DIR import 客户表.xlsx --dry-run\n  beiandesk --data DIR import 客户表.xlsx --phases icp,police --column 站点=网站名称\n  beiandesk --data DIR import 旧表.csv --header 0 --columns\n  beiandesk --data DIR import 旧表.csv --header 0 --column A列=客户名称 --column D列= --dry-run\n  beiandesk --data DIR import --list\n  beiandesk --data DIR import --undo 128",
		RunE: func(cmd *cobra.Command, args []string) error {
			form := sheet.Form{}
			var err error
			if out != "" {
				if form, err = formOf(out, ""); err != nil {
					return err
				}
			}
			switch {
			case past:
				return p.with(cmd.Context(), func(d *desk.Desk) error { return p.importsPast(cmd.Context(), d) })
			case undo != 0:
				return p.with(cmd.Context(), func(d *desk.Desk) error { return p.importUndo(cmd.Context(), d, undo) })
			}
			if template {
				return p.importTemplate(out, form)
			}
			if len(args) == 0 {
				return words.Usage("请写要导入的表格，或者用 --template --out 空表.xlsx 存一份空表")
			}
			if in.ICP, in.Police, err = phasesOf(phases); err != nil {
				return err
			}
			if in.Columns, err = columnsOf(own); err != nil {
				return err
			}
			if in.Rows, err = readTable(args[0], table); err != nil {
				return err
			}
			in.File = filepath.Base(args[0])
			if in.Header, err = headerOf(header, cmd.Flags().Changed("header")); err != nil {
				return err
			}
			if out != "" && same(args[0], out) {
				return words.Usage("--out 就是要导入的表格，写了会盖掉它：请写另一个文件名")
			}
			if leave && (out == "" || in.Dry) {
				return words.Usage("--leave-bad 要和 --out 一起用：要改的行先存到那里，其余的再导入。只是试读就不要写它")
			}
			if columns {
				return p.with(cmd.Context(), func(d *desk.Desk) error { return p.importColumns(cmd.Context(), d, in, asJSON) })
			}
			return p.with(cmd.Context(), func(d *desk.Desk) error { return p.importSheet(cmd.Context(), d, in, out, form, leave, asJSON) })
		},
	}
	cmd.Flags().StringVar(&table, "sheet", "", "工作表的名字；只有一张时不用写")
	cmd.Flags().BoolVar(&in.Dry, "dry-run", false, "只看会怎样，什么也不存")
	cmd.Flags().StringSliceVar(&phases, "phases", nil, "表里没写办理阶段的行办什么：icp、police")
	cmd.Flags().StringArrayVar(&own, "column", nil, "表头=项，例如 站点=网站名称；等号后不写就不用这一列，可以写几次")
	cmd.Flags().BoolVar(&columns, "columns", false, "不导入，列出各列认成了什么、头几个值是什么（号码遮着）")
	cmd.Flags().IntVar(&header, "header", 0, "表头在第几行；没有表头写 0，各列叫作 A列、B列，按内容认")
	cmd.Flags().BoolVar(&in.Agree, "agree", false, "有要确认的事也照样导入")
	cmd.Flags().BoolVar(&in.NewClients, "new-client", false, "分不清是不是已有的客户时，另立一个")
	cmd.Flags().StringVar(&out, "out", "", "把要改、要确认的行存成 .xlsx 或 .csv，多一列“问题”，改好再导入")
	cmd.Flags().BoolVar(&leave, "leave-bad", false, "要改、要确认的行先存到 --out，其余没有问题的再一起导入")
	cmd.Flags().BoolVar(&template, "template", false, "不导入，在 --out 存一份有全部表头的空表")
	cmd.Flags().BoolVar(&past, "list", false, "列出最近的导入，各有编号")
	cmd.Flags().Int64Var(&undo, "undo", 0, "按编号撤销一次导入：它建的案件、客户和人员全部删去；之后有过记录的不能撤销")
	cmd.Flags().BoolVar(&asJSON, "json", false, "输出 JSON")
	return cmd
}

func (p *program) importTemplate(file string, form sheet.Form) error {
	if file == "" {
		return words.Usage("请用 --out 写明空表存到哪里")
	}
	if err := writeFrom(file, func(to io.Writer) error { return importing.Template(to, form) }); err != nil {
		return err
	}
	return p.print(wrote(file))
}

func (p *program) importsPast(ctx context.Context, d *desk.Desk) error {
	list, err := importing.Batches(ctx, d.Office)
	if err != nil {
		return err
	}
	if len(list) == 0 {
		return p.print("没有导入过表格")
	}
	lines := []string{}
	for _, b := range list {
		state := ""
		if b.Undone {
			state = "，已撤销"
		}
		lines = append(lines, fmt.Sprintf("%d  %s %s  %s：%d 件，%s%s", b.Seq, cal.At(b.At), b.Staff, b.File, b.Cases, b.Span(), state))
	}
	return p.print(lines...)
}

func (p *program) importUndo(ctx context.Context, d *desk.Desk, seq int64) error {
	b, err := importing.Undo(ctx, d.Office, seq)
	if err != nil {
		return err
	}
	return p.print(fmt.Sprintf("已撤销 %s 的导入：删去 %d 件案件，%s", b.File, b.Cases, b.Span()))
}

func phasesOf(codes []string) (icp, police bool, err error) {
	for _, code := range codes {
		switch workflow.Phase(code) {
		case workflow.PhaseICP:
			icp = true
		case workflow.PhasePolice:
			police = true
		default:
			return false, false, errs.New(errs.Invalid, "--phases 只能写 icp、police")
		}
	}
	return icp, police, nil
}

// headerOf is the line of the header as importing has it.
func headerOf(line int, said bool) (int, error) {
	switch {
	case !said:
		return 0, nil
	case line < 0:
		return 0, errs.New(errs.Invalid, "--header 写表头在第几行；没有表头写 0")
	case line == 0:
		return importing.NoHeader, nil
	}
	return line, nil
}

// importColumns lists the columns of a sheet and what they are taken for.
func (p *program) importColumns(ctx context.Context, d *desk.Desk, in importing.Input, asJSON bool) error {
	seen, err := importing.Head(ctx, d.Office, in)
	if err != nil {
		return err
	}
	if !asJSON {
		switch {
		case seen.Line == 0:
			p.warn("没有表头，各列按内容认。导入时加 --header 0")
		case !seen.Known:
			p.warn(fmt.Sprintf("表头在第 %d 行，上面的名字认不出，各列按内容认。导入时加 --header %d；第一行就是数据的话加 --header 0", seen.Line, seen.Line))
		}
	}
	return p.list(asJSON, []string{"列", "认作", "怎么认的", "头几个值"}, func(take taker) error {
		for _, c := range seen.Shown {
			how := ""
			switch _, said := in.Columns[c.Header]; {
			case c.Header == "" || c.Header == importing.FaultHeader:
				continue
			case said:
				how = "指定"
			case c.Guessed:
				how = "按内容"
			case c.Field != "":
				how = "按表头"
			case c.Looks != "":
				how = "像" + c.Looks
			}
			if err := take(c, c.Header, cmp.Or(c.Label, "备忘"), how, strings.Join(c.Values, "、")); err != nil {
				return err
			}
		}
		return nil
	})
}

func columnsOf(own []string) (map[string]string, error) {
	list := map[string]string{}
	for _, one := range own {
		header, field, ok := strings.Cut(one, "=")
		if !ok {
			return nil, errs.New(errs.Invalid, "--column 写成 表头=项，例如 站点=网站名称")
		}
		list[header] = field
	}
	return list, nil
}

// readTable reads the sheet of a name, or the only filled one.
func readTable(file, name string) ([][]string, error) {
	content, err := infile.Read(file, "表格", sheet.Largest)
	if err != nil {
		return nil, err
	}
	tables, err := sheet.Read(content)
	if err != nil {
		return nil, err
	}
	var found [][][]string
	names := []string{}
	for _, t := range tables {
		if t.Name == name || name == "" && len(t.Rows) > 0 {
			found = append(found, t.Rows)
		}
		if len(t.Rows) > 0 {
			names = append(names, t.Name)
		}
	}
	if len(found) != 1 {
		return nil, errs.New(errs.Invalid, "请用 --sheet 写明导入哪张工作表：%s", strings.Join(names, "、"))
	}
	return found[0], nil
}

// manyOrders is from how many on it is told how far an import has come.
const manyOrders = 500

func (p *program) importSheet(ctx context.Context, d *desk.Desk, in importing.Input, faults string, form sheet.Form, leave, asJSON bool) error {
	in.Told = func(done, of int) {
		if step := of / 10; of >= manyOrders && done > 0 && done%step == 0 {
			_, _ = fmt.Fprintf(p.err, "已读 %d / %d 件\n", done, of) // a stderr that is gone stops nothing
		}
	}
	if leave {
		var err error
		if in.Leave, err = p.importLeaves(ctx, d, in, faults, form); err != nil {
			return err
		}
	}
	out, err := importing.Run(ctx, d.Office, in)
	if err != nil {
		return err
	}
	if asJSON {
		if err := p.json(out); err != nil {
			return err
		}
	} else if err := p.print(importLines(out, in.Dry)...); err != nil {
		return err
	}
	if out.Wrong+out.Asked == 0 {
		return nil
	}
	if faults != "" {
		err := writeFrom(faults, func(to io.Writer) error {
			_, err := out.Faulty(in.Rows, to, form)
			return err
		})
		if err != nil {
			return err
		}
		p.warn("要改的行" + wrote(faults))
	}
	return quiet
}

// importLeaves writes the rows to put right into their file, and tells their lines.
func (p *program) importLeaves(ctx context.Context, d *desk.Desk, in importing.Input, faults string, form sheet.Form) ([]int, error) {
	in.Dry = true
	tried, err := importing.Run(ctx, d.Office, in)
	if err != nil || tried.Wrong+tried.Asked == 0 {
		return nil, err
	}
	rows := 0
	err = writeFrom(faults, func(to io.Writer) (err error) {
		rows, err = tried.Faulty(in.Rows, to, form)
		return err
	})
	if err == nil {
		p.warn(fmt.Sprintf("要改的 %d 行没有导入，%s。改好再导入那一张", rows, wrote(faults)))
	}
	return tried.Faulted(), err
}

func importLines(out importing.Report, dry bool) []string {
	lines := []string{}
	for _, r := range out.Rows {
		lines = append(lines, strings.Join(strings.Fields(fmt.Sprintf("第 %d 行 %s %s %s %s", r.Line, people.LabelOf(importing.Outcomes, r.Outcome), r.Number, r.Client, r.Site)), " "))
		for _, told := range append(r.Faults(), r.Told...) {
			lines = append(lines, "  "+told)
		}
	}
	sum := fmt.Sprintf("新建 %d 件，已有 %d 件，要确认 %d 件，要改 %d 件", out.Opened, out.Skipped, out.Asked, out.Wrong)
	switch {
	case out.Done:
		sum = "已导入：" + sum
	case dry:
		sum = "试过，没有导入：" + sum
	case out.Wrong > 0:
		sum = "没有导入，一件也没存。改好表格再来：" + sum
	case out.Asked > 0:
		sum = "没有导入，一件也没存。确认无误请加 --agree：" + sum
	default:
		sum = "没有新的案件：" + sum
	}
	return append(lines, sum)
}
