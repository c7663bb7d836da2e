package app

import (
	"context"

	"beiandesk/app/page"
	"beiandesk/app/page/copying"
	"beiandesk/internal/office"
	"beiandesk/internal/office/copies"
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

// CopyLook finds the paper in a picture that is to be copied. It shows nothing of it.
func (m *MaterialsService) CopyLook(in copying.CopyOf) (copying.CopyLook, error) {
	return run(m.s, func(ctx context.Context, o *office.Office) (copying.CopyLook, error) {
		seen, err := copies.At(ctx, o, ref.DocumentID(in.DocumentID))
		return copying.NewCopyLook(seen), err
	})
}

// CopyTry tells what a copy would be, and keeps nothing.
func (m *MaterialsService) CopyTry(in copying.ScanCopyInput) (copying.CopyTried, error) {
	return run(m.s, func(ctx context.Context, o *office.Office) (copying.CopyTried, error) {
		tried, err := copies.Try(ctx, o, in.Asked())
		return copying.NewCopyTried(tried), err
	})
}

// CopyKeep keeps a copy as the next version of its material.
func (m *MaterialsService) CopyKeep(in copying.ScanCopyInput) (page.MaterialsView, error) {
	return run(m.s, func(ctx context.Context, o *office.Office) (page.MaterialsView, error) {
		d, err := copies.Make(ctx, o, in.Asked())
		if err != nil {
			return page.MaterialsView{}, err
		}
		sheet, err := intake.Status(ctx, o, d.CaseID)
		return page.NewMaterialsView(sheet, o.Today()), err
	})
}
