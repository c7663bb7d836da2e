package store

import (
	"cmp"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/ref"
	"beiandesk/internal/workflow"
)

// TaskList answers Today in one statement a question, with keyset paging.
type TaskList interface {
	Tasks(TaskQuery) ([]TaskRow, error)
	Waits(TaskQuery) ([]WaitRow, error)             // what Acting and Near leave out, one row a group, party and stage; Limit and After ignored
	CountByParty(TaskQuery) (map[string]int, error) // the query's party ignored
	CountByGroup(TaskQuery) (map[string]int, error) // overdue, today, week, later
}

// TaskQuery chooses open runs of cases that are open or on hold, in the order of their
// dates.
type TaskQuery struct {
	Now   time.Time
	Owner ref.StaffID // "" = everybody's
	Party string      // whom they wait for at Now; "" = any
	Group string      // "" = any; overdue, today, week, later
	Stage string      // "" = any
	Types []string    // of the cases; none = any
	// Acting leaves out what only waits on others and needs nothing from us: parties
	// cloud, bureau, police and platform in the groups week and later.
	Acting bool
	// Near leaves out all of week and later, whoever it waits for: a full day's list.
	Near bool
	// Rested puts what the client was chased for on Now's day after all else of the query,
	// unless it has come to wait for somebody else since.
	Rested bool
	After  string // keyset cursor: the last row's Cursor
	Limit  int
}

// Folds says that a query leaves out what waits for a party in the groups week and later.
func (q TaskQuery) Folds(p workflow.Party) bool { return q.Near || q.Acting && p.Office() }

// TaskRow is a run with what its line shows.
type TaskRow struct {
	RunRow
	Cursor     string
	Group      string
	CaseNumber string
	CaseType   string
	Province   string
	ClientID   ref.ClientID
	Client     string
	Domain     string // of the run's site, or of the first one of the order
	SiteName   string
	Lead       string
	OwnerID    ref.StaffID
	Owner      string
	Status     string
	Edition    int // what the case goes by
}

// SiteWord is what the line's site is called: its domain, or its name where it has none.
func (r TaskRow) SiteWord() string { return cmp.Or(r.Domain, r.SiteName) }

// WaitRow stands for the tasks that fold up into one line.
type WaitRow struct {
	Group    string
	Party    string
	Stage    string
	Count    int
	Earliest cal.Day
}
