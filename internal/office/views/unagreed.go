package views

import (
	register "beiandesk/internal/consents"
	"beiandesk/internal/handovers"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/consents"
	"beiandesk/internal/store"
)

// unagreed looks whose consent is missing; of a case that is over nothing comes in or goes out.
func (f *CasePage) unagreed(o *office.Office, tx store.Tx, d *casefile.File) (err error) {
	f.Unagreed = map[register.Use][]string{}
	if !d.State.Over() {
		f.Unagreed, err = consents.Missing(tx, d, o.Today())
	}
	return err
}

// UnagreedFor warns of the consents that are missing where an action hands personal data over.
func (f CasePage) UnagreedFor(action string) []string {
	if _, gives := handovers.ActOf(action, f.Case.Type); !gives {
		return nil
	}
	return f.Unagreed[register.Handover]
}
