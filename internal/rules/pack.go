package rules

import (
	"embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
)

//go:embed data/national.json data/provinces.json data/1/*.json data/2/*.json
var files embed.FS

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
var Embedded = sync.OnceValue(func() *Book { return load("data/") })

// earlier are the books of the releases before, the first of them first.
var earlier = []func() *Book{
	sync.OnceValue(func() *Book { return load("data/1/") }),
	sync.OnceValue(func() *Book { return load("data/2/") }),
}

// Released is the book of an earlier release, by which its cases go on (workflow.Release
// numbers them), or of this one.
func Released(release int) *Book {
	if release >= 1 && release <= len(earlier) {
		return earlier[release-1]()
	}
	return Embedded()
}

func load(folder string) *Book {
	b := &Book{}
	read(folder+"national.json", &b.national)
	var file struct {
		Sources   map[string]Source `json:"sources"`
		Provinces map[string]*Pack  `json:"provinces"`
	}
	read(folder+"provinces.json", &file)
	b.provinces = file.Provinces
	for _, p := range b.provinces {
		p.Sources = file.Sources
	}
	return b
}

func read(name string, into any) {
	data, err := files.ReadFile(name)
	if err == nil {
		err = json.Unmarshal(data, into)
	}
	if err != nil {
		panic(fmt.Sprintf("rules: embedded %s: %v", name, err))
	}
}

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

// Ask runs the rules for every case that have one of the codes, at whatever moment; those
// that do not concern the case say nothing.
func (b *Book) Ask(codes []string, f Facts) []Result {
	asked := &Pack{Name: b.national.Name, Sources: b.national.Sources}
	for _, r := range b.national.Rules {
		if slices.Contains(codes, r.Code) && !r.Off {
			r.Stages = []string{""}
			asked.Rules = append(asked.Rules, r)
		}
	}
	return Judge(asked, "", f)
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

// Source puts a rule's sources in words, each with its place, and of several each with its
// date; and tells the date of the latest that has one.
func (p *Pack) Source(r Rule) (label, date string) {
	labels := make([]string, len(r.Sources))
	for i, c := range r.Sources {
		s := p.Sources[c.Source]
		if labels[i] = s.Label; c.At != "" {
			if !strings.HasPrefix(c.At, "《") {
				labels[i] += " "
			}
			labels[i] += c.At
		}
		if len(r.Sources) > 1 && !strings.Contains(labels[i], s.Date) {
			labels[i] += "（" + s.Date + "）"
		}
		if date == "" || date[0] > '9' || (s.Date[0] <= '9' && s.Date > date) {
			date = s.Date
		}
	}
	return strings.Join(labels, "；"), date
}

// concerns says whether a rule runs before a stage's submission in such a case.
func (r Rule) concerns(stage string, f Facts) bool {
	return !r.Off && slices.Contains(r.Stages, stage) &&
		(len(r.Types) == 0 || slices.Contains(r.Types, f.Type)) &&
		(len(r.Subjects) == 0 || slices.Contains(r.Subjects, f.Subject))
}
