package app

import (
	"context"
	"fmt"

	"beiandesk/internal/cal"
	domain "beiandesk/internal/materials"
	"beiandesk/internal/office"
	"beiandesk/internal/office/intake"
	"beiandesk/internal/ref"
)

// MaterialsService tells where the eleven materials of a case stand. Files come in
// through the asset handler.
type MaterialsService struct{ s *Session }

// CaseInput names a case.
type CaseInput struct {
	CaseID string `json:"caseId"`
}

// Get lists the materials of a case.
func (m *MaterialsService) Get(in CaseInput) (MaterialsView, error) {
	return run(m.s, func(ctx context.Context, o *office.Office) (MaterialsView, error) {
		sheet, err := intake.Status(ctx, o, ref.CaseID(in.CaseID))
		return materialsView(sheet, o.Today()), err
	})
}

func materialsView(sheet intake.Sheet, today cal.Day) MaterialsView {
	v := MaterialsView{Done: sheet.Done, Total: sheet.Total, Items: []MaterialItem{}}
	for _, i := range sheet.Items {
		item := MaterialItem{
			No: i.No, Code: i.Code, Label: i.Label, Kind: i.Kind, State: string(i.State), Value: i.Value, Why: i.Why,
			Want: i.Want, NeededAt: i.NeededAt(), Target: i.Target, Versions: []DocumentView{},
		}
		for _, d := range i.Docs {
			item.Versions = append(item.Versions, documentView(d, sheet.Names, today))
		}
		v.Items = append(v.Items, item)
	}
	return v
}

func documentView(d domain.Document, names map[ref.StaffID]string, today cal.Day) DocumentView {
	v := DocumentView{
		ID: string(d.ID), No: d.No, Name: d.Name, Mime: d.Mime, Size: domain.SizeText(d.Size), By: names[d.AddedBy],
		Added: cal.FormatMoment(cal.At(d.AddedAt), today), State: string(domain.Good), Checks: []CheckView{},
		URL: "/documents/" + string(d.ID),
	}
	if d.Width > 0 {
		v.Pixels = fmt.Sprintf("%d × %d", d.Width, d.Height)
	}
	if !d.OK {
		v.State = string(domain.Bad)
	}
	for _, c := range d.Checks {
		v.Checks = append(v.Checks, CheckView{Label: c.Label, Measured: c.Measured, Limit: c.Limit, OK: c.OK, Advice: c.Advice})
	}
	return v
}
