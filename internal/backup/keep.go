package backup

import (
	"fmt"
	"slices"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/retention"
)

// Keep says of how many days, weeks and months the newest backup stays. A day without a
// backup is not counted: who was on leave for a month keeps as many as before.
type Keep retention.Thin

// Kept is what every folder keeps. A purge reaches the last backup that holds what was
// purged after that many months.
var Kept = Keep(retention.Of("backups").Keep)

// Of tells which of some moments stay. Days and months are those of UTC+8, weeks begin on
// Monday.
func (k Keep) Of(moments []time.Time) []bool {
	order := make([]int, len(moments))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return moments[b].Compare(moments[a]) })
	stay := make([]bool, len(moments))
	for _, span := range []struct {
		most int
		name func(time.Time) string
	}{
		{k.Days, func(t time.Time) string { return t.Format("2006-01-02") }},
		{k.Weeks, func(t time.Time) string { year, week := t.ISOWeek(); return fmt.Sprint(year, "/", week) }},
		{k.Months, func(t time.Time) string { return t.Format("2006-01") }},
	} {
		seen := map[string]bool{}
		for _, i := range order {
			name := span.name(moments[i].In(cal.Zone))
			if seen[name] {
				continue
			}
			if len(seen) == span.most {
				break
			}
			seen[name], stay[i] = true, true
		}
	}
	return stay
}
