package store

import (
	"cmp"
	"slices"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/ref"
	"beiandesk/internal/workflow"
)

// TaskList answers Today in one statement a question, with keyset paging.
type TaskList interface {
	Tasks(TaskQuery) ([]TaskRow, error)
	Counts(TaskQuery) (TaskCounts, error) // by owner and stage; what else a query asks is told by what TaskCounts gives
}

// TaskQuery chooses open runs of cases that are open or on hold, in the order of their
// dates.
type TaskQuery struct {
	Now     time.Time
	Owner   ref.StaffID // "" = everybody's
	Party   string      // whom they wait for at Now; "" = any
	Group   string      // "" = any; overdue, today, week, later
	Stage   string      // "" = any
	Types   []string    // of the cases; none = any
	Clocked bool        // only what is due at a minute
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

// TaskCounts are the open runs of a query's owner and stage, by whom they wait for at its moment
// and where they stand.
type TaskCounts []TaskCell

// TaskCell counts those of a party and a stage.
type TaskCell struct {
	Party                       workflow.Party
	Stage                       string
	Overdue, Today, Week, Later int
	Undated                     int     // of Later
	FirstOfWeek, FirstLater     cal.Day // the earliest of Week, and of what is dated of Later; 0 for none
}

// At is the cell of a party and a stage, which it makes; it holds until the next one is made.
func (c *TaskCounts) At(p workflow.Party, stage string) *TaskCell {
	i := slices.IndexFunc(*c, func(v TaskCell) bool { return v.Party == p && v.Stage == stage })
	if i < 0 {
		i = len(*c)
		*c = append(*c, TaskCell{Party: p, Stage: stage})
	}
	return &(*c)[i]
}

// in is how many of a group a query keeps of the cell.
func (v TaskCell) in(q TaskQuery, group string) int {
	if q.Group != "" && q.Group != group {
		return 0
	}
	switch group {
	case workflow.GroupOverdue:
		return v.Overdue
	case workflow.GroupToday:
		return v.Today
	case workflow.GroupWeek:
		if q.Folds(v.Party) {
			return 0
		}
		return v.Week
	default:
		if q.Folds(v.Party) {
			return v.Undated
		}
		return v.Later
	}
}

// ByParty counts what a query keeps by party, the query's own ignored; each of the six has its
// figure.
func (c TaskCounts) ByParty(q TaskQuery) map[string]int {
	counts := map[string]int{}
	for _, p := range workflow.Parties {
		counts[string(p)] = 0
	}
	for _, v := range c {
		for _, group := range workflow.Groups {
			counts[string(v.Party)] += v.in(q, group)
		}
	}
	return counts
}

// ByGroup counts what a query keeps by group, the query's own ignored; each of the four has its
// figure.
func (c TaskCounts) ByGroup(q TaskQuery) map[string]int {
	q.Group = ""
	counts := map[string]int{}
	for _, group := range workflow.Groups {
		counts[group] = 0
		for _, v := range c {
			if q.Party == "" || q.Party == string(v.Party) {
				counts[group] += v.in(q, group)
			}
		}
	}
	return counts
}

// Waits folds up what a query's Acting and Near leave out, one row a group, party and stage, the
// earliest first.
func (c TaskCounts) Waits(q TaskQuery) []WaitRow {
	var all []WaitRow
	for _, v := range c {
		if !q.Folds(v.Party) || q.Party != "" && q.Party != string(v.Party) {
			continue
		}
		for _, r := range []WaitRow{
			{Group: workflow.GroupWeek, Count: v.Week, Earliest: v.FirstOfWeek},
			{Group: workflow.GroupLater, Count: v.Later - v.Undated, Earliest: v.FirstLater},
		} {
			if r.Party, r.Stage = string(v.Party), v.Stage; r.Count > 0 && (q.Group == "" || q.Group == r.Group) {
				all = append(all, r)
			}
		}
	}
	place := func(party string) int { return slices.Index(workflow.Parties, workflow.Party(party)) }
	slices.SortStableFunc(all, func(a, b WaitRow) int {
		return cmp.Or(cmp.Compare(a.Earliest, b.Earliest), cmp.Compare(place(a.Party), place(b.Party)), cmp.Compare(a.Stage, b.Stage))
	})
	return all
}
