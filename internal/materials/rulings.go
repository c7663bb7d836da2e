package materials

import (
	"slices"
	"strings"

	"beiandesk/internal/identity"
	"beiandesk/internal/workflow"
)

// Ruling is what a portal says of files, or a bureau of papers, with where it is written.
type Ruling struct {
	Code        string // forms:不超过 4 MB; a change of what is said is another ruling
	Scope       string // the limit, or the province's code
	Where       string // in words: the materials of the limit, or the province
	What        string
	Source      string
	Sourced     string
	Unconfirmed bool // it differs from the seed, or stands in one place alone
}

// Bounds lists what the portals say of the size of files.
func Bounds() (list []Ruling) {
	var names []string
	for _, r := range data().Requirements {
		if r.Kind == File && !slices.Contains(names, r.Limit) {
			names = append(names, r.Limit)
		}
	}
	for _, name := range names {
		var of []string
		for _, r := range data().Requirements {
			if r.Kind == File && r.Limit == name {
				of = append(of, workflow.Embedded().Word(r.Label))
			}
		}
		for _, b := range data().Limits[name].Bounds {
			var portals []string
			for _, stage := range b.Stages {
				portals = append(portals, data().Portals[stage])
			}
			list = append(list, Ruling{
				Code: strings.Join(b.Stages, "+") + ":" + b.Range, Scope: name, Where: strings.Join(of, "、"),
				What: strings.Join(portals, "、") + " " + b.Range, Source: b.Source, Sourced: b.Sourced, Unconfirmed: b.Unconfirmed,
			})
		}
	}
	return list
}

// Papers lists what the bureaus of provinces want beside the list of all cases, province by
// province.
func Papers() (list []Ruling) {
	for _, at := range identity.Provinces() {
		for _, r := range data().Requirements {
			for _, d := range r.Demands {
				if d.Province == at.Code {
					list = append(list, d.ruling(r, at.Name))
				}
			}
		}
	}
	return list
}

func (d Demand) ruling(r Requirement, where string) Ruling {
	w := d.words(r)
	var types []string
	for _, code := range d.Types {
		t, _ := workflow.Embedded().Type(code)
		types = append(types, t.Label)
	}
	what := w.Label
	if w.Want != "" {
		what += "：" + w.Want
	}
	what += "（" + strings.Join(types, "、") + "）"
	return Ruling{
		Code: strings.Join([]string{r.Code, strings.Join(d.Types, "+"), d.Subjects}, ":"), Scope: d.Province, Where: where,
		What: workflow.Embedded().Word(what), Source: strings.TrimSuffix(d.source(), "，待核实"), Sourced: datesOf(d.Sources), Unconfirmed: true,
	}
}

// datesOf is the date of the latest source that has one.
func datesOf(sources []Citation) (sourced string) {
	for _, c := range sources {
		if on := data().sources[c.Source].Date; sourced == "" || sourced[0] > '9' || on[0] <= '9' && on > sourced {
			sourced = on
		}
	}
	return sourced
}
