package filing

import (
	"maps"
	"slices"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/workflow"
)

// readTimes reads the typed days and moments of a move whose At is now: when it happened,
// and those of its values, which are put into the form in which they are stored. Errors:
// Invalid at "at" or at the value's key.
func readTimes(d *casefile.File, m *workflow.Move, at string) error {
	now := m.At
	if strings.TrimSpace(at) != "" {
		u, err := cal.Read(at, cal.Want{Now: now, Lean: cal.Happened, Clock: true})
		if err != nil {
			return errs.AtField("at", "%s", err.Error())
		}
		m.At = u.Moment
	}
	act, _ := d.Engine.Graph().Action(m.Action)
	for _, key := range slices.Sorted(maps.Keys(m.Values)) {
		text := m.Values[key]
		base, _, _ := strings.Cut(key, ":") // asked of each site
		want, ok := wantOf(act, base, now)
		if !ok || strings.TrimSpace(text) == "" {
			continue
		}
		u, err := cal.Read(text, want)
		if err != nil {
			return errs.AtField(key, "%s", err.Error())
		}
		m.Values[key] = u.Moment.String()
	}
	return nil
}

// wantOf tells how a value is read; false when it is no day or moment.
func wantOf(act workflow.ActionSpec, key string, now cal.Moment) (cal.Want, bool) {
	for i := range act.Values {
		v := &act.Values[i]
		if v.Key != key || v.Kind != "day" && v.Kind != "moment" {
			continue
		}
		want := cal.Want{Now: now, Lean: cal.Coming, Clock: v.Kind == "moment", Name: v.Label}
		if want.Clock {
			want.Name += "的时间"
		}
		if v.Happened {
			want.Lean = cal.Happened
		}
		return want, true
	}
	return cal.Want{}, false
}
