package cli

import (
	"encoding/json"
	"fmt"
	"strings"

	"beiandesk/internal/cli/shapes"
	"beiandesk/internal/errs"
)

// json writes a value for programs: snake_case keys, Chinese as it is, and never null
// for a list.
func (p *program) json(v any) error {
	e := json.NewEncoder(p.out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
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

// table writes rows in columns that line up in a terminal, where a Chinese character
// takes two places.
func (p *program) table(head []string, rows [][]string) error {
	width := make([]int, len(head))
	all := append([][]string{head}, rows...)
	for _, r := range all {
		for i, c := range r {
			width[i] = max(width[i], places(c))
		}
	}
	for _, r := range all {
		var b strings.Builder
		for i, c := range r {
			b.WriteString(c)
			if i < len(r)-1 {
				b.WriteString(strings.Repeat(" ", width[i]-places(c)+2))
			}
		}
		if err := p.print(strings.TrimRight(b.String(), " ")); err != nil {
			return err
		}
	}
	return nil
}

// places counts the columns a text takes in a terminal.
func places(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r >= 0x1100 && r != '–' {
			n++
		}
	}
	return n
}
