package book

import (
	"beiandesk/internal/cal"
	"beiandesk/internal/office/calendar"
)

// HolidaysView is the part of the settings about days off.
type HolidaysView struct {
	Years    []YearView    `json:"years"`    // published, the latest first
	Closures []ClosureView `json:"closures"` // of single offices, the latest first
	Left     RecountView   `json:"left"`     // dates that still wait to be counted again
	Notice   string        `json:"notice"`   // what the last change has come to, "" without one
	Doubts   []string      `json:"doubts"`   // what is asked before a file is taken, which was not
}

// YearView is a year whose days off are known.
type YearView struct {
	Year    int      `json:"year"`
	Source  string   `json:"source"`
	How     string   `json:"how"`     // 随软件带来, or who imported it and when
	Off     int      `json:"off"`     // days off beyond the weekends
	Worked  int      `json:"worked"`  // weekend days that are worked
	Periods []string `json:"periods"` // 元旦 1月1日–3日
	Shifts  []string `json:"shifts"`  // 2月14日
}

// ClosureView is a time in which one office does not work.
type ClosureView struct {
	ID     string `json:"id"`
	Office string `json:"office"` // 浙江管局
	Span   string `json:"span"`
	Name   string `json:"name"`
	How    string `json:"how"` // who entered it and when
}

// HolidayFile is a file with a year's holidays, in whatever encoding it is.
type HolidayFile struct {
	Base64 string `json:"base64"`
	Agree  bool   `json:"agree"` // goes on although something was asked
}

// RecountView tells how far counting dates again has come.
type RecountView struct {
	Open    bool         `json:"open"` // there is more to do
	Done    int          `json:"done"`
	Total   int          `json:"total"`
	Moved   int          `json:"moved"`
	Firmed  int          `json:"firmed"`  // provisional dates that became firm where they stand
	Changes []ChangeView `json:"changes"` // of this step
}

// ChangeView is a date that was moved, or became firm where it stands.
type ChangeView struct {
	CaseID string `json:"caseId"`
	Number string `json:"number"`
	Stage  string `json:"stage"`
	Label  string `json:"label"` // with the site's name where the case has several
	Old    string `json:"old"`
	New    string `json:"new"`
	Firmed bool   `json:"firmed"` // it stays, and is provisional no more
}

// NewRecountView tells how far a counting has come.
func NewRecountView(r calendar.Recomputed) RecountView {
	return RecountView{Open: r.Left, Done: r.Done, Total: r.Total, Moved: r.Moved, Firmed: r.Firmed, Changes: changeViews(r.Changes)}
}

func changeViews(list []calendar.DateChange) []ChangeView {
	views := []ChangeView{}
	for _, c := range list {
		views = append(views, ChangeView{CaseID: string(c.CaseID), Number: c.Number, Stage: c.Stage, Label: c.Name(), Old: c.Old, New: c.New, Firmed: c.Firmed})
	}
	return views
}

// NewYearView lays out the days off of a year; who names the staff by id.
func NewYearView(y calendar.HolidayYear, who map[string]string) YearView {
	v := YearView{Year: y.Year.Year, Source: y.Source, How: y.Origin(), Periods: []string{}, Shifts: []string{}}
	if y.On != nil {
		v.How = who[string(y.By)] + " " + v.How
	}
	v.Off, v.Worked = y.Days()
	for _, s := range y.Off {
		v.Periods = append(v.Periods, s.Name+" "+cal.SpanIn(s.From, s.To, y.Year.Year))
	}
	for _, s := range y.Worked {
		v.Shifts = append(v.Shifts, cal.SpanIn(s.From, s.To, y.Year.Year))
	}
	return v
}
