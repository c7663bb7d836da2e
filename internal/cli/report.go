package cli

import (
	"context"
	"errors"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"beiandesk/internal/atomicfile"
	"beiandesk/internal/cli/words"
	"beiandesk/internal/desk"
	"beiandesk/internal/desk/contents"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/invoicing"
	"beiandesk/internal/office/papers"
	"beiandesk/internal/ref"
)

func (p *program) reportCommand() *cobra.Command {
	return words.Group("report", "出 PDF：今日期限表、进度报告、材料补正通知、公安备案告知书、办结告知书、中止函、填报单、账单、恢复单、移交登记表",
		p.reportOf("daily", "", "今日期限表", func(ctx context.Context, d *desk.Desk, _ string) (papers.Paper, error) {
			return papers.Daily(ctx, d.Office, papers.All, "")
		}),
		p.reportProgressCommand(),
		p.reportOf("notice", "case", "一个案件的备案材料补正通知；--out 写成 .png 就是给手机看的图片", ofCase(papers.Notice)),
		p.reportOf("duty", "case", "一个案件的公安备案告知书，给没有委托公安备案的客户签收", ofCase(papers.Duty)),
		p.reportOf("closing", "case", "一个已结束案件的办结告知书：交还、删除了什么，留着什么到什么时候", func(ctx context.Context, d *desk.Desk, number string) (papers.Paper, error) {
			id, err := caseID(ctx, d.Office, number)
			if err != nil {
				return papers.Paper{}, err
			}
			holds, err := d.Backups().Holds(ctx)
			if err != nil {
				return papers.Paper{}, err
			}
			return papers.Closing(ctx, d.Office, id, holds)
		}),
		p.reportOf("suspension", "case", "一个案件的中止函，给久不回复的客户", ofCase(papers.Suspension)),
		p.reportOf("filing", "case", "一个案件的备案填报单，证件号码和电话遮去中间几位", ofCase(papers.Filing)),
		p.reportOf("invoice", "invoice", "一张账单", func(ctx context.Context, d *desk.Desk, number string) (papers.Paper, error) {
			bill, err := invoicing.ByNumber(ctx, d.Office, number)
			if err != nil {
				return papers.Paper{}, err
			}
			return papers.Invoice(ctx, d.Office, bill.ID)
		}),
		p.reportOf("draft", "case", "一个案件要开的账单，先看再开，不取号", ofCase(papers.Draft)),
		p.reportOf("recovery", "", "恢复单：keys.json 丢了或坏了，用它和恢复码找回", func(ctx context.Context, d *desk.Desk, _ string) (papers.Paper, error) {
			keys, err := d.SheetKeys()
			if err != nil {
				return papers.Paper{}, err
			}
			return papers.Recovery(ctx, d.Office, keys)
		}),
		p.reportHandoversCommand(),
	)
}

// reportProgressCommand makes the report of a case, or of a table's cases one after another.
func (p *program) reportProgressCommand() *cobra.Command {
	var many string
	cmd := p.reportOf("progress", "case", "案件的进度报告；一个案件的 --out 写成 .png 就是给手机看的图片", func(ctx context.Context, d *desk.Desk, number string) (papers.Paper, error) {
		if many == "" {
			return ofCase(papers.Progress)(ctx, d, number)
		}
		list, err := casesOf(ctx, d, many, func([]string) {})
		if err != nil {
			return papers.Paper{}, err
		}
		ids := []ref.CaseID{}
		for _, one := range list {
			if !slices.Contains(ids, one.CaseID) {
				ids = append(ids, one.CaseID)
			}
		}
		return papers.ProgressOfMany(ctx, d.Office, ids)
	})
	cmd.Use = "progress --case NO|--many FILE --out F.pdf"
	cmd.Flags().StringVar(&many, "many", "", "表格（xlsx、csv），一行一件案件，第一格是案件编号：各件的报告排在一个 PDF 里")
	cmd.MarkFlagsMutuallyExclusive("case", "many")
	return cmd
}

// ofCase makes a paper of the case with a number.
func ofCase(prepare func(context.Context, *office.Office, ref.CaseID) (papers.Paper, error)) func(context.Context, *desk.Desk, string) (papers.Paper, error) {
	return func(ctx context.Context, d *desk.Desk, number string) (papers.Paper, error) {
		id, err := caseID(ctx, d.Office, number)
		if err != nil {
			return papers.Paper{}, err
		}
		return prepare(ctx, d.Office, id)
	}
}

// reportOf makes the command of a paper. about is the option that names what the paper
// is about, "" for the whole desk.
func (p *program) reportOf(use, about, short string, prepare func(context.Context, *desk.Desk, string) (papers.Paper, error)) *cobra.Command {
	var out, number string
	cmd := &cobra.Command{Use: use + " --out F.pdf", Short: short, Args: words.Between(0, 0)}
	if about != "" {
		cmd.Use = use + " --" + about + " NO --out F.pdf"
		cmd.Flags().StringVar(&number, about, "", "编号")
	}
	cmd.Flags().StringVar(&out, "out", "", "写到哪个文件")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		needed := []string{"out"}
		if about != "" && !cmd.Flags().Changed("many") {
			needed = append(needed, about)
		}
		if err := words.Need(cmd, needed...); err != nil {
			return err
		}
		return p.with(cmd.Context(), func(d *desk.Desk) error {
			paper, err := prepare(cmd.Context(), d, number)
			if err != nil {
				return err
			}
			for _, w := range paper.Warnings {
				p.warn(w)
			}
			if about == "" { // a single case's dates are counted anew
				if err := p.warnOfRecount(cmd.Context(), d); err != nil {
					return err
				}
			}
			return p.savePaper(cmd.Context(), d, paper, out)
		})
	}
	return cmd
}

// savePaper notes that a paper leaves the desk and writes it, to a .png as the picture for a phone.
func (p *program) savePaper(ctx context.Context, d *desk.Desk, paper papers.Paper, out string) error {
	content := paper.PDF
	if strings.EqualFold(filepath.Ext(out), ".png") {
		var err error
		if content, err = paper.Drawn(); err != nil {
			return err
		}
	}
	if !d.ReadOnly { // what can't be noted leaves the desk nowhere
		if err := papers.Noted(ctx, d.Office, paper, papers.Saved); err != nil {
			return err
		}
	}
	if err := writeFile(out, content); err != nil {
		return err
	}
	return p.print(wrote(out))
}

// writeFile writes a paper whole or not at all. Papers name clients, so nobody else may
// read them, and none goes into a data folder, where it could take a file's place.
func writeFile(path string, content []byte) error {
	return writeFrom(path, func(out io.Writer) error {
		_, err := out.Write(content)
		return err
	})
}

// writeFrom is writeFile for what comes as it is made. Errors of fill that say what to do are
// given as they are.
func writeFrom(path string, fill func(io.Writer) error) error {
	if within := contents.Within(path); within != "" {
		return errs.New(errs.Invalid, "--out 在资料夹（%s）里面，没有写。请换到别的文件夹", within)
	}
	err := atomicfile.WriteFrom(path, fill)
	var said *errs.Error
	switch {
	case errors.As(err, &said):
		return err
	case errors.Is(err, atomicfile.ErrName):
		return errs.Wrap(errs.Usage, err, "--out 的文件名不能带冒号、不能以点或空格结尾，也不能用 CON、NUL、COM1 这类 Windows 保留的名字，请换一个")
	case errors.Is(err, atomicfile.ErrHeld):
		return errs.Wrap(errs.Storage, err, "--out 的文件正被别的程序打开，请先关掉正打开它的程序再试")
	case errors.Is(err, atomicfile.ErrFolder):
		return errs.Wrap(errs.Storage, err, "写不进 --out 所在的文件夹，请检查路径、权限和磁盘空间")
	case err != nil:
		return errs.Wrap(errs.Storage, err, "文件写不进去，请检查 --out 的路径、权限和磁盘空间")
	}
	return nil
}
