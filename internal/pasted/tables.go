package pasted

import (
	"fmt"
	"strings"
)

// cells are the cells of a line of a table, empty ones too.
func (r *reader) cells(line span) []span {
	list := []span{}
	at := line.start
	for i := line.start; i <= line.end; i++ {
		if i == line.end || r.plain[i] == '\t' {
			list = append(list, r.trimmed(span{at, i}))
			at = i + 1
		}
	}
	return list
}

// table reads a row of headers with the row below it, and tells where the text goes on; 0 for
// a line that is none.
func (r *reader) table(line span) int {
	head := r.cells(line)
	if len(head) < 2 || !r.isHeader(head) {
		return 0
	}
	at, read, more := line.end+1, false, 0
	for at < len(r.plain) {
		end := at
		for end < len(r.plain) && r.plain[end] != '\n' && r.plain[end] != '\r' {
			end++
		}
		row := span{at, end}
		switch cells := r.cells(row); {
		case strings.TrimSpace(r.half(row)) == "":
		case len(cells) < 2:
			return r.tableEnd(line, at, more)
		case read:
			more++
			r.claims = append(r.claims, row)
		default:
			r.row(head, cells)
			read = true
		}
		at = end + 1
	}
	return r.tableEnd(line, at, more)
}

func (r *reader) tableEnd(head span, at, more int) int {
	r.claims = append(r.claims, head)
	if more > 0 {
		r.told = append(r.told, fmt.Sprintf("表格下面还有 %d 行没有读：一次只读一个客户。几行一起请用“导入”", more))
	}
	return at
}

// isHeader says that most filled cells are labels, and no two of them a label and its value.
func (r *reader) isHeader(cells []span) bool {
	filled, labels := 0, 0
	for _, c := range cells {
		if c.empty() {
			continue
		}
		filled++
		if _, ok := targetOf(r.half(c)); ok {
			labels++
		}
	}
	return labels >= 2 && 2*labels > filled
}

// row reads the cells below a header.
func (r *reader) row(head, cells []span) {
	for i, c := range cells {
		if c.empty() {
			continue
		}
		if i >= len(head) || head[i].empty() {
			continue
		}
		t, ok := targetOf(r.half(head[i]))
		r.value(mark{start: head[i].start, from: head[i].end + 1, at: t, known: ok}, c)
	}
}
