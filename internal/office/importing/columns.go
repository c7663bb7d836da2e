package importing

import (
	"context"
	"slices"
	"strings"

	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	own "beiandesk/internal/office/ownfields"
	"beiandesk/internal/ownfields"
	"beiandesk/internal/store"
	"beiandesk/internal/wordings"
)

// Column is a column of a sheet and what it is taken for. Field is "" for one that nothing of
// a case answers to; its values are kept as a note.
type Column struct {
	Header string `json:"header"`
	Field  string `json:"field"`
	Label  string `json:"label"`
}

// columns reads a header: each field once, at the first column that answers to it. said tells
// what else a header is, by its words; "" leaves it aside; added are the fields of the desk's own,
// known by their names. Errors: Invalid at columns for a
// header or a field that is not there.
func columns(header []string, said map[string]string, added []ownfields.Field) ([]Column, error) {
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
	left := len(said)
	for i, h := range header {
		list[i].Header = h
		code, ok := said[h]
		if !ok {
			continue
		}
		left--
		if code == "" {
			continue
		}
		k := slices.IndexFunc(wordings.Fields(), func(f wordings.Field) bool { return f.Code == code || f.Label == code })
		if k < 0 {
			return nil, errs.AtField("columns", "没有“%s”这一项，能写的有：%s", code, wordings.Labels())
		}
		list[i].Field, list[i].Label = wordings.Fields()[k].Code, wordings.Fields()[k].Label
		taken[list[i].Field] = true
	}
	if left > 0 {
		return nil, errs.AtField("columns", "表头里没有指定的那一列，表头是：%s", strings.Join(header, "、"))
	}
	for i, h := range header {
		if _, told := said[h]; told || h == "" {
			continue
		}
		if f, ok := wordings.Of(h); ok && !taken[f.Code] {
			list[i].Field, list[i].Label, taken[f.Code] = f.Code, f.Label, true
		} else if f, ok := addedField(h, added); ok && !taken[f.Field] {
			list[i], taken[f.Field] = f, true
		}
	}
	return list, nil
}

// addedPrefix begins what a column is that has tags or a field of the desk's own.
const addedPrefix = "own."

// addedField is the column of tags, or of a field of the desk's own, by its name.
func addedField(header string, added []ownfields.Field) (Column, bool) {
	if header == own.TagsName {
		return Column{Header: header, Field: addedPrefix, Label: header}, true
	}
	for _, f := range added {
		if f.Name == header && !f.Retired {
			return Column{Header: header, Field: addedPrefix + f.ID, Label: header}, true
		}
	}
	return Column{}, false
}

// headerWithin is how many rows may stand above the header: a title, a date.
const headerWithin = 10

// Head reads the header of a table: its line, counted from 1, and what its columns are taken
// for. own says what a header is, by its words; "" leaves it aside. Errors: Invalid where no
// header is known, or said names what is not there.
func Head(ctx context.Context, o *office.Office, rows [][]string, said map[string]string) (line int, list []Column, err error) {
	err = o.Read(ctx, func(tx store.Tx) error {
		line, list, _, err = head(tx, rows, said)
		return err
	})
	return line, list, err
}

// head is Head, with the fields of the desk's own.
func head(tx store.Tx, rows [][]string, said map[string]string) (line int, list []Column, added []ownfields.Field, err error) {
	at, err := headerOf(rows)
	if err != nil {
		return 0, nil, nil, err
	}
	if added, err = own.FieldsIn(tx); err != nil {
		return 0, nil, nil, err
	}
	list, err = columns(rows[at], said, added)
	return at + 1, list, added, err
}

// headerOf finds the row with the headers: that with most columns that are known. Errors:
// Invalid where none has two.
func headerOf(rows [][]string) (int, error) {
	best, most := 0, 0
	for i := range min(len(rows), headerWithin) {
		n := 0
		for _, h := range rows[i] {
			if _, ok := wordings.Of(h); ok {
				n++
			}
		}
		if n > most {
			best, most = i, n
		}
	}
	if most < 2 {
		return 0, errs.New(errs.Invalid, "没有认出表头。表头要在前 %d 行里，至少有两列叫作下面的名字：%s", headerWithin, wordings.Labels())
	}
	return best, nil
}
