package host_test

import (
	"slices"
	"testing"
	"time"

	"beiandesk/app/host"
)

func TestAPageIsLoadedAnewThriceAMinute(t *testing.T) {
	start := time.Date(2026, 9, 18, 9, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		ended []time.Duration // since the start
		again []bool
	}{
		"now and then":                {[]time.Duration{0, time.Hour, 2 * time.Hour, 3 * time.Hour, 4 * time.Hour}, []bool{true, true, true, true, true}},
		"at once, again and again":    {[]time.Duration{0, 1, 2, 3, 4}, []bool{true, true, true, false, false}},
		"a minute after the first":    {[]time.Duration{0, time.Second, 2 * time.Second, time.Minute - 1, time.Minute}, []bool{true, true, true, false, true}},
		"what was refused counts not": {[]time.Duration{0, 1, 2, 30 * time.Second, time.Minute + 2}, []bool{true, true, true, false, true}},
	} {
		t.Run(name, func(t *testing.T) {
			var r host.Revivals
			got := []bool{}
			for _, at := range c.ended {
				got = append(got, r.Again(start.Add(at)))
			}
			if !slices.Equal(got, c.again) {
				t.Errorf("%v, want %v", got, c.again)
			}
		})
	}
}
