package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"beiandesk/internal/cli/shapes"
	"beiandesk/internal/errs"
)

// json writes a value for programs: snake_case keys, Chinese as it is, and never null
// for a list. What acts on a terminal is escaped; its value is the same.
func (p *program) json(v any) error {
	var text strings.Builder
	e := json.NewEncoder(&text)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return errs.Wrap(errs.Internal, err, "结果写不成 JSON")
	}
	if _, err := io.WriteString(p.out, shapes.InertJSON(text.String())); err != nil {
		return errs.Wrap(errs.Storage, err, "结果写不出去，请检查输出到的文件或管道")
	}
	return nil
}

// print writes lines for people.
func (p *program) print(lines ...string) error {
	for _, l := range lines {
		if _, err := fmt.Fprintln(p.out, shapes.Printable(l)); err != nil {
			return errs.Wrap(errs.Storage, err, "结果写不出去，请检查输出到的文件或管道")
		}
	}
	return nil
}

// table writes rows in columns that line up.
func (p *program) table(head []string, rows [][]string) error {
	return p.print(shapes.Table(head, rows)...)
}
