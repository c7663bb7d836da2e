package cal_test

import (
	"testing"

	"beiandesk/internal/cal"
)

func TestTheFirstChangeIsWhereTwoCalendarsPart(t *testing.T) {
	year := func(text string) cal.Year {
		y, err := cal.ParseYear([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		return y
	}
	base := cal.Embedded()
	plain := year(`{"year":2027,"source":"x","off":[{"from":"2027-01-01","to":"2027-01-03","name":"元旦"},{"from":"2027-05-01","to":"2027-05-05","name":"劳动节"},{"from":"2027-10-01","to":"2027-10-07","name":"国庆节"}],"worked":[]}`)
	early := plain
	early.Off = append([]cal.Span{{From: cal.Date(2026, 12, 31), To: cal.Date(2026, 12, 31), Name: "元旦"}}, plain.Off...)
	last := plain
	last.Off = append(append([]cal.Span{}, plain.Off...), cal.Span{From: cal.Date(2028, 1, 31), To: cal.Date(2028, 1, 31), Name: "春节"})
	later := plain
	later.Worked = []cal.Span{{From: cal.Date(2027, 10, 9), To: cal.Date(2027, 10, 9), Name: "国庆节"}}
	for _, c := range []struct {
		name string
		a, b *cal.Calendar
		want string
	}{
		{"the same calendar", base, base, ""},
		{"the same year again", base.With(plain), base.With(plain), ""},
		{"a year that is published", base, base.With(plain), "2027-01-01"},
		{"one whose holiday begins in December", base, base.With(early), "2026-12-31"},
		{"the last day that a notice may name", base.With(plain), base.With(last), "2028-01-31"},
		{"a corrected year", base.With(plain), base.With(later), "2027-10-09"},
		{"a closure, which is no public day", base, base.Close(cal.Date(2026, 3, 3), cal.Date(2026, 3, 4), "停机"), ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, pair := range [][2]*cal.Calendar{{c.a, c.b}, {c.b, c.a}} {
				got, differs := pair[0].FirstChange(pair[1])
				if differs != (c.want != "") || (differs && got.String() != c.want) {
					t.Errorf("%s, %v, want %q", got, differs, c.want)
				}
			}
		})
	}
}
