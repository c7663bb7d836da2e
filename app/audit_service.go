package app

import (
	"context"

	"beiandesk/app/page"
	"beiandesk/internal/office"
	"beiandesk/internal/office/audit"
	"beiandesk/internal/office/setup"
)

// AuditService shows what was done on the desk.
type AuditService struct{ s *Session }

// List gives a page of it.
func (a *AuditService) List(in page.AuditInput) (page.AuditView, error) {
	return run(a.s, func(ctx context.Context, o *office.Office) (page.AuditView, error) {
		f := in.Filter()
		f.Size = pageSize(in.PageSize)
		list, err := audit.List(ctx, o, f)
		if err != nil {
			return page.AuditView{}, err
		}
		settings, err := setup.Settings(ctx, o)
		return page.NewAuditView(list, settings.Staff, o.Today()), err
	})
}

// Export asks where to and writes all that a filter keeps there, as a table. It is noted
// before the file is written: what can't be noted leaves the desk nowhere.
func (a *AuditService) Export(in page.AuditInput) (page.SavedView, error) {
	return a.s.save(".csv", func(ctx context.Context, o *office.Office) (string, []byte, error) {
		return audit.Export(ctx, o, in.Filter())
	})
}
