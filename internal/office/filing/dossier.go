// Package filing takes a case from signing to hand-over: it opens it, records what
// happens, and shows where it stands. Moves are the truth; project.go alone writes
// what is computed from them.
package filing

import (
	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// dossier is what a case consists of, with the plan and state the engine makes of it.
type dossier struct {
	c      cases.Case
	client clients.Client
	people []clients.Person
	leads  []cases.Lead
	sites  []cases.Site
	moves  []workflow.Move
	plan   workflow.Plan
	state  workflow.State

	edition office.Edition   // what the case goes by
	engine  *workflow.Engine // of the edition
}

// read reads a dossier in six statements, whatever the case holds.
func read(o *office.Office, tx store.Tx, id ref.CaseID) (*dossier, error) {
	d := &dossier{}
	var err error
	if d.c, err = tx.Cases().Get(id); err != nil {
		if errs.CodeOf(err) == errs.NotFound {
			return nil, errs.Wrap(errs.NotFound, err, "没有这个案件，请刷新后再看")
		}
		return nil, err
	}
	if d.client, err = tx.Clients().Client(d.c.ClientID); err != nil {
		return nil, err
	}
	if d.people, err = tx.Clients().People(d.c.ClientID); err != nil {
		return nil, err
	}
	if d.sites, err = tx.Sites().Of(id); err != nil {
		return nil, err
	}
	if d.leads, err = tx.Leads().Of(id); err != nil {
		return nil, err
	}
	if d.moves, err = tx.Moves().Of(id); err != nil {
		return nil, err
	}
	return d, d.fold(o)
}

// fold computes plan and state anew, by the case's edition.
func (d *dossier) fold(o *office.Office) error {
	if d.c.Edition > o.Editions.Latest().No {
		return errs.New(errs.Conflict, "资料夹的时限和规则刚被改过，请再试一次")
	}
	d.edition = o.Editions.Of(d.c.Edition)
	d.engine = d.edition.Engine
	d.plan = plan(o, d)
	var err error
	d.state, err = d.engine.Fold(d.plan, d.moves)
	return err
}

func plan(o *office.Office, d *dossier) workflow.Plan {
	p := workflow.Plan{
		Type: d.c.Type, Province: d.c.Province, Subject: string(d.client.Kind), ICP: d.c.ICP, Police: d.c.Police,
		Client: d.client.Name,
	}
	for _, s := range d.sites {
		p.Sites = append(p.Sites, workflow.Site{ID: s.ID, Name: s.Name, Domain: s.Domain, Interactive: s.Interactive})
	}
	for _, l := range d.leads {
		person := d.person(l.Person)
		mobile := ""
		if person.Mobile != "" {
			mobile = o.Hasher.Hash("plan.mobile", person.Mobile)
		}
		p.Leads = append(p.Leads, workflow.Lead{Person: l.Person, Name: person.Name, Role: string(l.Role), Site: l.SiteID, Mobile: mobile})
	}
	return p
}

func (d *dossier) person(id ref.PersonID) clients.Person {
	for _, p := range d.people {
		if p.ID == id {
			return p
		}
	}
	return clients.Person{}
}

// leader is the person with a role: for the site, else for the order; the zero
// Person when there is none.
func (d *dossier) leader(role cases.Role, site ref.SiteID) clients.Person {
	var found clients.Person
	for _, l := range d.leads {
		if l.Role == role && (l.SiteID == site || l.SiteID == "") {
			found = d.person(l.Person)
			if l.SiteID == site {
				return found
			}
		}
	}
	return found
}

func (d *dossier) site(id ref.SiteID) (cases.Site, bool) {
	for _, s := range d.sites {
		if s.ID == id {
			return s, true
		}
	}
	return cases.Site{}, false
}
