package workflow

import (
	"maps"
	"slices"

	"beiandesk/internal/cal"
)

// Closure is a time in which one office does not work beyond the public holidays, as
// bureaus do around the Spring Festival (handbook §1). It shifts expected dates only.
type Closure struct {
	Authority Party   // cloud, bureau or police
	Province  string  // two-digit division code of a bureau or of the police, "" all of them
	From, To  cal.Day // both included
	Name      string
}

type officeKey struct {
	party    Party
	province string
}

// WithClosures derives an engine that counts expected dates around the closures.
func (e *Engine) WithClosures(list []Closure) *Engine {
	derived := *e
	derived.offices = map[officeKey]*cal.Calendar{}
	for _, c := range list {
		derived.offices[officeKey{c.Authority, c.Province}] = e.cal
	}
	for _, key := range slices.Collect(maps.Keys(derived.offices)) {
		for _, c := range list {
			if c.Authority == key.party && (c.Province == "" || c.Province == key.province) {
				derived.offices[key] = derived.offices[key].Close(c.From, c.To, c.Name)
			}
		}
	}
	return &derived
}

// office is the calendar of the office that a clock waits for: its closures count for
// expected dates, never for a last day.
func (e *Engine) office(c *Clock, province string) *cal.Calendar {
	if len(e.offices) == 0 || c.Kind != Expected || len(c.Steps) == 0 {
		return e.cal
	}
	party := e.graph.stages[c.Stage].step(c.Steps[0]).Party
	for _, key := range []officeKey{{party, province}, {party, ""}} {
		if calendar, ok := e.offices[key]; ok {
			return calendar
		}
	}
	return e.cal
}

// calendar is the one a date was counted with.
func (e *Engine) calendar(d Deadline) *cal.Calendar {
	if d.office != nil {
		return d.office
	}
	return e.cal
}
