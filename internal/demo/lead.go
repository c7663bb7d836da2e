package demo

import (
	"context"
	"fmt"

	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/people"
	"beiandesk/internal/store"
)

// secondLead names somebody of his own for the second site: each of the two is asked in
// person.
func (p *profile) secondLead() step {
	return step{"second lead", inMinutes(5, 20), func(ctx context.Context, w *world) error {
		var of cases.Case
		err := w.Read(ctx, func(tx store.Tx) (err error) {
			of, err = tx.Cases().Get(w.ids[p.i])
			return err
		})
		if err != nil {
			return err
		}
		f, err := w.look(ctx, p.i)
		if err != nil {
			return err
		}
		home := fmt.Sprintf("%s%s %d 号 %d 室", p.place.name, roads[p.i%len(roads)], 1+p.i%200, 101+p.i)
		saved, err := casefile.SavePerson(ctx, w.Office, people.PersonInput{
			ClientID: of.ClientID, Name: string(surnames[(p.i*7+3)%len(surnames)]) + given[(p.i*5+1)%len(given)], DocKind: string(clients.IDCard),
			DocNumber: IDNumber(p.place.division, cal.Date(1990, 1, 1).Add(p.i)), DocUntil: cal.DayOf(p.asOf).Add(2000).String(), DocAddress: home, Living: home,
			Mobile: Mobile(400_000 + 2*p.i), Emergency: Mobile(400_001 + 2*p.i), Email: fmt.Sprintf("site%d@example.com", p.i),
		})
		if err != nil {
			return err
		}
		return filing.SetLead(ctx, w.Office, filing.LeadInput{CaseID: of.ID, Role: cases.SiteLead, SiteID: f.Sites[1].ID, Person: saved.Person.ID})
	}}
}
