package app

import (
	"context"

	"beiandesk/app/page"
	"beiandesk/app/page/board"
	"beiandesk/internal/office"
	"beiandesk/internal/office/boards"
	"beiandesk/internal/office/madeviews"
)

// ViewsService shows the cases table in its other forms, and keeps the views that staff make of it.
type ViewsService struct{ s *Session }

// How many cases of a column, and of a day, are read first.
const (
	boardEach = 20
	dayEach   = 4
)

// Board lays the cases out by their stages.
func (v *ViewsService) Board(in page.CasesInput) (board.BoardView, error) {
	return run(v.s, func(ctx context.Context, o *office.Office) (board.BoardView, error) {
		b, err := boards.OnBoard(ctx, o, caseQuery(in, o.Staff), boardEach)
		return board.NewBoardView(b, casesHead(b.Head)), err
	})
}

// Calendar lays the cases out by the days of a month.
func (v *ViewsService) Calendar(in board.CalendarInput) (board.CalendarView, error) {
	return run(v.s, func(ctx context.Context, o *office.Office) (board.CalendarView, error) {
		day, err := dayOfMonth(in.Month, o.Today())
		if err != nil {
			return board.CalendarView{}, err
		}
		m, err := boards.InMonth(ctx, o, caseQuery(in.Cases, o.Staff), day, dayEach)
		if err != nil {
			return board.CalendarView{}, err
		}
		return board.NewCalendarView(m, casesHead(m.Head), o.Calendar, day, o.Today()), nil
	})
}

// Saved are the views of who sits at the desk.
func (v *ViewsService) Saved(page.Empty) (board.SavedViews, error) {
	return v.saved(madeviews.All)
}

// Save keeps a view.
func (v *ViewsService) Save(in madeviews.ViewInput) (board.SavedViews, error) {
	return v.saved(func(ctx context.Context, o *office.Office) ([]madeviews.MadeView, error) {
		return madeviews.Save(ctx, o, in)
	})
}

// Restore puts a view back that was dropped.
func (v *ViewsService) Restore(in madeviews.PutBackInput) (board.SavedViews, error) {
	return v.saved(func(ctx context.Context, o *office.Office) ([]madeviews.MadeView, error) {
		return madeviews.Restore(ctx, o, in)
	})
}

// Drop forgets a view.
func (v *ViewsService) Drop(in madeviews.ViewNameInput) (board.SavedViews, error) {
	return v.saved(func(ctx context.Context, o *office.Office) ([]madeviews.MadeView, error) {
		return madeviews.Drop(ctx, o, in)
	})
}

// SetFirst says with which view the page opens.
func (v *ViewsService) SetFirst(in madeviews.ViewNameInput) (board.SavedViews, error) {
	return v.saved(func(ctx context.Context, o *office.Office) ([]madeviews.MadeView, error) {
		return madeviews.SetFirst(ctx, o, in)
	})
}

func (v *ViewsService) saved(f func(context.Context, *office.Office) ([]madeviews.MadeView, error)) (board.SavedViews, error) {
	return run(v.s, func(ctx context.Context, o *office.Office) (board.SavedViews, error) {
		all, err := f(ctx, o)
		return board.SavedViews{Views: all}, err
	})
}
