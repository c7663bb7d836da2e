package cli

import (
	"cmp"
	"context"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"beiandesk/internal/cli/shapes"
	"beiandesk/internal/cli/words"
	"beiandesk/internal/consents"
	"beiandesk/internal/desk"
	"beiandesk/internal/errs"
	"beiandesk/internal/materials"
	"beiandesk/internal/office/intake"
	"beiandesk/internal/office/views"
)

func (p *program) attachCommand() *cobra.Command {
	var number, material string
	var days intake.PaperDays
	cmd := &cobra.Command{
		Use: "attach --case NO --material CODE [FILE]", Short: "把一份材料文件封存进案件，或登记它的日期", Args: words.Between(0, 1),
		Long: "把一份材料文件封存进案件。读得出但不合格的（例如 41 KB）照样收下并提醒，要它的环节会说还不行；读不出的不收。\n" +
			"文件上写的出具日和有效期用 --issued 和 --until 一起登记。不给文件时，改的是最新一版的日期；没写的那个日期照旧，写 none 的去掉。",
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := words.Need(cmd, "case", "material"); err != nil {
				return err
			}
			if len(args) == 0 {
				if !cmd.Flags().Changed("issued") && !cmd.Flags().Changed("until") {
					return words.Usage("请给一个文件 FILE；只登记日期的，写 --issued 或 --until")
				}
				return p.with(cmd.Context(), func(d *desk.Desk) error { return p.redate(cmd.Context(), d, number, material, days) })
			}
			content, err := readFile(args[0])
			if err != nil {
				return err
			}
			in := intake.Input{Material: material, Name: filepath.Base(args[0]), Content: content, Days: days}
			return p.with(cmd.Context(), func(d *desk.Desk) error { return p.attach(cmd.Context(), d, number, in) })
		},
	}
	cmd.Flags().StringVar(&number, "case", "", "案件编号，例如 BA2026-0386")
	cmd.Flags().StringVar(&material, "material", "", "材料代码，例如 licence")
	cmd.Flags().StringVar(&days.Issued, "issued", "", "文件的出具日，例如 2026-11-20")
	cmd.Flags().StringVar(&days.Until, "until", "", "文件的有效期至，例如 2031-11-19；没有截止日写 长期")
	return cmd
}

func (p *program) attach(ctx context.Context, d *desk.Desk, number string, in intake.Input) error {
	var err error
	if in.CaseID, err = caseID(ctx, d.Office, number); err != nil {
		return err
	}
	doc, err := intake.Attach(ctx, d.Office, in)
	if err != nil {
		return err
	}
	if !doc.OK {
		p.warn("收下了，但不合格：" + doc.Why())
	} else if doubt := doc.Doubt(); doubt != "" {
		p.warn("收下了，请核对：" + doubt)
	}
	after, err := views.Show(ctx, d.Office, in.CaseID)
	if err != nil {
		return err
	}
	for _, line := range after.Unagreed[consents.Scans] {
		p.warn(line)
	}
	return p.print(fmt.Sprintf("%s 第 %d 版，%s", doc.Material, doc.No, shapes.Verdict(doc.OK)))
}

// none takes a day away that is on record.
const none = "none"

// redate puts other days on the newest version of a material.
func (p *program) redate(ctx context.Context, d *desk.Desk, number, material string, days intake.PaperDays) error {
	id, err := caseID(ctx, d.Office, number)
	if err != nil {
		return err
	}
	sheet, err := intake.Status(ctx, d.Office, id)
	if err != nil {
		return err
	}
	var newest *materials.Document
	for _, i := range sheet.Items {
		if i.Code == material && len(i.Docs) > 0 {
			newest = &i.Docs[0]
		}
	}
	if newest == nil {
		return errs.AtField("material", "案件里还没有这一项的文件，请先收文件")
	}
	kept := func(typed, before string) string {
		switch typed {
		case "":
			return before
		case none:
			return ""
		}
		return typed
	}
	doc, err := intake.SetDays(ctx, d.Office, intake.DaysInput{Document: newest.ID, Days: intake.PaperDays{
		Issued: kept(days.Issued, intake.IssuedText(newest.Days)), Until: kept(days.Until, intake.UntilText(newest.Days)),
	}})
	if err != nil {
		return err
	}
	return p.print(fmt.Sprintf("%s 第 %d 版，%s", doc.Material, doc.No, cmp.Or(intake.DaysText(doc.Days), "没有登记日期")))
}
