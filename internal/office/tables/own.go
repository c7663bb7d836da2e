package tables

import (
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
		return each(r, func(id string, row ...sheet.Cell) error {
			cells, err := r.ownCells(about, id, fields)
			if err != nil {
				return err
			}
			return take(id, append(row, cells...)...)
		})
	}
	if err != nil {
		return t, err
	}
	return t.taking(w.Columns)
}

// ownCells are the cells of a row: its tags, of a case those of its client too, and its values.
func (r *reader) ownCells(about, id string, fields []ownfields.Field) ([]sheet.Cell, error) {
	whose := []store.Whose{{Client: ref.ClientID(id)}}
	if about == ownfields.OfCases {
		whose = []store.Whose{{Case: ref.CaseID(id)}, {Client: r.client}}
	}
	sheets, err := own.SheetsIn(r.Tx, r.w.Clear, whose...)
	if err != nil {
		return nil, err
	}
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
	return cells, nil
}
