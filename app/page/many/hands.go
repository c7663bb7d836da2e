package many

import "beiandesk/internal/office/setup"

// LoadsView is what each 经办 has in hand.
type LoadsView struct {
	Rows []LoadRow `json:"rows"`
}

// LoadRow is one of them.
type LoadRow struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Active  bool   `json:"active"`
	Open    int    `json:"open"`    // cases
	Overdue int    `json:"overdue"` // lines of 今日
	Today   int    `json:"today"`
}

// NewLoadsView writes them.
func NewLoadsView(list []setup.Load) LoadsView {
	v := LoadsView{Rows: []LoadRow{}}
	for _, l := range list {
		v.Rows = append(v.Rows, LoadRow{ID: string(l.Staff.ID), Name: l.Staff.Name, Active: l.Staff.Active, Open: l.Open, Overdue: l.Overdue, Today: l.Today})
	}
	return v
}

// HandedOverView is what was handed over, by which it can be handed back.
type HandedOverView struct {
	Cases []string  `json:"cases"`
	Loads LoadsView `json:"loads"`
}
