// Package followups says what is followed up of a case that has been delivered: which kinds
// there are, as data with their sources, from which day each counts, and into which type of
// case it leads; and what staff have decided of one.
package followups

import (
	"slices"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/ref"
)

// Codes of kinds that something depends on.
const (
	Check   = "check"
	Licence = "licence"
	ID      = "id"
	Domain  = "domain"
	Server  = "server"
	Own     = "own"
)

// What a kind is a thing of.
const (
	OfCase   = "case"
	OfPaper  = "paper"
	OfPerson = "person"
	OfSite   = "site"
	OfOwn    = "own"
)

// Kind is a kind of follow-up.
type Kind struct {
	Code     string   `json:"code"`
	Label    string   `json:"label"`
	Of       string   `json:"of"`
	Material string   `json:"material"` // whose last day it is, of a paper
	Months   int      `json:"months"`   // after the hand-over, again and again; 0 for what has a day on record
	Ahead    int      `json:"ahead"`    // from how many days before its day it falls due
	Leads    []string `json:"leads"`    // codes of the case types that it may lead to
	From     string   `json:"from"`     // what its day is the day of, in words
	How      string   `json:"how"`      // what to do, in words
	Source   string   `json:"source"`
	Sourced  string   `json:"sourced"` // the day of the source
}

// LeadsTo says that a case of a type may come of it.
func (k Kind) LeadsTo(caseType string) bool { return slices.Contains(k.Leads, caseType) }

// Renewed says that it is done by the day until which it holds now.
func (k Kind) Renewed() bool { return k.Of == OfSite || k.Of == OfPerson || k.Of == OfPaper }

// Nth is the day on which a kind that comes again stands for the nth time after a hand-over.
func (k Kind) Nth(handed cal.Day, n int) cal.Day { return handed.AddMonths(k.Months * n) }

// What became of one.
const (
	Open    = "open" // one's own, not done yet
	Done    = "done"
	Dropped = "dropped"
	Led     = "led"    // to another case
	Undone  = "undone" // the decision was taken back
)

// Decision is what staff have decided of a follow-up up to a day, or one of their own.
type Decision struct {
	ID     ref.FollowupID
	Case   ref.CaseID
	Kind   string
	Site   ref.SiteID   // of a site's; "" else
	Person ref.PersonID // of a person's; "" else
	Day    cal.Day      // on which it stood; what stands later is another one
	Yearly bool         // one's own that comes again each year
	State  string
	Led    ref.CaseID // the case that it led to; "" else
	Label  string     // what one's own is called; sealed
	Words  string     // the note or the reason; sealed
	Was    *cal.Day   // what was on record before it was done by another day; sealed
	Now    *cal.Day   // and that day; sealed
	Staff  ref.StaffID
	At     time.Time
}
