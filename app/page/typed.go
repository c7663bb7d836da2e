package page

import (
	"fmt"

	"beiandesk/internal/cal"
	"beiandesk/internal/present"
)

// DateInput is a day or a time as somebody types it.
type DateInput struct {
	Text     string `json:"text"`
	Kind     string `json:"kind"`     // day | moment | until (a day or 长期) | sourced (a day, a month or a year)
	Happened bool   `json:"happened"` // never in the future
	Step     int    `json:"step"`     // days to go from what was typed, 0 for none; from today where nothing was
}

// DateView is what a typed day or time means. One of Words and Fault is "".
type DateView struct {
	Text  string `json:"text"`  // as a form takes it: 2026-11-28 15:20; 长期
	Words string `json:"words"` // "昨天 11月28日 周六 15:20"
	Fault string `json:"fault"`
}

// MonthInput asks for a month to choose a day from, with a day in it pointed at.
type MonthInput struct {
	Day    string `json:"day"`    // 2026-11-29; "" is today
	Days   int    `json:"days"`   // to go from there
	Months int    `json:"months"` // to go from there
}

// MonthView is a small month: whole weeks from Monday to Sunday.
type MonthView struct {
	Title     string       `json:"title"` // 2026年11月
	Day       string       `json:"day"`   // that is pointed at: 2026-11-29
	Weeks     [][]MonthDay `json:"weeks"`
	Published bool         `json:"published"` // false: its days off may still change
}

// MonthDay is a day of a small month.
type MonthDay struct {
	Day     string `json:"day"`   // 2026-11-29
	Date    int    `json:"date"`  // 29
	Words   string `json:"words"` // "11月29日 周日，休息"
	Outside bool   `json:"outside"`
	Off     bool   `json:"off"`
	Shifted bool   `json:"shifted"` // a weekend day that is worked
	Name    string `json:"name"`    // 国庆节
	Today   bool   `json:"today"`
	Later   bool   `json:"later"` // than today
}

// NewMonthView lays out the month of a day.
func NewMonthView(c *cal.Calendar, of, today cal.Day) MonthView {
	m := c.Month(of)
	v := MonthView{Title: fmt.Sprintf("%d年%d月", m.Year, m.Month), Day: of.String(), Weeks: [][]MonthDay{}, Published: m.Published}
	for _, week := range m.Weeks {
		days := []MonthDay{}
		for _, cell := range week {
			days = append(days, monthDay(cell, today))
		}
		v.Weeks = append(v.Weeks, days)
	}
	return v
}

func monthDay(cell cal.MonthCell, today cal.Day) MonthDay {
	_, _, date := cell.Day.Parts()
	d := MonthDay{
		Day: cell.Day.String(), Date: date, Words: cal.FormatDay(cell.Day, today), Outside: cell.Outside, Off: cell.Off,
		Shifted: cell.Shifted, Name: cell.Name, Today: cell.Day == today, Later: cell.Day > today,
	}
	switch {
	case cell.Name != "":
		d.Words += "，" + cell.Name
	case cell.Off:
		d.Words += "，休息"
	case cell.Shifted:
		d.Words += "，调休上班"
	}
	return d
}

// OffersView are the days that are offered for a date to be agreed.
type OffersView struct {
	Offers []OfferView `json:"offers"`
}

// OfferView is one of them.
type OfferView struct {
	Label string `json:"label"` // 明天, 下周一, 三天后
	Day   string `json:"day"`   // 2026-11-30
	Words string `json:"words"` // "11月30日 周一"
	Off   string `json:"off"`   // why it is not worked, "" when it is
}

// NewOffersView lays out the days offered today.
func NewOffersView(c *cal.Calendar, today cal.Day) OffersView {
	v := OffersView{Offers: []OfferView{}}
	for _, o := range c.Offers(today) {
		v.Offers = append(v.Offers, OfferView{Label: o.Label, Day: present.Day(&o.Day), Words: cal.FormatDay(o.Day, today), Off: o.Off})
	}
	return v
}
