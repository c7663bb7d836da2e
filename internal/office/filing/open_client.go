package filing

import (
	"slices"

	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/people"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// What OpenInput.Same says of a client that is there already.
const (
	SameUse = "use"
	SameNew = "new"
)

// readParties reads the client and the lead, each stored already or new.
func (n *newCase) readParties(w *office.Work, r *people.Reader, in OpenInput) error {
	if in.ClientID != "" {
		if err := n.use(w.Tx, in.ClientID); err != nil {
			return err
		}
		if now, any := r.TakeClient(in.Take, in.Client, n.d.Client); any {
			old := n.d.Client
			n.oldClient, n.d.Client = &old, now
		}
	} else {
		n.newClient = true
		n.d.Client = r.Client("client.", in.Client, clients.Client{})
	}
	switch {
	case in.LeadID != "":
		if n.lead = n.d.Person(in.LeadID); n.lead.ID == "" {
			r.At("leadId", "这位负责人不属于所选客户，请重新选择")
		} else if now, any := r.TakePerson(in.Take, in.Lead, n.lead); any {
			old := n.lead
			n.oldLead, n.lead = &old, now
		}
	case !in.Lead.Empty():
		n.newLead = true
		n.lead = r.Person("lead.", in.Lead, clients.Person{})
	}
	if !n.newClient || in.Same == SameNew || r.Err() != nil {
		return nil
	}
	return n.meet(w.Tx, in.Same)
}

// use opens the case in the name of a stored client.
func (n *newCase) use(tx store.Tx, id ref.ClientID) error {
	c, err := tx.Clients().Client(id)
	if errs.CodeOf(err) == errs.NotFound {
		return errs.AtField("clientId", "没有这个客户，请重新选择")
	}
	if err != nil {
		return err
	}
	n.newClient, n.d.Client = false, c
	n.d.People, err = tx.Clients().People(id)
	return err
}

// meet looks whether the client is there already: nobody gets a second one by accident.
func (n *newCase) meet(tx store.Tx, same string) error {
	found, err := people.Matches(tx, n.d.Client, n.lead)
	if err != nil || len(found) == 0 {
		return err
	}
	sure := slices.DeleteFunc(slices.Clone(found), func(m people.Match) bool { return !m.Sure })
	if same != SameUse || len(sure) != 1 {
		n.same = found
		return nil
	}
	n.used = &sure[0]
	lead := n.lead
	if err := n.use(tx, n.used.Client.ID); err != nil {
		return err
	}
	if p, ok := people.SamePerson(n.d.People, lead); ok {
		n.newLead, n.lead = false, p
	}
	return nil
}

// earlier names the cases of the sites' domains and of a stored client.
func (n *newCase) earlier(o *office.Office, tx store.Tx) ([]string, error) {
	client := n.d.Client.ID
	if n.newClient {
		client = ""
	}
	domains := []string{}
	for _, s := range n.d.Sites {
		domains = append(domains, s.Domain)
	}
	found, err := Earlier(o, tx, client, domains)
	lines := []string{}
	for _, e := range found {
		lines = append(lines, e.Words)
	}
	return lines, err
}

// again is the number of a case of that type which the client has for one of the sites
// already, by its domain, or by its name where it has none; "" for none.
func (n *newCase) again(tx store.Tx) (string, error) {
	if n.newClient {
		return "", nil
	}
	domains, named := []string{}, []string{}
	for _, s := range n.d.Sites {
		if s.Domain != "" {
			domains = append(domains, s.Domain)
		} else {
			named = append(named, s.Name)
		}
	}
	found, err := tx.Find().Earlier(n.d.Client.ID, domains)
	if err != nil {
		return "", err
	}
	for _, e := range found {
		if e.ClientID != n.d.Client.ID || e.Type != n.d.Case.Type {
			continue
		}
		if e.Domain != "" {
			return e.Number, nil
		}
		sites, err := tx.Sites().Of(e.ID)
		if err != nil {
			return "", err
		}
		if slices.ContainsFunc(sites, func(s cases.Site) bool { return s.Domain == "" && slices.Contains(named, s.Name) }) {
			return e.Number, nil
		}
	}
	return "", nil
}
