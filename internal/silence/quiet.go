package silence

import (
	_ "embed"
	"slices"
	"sync"

	"beiandesk/internal/embedded"
)

//go:embed data/quiet.json
var quietFile []byte

type quiet struct {
	Source  string  `json:"source"`
	Sourced string  `json:"sourced"`
	States  []State `json:"states"`
}

// State is after how many days a case in it is told of that nothing was recorded of: no move,
// no note, no word with anybody, no material.
type State struct {
	State string `json:"state"` // of the case: open, hold, leaving
	Days  int    `json:"days"`  // calendar days
	Label string `json:"label"` // 办理中
}

var quietData = sync.OnceValue(func() quiet { return embedded.JSON[quiet]("quiet.json", quietFile) })

// States are the states in which a case can lie without anything happening, with their days.
func States() []State { return slices.Clone(quietData().States) }

// Ruling is what the desk goes by here, in words, with its source.
type Ruling struct {
	Code, Where, What string
	Source, Sourced   string
}

// Rulings are the ladder of reminders and the days of each state.
func Rulings() []Ruling {
	l, q := data(), quietData()
	list := []Ruling{{Code: "ladder", Where: "客户久不回复", What: l.words(), Source: l.Source, Sourced: l.Sourced}}
	for _, s := range q.States {
		list = append(list, Ruling{Code: "quiet." + s.State, Where: "久无动静", What: s.words(), Source: q.Source, Sourced: q.Sourced})
	}
	return list
}
