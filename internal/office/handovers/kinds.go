package handovers

import (
	"beiandesk/internal/cal"
	"beiandesk/internal/handovers"
	"beiandesk/internal/materials"
	"beiandesk/internal/office/intake"
)

// latest is later than any document.
var latest = cal.Whole(cal.Date(9999, 12, 31))

// there says that an item tells something of a person, and was there at a moment.
func there(i materials.Item, at cal.Moment) bool {
	return handovers.Personal(i.Code) && i.Held(at) != ""
}

// kindLabel names a kind of personal data by its code: a kind of its own, or a material as
// the case calls it.
func kindLabel(code string, sheet intake.Sheet) string {
	if k, ok := handovers.KindOf(code); ok {
		return k.Label
	}
	for _, i := range sheet.Items {
		if i.Code == code {
			return i.Label
		}
	}
	r, _ := materials.Find(code)
	return r.Label
}

// scans are the materials of which a case keeps files.
func scans(sheet intake.Sheet) []string {
	kinds := []string{}
	for _, i := range sheet.Items {
		if len(i.Docs) > 0 {
			kinds = append(kinds, i.Label)
		}
	}
	return kinds
}

// choices are the kinds that may be registered by hand: what the case has, and what is no
// material.
func choices(sheet intake.Sheet) []handovers.Kind {
	all := handovers.Kinds()
	for _, i := range sheet.Items {
		if there(i, latest) {
			all = append(all, handovers.Kind{Code: i.Code, Label: i.Label})
		}
	}
	return all
}
