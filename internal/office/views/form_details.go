package views

import (
	"strings"

	"beiandesk/internal/cases"
	"beiandesk/internal/office/casefile"
)

// detailForm lays out what the case's type asks of a site beside the common forms; a list has
// a line for each of its items. None where it asks nothing.
func detailForm(d *casefile.File, site cases.Site) []Sheet {
	list := cases.DetailsOf(d.Case.Type)
	if len(list.Fields) == 0 {
		return nil
	}
	s := siteSheet(d, "details", list.Title, site)
	for _, f := range list.Fields {
		value, fill := site.Details[f.Code], siteField(site, "details."+f.Code)
		items := f.Items(value)
		if !f.List || len(items) == 0 {
			s.add(f.Label, value, fill)
			continue
		}
		for _, item := range items {
			what, change := item, ""
			if at := strings.IndexAny(item, "：:"); at > 0 {
				what, change = item[:at], strings.TrimLeft(item[at:], "：: ")
			}
			s.add(what, change, fill)
		}
	}
	return []Sheet{s.Sheet}
}
