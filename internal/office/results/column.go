package results

import (
	"fmt"
	"slices"
	"strings"

	"beiandesk/internal/identity"
)

// reasonSlot is the place of a reason beside the keys of values.
const reasonSlot = "reason"

// slot is a place that a pasted line may fill.
type slot struct {
	it    *item
	key   string
	names []string // by which a line may mean it
	line  int      // that fills it, from 1; 0 for none
	text  string
}

// named says whether a word of a line means the slot.
func (s *slot) named(word string) bool {
	word = plain(word)
	return word != "" && slices.ContainsFunc(s.names, func(name string) bool { return plain(name) == word })
}

// plain is a name as it is compared: an address is as good as its domain.
func plain(name string) string {
	name = strings.ToLower(strings.TrimSpace(name))
	if _, c := identity.ParseDomain(name); c.OK {
		return c.Value
	}
	return name
}

// deal gives each line of the column to the place that it names, and lines that name none to
// the places in their order; an empty line then leaves its place empty.
func (t *taking) deal() []LineProblem {
	slots := []*slot{}
	for _, it := range t.items {
		slots = append(slots, it.slots()...)
	}
	d := dealing{slots: slots, wrong: []LineProblem{}}
	lines := strings.Split(strings.TrimRight(strings.ReplaceAll(t.in.Column, "\r\n", "\n"), " \t\n"), "\n")
	if t.in.Column == "" || lines[0] == "" && len(lines) == 1 {
		lines = nil
	}
	bare := d.named(lines)
	d.inOrder(lines, bare)
	own := map[*item]map[string]string{}
	for _, s := range slots {
		if own[s.it] == nil {
			own[s.it] = map[string]string{}
		}
		if s.line > 0 {
			own[s.it][s.key] = s.text
			s.it.row.Lines = append(s.it.row.Lines, s.line)
		}
	}
	for _, it := range t.items {
		it.settle(t.in, own[it])
		it.subject(t.w.Now)
	}
	return d.wrong
}

type dealing struct {
	slots []*slot
	wrong []LineProblem
}

func (d *dealing) fault(line int, format string, args ...any) {
	d.wrong = append(d.wrong, LineProblem{Line: line, Text: fmt.Sprintf(format, args...)})
}

// named deals out the lines that name their place, and tells which of the others are left, by
// their place in lines.
func (d *dealing) named(lines []string) (bare []int) {
	keyed := false
	for i, line := range lines {
		word, text, named := d.part(line)
		if !named {
			bare = append(bare, i)
			continue
		}
		keyed = true
		d.give(i+1, word, text)
	}
	if keyed {
		bare = slices.DeleteFunc(bare, func(i int) bool { return strings.TrimSpace(lines[i]) == "" })
	}
	return bare
}

// part parts a line into the name of a case and what it gets; false when it names none.
func (d *dealing) part(line string) (word, text string, named bool) {
	line = strings.TrimSpace(line)
	cells := strings.FieldsFunc(line, func(r rune) bool { return r == '\t' })
	if len(cells) > 1 {
		rest := []string{}
		for _, c := range cells {
			if d.any(c) && word == "" {
				word = strings.TrimSpace(c)
			} else {
				rest = append(rest, strings.TrimSpace(c))
			}
		}
		if word == "" {
			return strings.TrimSpace(cells[0]), strings.TrimSpace(cells[len(cells)-1]), true
		}
		return word, rest[len(rest)-1], true
	}
	if d.any(line) {
		return line, "", true
	}
	// The longest beginning that names a case, since names have spaces, too.
	for at := len(line); at > 0; {
		at = strings.LastIndexAny(line[:at], " \u3000,，")
		if at > 0 && d.any(line[:at]) {
			return line[:at], strings.TrimLeft(line[at:], " \u3000,，"), true
		}
	}
	// A number behind a word that names none: the word is wrong, not the number.
	for i, r := range line {
		if i > 0 && strings.ContainsRune(" \u3000,，", r) {
			if rest := strings.TrimLeft(line[i:], " \u3000,，"); isNumber(rest) && !isNumber(line) {
				return line[:i], rest, true
			}
		}
	}
	return "", line, false
}

func isNumber(text string) bool {
	_, icp := identity.ParseICP(text, 0)
	return icp.OK || identity.Police(text).OK
}

// any says whether a word means any place.
func (d *dealing) any(word string) bool {
	return slices.ContainsFunc(d.slots, func(s *slot) bool { return s.named(word) })
}

// give gives a text to the one place that a word means.
func (d *dealing) give(line int, word, text string) {
	found := []*slot{}
	for _, s := range d.slots {
		if s.named(word) {
			found = append(found, s)
		}
	}
	switch {
	case len(found) == 0:
		d.fault(line, "“%s”不在选中的案件里，请核对", word)
	case len(found) > 1:
		d.fault(line, "“%s”对得上选中的 %d 个，分不清，请写域名", word, len(found))
	case found[0].line > 0:
		d.fault(line, "“%s”和第 %d 行是同一个，请只留一行", word, found[0].line)
	default:
		found[0].line, found[0].text = line, text
	}
}

// inOrder gives lines that name nothing to the places that are left.
func (d *dealing) inOrder(lines []string, bare []int) {
	left := slices.DeleteFunc(slices.Clone(d.slots), func(s *slot) bool { return s.line > 0 })
	for n, i := range bare {
		text := strings.TrimSpace(lines[i])
		switch {
		case n < len(left):
			left[n].line, left[n].text = i+1, text
		case text != "":
			d.fault(i+1, "多出来的一行：选中的只要 %d 行", len(d.slots))
		}
	}
}
