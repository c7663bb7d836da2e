package shapes

import (
	"beiandesk/internal/cases"
	"beiandesk/internal/office/views"
)

// Dropped is a site that left the order.
type Dropped struct {
	Ordinal int    `json:"ordinal"`
	Name    string `json:"name"`
	Domain  string `json:"domain"`
	At      string `json:"at"`
	Why     string `json:"why"`
}

func droppedOf(list []views.DroppedSite) []Dropped {
	out := []Dropped{}
	for _, s := range list {
		out = append(out, Dropped{Ordinal: s.Ordinal, Name: s.Name, Domain: s.Domain, At: s.At.String(), Why: s.Why})
	}
	return out
}

// called is what commands call a site by: its domain, else its name.
func called(s cases.Site) string {
	if s.Domain != "" {
		return s.Domain
	}
	return s.Name
}
