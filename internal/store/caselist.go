package store

import (
	"cmp"
	"strconv"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/money"
	"beiandesk/internal/ref"
)

// CaseList answers the cases table in one statement a question, with keyset paging.
type CaseList interface {
	Cases(CaseQuery) ([]CaseRow, error)
	Totals(CaseQuery) (CaseTotals, error)
	// Quiet lists the cases of which nothing was recorded for long, the longest first. Looks at
	// what is covered, papers and exports are nothing that happened in a case.
	Quiet(QuietQuery) ([]QuietRow, error)
	// Laid lays the open cases that a query keeps out in groups, in one statement: each group's
	// first ones by date, and how many it holds.
	Laid(LaidQuery) ([]LaidRow, error)
}

// QuietQuery asks which cases nobody has recorded anything of since.
type QuietQuery struct {
	Since map[string]time.Time // by status, of cases that have not ended; others are not looked at
	Owner ref.StaffID          // "" for everybody's
	Limit int
}

// QuietRow is a case of which nothing was recorded for long.
type QuietRow struct {
	CaseID ref.CaseID
	Number string
	Status string
	Client string
	Last   time.Time // when something was recorded last
}

// LaidQuery says by what cases are laid out. Of the query its order and page do not count, and
// of what it keeps the open cases alone.
type LaidQuery struct {
	CaseQuery
	Stages   []StageGroup // the groups; without any they are days
	From, To cal.Day      // the first and the last of the days
	Each     int          // how many of a group are read
	Most     int          // how many cases are looked at, those that are due first
}

// StageGroup is a group of stages.
type StageGroup struct {
	Code   string
	Stages []string
}

// LaidRow is one of the first cases of a group; the rows come by groups, then by date. Its cursor
// is the one of a page by date.
type LaidRow struct {
	CaseRow
	Group   string // the code of its stages, or the day of its date: 2026-11-23
	InGroup int    // how many the group holds of those looked at: all of them together are one more than Most where more are kept
}

// CaseQuery filters the cases table; empty fields mean any.
type CaseQuery struct {
	Now     time.Time
	View    string // open, mine, closed, all
	Mine    ref.StaffID
	Provs   []string
	Stages  []string
	Parties []string // whom the headline waits for at Now
	Owners  []ref.StaffID
	Due     string // overdue, today, week: by then; 2026-11-23: on that day
	Unpaid  bool
	Text    string
	Client  ref.ClientID
	Tags    []string            // one of these, of the case or of its client
	Values  map[string][]string // by own field: one of these, of the case or of its client
	IDs     []ref.CaseID        // no others than these
	Sort    string              // due (ended cases by their end, behind all others), number, client
	Desc    bool
	After   string
	Limit   int
}

type CaseRow struct {
	Cursor   string
	ID       ref.CaseID
	Number   string
	Type     string
	Province string
	Status   string
	ClientID ref.ClientID
	Client   string
	Lead     string
	Domain   string // of its first site
	SiteName string
	OwnerID  ref.StaffID
	Owner    string
	Unpaid   money.Fen
	Edition  int        // what the case goes by
	Run      *RunRow    // the headline run; nil when the case has ended
	Ended    *time.Time // nil while it is open
	// UndatedEnd says that nobody knows the day of Ended.
	UndatedEnd bool
}

// EndedOn is the day on which it has ended, nil while it is open.
func (r CaseRow) EndedOn() *cal.Moment {
	if r.Ended == nil {
		return nil
	}
	at := cal.Whole(cal.DayOf(*r.Ended))
	if r.UndatedEnd {
		at = cal.Undated(at.Day)
	}
	return &at
}

// SiteWord is what the case's first site is called: its domain, or its name where it has none.
func (r CaseRow) SiteWord() string { return cmp.Or(r.Domain, r.SiteName) }

// CaseTotals say nothing of what is unpaid where more is kept than was counted.
type CaseTotals struct {
	Count  Count
	Unpaid money.Fen
	Views  map[string]int // open, mine, closed, all
}

// MostCounted is how many rows a text filter counts: who meets thousands narrows the words
// rather than reads on.
const MostCounted = 2000

// Count is how many rows a list keeps.
type Count struct {
	N    int
	More bool // at least: counting has stopped there
}

// String writes it: 12, or 2000+.
func (c Count) String() string {
	if c.More {
		return strconv.Itoa(c.N) + "+"
	}
	return strconv.Itoa(c.N)
}
