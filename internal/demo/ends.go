package demo

import (
	"slices"

	"beiandesk/internal/cal"
	"beiandesk/internal/clients"
	"beiandesk/internal/office/filing"
)

// lastDays gives a site the days on which its domain, the proof of it and an
// authorisation end. Most lie far off; one or two of each kind in forty cases are near
// or past, so that the watch has something to show beside servers and documents.
func (p *profile) lastDays(s *filing.SiteInput, stages []string) {
	in := func(days int) string { return cal.DayOf(p.asOf).Add(days).String() }
	if bought := slices.Contains(p.path(stages), "domain.verified"); s.Domain != "" && (bought || !slices.Contains(stages, "domain")) {
		s.DomainUntil, s.ProofUntil = in(120+(p.i*53)%600), in(100+(p.i*37)%500)
		switch {
		case p.i%58 == 12:
			s.DomainUntil = in(-3)
		case p.i%34 == 6:
			s.DomainUntil = in(19)
		case p.i%38 == 13:
			s.ProofUntil = in(8)
		}
	}
	// A lead who is not the legal representative of the unit goes by a letter.
	if p.subject == clients.Personal || p.i%3 != 0 {
		return
	}
	s.GrantUntil = in(95 + (p.i*41)%270)
	if p.i%54 == 9 {
		s.GrantUntil = in(26)
	}
}
