package casefile

import (
	"slices"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/workflow"
)

// Domain is what is known of where a site's domain is from: what stands at the site governs,
// and what it leaves open is the order's own, where the order has bought a domain.
type Domain struct {
	Registrar cases.Provider // as it stands at the site
	Cloud     bool           // it is registered with the cloud that files
	Known     bool           // whether that is known at all
	Bought    *cal.Day
	Verified  *cal.Day // of its real-name check
}

// DomainOf tells where a site's domain is from. Domains that an order buys are bought with
// the cloud, by its template.
func (d *File) DomainOf(s cases.Site) Domain {
	of := Domain{Registrar: s.Registrar, Bought: s.BoughtOn, Verified: s.VerifiedOn}
	if s.Registrar.Name != "" || s.Registrar.Where == cases.Abroad {
		r, _ := cases.RegistrarNamed(s.Registrar.Name)
		of.Cloud, of.Known = r.Cloud, true
	}
	if of.Bought != nil || of.Verified != nil {
		return of
	}
	for _, r := range slices.Backward(d.State.Runs) {
		if r.Stage != workflow.StageDomain {
			continue
		}
		if of.Cloud, of.Known = true, true; r.Outcome == workflow.Done && r.Ended.Dated() {
			of.Verified = &r.Ended.Day
		}
		break
	}
	return of
}

// Words tells it in a line: 腾讯云，9月8日 购买，9月9日 实名; "" when nothing is known.
func (d Domain) Words(today cal.Day) string {
	var parts []string
	if r, ok := cases.RegistrarNamed(d.Registrar.Name); ok {
		parts = append(parts, r.Label)
	} else if words := d.Registrar.Words(); words != "" {
		parts = append(parts, words)
	}
	if d.Bought != nil {
		parts = append(parts, cal.DayIn(*d.Bought, today.Year())+" 购买")
	}
	if d.Verified != nil {
		parts = append(parts, cal.DayIn(*d.Verified, today.Year())+" 实名")
	}
	return strings.Join(parts, "，")
}
