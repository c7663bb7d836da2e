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

// Book is all packs: the one that every case is judged by, and a province's beside it.
// It never changes; With derives another.
type Book struct {
	national  *Pack
	provinces map[string]*Pack
}

// Embedded is the book of this release. It panics when the data is broken, which the
// tests rule out.
var Embedded = sync.OnceValue(func() *Book {
	b := &Book{}
	if err := json.Unmarshal(nationalData, &b.national); err != nil {
		panic(fmt.Sprintf("rules: embedded national pack: %v", err))
	}
	var file struct {
		Sources   map[string]Source `json:"sources"`
		Provinces map[string]*Pack  `json:"provinces"`
	}
	if err := json.Unmarshal(provinceData, &file); err != nil {
		panic(fmt.Sprintf("rules: embedded province packs: %v", err))
	}
	b.provinces = file.Provinces
	for _, p := range b.provinces {
		p.Sources = file.Sources
	}
	return b
})

// Pack is the pack of a scope: "" for every case, or a province's two-digit division
// code; false when there is none.
func (b *Book) Pack(scope string) (*Pack, bool) {
	if scope == "" {
		return b.national, true
	}
	p, ok := b.provinces[scope]
	return p, ok
}

// Judge runs the rules for every case and those of the province.
func (b *Book) Judge(province, stage string, f Facts) []Result {
	results := Judge(b.national, stage, f)
	if p, ok := b.provinces[province]; ok {
		results = append(results, Judge(p, stage, f)...)
	}
	return results
}

// Find tells a rule by its code; false when the pack has none.
func (p *Pack) Find(code string) (Rule, bool) {
	for _, r := range p.Rules {
		if r.Code == code {
			return r, true
		}
	}
	return Rule{}, false
}

// Source puts a rule's sources in words, and the date of the latest that has one.
func (p *Pack) Source(r Rule) (label, date string) {
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
	return !r.Off && slices.Contains(r.Stages, stage) &&
		(len(r.Types) == 0 || slices.Contains(r.Types, f.Type)) &&
		(len(r.Subjects) == 0 || slices.Contains(r.Subjects, f.Subject))
}
