package materials

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/identity"
	"beiandesk/internal/workflow"
)

// AgeKey names how old a paper may be, or how long it must still hold, in a province or, with
// the scope "", in all that say nothing of their own.
type AgeKey struct {
	Scope string // code of a province
	Code  string // "lead-letter.issued", "licence.until"
}

// Age is such a term as it stands.
type Age struct {
	AgeKey
	Paper   string        // what the paper is called there
	What    string        // 出具日在多久以内, 有效期至少还有
	Term    workflow.Term // in days or months; To is 0 where nobody is known to say
	Only    string        // the one kind of paper of which it is said
	Source  string
	Sourced string
}

// AgeChange is a term as staff write it.
type AgeChange struct {
	AgeKey
	Term            workflow.Term
	Source, Sourced string
}

// Ages are what a desk has said of them over the release: what it changed, and what it has
// confirmed. The zero value is the release's own.
type Ages struct {
	changed   map[AgeKey]AgeChange
	confirmed map[AgeKey]cal.Day
}

// longestAge bounds a term by its unit: more is a slip of the keyboard.
var longestAge = map[string]int{"days": 3660, "months": 120}

// With lays changes over, one after another. An errs.Invalid names what does not fit: code,
// scope, unit, to or source.
func (a Ages) With(changes ...AgeChange) (Ages, error) {
	out := Ages{changed: map[AgeKey]AgeChange{}, confirmed: a.confirmed}
	maps.Copy(out.changed, a.changed)
	for _, c := range changes {
		if err := c.check(); err != nil {
			return a, err
		}
		out.changed[c.AgeKey] = c
	}
	return out, nil
}

// Confirm says on which day staff have confirmed terms as they stand.
func (a Ages) Confirm(on map[AgeKey]cal.Day) Ages {
	a.confirmed = on
	return a
}

func (c AgeChange) check() error {
	_, _, ok := c.paper()
	most, known := longestAge[c.Term.Unit]
	_, province := identity.ProvinceByCode(c.Scope)
	switch {
	case !ok:
		return errs.AtField("code", "没有这份材料，或它不带这个日期，请从列表里选")
	case c.Scope != "" && !province:
		return errs.AtField("scope", "没有这个省份，请从列表里选")
	case strings.TrimSpace(c.Source) == "":
		return errs.AtField("source", "请写明依据，例如：浙江管局电话答复")
	case !known:
		return errs.AtField("unit", "单位请选天或个月")
	case c.Term.To < 1 || c.Term.To > most:
		return errs.AtField("to", "请填 1 到 %d 之间的整数", most)
	case c.Term.From != 0:
		return errs.AtField("from", "这里只填一个数")
	}
	return nil
}

// paper finds the requirement and the day that a key names.
func (k AgeKey) paper() (r Requirement, day string, ok bool) {
	code, day, _ := strings.Cut(k.Code, ".")
	r, ok = Find(code)
	return r, day, ok && r.Carries(day)
}

// All lists the terms in the order of the papers: the general one of each day that it
// carries, be there one or not, and those of provinces.
func (a Ages) All() (list []Age) {
	for _, r := range All() {
		for _, day := range r.Dated {
			for _, scope := range a.scopes(r, day) {
				age, _ := a.Of(AgeKey{scope, r.Code + "." + day})
				list = append(list, age)
			}
		}
	}
	return list
}

// scopes are "" and the provinces that have a term of their own.
func (a Ages) scopes(r Requirement, day string) []string {
	scopes := []string{""}
	for _, p := range identity.Provinces() {
		_, own := a.changed[AgeKey{p.Code, r.Code + "." + day}]
		if _, _, said := r.termIn(p.Code, day); said || own {
			scopes = append(scopes, p.Code)
		}
	}
	return scopes
}

// termIn is what the release says of a day in a province, or of all with "".
func (r Requirement) termIn(scope, day string) (Requirement, Term, bool) {
	term := func(age, left *Term) *Term {
		if day == Issued {
			return age
		}
		return left
	}
	if scope == "" {
		if t := term(r.Age, r.Left); t != nil {
			return r, *t, true
		}
		return r, Term{}, false
	}
	for _, d := range r.Demands {
		if t := term(d.Age, d.Left); d.Province == scope && t != nil {
			return d.words(r), *t, true
		}
	}
	return r, Term{}, false
}

// Of is one term as it stands; false where nobody says one.
func (a Ages) Of(k AgeKey) (Age, bool) {
	r, day, ok := k.paper()
	if !ok {
		return Age{}, false
	}
	named, t, said := r.termIn(k.Scope, day)
	named = named.named(anyType())
	out := Age{AgeKey: k, Paper: named.Label, What: "有效期至少还有", Only: t.Only}
	if day == Issued {
		out.What = "出具日在多久以内"
	}
	if c, own := a.changed[k]; own {
		out.Term, out.Source, out.Sourced = c.Term, c.Source, c.Sourced
		return out, true
	}
	if said {
		out.Term = workflow.Term{Unit: "months", To: t.Months}
		if t.Months == 0 {
			out.Term = workflow.Term{Unit: "days", To: t.Days}
		}
		out.Source, out.Sourced = strings.TrimSuffix(t.Source(), "，待核实"), datesOf(t.Sources)
	}
	return out, said
}

// over lays the desk's terms over a requirement as a province words it.
func (a Ages) over(r Requirement, province string) Requirement {
	r.Age, r.Left = a.term(r, province, Issued, r.Age), a.term(r, province, Until, r.Left)
	return r
}

func (a Ages) term(r Requirement, province, day string, said *Term) *Term {
	code := r.Code + "." + day
	base, _ := Find(r.Code)
	key := AgeKey{province, code}
	_, _, local := base.termIn(province, day)
	if _, own := a.changed[key]; !own && !local {
		key = AgeKey{"", code}
	}
	t, c, on := Term{}, a.changed[key], a.confirmed[key]
	switch {
	case c.Code != "":
		t = Term{said: strings.TrimSuffix(c.Source+"（"+c.Sourced+"）", "（）")}
		if c.Term.Unit == "months" {
			t.Months = c.Term.To
		} else {
			t.Days = c.Term.To
		}
		if said != nil {
			t.Only = said.Only
		}
	case said == nil:
		return nil
	default:
		t = *said
	}
	if on != 0 {
		t.said = strings.TrimSuffix(cmp.Or(t.said, t.Source()), "，待核实") + "，" + on.String() + " 核实"
	}
	return &t
}

// Differs lists the keys of which two desks' terms are not the same.
func (a Ages) Differs(b Ages) []AgeKey {
	keys := map[AgeKey]bool{}
	for _, one := range []map[AgeKey]AgeChange{a.changed, b.changed} {
		for k := range one {
			if a.changed[k] != b.changed[k] {
				keys[k] = true
			}
		}
	}
	return slices.SortedFunc(maps.Keys(keys), func(x, y AgeKey) int { return cmp.Or(cmp.Compare(x.Code, y.Code), cmp.Compare(x.Scope, y.Scope)) })
}

// Needed are the stages that want the paper of a key.
func (k AgeKey) Needed() []string {
	r, _, _ := k.paper()
	return r.uses()
}
