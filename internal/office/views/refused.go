package views

import (
	"beiandesk/internal/materials"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/workflow"
)

// Refused is a rejection that a case keeps on top until something is sent again.
type Refused struct {
	workflow.Refusal
	What  string         // 第 1 次预审核被驳回
	Site  string         // "" where the case has one site
	Why   string         // the usual reason, then staff's own words
	Names string         // what of the case it names: 手持身份证; "" for nothing
	Item  materials.Item // of the material that it names; the zero Item where it names none
}

// settled says that no material is kept from being good by a rejection any more.
func (f *CasePage) settled(d *casefile.File) bool {
	for _, r := range d.State.Refusals {
		for _, i := range f.Materials.Items {
			if i.Code == r.Material && i.State == materials.Bad {
				return false
			}
		}
	}
	return true
}

// refused fills in what the case still remembers of rejections, the newest first.
func (f *CasePage) refused(d *casefile.File) {
	f.Refused = []Refused{}
	for _, r := range d.State.Pending() {
		cause, _ := d.Engine.Graph().Cause(r.Cause)
		line := Refused{
			Refusal: r, What: casefile.RefusedBy(d, r), Site: d.SiteLabel(r.Site), Why: d.Engine.Graph().Why(r), Names: f.Materials.Named(cause),
		}
		for _, i := range f.Materials.Items {
			if i.Code == r.Material {
				line.Item = i
			}
		}
		f.Refused = append(f.Refused, line)
	}
}
