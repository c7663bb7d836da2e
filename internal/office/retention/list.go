// Package retention finds what the desk need not keep any more, by the one list of terms, and
// removes what staff pick of it. Nothing is removed by itself.
package retention

import (
	"cmp"
	"context"
	"slices"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/ref"
	"beiandesk/internal/retention"
	"beiandesk/internal/store"
)

// Item is a thing that is removed as one.
type Item struct {
	ID    string  // within its kind
	Label string  // what it is called; a person's name masked
	Count int     // how many things it is made of
	From  cal.Day // the day that it counts from; 0 while that has not come, and of what is due up to a day
	Until cal.Day // the last day on which it is kept; 0 while From is
	Due   bool
	Why   string // why it is kept until then, or was kept till now; "" where the term says all

	erased []string // what is removed, as the register names it
	seqs   []int64  // entries of the journal whose words it is
}

// Line is a kind with all that the desk has of it. What is due comes first, the oldest first.
type Line struct {
	retention.Kind
	Items []Item
}

// Due counts what may be removed.
func (l Line) Due() (n int) {
	for _, i := range l.Items {
		if i.Due {
			n++
		}
	}
	return n
}

// Next is the first day from which something more is due; 0 when none is known.
func (l Line) Next() (day cal.Day) {
	for _, i := range l.Items {
		if !i.Due && i.Until != 0 && (day == 0 || i.Until.Add(1) < day) {
			day = i.Until.Add(1)
		}
	}
	return day
}

// List tells of every kind what is due for removal today, and what is not yet, until when and
// why.
func List(ctx context.Context, o *office.Office) (lines []Line, err error) {
	err = o.Read(ctx, func(tx store.Tx) error {
		lines, err = listIn(o, tx)
		return err
	})
	return lines, err
}

func listIn(o *office.Office, tx store.Tx) ([]Line, error) {
	f := newFinder(o, tx)
	for _, find := range []func() error{f.scans, f.ofClients, f.handovers, f.drafts, f.words} {
		if err := find(); err != nil {
			return nil, err
		}
	}
	lines := []Line{}
	for _, k := range retention.Kinds() {
		items := f.found[k.Code]
		slices.SortStableFunc(items, func(a, b Item) int {
			return cmp.Or(-cmp.Compare(weight(a), weight(b)), cmp.Compare(a.Until, b.Until))
		})
		lines = append(lines, Line{k, items})
	}
	return lines, nil
}

// weight puts what is due first, and what has no day yet last.
func weight(i Item) int {
	switch {
	case i.Due:
		return 2
	case i.Until != 0:
		return 1
	}
	return 0
}

// finder gathers the items of each kind: of all cases and clients, or of one.
type finder struct {
	o      *office.Office
	tx     store.Tx
	today  cal.Day
	found  map[string][]Item
	matter ref.CaseID
	client ref.ClientID
}

func newFinder(o *office.Office, tx store.Tx) *finder {
	return &finder{o: o, tx: tx, today: o.Today(), found: map[string][]Item{}}
}

// itemIn finds an item of a kind as it stands now. Errors: Blocked where it is gone, or is not
// due.
func itemIn(o *office.Office, tx store.Tx, code, id string) (Item, error) {
	f := newFinder(o, tx)
	find := f.ofClients
	switch code {
	case retention.Scans, retention.Papers:
		f.matter, find = ref.CaseID(id), f.scans
	case retention.Contacts, retention.Own:
		f.client = ref.ClientID(id)
	case retention.People, retention.Consents:
		p, err := tx.Clients().Person(ref.PersonID(id))
		if err != nil {
			return Item{}, err
		}
		f.client = p.ClientID
	case retention.Handovers:
		find = f.handovers
	case retention.Drafts:
		find = f.drafts
	case retention.Words:
		find = f.words
	}
	if err := find(); err != nil {
		return Item{}, err
	}
	return dueOf(f.found[code], id)
}

// dueOf is the item of an ID. Errors: as itemIn.
func dueOf(items []Item, id string) (Item, error) {
	at := slices.IndexFunc(items, func(i Item) bool { return i.ID == id })
	if at < 0 {
		return Item{}, errs.New(errs.Blocked, "选中的有一项已经不在了，请看最新的再选")
	}
	if i := items[at]; !i.Due {
		return Item{}, errs.New(errs.Blocked, "%s还不能清除：%s", i.Label, i.Waits())
	}
	return items[at], nil
}

// add enters an item that counts from a day.
func (f *finder) add(code string, from cal.Day, i Item) {
	k := retention.Of(code)
	i.From, i.Until, i.Due = from, k.Until(from), k.Due(from, f.today)
	f.found[code] = append(f.found[code], i)
}

// all enters what is due up to a day as one.
func (f *finder) all(code string, i Item) {
	i.Due = true
	f.found[code] = append(f.found[code], i)
}

// wait enters an item whose day has not come.
func (f *finder) wait(code, why string, i Item) {
	i.Why = why
	f.found[code] = append(f.found[code], i)
}
