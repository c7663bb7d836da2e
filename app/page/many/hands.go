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
	Away    string `json:"away"` // 11月30日 至 12月4日 不在，由林晓代管; "" for who is here
}

// CoversView is whose cases somebody looks after today.
type CoversView struct {
	Rows []LoadRow `json:"rows"`
}

// NewCoversView writes them.
func NewCoversView(list []setup.Load) CoversView {
	v := CoversView{Rows: []LoadRow{}}
	for _, c := range list {
		v.Rows = append(v.Rows, newLoadRow(c))
	}
	return v
}

func newLoadRow(l setup.Load) LoadRow {
	return LoadRow{ID: string(l.Staff.ID), Name: l.Staff.Name, Active: l.Staff.Active, Open: l.Open, Overdue: l.Overdue, Today: l.Today, Away: l.Away}
}

// NewLoadsView writes them.
func NewLoadsView(list []setup.Load) LoadsView {
	v := LoadsView{Rows: []LoadRow{}}
	for _, l := range list {
		v.Rows = append(v.Rows, newLoadRow(l))
	}
	return v
}

// HandedOverView is what was handed over, by which it can be handed back.
type HandedOverView struct {
	Cases []string  `json:"cases"`
	Loads LoadsView `json:"loads"`
}
