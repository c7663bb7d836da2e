package papers

import (
	_ "embed"
	"sync"

	"beiandesk/internal/embedded"
)

//go:embed data/progress.json
var textsFile []byte

// termSlot stands in a text for the term of its clock, as the edition of the case has it.
const termSlot = "{term}"

// texts are the words of the progress report, by stage and step.
type texts struct {
	Source     string               `json:"source"`
	Sourced    string               `json:"sourced"`
	Who        map[string]string    `json:"who"` // party → whom we wait for
	Stages     map[string]stageText `json:"stages"`
	Spans      map[string]stageText `json:"spans"` // clocks that belong to no run
	Steps      map[string]stepText  `json:"steps"` // "sms/verify"
	Later      []laterText          `json:"later"`
	NotOrdered notOrderedText       `json:"notOrdered"`
	Types      map[string]typeText  `json:"types"`    // by case type, where its words differ
	Subjects   map[string]besides   `json:"subjects"` // by kinds of subjects, what they read after the rest
	Missed     missedText           `json:"missed"`   // what became of a round that nobody verified
	Owed       stepText             `json:"owed"`
}

type stageText struct {
	Matter string `json:"matter"` // what its date is the date of
	Done   string `json:"done"`
}

type stepText struct {
	What  string `json:"what"`  // what is waited for
	Act   string `json:"act"`   // what the client must do; "" nothing
	By    string `json:"by"`    // by when, "" the step's date
	Clock string `json:"clock"` // whose term Act names; "" none

	Visits map[string]string `json:"visits"` // Act by the kind of the appointment that was made
}

// typeText are words of one case type; what one of its steps or stages leaves out is as in
// all others.
type typeText struct {
	Stages map[string]stageText `json:"stages"`
	Steps  map[string]stepText  `json:"steps"`
	Nodes  map[string][2]string `json:"nodes"` // stops of the stage line, two lines each
	Ready  string               `json:"ready"` // what comes before the police where nothing goes live: 准备
	Later  map[string]laterText `json:"later"` // by stage: matter and why

	NotOrdered notOrderedText `json:"notOrdered"` // why, act and intro
}

// besides are sentences that follow what a step says, and where they are written.
type besides struct {
	Source  string              `json:"source"`
	Sourced string              `json:"sourced"`
	Steps   map[string]stepText `json:"steps"`
}

type missedText struct {
	Done  string `json:"done"`
	Clock string `json:"clock"`
}

// laterText is a date to come that can't be counted yet.
type laterText struct {
	Stage  string `json:"stage"`
	Matter string `json:"matter"`
	Clock  string `json:"clock"` // whose term Latest and Why name
	Latest string `json:"latest"`
	Why    string `json:"why"`
}

// notOrderedText is what the client must do himself.
type notOrderedText struct {
	laterText
	Act      string `json:"act"`
	Intro    string `json:"intro"`    // of the statement: what was ordered and what was not
	Declared string `json:"declared"` // what the client signs
	Summary  string `json:"summary"`  // after the sentence that the case is over; {day} is the last day
}

var words = sync.OnceValue(func() texts { return embedded.JSON[texts]("progress.json", textsFile) })
