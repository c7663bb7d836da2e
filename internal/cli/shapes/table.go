package shapes

import "strings"

// Table sets rows below a head in columns that line up in a terminal, where a Chinese
// character takes two places. A line has no blanks at its end.
func Table(head []string, rows [][]string) []string {
	width := make([]int, len(head))
	all := append([][]string{head}, rows...)
	for _, r := range all {
		for i, c := range r {
			width[i] = max(width[i], places(c))
		}
	}
	lines := make([]string, len(all))
	for no, r := range all {
		var b strings.Builder
		for i, c := range r {
			b.WriteString(c)
			if i < len(r)-1 {
				b.WriteString(strings.Repeat(" ", width[i]-places(c)+2))
			}
		}
		lines[no] = strings.TrimRight(b.String(), " ")
	}
	return lines
}

// places counts the columns that a text takes in a terminal.
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
