package app

import (
	"context"
	"errors"
	"strings"

	"beiandesk/app/page"
	"beiandesk/internal/atomicfile"
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
		made, err := makePaper(ctx, p.s.desk, in)
		if err != nil {
			return page.PaperView{}, err
		}
		key := p.s.downloads.put("application/pdf", made.PDF, false)
		return page.PaperView{Title: made.Title, URL: "/papers/" + key, Pages: made.Pages, Warnings: made.Warnings}, nil
	})
}

// Save asks where to and writes the paper there. The desk is not held while the dialog
// is open: one call that waited to write would stop all others.
func (p *PapersService) Save(in page.PaperInput) (view page.SavedView, err error) {
	made, err := run(p.s, func(ctx context.Context, _ *office.Office) (papers.Paper, error) {
		return makePaper(ctx, p.s.desk, in)
	})
	if err != nil {
		return page.SavedView{}, err
	}
	defer guard(&err)
	path, err := p.s.dialogs.PickSave(made.FileName)
	if err != nil || path == "" {
		return page.SavedView{}, err
	}
	if !strings.HasSuffix(strings.ToLower(path), ".pdf") {
		path += ".pdf"
	}
	if desk.Within(path) != "" {
		return page.SavedView{}, errs.New(errs.Invalid, "没存上：这个位置在资料夹里面，可能盖掉数据。请换到别的文件夹")
	}
	err = atomicfile.Write(path, made.PDF)
	switch {
	case errors.Is(err, atomicfile.ErrHeld):
		return page.SavedView{}, errs.Wrap(errs.Storage, err, "没存上：这个文件正被别的程序打开。请先关掉正打开它的程序，再存一次")
	case errors.Is(err, atomicfile.ErrName):
		return page.SavedView{}, errs.Wrap(errs.Invalid, err, "没存上：文件名不能带冒号，也不能用 CON、NUL、COM1 这类 Windows 保留的名字，请换一个")
	case err != nil:
		return page.SavedView{}, errs.Wrap(errs.Storage, err, "没存上。请检查磁盘空间和文件夹权限，或换一个位置再存")
	}
	return page.SavedView{Path: path}, nil
}

func makePaper(ctx context.Context, d *desk.Desk, in page.PaperInput) (papers.Paper, error) {
	o := d.Office
	switch in.Kind {
	case "invoice":
		return papers.Invoice(ctx, o, ref.InvoiceID(in.ID))
	case "draft":
		return papers.Draft(ctx, o, ref.CaseID(in.ID))
	case "progress":
		return papers.Progress(ctx, o, ref.CaseID(in.ID))
	case "duty":
		return papers.Duty(ctx, o, ref.CaseID(in.ID))
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
