package views

import (
	"fmt"

	"beiandesk/internal/cal"
	"beiandesk/internal/ref"
	"beiandesk/internal/silence"
)

// Silence tells how long a client has not answered what a run asks of it.
type Silence struct {
	Days   int    // 0 before the first step of the ladder
	Words  string // 静默 8 天，该再次提醒; 静默 8 天 once he was reminded by that step; "" before the first
	Letter bool   // the letter that suspends the case is due
}

// silent tells it of a run that waits for the client since entered. heard is when something
// last came from him in the case, chased when he was last reminded; 0 for never.
func silent(entered string, heard, chased, today cal.Day) Silence {
	since, err := cal.ParseMoment(entered)
	if err != nil || !since.Dated() {
		return Silence{}
	}
	began := max(since.Day, heard)
	days := int(today - began)
	step, ok := silence.At(days)
	if !ok {
		return Silence{}
	}
	s := Silence{Days: days, Letter: step.Letter, Words: fmt.Sprintf("静默 %d 天", days)}
	if step.Letter || chased < began+cal.Day(step.Days) {
		s.Words += "，该" + step.Label
	}
	return s
}

// lastChased are the days on which runs were last chased for what they ask now.
type lastChased map[ref.RunID]cal.Day
