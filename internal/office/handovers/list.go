package handovers

import (
	"context"

	"beiandesk/internal/cal"
	"beiandesk/internal/clients"
	"beiandesk/internal/handovers"
	"beiandesk/internal/identity"
	"beiandesk/internal/office"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// Line is a line of the register in words.
type Line struct {
	handovers.Handover
	Number    string // of the case
	Subject   string // whose data; a person's name is masked
	Person    bool   // the subject is a person
	Recipient handovers.Recipient
	Basis     handovers.Basis
	Actor     string
	By        string // 经办 who registered it, or did what registered it
	UndoneBy  string
	Kept      cal.Day // until when it is kept at least
}

// Page is a part of the register, the latest first.
type Page struct {
	Lines []Line
	Next  string // cursor; "" at the end
}

// Filter says which lines of the register are meant.
type Filter struct {
	Case      ref.CaseID
	Recipient string // code
	From, To  string // days as typed; "" is no bound
	Text      string // words of a case: number, domain, client
	Cursor    string
	Size      int
}

// query reads a filter. Errors: Invalid at recipient, from, to.
func (f Filter) query(today cal.Day) (store.HandoverQuery, error) {
	q := store.HandoverQuery{Case: f.Case, Recipient: f.Recipient, Text: f.Text, After: f.Cursor, Limit: f.Size}
	var wrong office.Problems
	if _, ok := handovers.RecipientOf(q.Recipient); q.Recipient != "" && !ok {
		wrong.At("recipient", "没有“%s”这种接收方。从列出的里选", q.Recipient)
	}
	var err error
	q.From, q.To, err = f.Days(today)
	for _, e := range office.ProblemsOf(err) {
		wrong.Take(e.Field, e)
	}
	return q, wrong.Err()
}

// Days reads the bounds; a zero day is none. Errors: Invalid at from, to.
func (f Filter) Days(today cal.Day) (from, to cal.Day, err error) {
	var wrong office.Problems
	from, to = wrong.Span(f.From, f.To, today)
	wrong.Take("text", office.JudgeSearch(f.Text))
	return from, to, wrong.Err()
}

// List pages through the register. Errors: Invalid at recipient, from, to.
func List(ctx context.Context, o *office.Office, f Filter) (Page, error) {
	q, err := f.query(o.Today())
	if err != nil {
		return Page{}, err
	}
	p := Page{Lines: []Line{}}
	size := q.Limit
	q.Limit++ // one more tells whether there is a next page
	err = o.Read(ctx, func(tx store.Tx) error {
		rows, err := tx.HandoverList().Handovers(q)
		if err != nil {
			return err
		}
		if len(rows) > size {
			rows = rows[:size]
			p.Next = rows[size-1].Cursor
		}
		names, err := namesOf(tx)
		for _, r := range rows {
			p.Lines = append(p.Lines, lineOf(r, names))
		}
		return err
	})
	return p, err
}

// allPage is how many lines are read at once.
const allPage = 200

// All is the whole of what a filter keeps. Errors: as List.
func All(ctx context.Context, o *office.Office, f Filter) ([]Line, error) {
	all := []Line{}
	err := Each(ctx, o, f, func(l Line) error {
		all = append(all, l)
		return nil
	})
	return all, err
}

// Each gives every line that a filter keeps, read a page at a time. Errors: as List, and those
// of take, which end it.
func Each(ctx context.Context, o *office.Office, f Filter, take func(Line) error) error {
	for f.Size = allPage; ; {
		p, err := List(ctx, o, f)
		for _, l := range p.Lines {
			if err == nil {
				err = take(l)
			}
		}
		if f.Cursor = p.Next; err != nil || f.Cursor == "" {
			return err
		}
	}
}

func namesOf(tx store.Tx) (map[ref.StaffID]string, error) {
	staff, err := tx.Staff().All()
	names := map[ref.StaffID]string{}
	for _, s := range staff {
		names[s.ID] = s.Name
	}
	return names, err
}

func lineOf(r store.HandoverRow, names map[ref.StaffID]string) Line {
	l := Line{Handover: r.Handover, Number: r.Number, Subject: r.Client, Actor: handovers.ActorLabel(r.Actor), By: names[r.Staff], Kept: r.KeptUntil()}
	if l.Person = r.ClientKind == clients.Personal; l.Person {
		l.Subject = identity.MaskName(r.Client)
	}
	l.Recipient, _ = handovers.RecipientOf(r.Handover.Recipient)
	l.Basis, _ = handovers.BasisOf(r.Handover.Basis)
	if r.Undone != nil {
		l.UndoneBy = names[r.Undone.Staff]
	}
	return l
}
