package demo

import (
	"math/rand/v2"
	"time"

	"beiandesk/internal/cal"
)

// gap is the time between a step and the one before it: working days, or minutes.
type gap struct{ days, moreDays, minutes, moreMinutes int }

func workdays(from, to int) gap { return gap{days: from, moreDays: to - from} }
func inMinutes(from, to int) gap {
	return gap{minutes: from, moreMinutes: to - from}
}

// gaps are how long the parties take. Those of the SMS keep inside its 24 hours, and a
// miss is confirmed after them.
var gaps = map[string]gap{
	"account.done": workdays(1, 3), "materials.done": workdays(0, 1), "template.submit": workdays(0, 1), "template.approve": workdays(1, 1),
	"template.reject": workdays(1, 1), "domain.bought": workdays(1, 3), "domain.verified": workdays(0, 1), "domain.fail": workdays(0, 1),
	"reporting.done": workdays(3, 4), "forms.filled": workdays(0, 2), "forms.face": workdays(0, 1), "prereview.submit": inMinutes(15, 90),
	"prereview.missed-call": workdays(1, 1), "prereview.reject": inMinutes(62, 75), "prereview.pull-back": inMinutes(20, 90), "prereview.pass": workdays(1, 1),
	"bureau-submit.sms": workdays(1, 2), "bureau-submit.again": inMinutes(1150, 1400), "bureau-submit.accept": workdays(1, 2),
	"sms.wrong": inMinutes(20, 160), "sms.verified": inMinutes(10, 400), "sms.missed": inMinutes(1445, 1700),
	"bureau-review.approve": workdays(8, 14), "bureau-review.reject": workdays(4, 9), "number.record": workdays(0, 1),
	"revoke.ask": inMinutes(10, 60), "online.live": workdays(1, 3), "revoke.confirm": workdays(0, 2), "police-account.done": workdays(1, 3),
	"police-account.skip": workdays(0, 1), "police-subject.submit": workdays(0, 2), "police-subject.approve": workdays(2, 3),
	"police-site.submit": workdays(0, 2), "police-site.approve": workdays(3, 5), "police-site.reject": workdays(3, 4),
	"police-site.appointment": workdays(1, 2), "police-number.shown": workdays(1, 4), "police-change.submit": workdays(0, 2), "police-change.approve": workdays(2, 5),
	"police-cancel.submit": workdays(0, 2), "police-cancel.approve": workdays(2, 5), "handover.done": workdays(0, 2),
}

// before tells the moment one gap earlier than t, inside working hours where the gap
// is counted in days.
func (g gap) before(t time.Time, r *rand.Rand, c *cal.Calendar) time.Time {
	if g.minutes > 0 {
		return t.Add(-time.Duration(g.minutes+r.IntN(g.moreMinutes+1)) * time.Minute)
	}
	n := g.days + r.IntN(g.moreDays+1)
	earlier := t.Add(-time.Duration(5+r.IntN(50)) * time.Minute)
	if n == 0 && earlier.In(cal.Zone).Hour() >= 8 {
		return earlier
	}
	day := c.AddWorkdays(cal.DayOf(t), -max(n, 1)).End
	return atWork(day, r)
}

// atWork is some minute of a day's working hours.
func atWork(day cal.Day, r *rand.Rand) time.Time {
	return day.Start().Add(time.Duration(9*60+r.IntN(8*60+30)) * time.Minute)
}
