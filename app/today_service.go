package app

import (
	"context"
	"time"

	"beiandesk/app/page"
	"beiandesk/app/page/after"
	"beiandesk/app/page/book"
	"beiandesk/app/page/many"
	"beiandesk/app/page/telling"
	"beiandesk/internal/damage"
	"beiandesk/internal/office"
	"beiandesk/internal/office/calendar"
	"beiandesk/internal/office/chasing"
	"beiandesk/internal/office/followups"
	"beiandesk/internal/office/notices"
	"beiandesk/internal/office/papers"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/office/sweep"
	"beiandesk/internal/office/views"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// TodayService is 今日: what is due, on whom it waits, and one act a row.
type TodayService struct{ s *Session }

const (
	todayRows = 60 // rows of a group that come at once
	firstRows = 20 // and of a page that is read for the first time

	firstFollowups = 5 // that stand in the side panel
)

// Load reads the page, or reads on in one group.
func (t *TodayService) Load(in page.TodayInput) (page.TodayView, error) {
	return run(t.s, func(ctx context.Context, o *office.Office) (page.TodayView, error) {
		q := views.TodayInput{Party: in.Party, By: in.By, Group: in.Group, Fold: views.Fold(in.Fold), Cursor: in.Cursor, Size: todayRows}
		if in.First {
			q.Size = firstRows
		}
		owner, err := ownerOf(ctx, o, in.Scope)
		if err != nil {
			return page.TodayView{}, err
		}
		q.Owner = owner
		f, err := views.Today(ctx, o, q)
		if err != nil {
			return page.TodayView{}, err
		}
		due, err := notices.Due(ctx, o)
		if err != nil {
			return page.TodayView{}, err
		}
		left, err := calendar.RecomputeLeft(ctx, o)
		v := page.NewTodayView(o, f)
		v.Notices = page.NewNotices(due)
		if err != nil {
			return page.TodayView{}, err
		}
		v.Recount = book.NewRecountView(left)
		text, err := t.backupWarning(ctx, o.Now())
		if text != "" && !v.Fresh && !t.s.desk.ReadOnly {
			v.Missing = append(v.Missing, page.MissingRow{Part: "backup", Text: text})
		}
		if text := t.s.agendaFailed(); text != "" {
			v.Missing = append(v.Missing, page.MissingRow{Part: "agenda", Text: text})
		}
		return v, err
	})
}

// ownerOf is whose rows a scope means: mine, all, or the id of one who is away.
func ownerOf(ctx context.Context, o *office.Office, scope string) (ref.StaffID, error) {
	switch scope {
	case papers.All:
		return "", nil
	case papers.Mine, "":
		return o.Staff, nil
	}
	away := ref.StaffID(scope)
	return away, o.Read(ctx, func(tx store.Tx) error { return setup.MayLookAfter(tx, o, away) })
}

// Covers tells whose cases the 经办 who acts looks after today.
func (t *TodayService) Covers(page.Empty) (many.CoversView, error) {
	return run(t.s, func(ctx context.Context, o *office.Office) (many.CoversView, error) {
		list, err := setup.Covers(ctx, o)
		return many.NewCoversView(list), err
	})
}

// Sweep lists what others may have decided since, by the place where it is looked up.
func (t *TodayService) Sweep(in many.SweepInput) (many.SweepView, error) {
	return run(t.s, func(ctx context.Context, o *office.Office) (many.SweepView, error) {
		owner, err := ownerOf(ctx, o, in.Scope)
		if err != nil {
			return many.SweepView{}, err
		}
		places, err := sweep.Queue(ctx, o, owner)
		if err != nil {
			return many.SweepView{}, err
		}
		due, err := notices.Due(ctx, o)
		return many.NewSweepView(places, due), err
	})
}

// backupWarning is what there is to say of the backups. That their record is damaged stops
// nobody's day.
func (t *TodayService) backupWarning(ctx context.Context, now time.Time) (string, error) {
	backups, err := t.s.desk.Backups().State(ctx)
	if damage.Is(err) {
		return "备份的设置和记录损坏，不知道上次什么时候备份：请重新设置备份位置，备份一次", nil
	}
	return backups.Warning(now), err
}

// Seen notes that somebody has looked where reviewers leave their results, or takes it back.
func (t *TodayService) Seen(in page.SeenInput) (page.Empty, error) {
	return run(t.s, func(ctx context.Context, o *office.Office) (page.Empty, error) {
		return page.Empty{}, notices.Seen(ctx, o, in.Code, in.Seen)
	})
}

// Expiring lists everything that runs out, where the side panel holds the first alone.
func (t *TodayService) Expiring(page.Empty) (page.ExpiryView, error) {
	return run(t.s, func(ctx context.Context, o *office.Office) (page.ExpiryView, error) {
		rows, more, err := views.Expiring(ctx, o)
		return page.ExpiryView{Rows: page.NewExpiry(rows, o.Today()), More: more}, err
	})
}

// Followups lists what falls due of delivered cases: the first few, or for All as many as a page
// holds.
func (t *TodayService) Followups(in after.DueInput) (after.FollowupsView, error) {
	return run(t.s, func(ctx context.Context, o *office.Office) (after.FollowupsView, error) {
		limit := firstFollowups
		if in.All {
			limit = views.ListPage
		}
		lines, more, err := followups.Due(ctx, o, 0, limit)
		return after.FollowupsView{Rows: after.NewRows(o, lines), More: more}, err
	})
}

// Chase gives the ready message of 催办, and notes that it was sent when told so.
func (t *TodayService) Chase(in chasing.ChaseInput) (telling.ChaseView, error) {
	return run(t.s, func(ctx context.Context, o *office.Office) (telling.ChaseView, error) {
		got, err := chasing.Chase(ctx, o, in)
		return telling.NewChaseView(got), err
	})
}

// Ticket gives the text with which the cloud is asked, and notes that it was handed in
// when told so.
func (t *TodayService) Ticket(in chasing.TicketInput) (telling.ChaseView, error) {
	return run(t.s, func(ctx context.Context, o *office.Office) (telling.ChaseView, error) {
		got, err := chasing.Ticket(ctx, o, in)
		return telling.ChaseView{Title: got.Title, Text: got.Text}, err
	})
}
