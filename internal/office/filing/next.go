package filing

import (
	"fmt"
	"slices"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/office"
	"beiandesk/internal/ref"
	"beiandesk/internal/workflow"
)

// Next is 下一步 of one open run.
type Next struct {
	ID         ref.RunID
	Run        workflow.Run
	StageLabel string
	SiteLabel  string // "" where the case has one site
	Party      workflow.Party
	PartyLabel string
	Todo       string
	Detail     string // the consequence
	Message    string // ready to send to the client; "" when there is none
	Due        Due
	Actions    []workflow.Action
	Rounds     []workflow.Round // of the SMS stage
}

// Clock is a date of the case with its reasons.
type Clock struct {
	workflow.Deadline
	ID        ref.DeadlineID
	Due       Due
	Sentences []string
}
