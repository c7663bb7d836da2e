package store

import (
	"time"

	"beiandesk/internal/ref"
)

// Entry is a line of the journal: timeline and audit in one chain. Payload is
// sealed and lies in a table of its own, so that it can be erased and the chain
// stays whole.
type Entry struct {
	Seq     int64
	At      time.Time // recorded
	Happen  string    // cal.Moment text of when it happened; "" = At
	StaffID ref.StaffID
	Via     string     // window, command
	Kind    string     // move, note, contact, material, money, reveal, edit, case
	CaseID  ref.CaseID // "" for the desk
	Subject string     // id of what it is about, "" otherwise
	Title   string     // clear text without personal data: 提交信息模板
	Payload string     // free text or JSON; sealed
}

// JournalStore appends to the hash chain and reads it.
type JournalStore interface {
	Append(Entry) (Entry, error)
	Of(caseID ref.CaseID, before int64, limit int) ([]Entry, error) // newest first
	LastContact(ids []ref.CaseID) (map[ref.CaseID]Entry, error)     // newest entry of kind contact of each case
	Verify() (int64, error)                                         // entries checked; errs.Internal names the broken one
}
