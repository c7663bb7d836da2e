package store

import (
	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/ref"
	"beiandesk/internal/workflow"
)

// ProjectionStore keeps what is computed from moves. Only casefile and the recount of
// the calendar, both of the office, write here.
type ProjectionStore interface {
	Replace(ref.CaseID, []RunRow, []DeadlineRow) error
	Runs(ref.CaseID) ([]RunRow, error)
	Deadlines(ref.CaseID) ([]DeadlineRow, error)
	CountFrom(cal.Day) (int, error)                                                // open cases with a date on that day or later
	CasesDatedFrom(from cal.Day, after ref.CaseID, limit int) ([]CaseDates, error) // those cases, in the order of ids
	Delivered(typ, province string, limit int) ([]CaseDates, error)                // the latest delivered cases, without runs and dates
	Miscounted() (counts, copied []string, err error)                              // tables of tallies, and of copies, that differ from what counting says
	Recount() error                                                                // the tallies anew from what they count
	UpdateDates([]DateUpdate) error                                                // a case that has another version by now is left as it is
}

// CaseDates is what the dates of a case are computed from, and what is kept of them.
// Of the case and its sites it holds only what a plan needs, and nothing sealed; of a move not
// who recorded it and when; of runs their lines and who is the headline, of dates, in
// the order of their keys, only what the calendar can change.
type CaseDates struct {
	Case      cases.Case
	Sites     []cases.Site
	Moves     []workflow.Move
	Runs      []RunRow
	Deadlines []DeadlineRow
}

// DateUpdate is what another calendar changes in a case of that version: the dates of
// rows that are there.
type DateUpdate struct {
	Case      ref.CaseID
	Version   int
	Runs      []RunRow
	Deadlines []DeadlineRow
}

// RunRow is an open run as lists need it: one row a task. Its line says whom it waits for,
// by when, and what its words are made of.
type RunRow struct {
	ID       ref.RunID // derived from case and run key, so a rebuild keeps it
	CaseID   ref.CaseID
	StageNo  int
	Attempt  int
	Entered  string // cal.Moment text
	Headline bool   // the case's headline run
	workflow.RunLine
}

// DeadlineRow is a live deadline of an open case.
type DeadlineRow struct {
	ID          ref.DeadlineID
	CaseID      ref.CaseID
	Key         string
	Stage       string
	SiteID      ref.SiteID
	CaseNumber  string // filled by DateList alone
	CaseType    string // likewise, and so on to the site
	Client      string
	OwnerID     ref.StaffID
	Owner       string
	SiteName    string // its domain where it has no name, "" for the order
	Clock       string
	Label       string
	Kind        string
	From        string // cal.Moment text, "" unless expected
	DueDay      cal.Day
	DueMin      int // -1 for a whole day
	Governs     bool
	Provisional bool
	Told        bool     // of what the client must do himself: he was told
	Reasons     []string // names of rules and dates, nothing that is sealed elsewhere
}

// Due is when it falls due.
func (d DeadlineRow) Due() cal.Moment { return cal.Moment{Day: d.DueDay, Minute: d.DueMin} }
