package store

import (
	"beiandesk/internal/cal"
	"beiandesk/internal/clients"
	"beiandesk/internal/handovers"
	"beiandesk/internal/ref"
)

// HandoverStore keeps the register of hand-overs. A purge of a case's scans leaves it alone.
type HandoverStore interface {
	Add(handovers.Handover) error
	Get(ref.HandoverID) (handovers.Handover, error)
	Of(ref.CaseID) ([]handovers.Handover, error) // the latest first, those that were taken back included
	Update(handovers.Handover) error             // its moment, and that it was taken back
	Over(latest cal.Day) (int, error)            // lines of ended cases that were handed over until that day
	Drop(latest cal.Day) (int, error)            // takes them out
}

// HandoverList pages through the register of the whole desk.
type HandoverList interface {
	Handovers(HandoverQuery) ([]HandoverRow, error) // the latest first
}

// HandoverQuery filters the register. A zero day is no bound.
type HandoverQuery struct {
	Case      ref.CaseID // "" for all
	Recipient string     // code, "" for all
	From, To  cal.Day
	Text      string // words of a case: number, domain, client
	After     string // cursor of the last row
	Limit     int
}

// HandoverRow is a line of the register with its case.
type HandoverRow struct {
	Cursor string
	handovers.Handover
	Number     string // of the case
	Client     string
	ClientKind clients.Kind
}
