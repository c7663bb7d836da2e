package materials

import (
	"fmt"
	"slices"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/identity"
	"beiandesk/internal/workflow"
)

// Demand says that a province's bureau wants a paper, of whom, and who tells so. No bureau
// has confirmed one to the desk: what is demanded is asked for, chased and warned of, and
// stops nobody.
type Demand struct {
	Province string     `json:"province"` // its code
	Types    []string   `json:"types"`    // case types
	Subjects string     `json:"subjects"` // group of subjects; "" for all that the requirement is of
	When     Condition  `json:"when"`     // what of the case makes it wanted
	Label    string     `json:"label"`    // what the paper is called there; "" as everywhere
	Want     string     `json:"want"`     // likewise
	Ask      string     `json:"ask"`      // likewise
	Age      *Term      `json:"age"`      // likewise
	Left     *Term      `json:"left"`     // likewise
	Told     string     `json:"told"`     // what staff should find out, with the province's name for %s; then nobody is asked for the paper
	Sources  []Citation `json:"sources"`
}

// Citation says where a demand is written: in which source, and where in it.
type Citation struct {
	Source string `json:"source"`
	At     string `json:"at"`
}

// Origin is something in which demands are written.
type Origin struct {
	Label string `json:"label"`
	Date  string `json:"date"` // a year or month, or what is known of it
}

// Condition is what of a case makes a paper wanted: all that it names must hold. The empty
// one holds of every case.
type Condition struct {
	LeadNotLegal     bool `json:"leadNotLegal"`     // the subject's lead is not the legal representative
	LegalAbroad      bool `json:"legalAbroad"`      // the legal representative holds no mainland ID
	SiteLeadNotLegal bool `json:"siteLeadNotLegal"` // a site's lead is not the legal representative
	SiteLeadNotLead  bool `json:"siteLeadNotLead"`  // a site's lead is not the subject's lead
	HomeElsewhere    bool `json:"homeElsewhere"`    // the lead's document names an address in another province
	Under            int  `json:"under"`            // the lead is younger, in years; 0 for any age
	SitesOver        int  `json:"sitesOver"`        // the order has more sites; 0 for any count
}

// verdict is what a condition says of a case.
type verdict int

const (
	unmet    verdict = iota
	unjudged         // what it asks about is not on record yet: it is asked for by its own requirement
	unclear          // it can't be told from what is on record
	met
)

// of judges a case.
func (c Condition) of(plan Case, f Facts) verdict {
	out := met
	for _, asked := range []struct {
		on bool
		is func() verdict
	}{
		{c.LeadNotLegal, func() verdict { return differ(f.Legal, f.Lead) }},
		{c.LegalAbroad, func() verdict { return abroad(f.Legal) }},
		{c.SiteLeadNotLegal, func() verdict { return differ(f.Legal, f.SiteLeads...) }},
		{c.SiteLeadNotLead, func() verdict { return differ(f.Lead, f.SiteLeads...) }},
		{c.HomeElsewhere, func() verdict { return elsewhere(plan, f.Lead) }},
		{c.Under > 0, func() verdict { return younger(f.Lead, c.Under, plan.Today) }},
		{c.SitesOver > 0, func() verdict { return yes(len(f.Sites) > c.SitesOver) }},
	} {
		if asked.on {
			out = min(out, asked.is())
		}
	}
	return out
}

func yes(so bool) verdict {
	if so {
		return met
	}
	return unmet
}

func differ(from *Person, people ...*Person) verdict {
	if from == nil || len(people) == 0 || slices.Contains(people, nil) {
		return unjudged
	}
	return yes(slices.ContainsFunc(people, func(p *Person) bool { return p.ID != from.ID }))
}

func abroad(p *Person) verdict {
	if p == nil {
		return unjudged
	}
	return yes(p.DocKind != "" && p.DocKind != "id" || identity.IsForeigner(p.DocNumber))
}

// elsewhere reads the province off the lead's document. One that names none tells nothing.
func elsewhere(plan Case, lead *Person) verdict {
	if lead == nil || strings.TrimSpace(lead.DocAddress) == "" {
		return unjudged
	}
	home, ok := identity.ProvinceOfAddress(lead.DocAddress)
	if !ok {
		return unclear
	}
	return yes(home.Code != plan.Province)
}

func younger(lead *Person, years int, today cal.Day) verdict {
	if lead == nil {
		return unjudged
	}
	id, check := identity.ParseID(lead.DocNumber, today)
	if !check.OK {
		return unjudged
	}
	year, month, date := id.Birth.Parts()
	return yes(today < cal.Date(year+years, month, date))
}

// demand finds what the province of a case demands. Where nothing of a province is listed,
// it is the requirement's own word for that.
func (r Requirement) demand(c Case, f Facts) (Demand, verdict) {
	if len(r.stages(c, f)) == 0 {
		return Demand{}, unmet
	}
	listed := false
	for _, d := range r.Demands {
		if d.Province != c.Province {
			continue
		}
		listed = true
		if slices.Contains(d.Types, c.Type) && (d.Subjects == "" || slices.Contains(data().Subjects[d.Subjects], c.Subject)) {
			if v := d.When.of(c, f); v != unmet {
				return d, v
			}
		}
	}
	if !listed && r.Unlisted != nil {
		return *r.Unlisted, r.Unlisted.When.of(c, f)
	}
	return Demand{}, unmet
}

// Spared lists the papers of bureaus that a case is known to need none of.
func Spared(c Case, f Facts) []string {
	var out []string
	for _, r := range data().Requirements {
		if len(r.Demands) > 0 {
			if _, v := r.demand(c, f); v == unmet {
				out = append(out, r.Code)
			}
		}
	}
	return out
}

// words lays what the province says over a requirement.
func (d Demand) words(r Requirement) Requirement {
	if d.Label != "" {
		r.Label = d.Label
	}
	if d.Want != "" {
		r.Want = d.Want
	}
	if d.Ask != "" {
		r.Ask = d.Ask
	}
	if d.Age != nil {
		r.Age = d.Age
	}
	if d.Left != nil {
		r.Left = d.Left
	}
	return r
}

// doubt says what staff should find out before the paper is asked for; "" when nothing.
func (d Demand) doubt(r Requirement, c Case, v verdict) string {
	switch {
	case d.Told != "":
		p, _ := identity.ProvinceByCode(c.Province)
		return fmt.Sprintf(d.Told, p.Name)
	case v == unclear:
		return "负责人的证件住址没有写省份，看不出要不要" + r.Label + "，请人工核对"
	}
	return ""
}

// source tells who says so, each with its place and date, and that it is to be confirmed.
func (d Demand) source() string { return sourcesText(d.Sources) }

func sourcesText(sources []Citation) string {
	var parts []string
	for _, c := range sources {
		o := data().sources[c.Source]
		gap := ""
		if !strings.HasPrefix(c.At, "《") {
			gap = " "
		}
		parts = append(parts, o.Label+gap+c.At+"（"+o.Date+"）")
	}
	if len(parts) == 0 {
		return ""
	}
	return strings.Join(parts, "；") + "，待核实"
}

// check refuses a demand that names what is not there, or nobody who says so.
func (p *pack) check(g *workflow.Graph, d Demand) error {
	if _, ok := identity.ProvinceByCode(d.Province); !ok {
		return fmt.Errorf("unknown province")
	}
	if d.Subjects != "" && p.Subjects[d.Subjects] == nil {
		return fmt.Errorf("unknown group %s", d.Subjects)
	}
	for _, t := range d.Types {
		if _, ok := g.Type(t); !ok {
			return fmt.Errorf("unknown case type %s", t)
		}
	}
	if len(d.Types) == 0 || len(d.Sources) == 0 {
		return fmt.Errorf("no case types or no source")
	}
	return p.checkSources(d.Sources)
}

func (p *pack) checkSources(sources []Citation) error {
	for _, c := range sources {
		if _, ok := p.sources[c.Source]; !ok || c.At == "" {
			return fmt.Errorf("unknown source %s, or no place in it", c.Source)
		}
	}
	return nil
}
