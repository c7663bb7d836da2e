package tables

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/office"
	own "beiandesk/internal/office/ownfields"
	"beiandesk/internal/ownfields"
	"beiandesk/internal/ref"
	"beiandesk/internal/sheet"
	"beiandesk/internal/store"
)

// aboutOf says whose tags and own fields a table has; others have none.
var aboutOf = map[string]string{Cases: ownfields.OfCases, Clients: ownfields.OfClients}

// wholeTable is the table with the columns of tags and of the desk's own fields behind its own.
func (w Wanted) wholeTable(ctx context.Context, o *office.Office) (table, error) {
	t, err := w.table()
	if err != nil {
		return t, err
	}
	about, has := aboutOf[w.Table]
	if !has {
		return t.taking(w.Columns)
	}
	var fields []ownfields.Field
	err = o.Read(ctx, func(tx store.Tx) error {
		all, err := own.FieldsIn(tx)
		fields = slices.DeleteFunc(all, func(f ownfields.Field) bool { return f.Retired || f.About != about })
		return err
	})
	t.keys = append(append(make([]string, 0, len(t.columns)), t.keys...), make([]string, len(t.columns)-len(t.keys))...)
	t.keys = append(t.keys, "tags")
	t.columns = append(slices.Clone(t.columns), sheet.Column{Title: own.TagsName, Width: 20})
	for _, f := range fields {
		t.columns = append(t.columns, sheet.Column{Title: f.Name, Width: 16})
		t.keys = append(t.keys, "own:"+f.ID)
		if f.Sealed {
			t.covered += "、" + f.Name
		}
	}
	each := t.each
	t.each = func(r *reader, take take) error {
		return each(r, func(page ...row) error {
			if err := r.addOwn(about, page, fields); err != nil {
				return err
			}
			return take(page...)
		})
	}
	if err != nil {
		return t, err
	}
	return t.taking(w.Columns)
}

// addOwn puts tags and values behind the cells of rows.
func (r *reader) addOwn(about string, page []row, fields []ownfields.Field) error {
	all := []store.Whose{}
	for _, one := range page {
		all = append(all, whoseOf(about, one)...)
	}
	slices.SortFunc(all, func(a, b store.Whose) int {
		return cmp.Or(cmp.Compare(a.Case, b.Case), cmp.Compare(a.Client, b.Client))
	})
	sheets, err := own.SheetsIn(r.Tx, r.w.Clear, slices.Compact(all)...)
	for i, one := range page {
		page[i].cells = append(one.cells, ownCells(sheets, whoseOf(about, one), fields)...)
	}
	return err
}

// whoseOf says whose tags a row has, and first whose values: of a case its client's tags, too.
func whoseOf(about string, one row) []store.Whose {
	if about == ownfields.OfCases {
		return []store.Whose{{Case: ref.CaseID(one.id)}, {Client: one.client}}
	}
	return []store.Whose{{Client: ref.ClientID(one.id)}}
}

func ownCells(sheets map[store.Whose]own.Sheet, whose []store.Whose, fields []ownfields.Field) []sheet.Cell {
	tags, values := []string{}, map[string]string{}
	for _, one := range whose {
		for _, tag := range sheets[one].Tags {
			if !slices.Contains(tags, tag) {
				tags = append(tags, tag)
			}
		}
	}
	for _, row := range sheets[whose[0]].Rows {
		values[row.ID] = row.Value
	}
	cells := []sheet.Cell{sheet.Text(strings.Join(tags, "、"))}
	for _, f := range fields {
		cell := sheet.Text(values[f.ID])
		if day, err := cal.ParseDay(values[f.ID]); err == nil && f.Kind == ownfields.Day {
			cell = sheet.Day(day)
		}
		cells = append(cells, cell)
	}
	return cells
}
