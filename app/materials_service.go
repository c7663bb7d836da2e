package app

import (
	"context"

	"beiandesk/app/page"
	"beiandesk/internal/office"
	"beiandesk/internal/office/intake"
	"beiandesk/internal/ref"
)

// MaterialsService tells where the eleven materials of a case stand. Files come in
// through the asset handler.
type MaterialsService struct{ s *Session }

// Get lists the materials of a case.
func (m *MaterialsService) Get(in page.CaseInput) (page.MaterialsView, error) {
	return run(m.s, func(ctx context.Context, o *office.Office) (page.MaterialsView, error) {
		sheet, err := intake.Status(ctx, o, ref.CaseID(in.CaseID))
		return page.NewMaterialsView(sheet, o.Today()), err
	})
}

// SetDays puts the days on a version that stand on the paper itself.
func (m *MaterialsService) SetDays(in page.PaperDaysInput) (page.MaterialsView, error) {
	return run(m.s, func(ctx context.Context, o *office.Office) (page.MaterialsView, error) {
		d, err := intake.SetDays(ctx, o, intake.DaysInput{
			Document: ref.DocumentID(in.DocumentID), Days: intake.PaperDays{Issued: in.Issued, Until: in.Until},
		})
		if err != nil {
			return page.MaterialsView{}, err
		}
		sheet, err := intake.Status(ctx, o, d.CaseID)
		return page.NewMaterialsView(sheet, o.Today()), err
	})
}
