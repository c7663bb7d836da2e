package materials

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"

	"beiandesk/internal/workflow"
)

//go:embed data/requirements.json data/papers.json
var files embed.FS

// The kinds of a requirement: a file that is handed in, or a field of the client or
// one of its people.
const (
	File  = "file"
	Field = "field"
)

// Requirement is a line of the list of eleven (handbook §3). A row may have several
// codes; No is the row, 0 for what a filing itself yields later.
type Requirement struct {
	No            int               `json:"no"`
	Code          string            `json:"code"`
	Kind          string            `json:"kind"`
	Label         string            `json:"label"`
	Lead          bool              `json:"lead"`          // the lead's own, not the client's
	Labels        map[string]string `json:"labels"`        // by the lead's kind of document
	SubjectLabels map[string]string `json:"subjectLabels"` // by the kind of subject
	Limit         string            `json:"limit"`         // files: name of a Limit
	Want          string            `json:"want"`
	Ask           string            `json:"ask"`      // the same to the client: how to take the picture, what to write; "" for what no client hands in
	Needs         map[string]string `json:"needs"`    // stage code → group of subjects
	NotFor        []string          `json:"notFor"`   // case types that never need it
	Types         []string          `json:"types"`    // case types that alone are asked for it; empty = all
	NotHeld       []string          `json:"notHeld"`  // kinds of document that have no such side
	Later         bool              `json:"later"`    // known only after a later stage
	Dated         []string          `json:"dated"`    // the days that such a paper carries: issued, until
	Age           *Term             `json:"age"`      // how old it may be when it is handed over; nil: nobody is known to say
	Left          *Term             `json:"left"`     // how long it must still hold then; nil: on that day is enough
	Approval      string            `json:"approval"` // asked of sites that have this pre-approval alone; "" of all
	Demands       []Demand          `json:"demands"`  // of a paper that bureaus want: asked where one of them is met; empty of all others
	Unlisted      *Demand           `json:"unlisted"` // holds where no demand names the province; nil: nothing is told there
}

// AskedOf says whether cases of a type may be asked for it at all.
func (r Requirement) AskedOf(caseType string) bool {
	return !slices.Contains(r.NotFor, caseType) && (len(r.Types) == 0 || slices.Contains(r.Types, caseType))
}

// Limit is what the portals accept of a file.
type Limit struct {
	Mimes  []string `json:"mimes"`
	Colour bool     `json:"colour"` // a grey scan is to be looked at
	Bounds []Bound  `json:"bounds"`
}

// Bound is what a portal says of a file's size at some stages. A size of 0 bytes is no
// bound. One that is unconfirmed differs from the seed or stands in one place alone: it
// is told and stops nobody.
type Bound struct {
	Stages      []string `json:"stages"`
	MinBytes    int64    `json:"minBytes"`
	MaxBytes    int64    `json:"maxBytes"`
	Range       string   `json:"range"` // in words
	Small       string   `json:"small"` // what to do about a file below it
	Large       string   `json:"large"` // … above it
	Source      string   `json:"source"`
	Sourced     string   `json:"sourced"` // the day of the source, or what is known of it
	Unconfirmed bool     `json:"unconfirmed"`
}

type pack struct {
	Source       string              `json:"source"`
	Sourced      string              `json:"sourced"`
	Subjects     map[string][]string `json:"subjects"`
	Portals      map[string]string   `json:"portals"` // by stage: who looks at the files of it
	Copies       []CopyUse           `json:"copies"`
	Limits       map[string]Limit    `json:"limits"`
	Requirements []Requirement       `json:"requirements"`

	sources map[string]Origin // of the demands, by their keys
	stages  []string          // of the graph, those at which a requirement is needed, in their order
}

var data = sync.OnceValue(func() pack {
	p, err := load(workflow.Embedded())
	if err != nil {
		panic(fmt.Sprintf("materials: embedded data: %v", err))
	}
	return p
})

// load reads the list of all cases, and after it the papers that bureaus want.
func load(g *workflow.Graph) (pack, error) {
	var p pack
	if err := decode("data/requirements.json", &p); err != nil {
		return p, err
	}
	var papers struct {
		Sources      map[string]Origin `json:"sources"`
		Requirements []Requirement     `json:"requirements"`
	}
	if err := decode("data/papers.json", &papers); err != nil {
		return p, err
	}
	p.sources, p.Requirements = papers.Sources, append(p.Requirements, papers.Requirements...)
	return p, p.tie(g)
}

func decode(name string, into any) error {
	raw, err := files.ReadFile(name)
	if err != nil {
		return err
	}
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.DisallowUnknownFields()
	return decoder.Decode(into)
}

// tie looks up in the graph what the requirements name of it, and refuses what is not
// there.
func (p *pack) tie(g *workflow.Graph) error {
	needed := map[string]bool{}
	for _, r := range p.Requirements {
		for stage, group := range r.Needs {
			if _, ok := g.Stage(stage); !ok || p.Subjects[group] == nil {
				return fmt.Errorf("%s: unknown stage %s or group %s", r.Code, stage, group)
			}
			needed[stage] = true
		}
		for _, code := range append(r.Types, r.NotFor...) {
			if _, ok := g.Type(code); !ok {
				return fmt.Errorf("%s: unknown case type %s", r.Code, code)
			}
		}
		if err := p.checkDays(r); err != nil {
			return fmt.Errorf("%s: %w", r.Code, err)
		}
		for _, d := range r.Demands {
			if err := p.check(g, d); err != nil {
				return fmt.Errorf("%s in %s: %w", r.Code, d.Province, err)
			}
		}
	}
	for name, l := range p.Limits {
		for _, b := range l.Bounds {
			if b.Range == "" || b.Source == "" || b.Sourced == "" || (b.MinBytes > 0) != (b.Small != "") || (b.MaxBytes > 0) != (b.Large != "") {
				return fmt.Errorf("limit %s: a bound lacks words or its source", name)
			}
			for _, stage := range b.Stages {
				if !needed[stage] || p.Portals[stage] == "" {
					return fmt.Errorf("limit %s: nothing is needed at %s, or by no portal", name, stage)
				}
			}
		}
	}
	for _, s := range g.Stages {
		if needed[s.Code] {
			p.stages = append(p.stages, s.Code)
		}
	}
	return nil
}

// All lists the requirements in the order of their rows, in the words of no type.
func All() []Requirement {
	all := slices.Clone(data().Requirements)
	for i := range all {
		all[i] = all[i].named(anyType())
	}
	return all
}

// Find looks a requirement up by its code, in the words of no type.
func Find(code string) (Requirement, bool) {
	for _, r := range data().Requirements {
		if r.Code == code {
			return r.named(anyType()), true
		}
	}
	return Requirement{}, false
}

func anyType() workflow.Type { return workflow.Type{Files: workflow.Embedded().Files} }

// named fills in what cases of a type file.
func (r Requirement) named(kind workflow.Type) Requirement {
	r.Label, r.Want, r.Ask = kind.Word(r.Label), kind.Word(r.Want), kind.Word(r.Ask)
	return r
}

// Accepts is the limit that a file requirement's documents are held against.
func (r Requirement) Accepts() Limit { return data().Limits[r.Limit] }

// Words tells all bounds with their sources: "信息模板、ICP 备案 不低于 55 KB（…）；…", or
// 不限.
func (l Limit) Words() string {
	var parts []string
	for _, b := range l.Bounds {
		var portals []string
		for _, stage := range b.Stages {
			portals = append(portals, data().Portals[stage])
		}
		doubt := ""
		if b.Unconfirmed {
			doubt = "，待核实"
		}
		parts = append(parts, fmt.Sprintf("%s %s（%s，%s%s）", strings.Join(portals, "、"), b.Range, b.Source, b.Sourced, doubt))
	}
	if len(parts) == 0 {
		return "不限"
	}
	return strings.Join(parts, "；")
}

// uses are the stages that a file of the requirement may serve, in their order.
func (r Requirement) uses() []string {
	var out []string
	for _, stage := range data().stages {
		if _, ok := r.Needs[stage]; ok {
			out = append(out, stage)
		}
	}
	return out
}

// Source says where the list comes from, and on which day it was taken.
func Source() (source, day string) { return data().Source, data().Sourced }
