package shapes

import "beiandesk/internal/office/calendar"

// Closure is a closure as scripts read it.
type Closure struct {
	ID          string `json:"id"`
	Office      string `json:"office"` // bureau, police, cloud, platform
	OfficeLabel string `json:"office_label"`
	Province    string `json:"province"` // division code, "" every province
	From        string `json:"from"`
	To          string `json:"to"`
	Name        string `json:"name"`
	Entered     string `json:"entered"`
}

// ClosureOf is a closure of the list.
func ClosureOf(c calendar.Closure) Closure {
	return Closure{
		ID: c.ID, Office: string(c.Authority), OfficeLabel: c.AuthorityLabel(), Province: c.Province,
		From: c.From.String(), To: c.To.String(), Name: c.Name, Entered: c.On.String(),
	}
}
