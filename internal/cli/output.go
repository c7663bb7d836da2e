package cli

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"beiandesk/internal/cli/shapes"
	"beiandesk/internal/cli/words"
	"beiandesk/internal/desk"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/tables"
	"beiandesk/internal/sheet"
)

// json writes a value for programs: snake_case keys, Chinese as it is, and never null
// for a list. What acts on a terminal is escaped; its value is the same.
func (p *program) json(v any) error {
	text, err := inJSON(v, "")
	if err != nil {
		return err
	}
	return told(io.WriteString(p.out, text+"\n"))
}

// inJSON spells a value, each line behind the first after a prefix.
func inJSON(v any, prefix string) (string, error) {
	var text strings.Builder
	e := json.NewEncoder(&text)
	e.SetEscapeHTML(false)
	e.SetIndent(prefix, "  ")
	if err := e.Encode(v); err != nil {
		return "", errs.Wrap(errs.Internal, err, "结果写不成 JSON")
	}
	return shapes.InertJSON(strings.TrimSuffix(text.String(), "\n")), nil
}

// told says that what was written has arrived.
func told(_ int, err error) error {
	if err != nil {
		return errs.Wrap(errs.Storage, err, "结果写不出去，请检查输出到的文件或管道")
	}
	return nil
}

// print writes lines for people.
func (p *program) print(lines ...string) error {
	for _, l := range lines {
		if err := told(fmt.Fprintln(p.out, shapes.Printable(l))); err != nil {
			return err
		}
	}
	return nil
}

// table writes rows in columns that line up.
func (p *program) table(head []string, rows [][]string) error {
	return p.list(false, head, func(take taker) error {
		for _, r := range rows {
			if err := take(nil, r...); err != nil {
				return err
			}
		}
		return nil
	})
}

// taker takes an item of a list: as programs read it, and as a row of a table.
type taker func(item any, row ...string) error

// list writes what each hands out, however much that is: as a JSON list while it comes, or as
// a table below a head once it is known how wide its columns are. Of a long JSON list the
// beginning may be out when each fails.
func (p *program) list(asJSON bool, head []string, each func(taker) error) error {
	out := bufio.NewWriter(p.out)
	if !asJSON {
		table := shapes.NewTable(head...)
		err := each(func(_ any, row ...string) error {
			table.Add(row...)
			return nil
		})
		if err == nil {
			err = table.Lines(func(line string) error { return told(fmt.Fprintln(out, line)) })
		}
		if err != nil {
			return err
		}
		return told(0, out.Flush())
	}
	mark := "["
	err := each(func(item any, _ ...string) error {
		text, err := inJSON(item, "  ")
		if err == nil {
			err = told(out.WriteString(mark + "\n  " + text))
		}
		mark = ","
		return err
	})
	if err != nil {
		return err
	}
	end := "\n]\n"
	if mark == "[" {
		end = "[]\n"
	}
	if err := told(out.WriteString(end)); err != nil {
		return err
	}
	return told(0, out.Flush())
}

// formOf tells by the end of a file's name what it becomes.
func formOf(path, charset string) (sheet.Form, error) {
	form := sheet.Form{Kind: strings.ToLower(strings.TrimPrefix(filepath.Ext(path), ".")), Charset: strings.ToLower(charset), Spill: filepath.Dir(path)}
	switch {
	case form.Kind != sheet.XLSX && form.Kind != sheet.CSV:
		return form, words.Usage("--out 的文件名要以 .xlsx 或 .csv 结尾")
	case form.Kind == sheet.XLSX && charset != "":
		return form, words.Usage("--charset 只用于 CSV")
	case form.Judge() != nil:
		return form, words.Usage("--charset 要写 utf-8 或 gb18030")
	}
	return form, nil
}

func (p *program) saveTable(ctx context.Context, d *desk.Desk, w tables.Wanted, form sheet.Form, out string) error {
	if slices.Contains([]string{tables.Today, tables.Cases, tables.Deadlines}, w.Table) {
		if err := p.warnOfRecount(ctx, d); err != nil {
			return err
		}
	}
	w.Unnoted = d.ReadOnly
	rows := 0
	err := writeFrom(out, func(to io.Writer) (err error) {
		rows, err = tables.Save(ctx, d.Office, w, form, to, func(int) {})
		return err
	})
	if err != nil {
		return err
	}
	return p.print(fmt.Sprintf("%s（%d 行）", wrote(out), rows))
}
