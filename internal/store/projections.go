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
	CountFrom(cal.Day) (int, error)                                              // open cases with a date on that day or later
	FoldersFrom(from cal.Day, after ref.CaseID, limit int) ([]DateFolder, error) // those cases, in the order of ids
	Delivered(typ, province string, limit int) ([]DateFolder, error)             // the latest delivered cases, without runs and dates
	Redate([]Redating) error                                                     // a case that has another version by now is left as it is
}

// DateFolder is what the dates of a case are computed from, and what is kept of them.
// Of the case and its sites it holds only what a plan needs, and nothing sealed; of a move not
// who recorded it and when; of runs and dates, in the order of their keys, only what the
// calendar can change.
type DateFolder struct {
	Case      cases.Case
	Sites     []cases.Site
	Moves     []workflow.Move
	Runs      []RunRow
	Deadlines []DeadlineRow
}

// Redating is what another calendar changes in a case of that version: the dates of
// rows that are there.
type Redating struct {
	Case      ref.CaseID
	Version   int
	Runs      []RunRow
	Deadlines []DeadlineRow
}

// RunRow is an open run as lists need it: one row a task.
type RunRow struct {
	ID        ref.RunID // derived from case and run key, so a rebuild keeps it
	CaseID    ref.CaseID
	Key       string
	Stage     string
	StageNo   int
	SiteID    ref.SiteID
	Attempt   int
	Step      string
	Party     string
	LateParty string   // whom it waits for once its date has passed or Lost, "" = the same
	Entered   string   // cal.Moment text
	DueDay    *cal.Day // of the governing deadline
	DueMin    int      // minute of the day, -1 for a whole day
	DueKind   string   // workflow.Kind or ""
	DueKey    string   // key of the governing deadline, "" without one
	Started   string   // RFC 3339 UTC moment at which a minute clock began, "" otherwise
	Headline  bool     // the case's headline run
	Round     int      // SMS round, 0 otherwise
	Who       string   // names of those who must still verify in that round
	Lost      bool     // that round is used up by wrong entries
	Visit     string   // kind of the appointment with the police, "" without one
}

// DeadlineRow is a live deadline of an open case.
type DeadlineRow struct {
	ID          ref.DeadlineID
	CaseID      ref.CaseID
	Key         string
	Stage       string
	SiteID      ref.SiteID
	CaseNumber  string // filled by DateList alone
	Clock       string
	Label       string
	Kind        string
	From        string // cal.Moment text, "" unless expected
	DueDay      cal.Day
	DueMin      int // -1 for a whole day
	Governs     bool
	Provisional bool
	Reasons     []string // sealed? no: dates and rule names only
}
