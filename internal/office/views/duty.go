package views

import (
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/workflow"
)

// OwnDuty is what the client must do himself of a site, in words.
type OwnDuty struct {
	workflow.Owes
	workflow.DutyText
	SiteLabel string // "" where the case has one site
	Due       Due
	ToldHow   string // 微信; "" until he was told
	ToldBy    string // who told him
}

// duties fills in what the client must do himself.
func (f *CasePage) duties(o *office.Office, d *casefile.File) {
	f.Duties = []OwnDuty{}
	for _, owes := range d.Engine.Duties(d.Plan, d.State) {
		duty := OwnDuty{
			Owes: owes, DutyText: d.Engine.DutyText(d.Plan, owes, f.Now), SiteLabel: d.SiteLabel(owes.Site), Due: DueOf(o, owes.Date, nil),
		}
		if told := owes.Told; told != nil {
			duty.ToldHow, duty.ToldBy = d.Engine.Graph().ToldHow(told.How), f.Materials.Names[told.By]
		}
		f.Duties = append(f.Duties, duty)
	}
}
