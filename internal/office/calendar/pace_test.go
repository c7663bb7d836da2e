package calendar_test

import (
	"testing"
	"time"

	"beiandesk/internal/office/calendar"
)

func TestBatchesFollowTheTimeOfTheOnesBefore(t *testing.T) {
	for name, c := range map[string]struct {
		size int
		took time.Duration
		want int
	}{
		"a quick one lets the next grow, to twice at most": {100, time.Millisecond, 200},
		"one without anything to write":                    {100, 0, 200},
		"one that took long":                               {300, 600 * time.Millisecond, 75},
		"one that took for ever":                           {100, time.Hour, 20},
		"one that was as long as it should be":             {400, 150 * time.Millisecond, 400},
		"the biggest":                                      {900, time.Millisecond, 1000},
	} {
		t.Run(name, func(t *testing.T) {
			if got := calendar.SizeAfter(c.size, c.took); got != c.want {
				t.Errorf("%d cases after %d in %s, want %d", got, c.size, c.took, c.want)
			}
		})
	}
}
