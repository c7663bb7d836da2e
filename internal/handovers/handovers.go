// Package handovers is the register of hand-overs of personal data (移交登记): what kinds of
// it went to whom, when, for what and on what ground. It names kinds, never values, so that
// it may outlive the data by the years that the law asks for. Who may receive, on what
// ground, and which actions of a case hand over by themselves is data.
package handovers

import (
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/ref"
	"beiandesk/internal/retention"
)

// ByAgency is the code of the agency as the one who handed over.
const ByAgency = "agency"

// Handover is one line of the register.
type Handover struct {
	ID        ref.HandoverID
	CaseID    ref.CaseID
	At        cal.Moment // when it was handed over
	Recipient string     // code of a Recipient
	Name      string     // of the recipient; sealed
	Actor     string     // code of who handed over: agency, client, cloud, platform
	Kinds     []string   // names of materials and of fields, never what stands in them
	Purpose   string     // sealed
	Basis     string     // code of a Basis
	Note      string     // sealed
	Move      ref.MoveID // the action that handed over; "" of what was registered by hand
	Staff     ref.StaffID
	Recorded  time.Time
	Undone    *Undone // it did not happen: the line stays, struck out
}

// Undone says who took a line back, and why.
type Undone struct {
	At    time.Time
	Staff ref.StaffID
	Why   string // sealed
}

// KeptUntil is the last day on which a line must be kept.
func (h Handover) KeptUntil() cal.Day { return retention.Of(retention.Handovers).Until(h.At.Day) }

// LastFree is the latest day of a hand-over of which no line must be kept any more on a day.
func LastFree(today cal.Day) cal.Day { return retention.Of(retention.Handovers).LastDue(today) }
