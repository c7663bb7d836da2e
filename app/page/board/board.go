// Package board is what the page takes and gives of lists beside their rows: the other forms of
// the cases table, its views, and lists taken out of the desk.
package board

import (
	"beiandesk/app/page"
	"beiandesk/internal/cal"
	"beiandesk/internal/office/boards"
	"beiandesk/internal/office/madeviews"
	"beiandesk/internal/office/views"
)

// BoardView is the cases by their stages.
type BoardView struct {
	Head  page.CasesView `json:"head"` // figures alone
	Lanes []LaneView     `json:"lanes"`
	Most  int            `json:"most"` // only so many were laid out, those due first; 0 for all
}

// LaneView is a column of the board.
type LaneView struct {
	Code   string         `json:"code"`
	Label  string         `json:"label"`
	Note   string         `json:"note"`
	Stages []string       `json:"stages"`
	Count  int            `json:"count"`
	Rows   []page.CaseRow `json:"rows"`
	Next   string         `json:"next"` // cursor of the table's page of these stages behind the rows, by date
}

// NewBoardView writes a board.
func NewBoardView(b boards.Board, head page.CasesView) BoardView {
	v := BoardView{Head: head, Lanes: []LaneView{}, Most: most(b.More)}
	for _, l := range b.Lanes {
		v.Lanes = append(v.Lanes, LaneView{Code: l.Code, Label: l.Label, Note: l.Note, Stages: l.Stages, Count: l.Count, Rows: rows(l.Rows), Next: l.Next})
	}
	return v
}

// CalendarInput asks for the cases that are due in a month.
type CalendarInput struct {
	Cases page.CasesInput `json:"cases"`
	Month page.MonthInput `json:"month"`
}

// CalendarView is the cases by the days of a month.
type CalendarView struct {
	Head  page.CasesView `json:"head"` // figures alone
	Month page.MonthView `json:"month"`
	Days  []DayView      `json:"days"` // those on which anything is due
	Most  int            `json:"most"` // as in BoardView
}

// DayView is a day with what is due on it.
type DayView struct {
	Day   string         `json:"day"` // 2026-11-29
	Count int            `json:"count"`
	Rows  []page.CaseRow `json:"rows"` // the first of them
}

// NewCalendarView writes a month in which of lies.
func NewCalendarView(m boards.Month, head page.CasesView, c *cal.Calendar, of, today cal.Day) CalendarView {
	v := CalendarView{Head: head, Month: page.NewMonthView(c, of, today), Days: []DayView{}, Most: most(m.More)}
	for _, week := range v.Month.Weeks {
		for _, cell := range week {
			day, err := cal.ParseDay(cell.Day)
			if on := m.Days[day]; err == nil && on.Count > 0 {
				v.Days = append(v.Days, DayView{Day: cell.Day, Count: on.Count, Rows: rows(on.Rows)})
			}
		}
	}
	return v
}

func most(more bool) int {
	if more {
		return boards.Most
	}
	return 0
}

func rows(list []views.Row) []page.CaseRow {
	all := []page.CaseRow{}
	for _, r := range list {
		all = append(all, page.NewCaseRow(r))
	}
	return all
}

// SavedViews are the views that somebody has made.
type SavedViews struct {
	Views []madeviews.MadeView `json:"views"`
}
