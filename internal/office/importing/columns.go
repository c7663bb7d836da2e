package importing

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"

	"beiandesk/internal/embedded"
	"beiandesk/internal/errs"
	"beiandesk/internal/identity"
	"beiandesk/internal/office"
)

//go:embed data/columns.json
var columnData []byte

// Field is something of a case that a column may hold.
type Field struct {
	Code  string   `json:"field"` // client.name, lead.mobile, site.domain
	Label string   `json:"label"`
	Words []string `json:"words"` // what agencies call it
}

var fields = sync.OnceValue(func() []Field { return embedded.JSON[[]Field]("columns.json", columnData) })

// Fields are all that a column may hold, in the order of a case.
func Fields() []Field { return slices.Clone(fields()) }

// Column is a column of a sheet and what it is taken for. Field is "" for one that nothing of
// a case answers to; its values are kept as a note.
type Column struct {
	Header string `json:"header"`
	Field  string `json:"field"`
	Label  string `json:"label"`
}

// plain is a header as it is compared: without marks, spaces and what stands in brackets.
func plain(header string) string {
	text := identity.Text(header).Value
	for _, pair := range [][2]string{{"（", "）"}, {"(", ")"}, {"【", "】"}, {"[", "]"}} {
		if before, rest, ok := strings.Cut(text, pair[0]); ok {
			_, after, _ := strings.Cut(rest, pair[1])
			text = before + after
		}
	}
	return strings.ToLower(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsPunct(r) && r != '-' || unicode.IsSymbol(r) {
			return -1
		}
		return r
	}, text))
}

// fieldOf is what a header is taken for.
func fieldOf(header string) (Field, bool) {
	word := plain(header)
	for _, f := range fields() {
		if slices.Contains(f.Words, word) {
			return f, true
		}
	}
	return Field{}, false
}

// columns reads a header: each field once, at the first column that answers to it. own says
// what else a header is, by its words; "" leaves it aside. Errors: Invalid at columns for a
// header or a field that is not there.
func columns(header []string, own map[string]string) ([]Column, error) {
	names := make([]string, len(header)) // a header may be broken into lines
	for i, h := range header {
		names[i] = strings.Join(strings.Fields(h), " ")
		if err := office.JudgeText("columns", "表头,name,200", names[i]); err != nil {
			return nil, err
		}
	}
	header = names
	list := make([]Column, len(header))
	taken := map[string]bool{}
	left := len(own)
	for i, h := range header {
		list[i].Header = h
		code, ok := own[h]
		if !ok {
			continue
		}
		left--
		if code == "" {
			continue
		}
		k := slices.IndexFunc(fields(), func(f Field) bool { return f.Code == code || f.Label == code })
		if k < 0 {
			return nil, errs.AtField("columns", "没有“%s”这一项，能写的有：%s", code, labels())
		}
		list[i].Field, list[i].Label = fields()[k].Code, fields()[k].Label
		taken[list[i].Field] = true
	}
	if left > 0 {
		return nil, errs.AtField("columns", "表头里没有指定的那一列，表头是：%s", strings.Join(header, "、"))
	}
	for i, h := range header {
		if _, told := own[h]; told || h == "" {
			continue
		}
		if f, ok := fieldOf(h); ok && !taken[f.Code] {
			list[i].Field, list[i].Label, taken[f.Code] = f.Code, f.Label, true
		}
	}
	return list, nil
}

func labels() string {
	names := make([]string, len(fields()))
	for i, f := range fields() {
		names[i] = f.Label
	}
	return strings.Join(names, "、")
}

// headerWithin is how many rows may stand above the header: a title, a date.
const headerWithin = 10

// Head reads the header of a table: its line, counted from 1, and what its columns are taken
// for. own says what a header is, by its words; "" leaves it aside. Errors: Invalid where no
// header is known, or own names what is not there.
func Head(rows [][]string, own map[string]string) (line int, list []Column, err error) {
	at, err := headerOf(rows)
	if err != nil {
		return 0, nil, err
	}
	list, err = columns(rows[at], own)
	return at + 1, list, err
}

// headerOf finds the row with the headers: that with most columns that are known. Errors:
// Invalid where none has two.
func headerOf(rows [][]string) (int, error) {
	best, most := 0, 0
	for i := range min(len(rows), headerWithin) {
		n := 0
		for _, h := range rows[i] {
			if _, ok := fieldOf(h); ok {
				n++
			}
		}
		if n > most {
			best, most = i, n
		}
	}
	if most < 2 {
		return 0, errs.New(errs.Invalid, "没有认出表头。表头要在前 %d 行里，至少有两列叫作下面的名字：%s", headerWithin, labels())
	}
	return best, nil
}
