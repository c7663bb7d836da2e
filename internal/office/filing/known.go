package filing

import (
	"context"
	"strings"

	"beiandesk/internal/clients"
	"beiandesk/internal/identity"
	"beiandesk/internal/office"
	"beiandesk/internal/office/people"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// KnownInput is a new case as far as it is typed.
type KnownInput struct {
	ClientID ref.ClientID       `json:"clientId"` // a stored client, or "" and Client
	Client   people.ClientInput `json:"client"`
	Lead     people.PersonInput `json:"lead"`
	Domains  []string           `json:"domains"`
}

// Known is what is there already of it.
type Known struct {
	Matches []people.Match // clients that may be the one typed; none beside a ClientID
	Cases   []EarlierCase
}

// LookFor finds who and what of a new case is there already, while it is being typed. What
// is wrong with a value is nothing to it: it looks for what is right.
func LookFor(ctx context.Context, o *office.Office, in KnownInput) (Known, error) {
	if office.Judge(in) != nil {
		return Known{}, nil // saving says so
	}
	var k Known
	err := o.Read(ctx, func(tx store.Tx) error {
		r := &people.Reader{Today: o.Today()}
		if in.ClientID == "" {
			c := r.Client("client.", in.Client, clients.Client{})
			lead := clients.Person{}
			if !in.Lead.Empty() {
				lead = r.Person("lead.", in.Lead, clients.Person{})
			}
			var err error
			if k.Matches, err = people.Matches(tx, c, lead); err != nil {
				return err
			}
		}
		domains := []string{}
		for _, d := range in.Domains {
			if got, err := identity.Run(identity.KindDomain, strings.TrimSpace(d), r.Today); err == nil && got.OK {
				domains = append(domains, got.Value)
			}
		}
		var err error
		k.Cases, err = Earlier(o, tx, in.ClientID, domains)
		return err
	})
	return k, err
}
