package casefile

import (
	"slices"

	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/materials"
	"beiandesk/internal/workflow"
)

// MaterialsPlan is the case as the list of materials asks about it.
func MaterialsPlan(f *File, docs []materials.Document, today cal.Day) materials.Case {
	return materials.Case{
		Subject: string(f.Client.Kind), Province: f.Case.Province, Type: f.Case.Type, ICP: f.State.ICP, Police: f.State.Police,
		PoliceAhead: policeAhead(f), Skipped: f.State.Skipped, Today: today, Ages: f.Edition.Ages, Handings: handings(f, docs, today),
	}
}

// policeAhead says that the order goes to the police after the ICP phase, and none of it has
// begun there.
func policeAhead(f *File) bool {
	return f.State.ICP && f.State.Police && !slices.ContainsFunc(f.State.Runs, func(r workflow.Run) bool {
		s, _ := f.Engine.Graph().Stage(r.Stage)
		return s.Phase == workflow.PhasePolice
	})
}

// MaterialsFacts is what the list of materials is judged by.
func MaterialsFacts(f *File) materials.Facts {
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
func verified(f *File) bool {
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
