package app

import (
	"context"

	"beiandesk/app/page"
	"beiandesk/internal/office"
	"beiandesk/internal/office/drafts"
)

// DraftsService keeps what is typed and not saved yet.
type DraftsService struct{ s *Session }

// All are the drafts of who sits at the desk.
func (d *DraftsService) All(page.Empty) (page.DraftsView, error) {
	return run(d.s, func(ctx context.Context, o *office.Office) (page.DraftsView, error) {
		all, err := drafts.All(ctx, o)
		return page.NewDraftsView(all, o.Today()), err
	})
}

// Keep stores a form as it stands.
func (d *DraftsService) Keep(in drafts.DraftInput) (page.KeptView, error) {
	return run(d.s, func(ctx context.Context, o *office.Office) (page.KeptView, error) {
		at, err := drafts.Keep(ctx, o, in)
		return page.NewKeptView(at), err
	})
}

// Drop forgets a draft by its key.
func (d *DraftsService) Drop(in page.IDInput) (page.Empty, error) {
	return run(d.s, func(ctx context.Context, o *office.Office) (page.Empty, error) {
		return page.Empty{}, drafts.Drop(ctx, o, in.ID)
	})
}
