package store

import (
	"beiandesk/internal/cal"
	"beiandesk/internal/followups"
	"beiandesk/internal/ref"
)

// DateList lists dates of all cases.
type DateList interface {
	Expiring(today cal.Day, within int, limit int) ([]ExpiryRow, error)
	// Deadlines pages over those of open cases, and over what lies ahead of the clients of ended
	// ones or has no known day, in the order of due.
	Deadlines(today cal.Day, after string, limit int) ([]DeadlineRow, error)
	// Own pages over what clients must do themselves alone, as Deadlines does.
	Own(today cal.Day, after string, limit int) ([]DeadlineRow, error)
	// Followups are those of delivered cases that stand, the earliest first; nothing of a case of
	// whom somebody was erased, nor of a site that a newer case has taken over, nor what was decided.
	Followups(FollowupQuery) ([]FollowupRow, error)
}

// FollowupQuery asks for what is followed up: what falls due by today, or all of one case.
type FollowupQuery struct {
	Today  cal.Day
	Within int         // days ahead instead of each kind's own; 0 for those
	Case   ref.CaseID  // all that stands of it, however far its day is: of a yearly kind the hand-over is the day
	Owner  ref.StaffID // of his cases alone; "" for all
	Limit  int
}

// FollowupRow is something to follow up.
type FollowupRow struct {
	ID     ref.FollowupID // of one's own; "" else
	CaseID ref.CaseID
	Number string
	Client string
	Kind   string
	Site   ref.SiteID
	Person ref.PersonID
	Paper  ref.DocumentID
	Name   string // the site's domain (its name where it has none), the person's name, what one's own is called
	Day    cal.Day
	Yearly bool // one's own that comes again
}

// FollowupStore keeps what staff have decided of what is followed up, and what is their own.
type FollowupStore interface {
	Add(followups.Decision) error
	Get(ref.FollowupID) (followups.Decision, error)
	Of(ref.CaseID) ([]followups.Decision, error)    // the latest first
	LedTo(ref.CaseID) ([]followups.Decision, error) // those from which a case came
	Update(followups.Decision) error                // its day, its state, where it led and what is sealed
	Drop(ref.CaseID) error
}

// ExpiryRow is the last day of something that an open case needs, or of what the client must
// do himself.
type ExpiryRow struct {
	CaseID ref.CaseID
	Client string
	What   string // server, domain, proof, grant, id, police
	Name   string
	Day    cal.Day
	// Undated says that nobody knows the day: Day only gives it its place.
	Undated bool
}
