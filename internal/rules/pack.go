package rules

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
)

//go:embed data/national.json
var nationalData []byte

//go:embed data/provinces.json
var provinceData []byte

// Pack is a set of rules with the sources they are taken from.
type Pack struct {
	Name    string            `json:"name"`
	Sources map[string]Source `json:"sources"`
	Rules   []Rule            `json:"rules"`
}

// National is the pack that every case is judged by.
func National() *Pack { return packs().national }

// Province is the pack of a province by its two-digit division code; false when there
// is none.
func Province(code string) (*Pack, bool) {
	p, ok := packs().provinces[code]
	return p, ok
}

type embedded struct {
	national  *Pack
	provinces map[string]*Pack
}

var packs = sync.OnceValue(func() embedded {
	var e embedded
	if err := json.Unmarshal(nationalData, &e.national); err != nil {
		panic(fmt.Sprintf("rules: embedded national pack: %v", err))
	}
	var file struct {
		Sources   map[string]Source `json:"sources"`
		Provinces map[string]*Pack  `json:"provinces"`
	}
	if err := json.Unmarshal(provinceData, &file); err != nil {
		panic(fmt.Sprintf("rules: embedded province packs: %v", err))
	}
	e.provinces = file.Provinces
	for _, p := range e.provinces {
		p.Sources = file.Sources
	}
	return e
})

// source puts a rule's sources in words, and the date of the latest that has one.
func (p *Pack) source(r Rule) (label, date string) {
	labels := make([]string, len(r.Sources))
	for i, key := range r.Sources {
		s := p.Sources[key]
		labels[i] = s.Label
		if date == "" || date[0] > '9' || (s.Date[0] <= '9' && s.Date > date) {
			date = s.Date
		}
	}
	return strings.Join(labels, "、"), date
}

// concerns says whether a rule runs before a stage's submission in such a case.
func (r Rule) concerns(stage string, f Facts) bool {
	return slices.Contains(r.Stages, stage) &&
		(len(r.Types) == 0 || slices.Contains(r.Types, f.Type)) &&
		(len(r.Subjects) == 0 || slices.Contains(r.Subjects, f.Subject))
}
