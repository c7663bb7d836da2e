// Package silence says by which steps a client who does not answer is reminded: the days of
// silence, what is said then, and when a letter suspends the case; and after how many days a case
// of which nothing at all was recorded is told of. It is data with its source.
package silence

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"sync"

	"beiandesk/internal/embedded"
)

// Reminder begins the title of the journal's line of a reminder: what we have sent is no answer.
const Reminder = "催办"

//go:embed data/ladder.json
var file []byte

type ladder struct {
	Source  string `json:"source"`
	Sourced string `json:"sourced"`
	Steps   []Step `json:"steps"`
}

// Step is a rung of the ladder.
type Step struct {
	Days    int    `json:"days"`    // of silence, calendar days, from which on it holds
	Label   string `json:"label"`   // 再次提醒
	Letter  bool   `json:"letter"`  // the case is suspended by a letter (中止函)
	Closing string `json:"closing"` // ends a message; {days} is how long the silence has lasted
	Short   string `json:"short"`   // ends an SMS, likewise
}

var data = sync.OnceValue(func() ladder { return embedded.JSON[ladder]("ladder.json", file) })

// At is the step that a silence of so many days has reached; false before the first.
func At(days int) (Step, bool) {
	for _, s := range slices.Backward(data().Steps) {
		if days >= s.Days {
			return s, true
		}
	}
	return Step{}, false
}

// Say is what ends a message after so many days; "" before the first step.
func Say(days int) string {
	s, _ := At(days)
	return fill(s.Closing, days)
}

// SayShort is Say for an SMS.
func SayShort(days int) string {
	s, _ := At(days)
	return fill(s.Short, days)
}

// words tell the ladder in one line.
func (l ladder) words() string {
	var steps []string
	for _, s := range l.Steps {
		steps = append(steps, strconv.Itoa(s.Days)+" 天"+s.Label)
	}
	return "没有回复满 " + strings.Join(steps, "、")
}

func (s State) words() string {
	return "案件" + s.Label + "，满 " + strconv.Itoa(s.Days) + " 天没有办理、备忘、往来、材料的记录，今日提示"
}

func fill(text string, days int) string {
	return strings.ReplaceAll(text, "{days}", strconv.Itoa(days))
}
