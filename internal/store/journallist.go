package store

import (
	"beiandesk/internal/cal"
	"beiandesk/internal/ref"
)

// JournalList looks through the whole journal.
type JournalList interface {
	Find(JournalQuery) ([]JournalRow, error) // the latest first
}

// JournalQuery chooses lines of the whole journal by when they were recorded.
type JournalQuery struct {
	From, To cal.Day     // at UTC+8, both included; 0 = no bound
	Staff    ref.StaffID // "" = anybody
	Kind     string      // "" = any
	Case     ref.CaseID  // "" = any, and the desk's own
	Text     string      // words of the title, each of which it has; payloads are sealed
	After    string      // keyset cursor: the last row's Cursor
	Limit    int
}

// JournalRow is a line with what names it.
type JournalRow struct {
	Entry
	Cursor string
	Staff  string // the name of who did it
	Number string // of the case, "" for the desk
}
