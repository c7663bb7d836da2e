// Package intake takes in what clients hand over, seals it, and tells where each
// of the eleven materials stands in a case.
package intake

import (
	"context"
	"slices"

	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/materials"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
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
	Spared      []string // codes of the bureaus' papers that the case needs none of
	Names       map[ref.StaffID]string
}

// Status tells where the materials of a case stand.
func Status(ctx context.Context, o *office.Office, id ref.CaseID) (Sheet, error) {
	var s Sheet
	err := o.Read(ctx, func(tx store.Tx) error {
		f, err := casefile.Read(o, tx, id)
		if err != nil {
			return err
		}
		s, err = SheetIn(o, tx, f, o.Today())
		return err
	})
	return s, err
}

// SheetIn is Status of a case that was loaded in tx.
func SheetIn(o *office.Office, tx store.Tx, f *casefile.File, today cal.Day) (Sheet, error) {
	docs, err := tx.Documents().Of(f.Case.ID)
	if err != nil {
		return Sheet{}, err
	}
	plan, facts := planOf(f, today), factsOf(f)
	s := Sheet{Case: plan, Items: materials.Judge(plan, facts, docs), Spared: materials.Spared(plan, facts), Names: map[ref.StaffID]string{}}
	s.refuse(o, f)
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

// Have answers the engine's question about a case's materials, as the sheet was read: ask
// anew after anything has changed.
func (s Sheet) Have(stage string, _ ref.SiteID) []string { return s.Gaps(stage) }

// planOf is the case as the list of materials asks about it.
func planOf(f *casefile.File, today cal.Day) materials.Case {
	return materials.Case{
		Subject: string(f.Client.Kind), Province: f.Case.Province, Type: f.Case.Type, ICP: f.State.ICP, Police: f.State.Police,
		Skipped: f.State.Skipped, Today: today,
	}
}

// factsOf is what the list of materials is judged by.
func factsOf(f *casefile.File) materials.Facts {
	facts := materials.Facts{
		CreditCode: f.Client.CreditCode, Address: f.Client.Address, Postcode: f.Client.Postcode, OfficePhone: f.Client.OfficePhone,
		Verified: verified(f),
	}
	for _, s := range f.Sites {
		facts.Sites = append(facts.Sites, materials.Site{ServerIP: s.ServerIP, ICPNumber: s.ICPNumber, Approvals: s.Papers(true)})
	}
	for _, l := range f.Leads {
		switch l.Role {
		case cases.SubjectLead:
			facts.Lead = person(f.Person(l.Person))
		case cases.LegalRep:
			facts.Legal = person(f.Person(l.Person))
		case cases.SiteLead:
			if f.OfOrder(l) {
				facts.SiteLeads = append(facts.SiteLeads, person(f.Person(l.Person)))
			}
		default: // nothing is asked of the others
		}
	}
	return facts
}

// verified says that the domains have their certificates: the stage that checks them is
// over, or the order has none.
func verified(f *casefile.File) bool {
	kind, _ := f.Engine.Graph().Type(f.Case.Type)
	if !slices.Contains(kind.Stages, workflow.StageDomain) || slices.Contains(f.State.Skipped, workflow.StageDomain) {
		return true
	}
	of := func(is func(workflow.Run) bool) bool {
		return slices.ContainsFunc(f.State.Runs, func(r workflow.Run) bool { return r.Stage == workflow.StageDomain && is(r) })
	}
	return of(func(r workflow.Run) bool { return r.Outcome == workflow.Done }) && !of(workflow.Run.Open)
}

func person(p clients.Person) *materials.Person {
	return &materials.Person{
		ID: string(p.ID), Name: p.Name, DocKind: string(p.DocKind), DocNumber: p.DocNumber, DocAddress: p.DocAddress,
		Living: p.Living, Mobile: p.Mobile, Emergency: p.Emergency, Email: p.Email,
	}
}
