package app

import (
	"context"

	"beiandesk/app/page"
	"beiandesk/internal/desk"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/handovers"
	"beiandesk/internal/office/papers"
	"beiandesk/internal/ref"
)

// PapersService makes papers for the preview and saves them.
type PapersService struct{ s *Session }

// Prepare makes a paper now and lays its bytes ready under a random URL.
func (p *PapersService) Prepare(in page.PaperInput) (page.PaperView, error) {
	return run(p.s, func(ctx context.Context, _ *office.Office) (page.PaperView, error) {
		made, err := p.shown(ctx, in)
		if err != nil {
			return page.PaperView{}, err
		}
		key := p.s.downloads.Put("application/pdf", made.PDF, false)
		return page.PaperView{Title: made.Title, URL: "/papers/" + key, Pages: made.Pages, Picture: made.Picture != nil, Warnings: made.Warnings}, nil
	})
}

// shown makes a paper to be looked at. Walking a list shows one bill after another: each is
// noted once while the desk is open.
func (p *PapersService) shown(ctx context.Context, in page.PaperInput) (papers.Paper, error) {
	bill := in.Kind == "invoice"
	if _, before := p.s.looked.Load(in.ID); bill && before {
		return paperOf(ctx, p.s.desk, in)
	}
	made, err := makePaper(ctx, p.s.desk, in, papers.Shown)
	if err == nil && bill {
		p.s.looked.Store(in.ID, true)
	}
	return made, err
}

// Save makes a paper now, asks where to and writes it there.
func (p *PapersService) Save(in page.PaperInput) (page.SavedView, error) {
	return p.s.save(".pdf", func(ctx context.Context, _ *office.Office) (string, []byte, error) {
		made, err := makePaper(ctx, p.s.desk, in, papers.Saved)
		return made.FileName, made.PDF, err
	})
}

// Picture draws a paper for the clipboard and lays its bytes ready under a random URL, to be
// fetched once.
func (p *PapersService) Picture(in page.PaperInput) (page.PictureView, error) {
	return run(p.s, func(ctx context.Context, _ *office.Office) (page.PictureView, error) {
		_, png, err := drawn(ctx, p.s.desk, in, papers.Copied)
		if err != nil {
			return page.PictureView{}, err
		}
		return page.PictureView{URL: "/papers/" + p.s.downloads.Put("image/png", png, true)}, nil
	})
}

// SavePicture draws a paper, asks where to and writes the PNG there.
func (p *PapersService) SavePicture(in page.PaperInput) (page.SavedView, error) {
	return p.s.save(".png", func(ctx context.Context, _ *office.Office) (string, []byte, error) {
		return drawn(ctx, p.s.desk, in, papers.Saved)
	})
}

func drawn(ctx context.Context, d *desk.Desk, in page.PaperInput, way string) (name string, png []byte, err error) {
	made, err := paperOf(ctx, d, in)
	if err != nil {
		return "", nil, err
	}
	if png, err = made.Drawn(); err != nil {
		return "", nil, err
	}
	return made.PictureName(), png, noted(ctx, d, made, way)
}

// makePaper makes a paper, and notes in which way it leaves the desk.
func makePaper(ctx context.Context, d *desk.Desk, in page.PaperInput, way string) (papers.Paper, error) {
	made, err := paperOf(ctx, d, in)
	if err != nil {
		return made, err
	}
	return made, noted(ctx, d, made, way)
}

// noted writes down that a paper leaves the desk; where nothing may be written papers are still
// looked at.
func noted(ctx context.Context, d *desk.Desk, made papers.Paper, way string) error {
	if d.ReadOnly {
		return nil
	}
	return papers.Noted(ctx, d.Office, made, way)
}

func paperOf(ctx context.Context, d *desk.Desk, in page.PaperInput) (papers.Paper, error) {
	o := d.Office
	switch in.Kind {
	case "invoice":
		return papers.Invoice(ctx, o, ref.InvoiceID(in.ID))
	case "draft":
		return papers.Draft(ctx, o, ref.CaseID(in.ID))
	case "progress":
		if in.ID == "" {
			ids := []ref.CaseID{}
			for _, id := range in.Cases {
				ids = append(ids, ref.CaseID(id))
			}
			return papers.ProgressOfMany(ctx, o, ids)
		}
		return papers.Progress(ctx, o, ref.CaseID(in.ID))
	case "notice":
		return papers.Notice(ctx, o, ref.CaseID(in.ID))
	case "duty":
		return papers.Duty(ctx, o, ref.CaseID(in.ID))
	case "closing":
		holds, err := d.Backups().Holds(ctx)
		if err != nil {
			return papers.Paper{}, err
		}
		return papers.Closing(ctx, o, ref.CaseID(in.ID), holds)
	case "suspension":
		return papers.Suspension(ctx, o, ref.CaseID(in.ID))
	case "filing":
		return papers.Filing(ctx, o, ref.CaseID(in.ID))
	case "handovers":
		return papers.Handovers(ctx, o, handovers.Filter{Case: ref.CaseID(in.ID), Recipient: in.Party, Text: in.Text})
	case "recovery":
		keys, err := d.SheetKeys()
		if err != nil {
			return papers.Paper{}, err
		}
		return papers.Recovery(ctx, o, keys)
	case "daily":
		return papers.Daily(ctx, o, in.Scope, in.Party)
	}
	return papers.Paper{}, errs.AtField("kind", "没有这种文书")
}
