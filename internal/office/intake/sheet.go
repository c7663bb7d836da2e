// Package intake takes in what clients hand over, seals it, and tells where each
// of the eleven materials stands in a case.
package intake

import (
	"context"

	"beiandesk/internal/billing"
	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/materials"
	"beiandesk/internal/office"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// Sheet is the list of materials of a case.
type Sheet struct {
	Case        materials.Case
	Items       []materials.Item
	Done, Total int      // of the rows that the case needs
	Owed        []string // what is still missing, with the stage that needs it
	Names       map[ref.StaffID]string
}

// Status tells where the materials of a case stand.
func Status(ctx context.Context, o *office.Office, id ref.CaseID) (Sheet, error) {
	var s Sheet
	err := o.Read(ctx, func(tx store.Tx) error {
		c, err := tx.Cases().Get(id)
		if err != nil {
			return err
		}
		s, err = SheetIn(tx, c, o.Today())
		return err
	})
	return s, err
}

// SheetIn is Status inside a transaction.
func SheetIn(tx store.Tx, c cases.Case, today cal.Day) (Sheet, error) {
	plan, facts, err := facts(tx, c, today)
	if err != nil {
		return Sheet{}, err
	}
	docs, err := tx.Documents().Of(c.ID)
	if err != nil {
		return Sheet{}, err
	}
	s := Sheet{Case: plan, Items: materials.Judge(plan, facts, docs), Names: map[ref.StaffID]string{}}
	s.Done, s.Total = materials.Count(s.Items)
	s.Owed = materials.Owed(s.Items)
	staff, err := tx.Staff().All()
	if err != nil {
		return Sheet{}, err
	}
	for _, p := range staff {
		s.Names[p.ID] = p.Name
	}
	return s, nil
}

// Gaps says why a stage can't have its materials yet; empty when all are there.
func (s Sheet) Gaps(stage string) []string { return materials.Gaps(s.Case, s.Items, stage) }

// Have answers the engine's question about a case's materials. It is read once: ask
// anew after anything has changed.
func Have(tx store.Tx, c cases.Case, today cal.Day) (workflow.Have, error) {
	s, err := SheetIn(tx, c, today)
	if err != nil {
		return nil, err
	}
	return func(stage string, _ ref.SiteID) []string { return s.Gaps(stage) }, nil
}

// facts reads what the list of materials is judged by.
func facts(tx store.Tx, c cases.Case, today cal.Day) (materials.Case, materials.Facts, error) {
	var none materials.Case
	client, err := tx.Clients().Client(c.ClientID)
	if err != nil {
		return none, materials.Facts{}, err
	}
	plan := materials.Case{
		Subject: string(client.Kind), Type: c.Type, Province: c.Province, ICP: c.ICP, Police: c.Police, Today: today,
	}
	f := materials.Facts{
		CreditCode: client.CreditCode, Address: client.Address, Postcode: client.Postcode, OfficePhone: client.OfficePhone,
	}
	if plan.Police, err = police(tx, c); err != nil {
		return none, f, err
	}
	if plan.Skipped, err = skipped(tx, c); err != nil {
		return none, f, err
	}
	sites, err := tx.Sites().Of(c.ID)
	if err != nil {
		return none, f, err
	}
	for _, s := range sites {
		f.Sites = append(f.Sites, materials.Site{ServerIP: s.ServerIP, ICPNumber: s.ICPNumber})
	}
	leads, err := tx.Leads().Of(c.ID)
	if err != nil {
		return none, f, err
	}
	for _, l := range leads {
		if l.Role != cases.SubjectLead && l.Role != cases.LegalRep {
			continue
		}
		p, err := tx.Clients().Person(l.Person)
		if err != nil {
			return none, f, err
		}
		if l.Role == cases.SubjectLead {
			f.Lead = person(p)
		} else {
			f.Legal = person(p)
		}
	}
	return plan, f, nil
}

// police says whether the case has a police phase now: one added after the case was
// opened shows in its fees.
func police(tx store.Tx, c cases.Case) (bool, error) {
	if c.Police {
		return true, nil
	}
	fees, err := tx.Fees().Of(c.ID)
	if err != nil {
		return false, err
	}
	for _, f := range fees {
		if f.Phase == string(workflow.PhasePolice) && f.State != billing.FeeVoid {
			return true, nil
		}
	}
	return false, nil
}

// skipped lists the stages that the case left out when it was signed, because its
// domain was there already.
func skipped(tx store.Tx, c cases.Case) ([]string, error) {
	moves, err := tx.Moves().Of(c.ID)
	if err != nil || len(moves) == 0 || moves[0].Values["new_domain"] != "no" {
		return nil, err
	}
	t, _ := workflow.Embedded().Type(c.Type)
	return t.Domain, nil
}

func person(p clients.Person) *materials.Person {
	return &materials.Person{
		ID: string(p.ID), Name: p.Name, DocKind: string(p.DocKind), DocNumber: p.DocNumber, DocAddress: p.DocAddress,
		Living: p.Living, Mobile: p.Mobile, Emergency: p.Emergency, Email: p.Email,
	}
}
