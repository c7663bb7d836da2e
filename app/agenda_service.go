package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"beiandesk/app/host"
	"beiandesk/app/page"
	"beiandesk/internal/atomicfile"
	"beiandesk/internal/cal"
	"beiandesk/internal/desk"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/agenda"
	"beiandesk/internal/ref"
)

// AgendaService keeps a calendar file of the deadlines up to date, where somebody has put one.
type AgendaService struct{ s *Session }

// written is what came of writing the calendar file the last time.
type written struct {
	events int
	at     time.Time
	err    error
}

// Get tells which file is kept.
func (a *AgendaService) Get(page.Empty) (page.AgendaView, error) {
	return run(a.s, func(context.Context, *office.Office) (page.AgendaView, error) { return a.s.agendaView(), nil })
}

// Keep asks where the file goes, writes it there and from then on after each change. The view has the file of
// before when the dialog was closed. The journal tells that it was taken out.
func (a *AgendaService) Keep(in page.AgendaInput) (page.AgendaView, error) {
	s := a.s
	var n int
	saved, err := s.put("备案期限.ics", ".ics", func(_ string, out io.Writer) error {
		_, err := run(s, func(ctx context.Context, o *office.Office) (page.Empty, error) {
			var err error
			if n, err = agenda.Write(ctx, o, whose(in.Mine, o), out); err != nil || s.desk.ReadOnly {
				return page.Empty{}, err
			}
			return page.Empty{}, agenda.Note(ctx, o, n, "，之后随改动更新")
		})
		return err
	})
	if err != nil {
		return page.AgendaView{}, err
	}
	if saved.Path == "" {
		return a.Get(page.Empty{})
	}
	return run(s, func(_ context.Context, o *office.Office) (page.AgendaView, error) {
		s.window.SetAgenda(s.desk.Dir, host.Agenda{Path: saved.Path, Mine: in.Mine})
		s.agenda.Store(&written{events: n, at: o.Now()})
		return s.agendaView(), nil
	})
}

// End keeps the file up to date no more. It stays where it lies.
func (a *AgendaService) End(page.Empty) (page.AgendaView, error) {
	return run(a.s, func(context.Context, *office.Office) (page.AgendaView, error) {
		a.s.window.SetAgenda(a.s.desk.Dir, host.Agenda{})
		a.s.agenda.Store(nil)
		return a.s.agendaView(), nil
	})
}

func whose(mine bool, o *office.Office) ref.StaffID {
	if mine {
		return o.Staff
	}
	return ""
}

// agendaView is what is known of the file. The caller holds the lock of an open desk.
func (s *Session) agendaView() page.AgendaView {
	kept := s.window.Agenda(s.desk.Dir)
	v := page.AgendaView{Path: kept.Path, Mine: kept.Mine}
	if w := s.agenda.Load(); w != nil && kept.Path != "" {
		v.Events, v.At, v.Failed = w.events, cal.FormatMoment(cal.At(w.at), s.desk.Today()), s.agendaFailed()
	}
	return v
}

// agendaFailed is why the calendar file is not up to date; "" when it is.
func (s *Session) agendaFailed() string {
	if w := s.agenda.Load(); w != nil && w.err != nil {
		return s.describe(w.err).Message
	}
	return ""
}

// refreshAgenda writes the calendar file of a desk anew, where one is kept.
func (s *Session) refreshAgenda(ctx context.Context, d *desk.Desk) {
	kept := s.window.Agenda(d.Dir)
	if kept.Path == "" {
		return
	}
	o, _, err := s.aside()
	if err != nil || ctx.Err() != nil {
		return // it was locked
	}
	w := written{at: o.Now()}
	w.err = atomicfile.WriteFrom(kept.Path, func(out io.Writer) (err error) {
		w.events, err = agenda.Write(ctx, o, whose(kept.Mine, o), out)
		return err
	})
	if ctx.Err() != nil {
		return
	}
	var said *errs.Error
	if w.err != nil && !errors.As(w.err, &said) {
		s.note(fmt.Errorf("writing the calendar file: %w", w.err))
		w.err = errs.Wrap(errs.Storage, w.err, "日历文件没有更新：写不进去。请检查那个文件夹还在不在、能不能写，或另选位置")
	}
	s.agenda.Store(&w)
}
