package importing

import (
	"context"
	"slices"
	"strings"

	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	own "beiandesk/internal/office/ownfields"
	"beiandesk/internal/office/people"
	"beiandesk/internal/ownfields"
	"beiandesk/internal/sheet"
	"beiandesk/internal/store"
	"beiandesk/internal/wordings"
)

// Column is a column of a sheet and what it is taken for. Field is "" for one that nothing of
// a case answers to; its values are kept as a note.
type Column struct {
	Header  string `json:"header"` // 甲方; C列 for one without
	Field   string `json:"field"`
	Label   string `json:"label"`
	Guessed bool   `json:"guessed"` // from its values, since its header tells nothing
}

// headed are the columns of a sheet by their headers, which are told apart: one without is called
// by its letter, as the second of two that are alike. Errors: Invalid at columns.
func headed(header []string, rows [][]string) ([]Column, error) {
	width := len(header)
	for _, row := range rows {
		width = max(width, len(row))
	}
	list := make([]Column, width)
	had := map[string]bool{}
	for i := range list {
		letter := sheet.ColumnName(i) + "列"
		name := ""
		if i < len(header) { // a header may be broken into lines
			name = strings.Join(strings.Fields(header[i]), " ")
		}
		if err := office.JudgeText("columns", "表头,name,200", name); err != nil {
			return nil, err
		}
		switch {
		case name == "" && len(values(rows, i, 1)) > 0:
			name = letter
		case name != "" && had[name]:
			name += "（" + letter + "）"
		}
		list[i].Header, had[name] = name, true
	}
	return list, nil
}

// columns reads headers: each field once, at the first column that answers to it. said tells
// what else a header is, by its words; "" leaves it aside; added are the fields of the desk's own,
// known by their names. Errors: Invalid at columns for a header or a field that is not there.
func columns(list []Column, said map[string]string, added []ownfields.Field) error {
	taken := map[string]bool{}
	left := len(said)
	for i, c := range list {
		code, ok := said[c.Header]
		if !ok {
			continue
		}
		left--
		if code == "" {
			continue
		}
		field, ok := fieldOf(code, added)
		if !ok {
			return errs.AtField("columns", "没有“%s”这一项，能写的有：%s", code, wordings.Labels())
		}
		list[i].Field, list[i].Label, taken[field.Field] = field.Field, field.Label, true
	}
	if left > 0 {
		names := []string{}
		for _, c := range list {
			if c.Header != "" {
				names = append(names, c.Header)
			}
		}
		return errs.AtField("columns", "表头里没有指定的那一列，表头是：%s", strings.Join(names, "、"))
	}
	for i, c := range list {
		if _, told := said[c.Header]; told || c.Header == "" {
			continue
		}
		if f, ok := wordings.Of(c.Header); ok && !taken[f.Code] {
			list[i].Field, list[i].Label, taken[f.Code] = f.Code, f.Label, true
		} else if f, ok := addedField(c.Header, added); ok && !taken[f.Field] {
			list[i].Field, list[i].Label, taken[f.Field] = f.Field, f.Label, true
		}
	}
	return nil
}

// fieldOf finds a field that somebody names by its code or its label.
func fieldOf(code string, added []ownfields.Field) (Column, bool) {
	if k := slices.IndexFunc(wordings.Fields(), func(f wordings.Field) bool { return f.Code == code || f.Label == code }); k >= 0 {
		return Column{Field: wordings.Fields()[k].Code, Label: wordings.Fields()[k].Label}, true
	}
	for _, f := range added {
		if code == addedPrefix+f.ID {
			code = f.Name
		}
	}
	if code == addedPrefix {
		code = own.TagsName
	}
	return addedField(code, added)
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

// NoHeader says that all rows of a sheet are data.
const NoHeader = -1

// Header is where the headers of a sheet stand, and what its columns are taken for.
type Header struct {
	Line    int      `json:"line"`  // from 1; 0 where the sheet has none
	Known   bool     `json:"known"` // its words tell; else the columns are guessed from what they hold
	Columns []Column `json:"columns"`
}

// Shown is a column with the first of its values, as they may be seen, and what they look like.
type Shown struct {
	Column
	Values []string `json:"values"`
	Looks  string   `json:"looks"` // 日期; "" for nothing that is known
}

// Seen is the header of a sheet as somebody looks at it who says what its columns are.
type Seen struct {
	Header
	Shown  []Shown
	Lines  []string       // the first rows, one of which may be the header
	Fields []people.Label // all that a column may be
}

// Head reads the header of a table. Unlike Run it reads one that nobody knows, too. Errors:
// Invalid where in names what is not there.
func Head(ctx context.Context, o *office.Office, in Input) (seen Seen, err error) {
	judged := in
	judged.Rows = nil // each of their values is judged in its place
	if err := office.Judge(judged); err != nil {
		return Seen{}, err
	}
	err = o.Read(ctx, func(tx store.Tx) error {
		added, all, err := known(o, tx)
		if err != nil {
			return err
		}
		if seen.Header, err = head(in, added, all); err != nil {
			return err
		}
		below := in.Rows[seen.Line:]
		for i, c := range seen.Columns {
			held := values(below, i, guessedFrom)
			s, _ := look(all, held)
			sealed := slices.ContainsFunc(added, func(f ownfields.Field) bool { return f.Sealed && c.Field == addedPrefix+f.ID })
			seen.Shown = append(seen.Shown, Shown{Column: c, Values: samples(all, c, held, sealed), Looks: s.label})
		}
		for _, row := range in.Rows[:min(len(in.Rows), headerWithin)] {
			cells := []string{}
			for i := range row {
				cells = append(cells, samples(all, Column{}, values([][]string{row}, i, 1), false)...)
			}
			seen.Lines = append(seen.Lines, strings.Join(cells, "、"))
		}
		for _, f := range wordings.Fields() {
			seen.Fields = append(seen.Fields, people.Label{Code: f.Code, Label: f.Label})
		}
		seen.Fields = append(seen.Fields, people.Label{Code: addedPrefix, Label: own.TagsName})
		for _, f := range added {
			if !f.Retired {
				seen.Fields = append(seen.Fields, people.Label{Code: addedPrefix + f.ID, Label: f.Name})
			}
		}
		return nil
	})
	return seen, err
}

// known are the fields of the desk's own and all shapes of values.
func known(o *office.Office, tx store.Tx) ([]ownfields.Field, []shape, error) {
	added, err := own.FieldsIn(tx)
	if err != nil {
		return nil, nil, err
	}
	staff, err := tx.Staff().All()
	names := []string{}
	for _, s := range staff {
		names = append(names, s.Name)
	}
	return added, shapes(o, names), err
}

// head finds the header and reads it; where its words tell next to nothing, what its columns
// hold does.
func head(in Input, added []ownfields.Field, all []shape) (Header, error) {
	h, err := lineOf(in, all)
	if err != nil {
		return h, err
	}
	var words []string
	if h.Line > 0 {
		words = in.Rows[h.Line-1]
	}
	below := in.Rows[h.Line:]
	if h.Columns, err = headed(words, below); err != nil {
		return h, err
	}
	if err := columns(h.Columns, in.Columns, added); err != nil || h.Known {
		return h, err
	}
	for i, c := range h.Columns {
		if _, told := in.Columns[c.Header]; told || c.Field != "" || c.Header == "" || c.Header == FaultHeader {
			continue
		}
		s, ok := look(all, values(below, i, guessedFrom))
		if f, named := wordings.ByCode(s.field); ok && named && !slices.ContainsFunc(h.Columns, func(c Column) bool { return c.Field == f.Code }) {
			h.Columns[i].Field, h.Columns[i].Label, h.Columns[i].Guessed = f.Code, f.Label, true
		}
	}
	return h, nil
}

// fewest is how many known words make a row the header.
const fewest = 2

// lineOf finds the row with the headers: the one that is named, else that with most words that
// are known, else the first that is no data.
func lineOf(in Input, all []shape) (Header, error) {
	if len(in.Rows) == 0 || in.Header < NoHeader || in.Header > len(in.Rows) {
		return Header{}, errs.AtField("header", "表头在第几行，请写 1 到 %d；没有表头写 0", len(in.Rows))
	}
	switch {
	case in.Header == NoHeader:
		return Header{}, nil
	case in.Header > 0 && wordsIn(in.Rows[in.Header-1]) < fewest && isData(in.Rows[in.Header-1], numbers(all)):
		return Header{}, errs.AtField("header", "第 %d 行里有号码或者地址，是数据，不能当表头", in.Header)
	case in.Header > 0:
		return Header{Line: in.Header, Known: wordsIn(in.Rows[in.Header-1]) >= fewest}, nil
	}
	best, count := 0, 0
	for i := range min(len(in.Rows), headerWithin) {
		if n := wordsIn(in.Rows[i]); n > count {
			best, count = i, n
		}
	}
	if count >= fewest {
		return Header{Line: best + 1, Known: true}, nil
	}
	at, data := firstRow(in.Rows, all)
	if data {
		return Header{}, nil
	}
	return Header{Line: at + 1}, nil
}

// wordsIn counts the known words of a row.
func wordsIn(row []string) (n int) {
	for _, h := range row {
		if _, ok := wordings.Of(h); ok {
			n++
		}
	}
	return n
}

// unknown refuses a sheet of which nobody has said what its columns are.
func unknown() error {
	return errs.AtField("header", "没有认出表头：前 %d 行里没有一行写着两个认得的名字。请说明表头在第几行（没有表头写 0），再看各列认成了什么。认得的名字有：%s", headerWithin, wordings.Labels())
}
