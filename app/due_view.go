package app

import (
	"time"

	"beiandesk/internal/office/views"
)

// dueView shows a date in the words that the office chose.
func dueView(d views.Due) Due {
	v := Due{Day: d.Day, Full: d.Full, Left: d.Left, Tone: d.Tone, Kind: string(d.Kind), Clock: d.Clock, Before: d.Before, Provisional: d.Provisional}
	if d.Clock {
		v.At, v.Start = d.At.Format(time.RFC3339), d.Start.Format(time.RFC3339)
	}
	return v
}
