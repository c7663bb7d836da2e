package chasing

import (
	"context"
	"slices"

	"beiandesk/internal/cal"
	"beiandesk/internal/office"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// mostTold is how many lines of all cases of a client the log of what it was told reads.
const mostTold = 200

// Telling is what a client was told at a time: a chase, a call, a message.
type Telling struct {
	At    cal.Moment
	Who   string
	Title string // 催办：微信, 电话
	Text  string // "" once it was erased
	Cases []string
}

// Told lists what a client was told over all its cases, the latest first: a message about
// several stands once. more says that there is older word than the 200 entries that are read.
// Errors: NotFound.
func Told(ctx context.Context, o *office.Office, client ref.ClientID) (list []Telling, more bool, err error) {
	list = []Telling{}
	err = o.Read(ctx, func(tx store.Tx) error {
		if _, err := tx.Clients().Client(client); err != nil {
			return err
		}
		numbers, ids, err := casesOf(o, tx, client)
		more = len(ids) == mostTold
		if err != nil {
			return err
		}
		entries, err := tx.Journal().Contacts(ids, mostTold)
		more = more || len(entries) == mostTold
		if err != nil {
			return err
		}
		staff, err := tx.Staff().All()
		if err != nil {
			return err
		}
		names := map[ref.StaffID]string{}
		for _, s := range staff {
			names[s.ID] = s.Name
		}
		for _, e := range entries {
			list = joined(list, told(e, names[e.StaffID]), numbers[e.CaseID])
		}
		return nil
	})
	return list, more, err
}

// casesOf are the cases of a client, whatever became of them.
func casesOf(o *office.Office, tx store.Tx, client ref.ClientID) (numbers map[ref.CaseID]string, ids []ref.CaseID, err error) {
	numbers = map[ref.CaseID]string{}
	q := store.CaseQuery{Now: o.Now(), View: "all", Client: client, Sort: "number", Desc: true, Limit: mostTold}
	rows, err := tx.CaseList().Cases(q)
	for _, row := range rows {
		numbers[row.ID] = row.Number
		ids = append(ids, row.ID)
	}
	return numbers, ids, err
}

func told(e store.Entry, who string) Telling {
	t := Telling{At: cal.At(e.At), Who: who, Title: e.Title, Text: e.Payload}
	if happened, err := cal.ParseMoment(e.Happen); err == nil {
		t.At = happened
	}
	return t
}

// joined adds a telling, or the case to the one just before that says the same.
func joined(list []Telling, t Telling, number string) []Telling {
	if n := len(list); n > 0 {
		last := &list[n-1]
		if last.At == t.At && last.Who == t.Who && last.Title == t.Title && last.Text == t.Text && !slices.Contains(last.Cases, number) {
			last.Cases = append(last.Cases, number)
			return list
		}
	}
	t.Cases = []string{number}
	return append(list, t)
}
