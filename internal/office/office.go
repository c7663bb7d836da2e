// Package office is the unit of work: a transaction, who acts, when, and the
// journal. What is done lies in the rooms below it, a file a verb; each verb takes an
// *Office and opens at most one transaction. casefile is a case as it is loaded; preflight
// judges it, filing writes it and views shows it; calendar and rulebook keep what it is
// counted and judged by; people, intake, invoicing, papers and setup keep the rest.
package office

import (
	"context"
	"fmt"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// Files keeps sealed files under a keyed hash of their content.
type Files interface {
	NameOf(content []byte) (blob string, err error) // the blob under which Put keeps it; nothing is written
	Put(content []byte) (blob string, err error)    // fsynced and renamed before it returns
	Get(blob string) ([]byte, error)
	Remove(blob string) error
}

// Hasher makes keyed hashes of what is compared inside sealed texts.
type Hasher interface {
	Token(purpose, value string) string
}

// By what an actor reaches a desk.
const (
	ViaWindow  = "window"
	ViaCommand = "command"
)

// Office is an open desk seen by one actor. It is made by internal/desk.
type Office struct {
	Store    store.Store
	Files    Files
	Hasher   Hasher
	Engine   *workflow.Engine // of the latest edition: stages and actions are the same in all
	Editions *Editions        // what a case is counted, worded and judged by
	Calendar *cal.Calendar
	Now      func() time.Time
	Fallen   []Fallback     // where what came with the release stands in for what can't be read
	Damages  []store.Damage // sealed values that a look through all of them could not open
	Staff    ref.StaffID    // who acts
	Via      string         // ViaWindow or ViaCommand

	DropBefore func() error // removes the copies of before an upgrade, which hold what is erased; Storage
}

// Fallback is something of the desk's own that can't be read, so that the release's holds.
type Fallback struct {
	Part string // of the settings that has it
	Text string
}

// Today is the present day at UTC+8.
func (o *Office) Today() cal.Day { return cal.DayOf(o.Now()) }

// Work is one write transaction with its actor and its moment.
type Work struct {
	store.Tx
	Now   time.Time
	Staff ref.StaffID
	Via   string
}

// Write runs f in one write transaction: all of it is stored, journal included, or
// nothing. It must not be called from inside another.
func (o *Office) Write(ctx context.Context, f func(*Work) error) error {
	return o.Store.Write(ctx, func(tx store.Tx) error {
		return f(&Work{Tx: tx, Now: o.Now(), Staff: o.Staff, Via: o.Via})
	})
}

// Read runs f in one read transaction.
func (o *Office) Read(ctx context.Context, f func(store.Tx) error) error {
	return o.Store.Read(ctx, f)
}

// Note appends to the journal. title is clear text and carries no personal data;
// payload is sealed.
func (w *Work) Note(kind string, id ref.CaseID, subject, title, payload string) error {
	return w.NoteAt(kind, id, subject, title, payload, "")
}

// NoteAt is Note for something that happened at another moment than now.
func (w *Work) NoteAt(kind string, id ref.CaseID, subject, title, payload, happened string) error {
	_, err := w.Journal().Append(store.Entry{
		At: w.Now, Happen: happened, StaffID: w.Staff, Via: w.Via, Kind: kind,
		CaseID: id, Subject: subject, Title: title, Payload: payload,
	})
	return err
}

// forgetPage is how many lines are read at once.
const forgetPage = 200

// Forget erases the words of those lines of a case that a choice takes, "" for the desk's own.
// titled is a title as of Note with the place of their number.
func (w *Work) Forget(id ref.CaseID, titled string, takes func(store.Entry) bool) error {
	var seqs []int64
	for before := int64(0); ; {
		entries, err := w.Journal().Of(id, before, forgetPage)
		if err != nil {
			return err
		}
		for _, e := range entries {
			if before = e.Seq; e.Payload != "" && e.Kind != store.KindErase && takes(e) {
				seqs = append(seqs, e.Seq)
			}
		}
		if len(entries) < forgetPage {
			break
		}
	}
	if len(seqs) == 0 {
		return nil
	}
	return w.Erase(id, fmt.Sprintf(titled, len(seqs)), seqs)
}

// Erase takes the words of lines of the journal away. That they were there stays, and so does
// that they were taken away, under a title as of Note.
func (w *Work) Erase(id ref.CaseID, title string, seqs []int64) error {
	_, err := w.Journal().Erase(store.Entry{At: w.Now, StaffID: w.Staff, Via: w.Via, CaseID: id, Title: title}, seqs)
	return err
}
