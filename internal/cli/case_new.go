package cli

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"beiandesk/internal/charset"
	"beiandesk/internal/cli/shapes"
	"beiandesk/internal/cli/words"
	"beiandesk/internal/desk"
	"beiandesk/internal/errs"
	"beiandesk/internal/infile"
	"beiandesk/internal/office"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/people"
	"beiandesk/internal/present"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

//go:embed data/example.json
var example []byte

func (p *program) caseNewCommand() *cobra.Command {
	var file string
	var printExample, agree, newClient, asJSON bool
	cmd := &cobra.Command{
		Use: "new --file CASE.json", Short: "按文件开立案件，输出案件编号", Args: words.Between(0, 0),
		Example: "  beiandesk case new --example > case.json\n  beiandesk --data DIR case new --file case.json",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if printExample {
				return p.print(strings.TrimRight(string(example), "\n"))
			}
			if err := words.Need(cmd, "file"); err != nil {
				return err
			}
			c, err := p.readCase(file)
			if err != nil {
				return err
			}
			return p.with(cmd.Context(), func(d *desk.Desk) error {
				in, err := inputOf(cmd.Context(), d, c)
				if err != nil {
					return err
				}
				in.Agree, in.Same = agree, filing.SameUse
				if newClient {
					in.Same = filing.SameNew
				}
				return p.caseNew(cmd.Context(), d, in, asJSON)
			})
		},
	}
	cmd.Flags().StringVar(&file, "file", "", "案件文件，- 是标准输入")
	cmd.Flags().BoolVar(&printExample, "example", false, "输出一份例子")
	cmd.Flags().BoolVar(&agree, "agree", false, "有要确认的事也照样开立")
	cmd.Flags().BoolVar(&newClient, "new-client", false, "客户已在资料夹里也另立一个")
	cmd.Flags().BoolVar(&asJSON, "json", false, "输出编号和提醒的 JSON")
	return cmd
}

func (p *program) caseNew(ctx context.Context, d *desk.Desk, in filing.OpenInput, asJSON bool) error {
	opened, err := filing.Open(ctx, d.Office, in)
	if err != nil {
		return allProblems(err)
	}
	if len(opened.Same) > 0 {
		return shapes.Unsure(opened.Same)
	}
	if opened.Confirm {
		return errs.New(errs.Blocked, "没有开立，请先确认：%s。确认无误请加 --agree", strings.Join(opened.Warnings, "；"))
	}
	if opened.Used != nil {
		opened.Warnings = append(shapes.UsedLines(*opened.Used), opened.Warnings...)
	}
	for _, w := range opened.Warnings {
		p.warn(w)
	}
	for _, m := range opened.Mended {
		p.warn(shapes.InFile(m.Field) + "：" + m.Note)
	}
	if asJSON {
		return p.json(struct {
			Number   string          `json:"number"`
			Warnings []string        `json:"warnings"`
			Mended   []people.Mended `json:"mended"`
		}{opened.Number, present.List(opened.Warnings), opened.Mended})
	}
	return p.print(opened.Number)
}

// readCase reads a case description.
func (p *program) readCase(file string) (shapes.CaseFile, error) {
	var c shapes.CaseFile
	return c, p.readJSON(file, "案件文件", "case new --example", &c)
}

// readJSON reads a file into what it describes, over what is there already. A word that
// is misspelt is refused: what stands behind it would be lost without a sound. what
// names the file, model says which command prints one.
func (p *program) readJSON(file, what, model string, into any) error {
	text, err := p.readText(file, what)
	if err != nil {
		return err
	}
	dec := json.NewDecoder(strings.NewReader(text))
	dec.DisallowUnknownFields()
	if err := dec.Decode(into); err != nil {
		return shapes.BadFile(err, what, model)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return errs.New(errs.Invalid, "%s里多出了内容，一个文件只写一份", what)
	}
	return nil
}

// textLimit is the largest description that is read: a case of a hundred sites takes a
// tenth of it.
const textLimit = 1 << 20

// readText reads a description, - from standard input, in whatever encoding an editor has
// saved it.
func (p *program) readText(file, what string) (string, error) {
	var content []byte
	var err error
	if file == "-" {
		content, err = infile.Drain(p.in, "标准输入", textLimit, infile.Patience)
	} else {
		content, err = infile.Read(file, what, textLimit)
	}
	if err != nil {
		return "", err
	}
	text, err := charset.Decode(content)
	if err != nil {
		return "", errs.Wrap(errs.Invalid, err, "%s：%s", what, err)
	}
	return text, nil
}

// inputOf is a case description as the desk takes it.
func inputOf(ctx context.Context, d *desk.Desk, c shapes.CaseFile) (filing.OpenInput, error) {
	in, err := c.Input()
	if err != nil || c.Case.Owner == "" {
		return in, err
	}
	in.OwnerID, err = staffID(ctx, d, c.Case.Owner)
	return in, err
}

func staffID(ctx context.Context, d *desk.Desk, name string) (ref.StaffID, error) {
	var all []store.Staff
	err := d.Read(ctx, func(tx store.Tx) error {
		var err error
		all, err = tx.Staff().All()
		return err
	})
	if err != nil {
		return "", err
	}
	i := slices.IndexFunc(all, func(s store.Staff) bool { return s.Name == name })
	if i < 0 {
		return "", errs.AtField("case.owner", "没有这位经办，请核对姓名")
	}
	return all[i].ID, nil
}

// allProblems tells every wrong field in one line.
func allProblems(err error) error {
	list := office.ProblemsOf(err)
	if len(list) < 2 {
		return err
	}
	lines := make([]string, len(list))
	for i, e := range list {
		lines[i] = shapes.InFile(e.Field) + "：" + e.Message
	}
	return errs.Wrap(errs.Invalid, err, "有 %d 处要改：%s", len(list), strings.Join(lines, "；"))
}

// wrote says where a file went.
func wrote(path string) string { return fmt.Sprintf("已写到 %s", path) }
