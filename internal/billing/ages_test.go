package billing_test

import (
	"fmt"
	"slices"
	"testing"

	"beiandesk/internal/billing"
	"beiandesk/internal/cal"
)

func TestEveryDayLiesInOneAge(t *testing.T) {
	today := cal.Date(2026, 11, 23)
	for _, c := range []struct {
		late int
		want string
	}{
		{-1, billing.AgeCurrent}, {0, billing.AgeCurrent}, {1, billing.Age30}, {30, billing.Age30},
		{31, billing.Age60}, {60, billing.Age60}, {61, billing.AgeOlder}, {900, billing.AgeOlder},
	} {
		t.Run(fmt.Sprint(c.late, " days late"), func(t *testing.T) {
			due := today.Add(-c.late)
			var in []string
			for _, a := range billing.Ages(today) {
				if (a.Due.From == nil || due >= *a.Due.From) && (a.Due.To == nil || due <= *a.Due.To) {
					in = append(in, a.Code)
				}
			}
			if !slices.Equal(in, []string{c.want}) {
				t.Errorf("it lies in %v, want %s", in, c.want)
			}
		})
	}
}
