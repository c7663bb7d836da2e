package app

import (
	"context"
	"errors"
	"io"
	"path/filepath"
	"strings"

	"beiandesk/app/page"
	"beiandesk/app/page/board"
	"beiandesk/internal/atomicfile"
	"beiandesk/internal/cal"
	"beiandesk/internal/desk/contents"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/tables"
	"beiandesk/internal/office/views"
	"beiandesk/internal/sheet"
	"beiandesk/internal/store"
)

// save makes a file, asks where to and writes it there; its view has no path when the dialog
// was closed. The desk is not held while the dialog is open: one call that waited to write
// would stop all others.
func (s *Session) save(ext string, make func(context.Context, *office.Office) (name string, content []byte, err error)) (view page.SavedView, err error) {
	var content []byte
	name, err := run(s, func(ctx context.Context, o *office.Office) (name string, err error) {
		name, content, err = make(ctx, o)
		return name, err
	})
	if err != nil {
		return page.SavedView{}, err
	}
	defer guard(&err)
	return s.put(name, ext, func(_ string, out io.Writer) error {
		_, err := out.Write(content)
		return err
	})
}

// put asks where a file goes and has it filled there; its view has no path when the dialog was
// closed. Errors of fill that say what to do are given as they are.
func (s *Session) put(name, ext string, fill func(path string, out io.Writer) error) (view page.SavedView, err error) {
	path, err := s.dialogs.PickSave(name)
	if err != nil || path == "" {
		return page.SavedView{}, err
	}
	if !strings.HasSuffix(strings.ToLower(path), ext) {
		path += ext
	}
	if contents.Within(path) != "" {
		return page.SavedView{}, errs.New(errs.Invalid, "没存上：这个位置在资料夹里面，可能盖掉数据。请换到别的文件夹")
	}
	err = atomicfile.WriteFrom(path, func(out io.Writer) error { return fill(path, out) })
	var said *errs.Error
	switch {
	case errors.As(err, &said):
		return page.SavedView{}, err
	case errors.Is(err, atomicfile.ErrHeld):
		return page.SavedView{}, errs.Wrap(errs.Storage, err, "没存上：这个文件正被别的程序打开。请先关掉正打开它的程序，再存一次")
	case errors.Is(err, atomicfile.ErrName):
		return page.SavedView{}, errs.Wrap(errs.Invalid, err, "没存上：文件名不能带冒号，也不能用 CON、NUL、COM1 这类 Windows 保留的名字，请换一个")
	case err != nil:
		return page.SavedView{}, errs.Wrap(errs.Storage, err, "没存上。请检查磁盘空间和文件夹权限，或换一个位置再存")
	}
	return page.SavedView{Path: path}, nil
}

// TablesService takes the lists out of the desk.
type TablesService struct{ s *Session }

// tableStep is after how many rows the page is told again how far a table has come.
const tableStep = 500

// Save asks where to and writes a table there, however long it is; how far it has come is told
// by the event desk:table. It can be stopped, and locking stops it.
func (t *TablesService) Save(in board.TableInput) (view board.SavedTable, err error) {
	defer guard(&err)
	s := t.s
	form := sheet.Form{Kind: in.Format, Charset: in.Charset}
	if err := form.Judge(); err != nil {
		return view, err
	}
	o, _, err := s.aside()
	if err != nil {
		return view, err
	}
	name := tables.Label(in.Table) + "-" + cal.DayOf(o.Now()).String() + "." + in.Format
	saved, err := s.put(name, "."+in.Format, func(path string, out io.Writer) (err error) {
		form.Spill = filepath.Dir(path)
		view.Rows, err = s.writeTable(in, form, out)
		return err
	})
	view.Path = saved.Path
	return view, err
}

// writeTable writes a table of the desk that is open by now.
func (s *Session) writeTable(in board.TableInput, form sheet.Form, out io.Writer) (int, error) {
	o, readOnly, err := s.aside()
	if err != nil {
		return 0, err
	}
	ctx, done, ok := s.tables.Begin()
	if !ok {
		return 0, errs.New(errs.Blocked, "正在导出另一张表，等它存完再来")
	}
	defer done()
	w, err := wanted(ctx, in, o)
	if err != nil {
		return 0, err
	}
	w.Unnoted = readOnly
	rows, err := tables.Save(ctx, o, w, form, out, func(rows int) {
		if rows%tableStep == 0 {
			s.shell.Emit("desk:table", rows)
		}
	})
	if ctx.Err() != nil {
		return rows, errs.Wrap(errs.Blocked, ctx.Err(), "已停下，没有存")
	}
	return rows, err
}

// Stop gives up the table that is being written. What lies in its place stays.
func (t *TablesService) Stop(page.Empty) (page.Empty, error) {
	t.s.tables.Stop()
	return page.Empty{}, nil
}

// Copy makes a table for the clipboard, covered.
func (t *TablesService) Copy(in board.TableInput) (board.CopiedTable, error) {
	return run(t.s, func(ctx context.Context, o *office.Office) (board.CopiedTable, error) {
		w, err := wanted(ctx, in, o)
		if err != nil {
			return board.CopiedTable{}, err
		}
		clip, err := tables.Copy(ctx, o, w)
		return board.CopiedTable{Text: clip.Text, HTML: clip.HTML, Rows: clip.Rows}, err
	})
}

// wanted is what the page asks for, by the filters of its lists.
func wanted(ctx context.Context, in board.TableInput, o *office.Office) (tables.Wanted, error) {
	owner, err := ownerOf(ctx, o, in.Today.Scope)
	return tables.Wanted{
		Table: in.Table, Only: in.Only, Columns: in.Columns, Clear: in.Clear, Cases: caseQuery(in.Cases, o.Staff),
		Clients: store.ClientQuery{Text: in.Clients.Text}, Bills: store.InvoiceQuery{Age: in.Bills.Age, Text: in.Bills.Text},
		Today: views.TodayInput{Owner: owner, Party: in.Today.Party, By: in.Today.By},
	}, err
}
