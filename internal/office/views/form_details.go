package views

import (
	"slices"

	"beiandesk/internal/cases"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/ref"
)

// detailForm lays out what the case's type asks of a site beside the common forms; a list has
// a line for each of its items. None where it asks nothing.
func detailForm(d *casefile.File, site cases.Site) []Sheet {
	list := cases.DetailsOf(d.Case.Type)
	if len(list.Fields) == 0 {
		return nil
	}
	list.Fields = slices.DeleteFunc(slices.Clone(list.Fields), func(f cases.Detail) bool { return f.Sheet != "" })
	s := siteSheet(d, "details", list.Title, site)
	for _, f := range list.Fields {
		value, fill := site.Details[f.Code], siteField(site, "details."+f.Code)
		items := f.Items(value)
		if !f.List || len(items) == 0 {
			s.covering(f, 0, f.Label, value, value, fill)
			continue
		}
		for i, item := range items {
			what, change := cases.Change(item)
			s.covering(f, i, what, item, change, fill)
		}
	}
	return []Sheet{s.Sheet}
}

// covering adds an item of a detail; its part after the label is shown, covered where it is
// personal.
func (s *sheet) covering(f cases.Detail, no int, label, item, part string, fill Fill) {
	shown, covered := f.Cover(item)
	if !covered {
		s.add(label, part, fill)
		return
	}
	if f.List {
		_, shown = cases.Change(shown)
	}
	s.Lines = append(s.Lines, Line{Label: label, Value: shown, Sealed: true, Token: casefile.DetailToken(ref.SiteID(fill.Of), f.Code, no), Fill: fill})
}

// joins adds the fields that the case's type asks for on this sheet.
func (s *sheet) joins(d *casefile.File, site cases.Site) {
	for _, f := range cases.DetailsOf(d.Case.Type).Fields {
		if f.Sheet == s.Code {
			s.add(f.Label, site.Details[f.Code], siteField(site, "details."+f.Code))
		}
	}
}
