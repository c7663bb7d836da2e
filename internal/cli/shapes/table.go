package shapes

import "strings"

// Table gathers rows in columns that line up in a terminal, where a Chinese character takes
// two places. Of a row its texts alone are kept, in one.
type Table struct {
	width []int
	rows  []string // the head first
}

// between stands between the cells of a row. No printable text has it.
const between = "\x00"

// NewTable begins a table with its head.
func NewTable(head ...string) *Table {
	t := &Table{width: make([]int, len(head))}
	t.Add(head...)
	return t
}

// Add adds a row, with as many cells as the head has.
func (t *Table) Add(row ...string) {
	cells := make([]string, len(row))
	for i, c := range row {
		cells[i] = Printable(c)
		t.width[i] = max(t.width[i], places(cells[i]))
	}
	t.rows = append(t.rows, strings.Join(cells, between))
}

// Lines hands out the lines, the head's first. A line has no blanks at its end. An error of
// take ends it and comes back.
func (t *Table) Lines(take func(string) error) error {
	for _, r := range t.rows {
		var b strings.Builder
		for i, c := range strings.Split(r, between) {
			b.WriteString(c)
			if i < len(t.width)-1 {
				b.WriteString(strings.Repeat(" ", t.width[i]-places(c)+2))
			}
		}
		if err := take(strings.TrimRight(b.String(), " ")); err != nil {
			return err
		}
	}
	return nil
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
