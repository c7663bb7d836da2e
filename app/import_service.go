package app

import (
	"bytes"
	"context"
	"net/http"
	"path/filepath"
	"slices"
	"sync"

	"beiandesk/app/host"
	"beiandesk/app/page"
	"beiandesk/app/page/incoming"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/importing"
	"beiandesk/internal/office/pasting"
	"beiandesk/internal/office/views"
	"beiandesk/internal/sheet"
)

// importLimit is a little above the largest file that sheet reads, so that its own words
// about size reach the page.
const importLimit = sheet.Largest + 1<<20

// heldSheets is the spreadsheet that is being imported, in memory alone: it is full of people.
// It goes when its page is left and when the desk is locked.
type heldSheets struct {
	mu     sync.Mutex
	file   string
	tables []sheet.Table
}

func (h *heldSheets) put(file string, tables []sheet.Table) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.file, h.tables = file, tables
}

func (h *heldSheets) drop() { h.put("", nil) }

func (h *heldSheets) view() incoming.SheetsView {
	h.mu.Lock()
	defer h.mu.Unlock()
	return incoming.NewSheetsView(h.file, h.tables)
}

// table gives a sheet by its place. Errors: NotFound when the file is gone.
func (h *heldSheets) table(at int) (file string, rows [][]string, err error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if at < 0 || at >= len(h.tables) {
		return "", nil, errs.New(errs.NotFound, "表格已经收走，请再选一次")
	}
	return h.file, h.tables[at].Rows, nil
}

// takeSheets takes a spreadsheet in to be imported; it is stored nowhere.
func (s *Session) takeSheets(w http.ResponseWriter, r *http.Request) {
	s.look(w, func(_ context.Context, _ *office.Office) error {
		name, content, err := receive(w, r, importLimit, "表格大于 32 MB，请分成几个文件")
		if err != nil {
			return err
		}
		tables, err := sheet.Read(content)
		if err != nil {
			return err
		}
		s.sheets.put(filepath.Base(name), tables)
		return told(w, s.sheets.view(), nil)
	})
}

// ImportService imports a spreadsheet. The file comes in through the asset handler.
type ImportService struct{ s *Session }

// Sheets tells what lies ready: a page that begins anew goes on with it.
func (i *ImportService) Sheets(page.Empty) (incoming.SheetsView, error) {
	return run(i.s, func(context.Context, *office.Office) (incoming.SheetsView, error) { return i.s.sheets.view(), nil })
}

// Drop forgets the file.
func (i *ImportService) Drop(page.Empty) (page.Empty, error) {
	i.s.sheets.drop()
	return page.Empty{}, nil
}

// Head reads the header of a sheet, and what its columns hold where nobody knows it.
func (i *ImportService) Head(in incoming.ImportInput) (incoming.ImportHead, error) {
	return run(i.s, func(ctx context.Context, o *office.Office) (incoming.ImportHead, error) {
		file, rows, err := i.s.sheets.table(in.Sheet)
		if err != nil {
			return incoming.ImportHead{}, err
		}
		seen, err := importing.Head(ctx, o, in.Input(file, rows, true))
		return incoming.NewImportHead(seen), err
	})
}

// Try tells what would become of a sheet, and stores nothing.
func (i *ImportService) Try(in incoming.ImportInput) (incoming.ImportView, error) {
	return i.run(in, true)
}

// Faults asks where to and writes the rows there that are wrong or ask something, with a column
// that says what it is: put right, they are taken in like any sheet. Errors: Conflict where they
// are not those that are to be left out any more.
func (i *ImportService) Faults(in incoming.ImportInput) (page.SavedView, error) {
	return i.s.save(".xlsx", func(ctx context.Context, o *office.Office) (string, []byte, error) {
		file, rows, err := i.s.sheets.table(in.Sheet)
		if err != nil {
			return "", nil, err
		}
		leave := in.Leave
		in.Leave = nil
		report, err := importing.Run(ctx, o, in.Input(file, rows, true))
		if err == nil && len(leave) > 0 && !slices.Equal(leave, report.Faulted()) {
			err = errs.New(errs.Conflict, "没有导入：资料夹刚才有改动，要改的行和看到的不一样。请再选一次表格")
		}
		if err != nil {
			return "", nil, err
		}
		var out bytes.Buffer
		_, err = report.Faulty(rows, &out, sheet.Form{Kind: sheet.XLSX})
		return "要改的行.xlsx", out.Bytes(), err
	})
}

// Import takes a sheet in: all of it, or nothing while a row is wrong or asks. What was
// imported is not kept any longer.
func (i *ImportService) Import(in incoming.ImportInput) (incoming.ImportView, error) {
	out, err := i.run(in, false)
	if out.Done {
		i.s.sheets.drop()
	}
	return out, err
}

func (i *ImportService) run(in incoming.ImportInput, dry bool) (incoming.ImportView, error) {
	return run(i.s, func(_ context.Context, o *office.Office) (incoming.ImportView, error) {
		file, rows, err := i.s.sheets.table(in.Sheet)
		if err != nil {
			return incoming.ImportView{}, err
		}
		ctx, done, err := i.begin()
		if err != nil {
			return incoming.ImportView{}, err
		}
		defer done()
		sheet := in.Input(file, rows, dry)
		sheet.Told = func(n, of int) {
			if i.s.incoming.Told(host.Step{Done: n, Of: of}) {
				i.s.shell.Emit("desk:import", n*100/of)
			}
		}
		report, err := importing.Run(ctx, o, sheet)
		switch {
		case ctx.Err() != nil && dry:
			return incoming.ImportView{}, errs.Wrap(errs.Blocked, ctx.Err(), "已停下，没有试读完")
		case ctx.Err() != nil && !report.Done:
			return incoming.ImportView{}, errs.Wrap(errs.Blocked, ctx.Err(), "已停下，一件也没存")
		}
		return incoming.NewImportView(report), err
	})
}

// begin takes the turn, which Stop and every lock end. Errors: Blocked while another has it.
func (i *ImportService) begin() (ctx context.Context, done func(), err error) {
	ctx, done, ok := i.s.incoming.Begin()
	if !ok {
		return nil, nil, errs.New(errs.Blocked, "还在读上一次的，等它读完或停下再来")
	}
	return ctx, done, nil
}

// Stop gives up what is being tried, imported or taken back: nothing of it is stored.
func (i *ImportService) Stop(page.Empty) (page.Empty, error) {
	i.s.incoming.Stop()
	return page.Empty{}, nil
}

// Template asks where to and writes a sheet to be filled in there.
func (i *ImportService) Template(page.Empty) (page.SavedView, error) {
	return i.s.save(".xlsx", func(context.Context, *office.Office) (string, []byte, error) {
		var out bytes.Buffer
		err := importing.Template(&out, sheet.Form{Kind: sheet.XLSX})
		return "导入空表.xlsx", out.Bytes(), err
	})
}

// Batches tells of the latest imports.
func (i *ImportService) Batches(page.Empty) (incoming.ImportBatches, error) {
	return run(i.s, batches)
}

// Undo takes an import back whole, and tells of those that there are.
func (i *ImportService) Undo(in incoming.ImportBatchInput) (incoming.ImportBatches, error) {
	return run(i.s, func(look context.Context, o *office.Office) (incoming.ImportBatches, error) {
		ctx, done, err := i.begin()
		if err != nil {
			return incoming.ImportBatches{}, err
		}
		defer done()
		_, err = importing.Undo(ctx, o, in.Seq)
		if err != nil && ctx.Err() != nil {
			return incoming.ImportBatches{}, errs.Wrap(errs.Blocked, ctx.Err(), "已停下，一件也没撤")
		}
		if err != nil {
			return incoming.ImportBatches{}, err
		}
		return batches(look, o)
	})
}

func batches(ctx context.Context, o *office.Office) (incoming.ImportBatches, error) {
	list, err := importing.Batches(ctx, o)
	return incoming.NewImportBatches(list, o.Today()), err
}

// CaseOf finds the case of a row by its number.
func (i *ImportService) CaseOf(in page.IDInput) (page.IDInput, error) {
	return run(i.s, func(ctx context.Context, o *office.Office) (page.IDInput, error) {
		id, err := views.ByNumber(ctx, o, in.ID)
		return page.IDInput{ID: string(id)}, err
	})
}

// PasteService reads what is pasted. The text is kept nowhere.
type PasteService struct{ s *Session }

// Read reads a pasted text into the fields of a case.
func (p *PasteService) Read(in pasting.PasteInput) (pasting.PasteView, error) {
	return run(p.s, func(ctx context.Context, o *office.Office) (pasting.PasteView, error) {
		return pasting.Read(ctx, o, in)
	})
}
