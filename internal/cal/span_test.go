package cal_test

import (
	"testing"

	"beiandesk/internal/cal"
)

func TestARunOfDaysLeavesOutWhatItsEndRepeats(t *testing.T) {
	for want, span := range map[string][2]cal.Day{
		"2月3日":                  {cal.Date(2026, 2, 3), cal.Date(2026, 2, 3)},
		"2025年12月1日":            {cal.Date(2025, 12, 1), cal.Date(2025, 12, 1)},
		"10月1日–7日":              {cal.Date(2026, 10, 1), cal.Date(2026, 10, 7)},
		"1月31日–2月3日":            {cal.Date(2026, 1, 31), cal.Date(2026, 2, 3)},
		"2027年1月1日–3日":          {cal.Date(2027, 1, 1), cal.Date(2027, 1, 3)},
		"12月30日–2027年1月2日":      {cal.Date(2026, 12, 30), cal.Date(2027, 1, 2)},
		"2025年12月30日–2026年1月2日": {cal.Date(2025, 12, 30), cal.Date(2026, 1, 2)},
	} {
		t.Run(want, func(t *testing.T) {
			if got := cal.SpanIn(span[0], span[1], 2026); got != want {
				t.Errorf("got %s", got)
			}
		})
	}
}
