package store

import (
	"fmt"
	"strings"
	"time"

	"beiandesk/internal/cal"
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
	Kind    string     // move, note, contact, material, money, reveal, edit, case, backup, open, paper, export, erase
	CaseID  ref.CaseID // "" for the desk
	Subject string     // id of what it is about, "" otherwise
	Title   string     // clear text without personal data: 提交信息模板
	Payload string     // free text or JSON; sealed
}

// KindErase is the kind of the entries that tell of erased payloads: their own payload lists
// the entries, and is never erased.
const KindErase = "erase"

// Day is when it happened, or was recorded where nobody knows; 0 for the zero Entry.
func (e Entry) Day() cal.Day {
	if happened, err := cal.ParseMoment(e.Happen); err == nil && happened.Dated() {
		return happened.Day
	}
	if e.At.IsZero() {
		return 0
	}
	return cal.DayOf(e.At)
}

// Words are what staff read of the payload: that of KindErase names entries by their numbers.
func (e Entry) Words() string {
	if e.Kind != KindErase {
		return e.Payload
	}
	return "日志第 " + strings.NewReplacer("[", "", "]", "", ",", "、").Replace(e.Payload) + " 条"
}

// Chain is what a walk along the journal has found.
type Chain struct {
	Whole int64 // entries that are as they were written
	Back  int64 // the first one that was recorded before the one before it; 0 for none
}

// Link is an entry's place in the chain.
type Link struct {
	Seq  int64
	At   time.Time
	Hash string
}

// codeSize is how many digits of a link a code has: enough that nobody meets them by chance.
const codeSize = 8

// Code spells a link for paper: 412-3f9ac210; "" for the zero Link.
func (l Link) Code() string {
	if l.Seq == 0 {
		return ""
	}
	return fmt.Sprintf("%d-%s", l.Seq, l.Hash[:min(codeSize, len(l.Hash))])
}

// JournalStore appends to a chain of keyed hashes, whose newest entry is anchored, and reads
// it.
type JournalStore interface {
	Append(Entry) (Entry, error)
	// Erase takes the payloads of entries away and appends the entry that tells of it, whose
	// kind and payload it sets.
	Erase(e Entry, seqs []int64) (Entry, error)
	Of(caseID ref.CaseID, before int64, limit int) ([]Entry, error) // newest first
	LastContact(ids []ref.CaseID) (map[ref.CaseID]Entry, error)     // newest entry of kind contact of each case
	// LastHeard gives of each case the newest entry by which something came from its client: a
	// contact whose title does not begin with but, or a material.
	LastHeard(ids []ref.CaseID, but string) (map[ref.CaseID]Entry, error)
	Contacts(ids []ref.CaseID, limit int) ([]Entry, error) // entries of kind contact of the cases, newest first
	// Link gives the link of an entry, of the newest one for 0; the zero Link when there is none.
	Link(seq int64) (Link, error)
	// Verify walks the whole chain. Internal names those that are
	// not, those that are missing, also at the end, and payloads that are gone and that no
	// entry says to be erased.
	Verify() (Chain, error)
	// Bind keys what comes after a place of a chain of an earlier release, and gives the last
	// place; "" when none is left. What was broken stays so.
	Bind(after string, limit int) (string, error)
	// Rekey keys some of the chain anew while a folder is rekeyed, and says whether more is left.
	// What was broken stays so.
	Rekey(limit int) (more bool, err error)
}
