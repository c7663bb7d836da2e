package cases

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"beiandesk/internal/embedded"
)

//go:embed data/registrars.json
var registrarData []byte

// Registrar is a company with which domains are registered inland, as the certificate of
// a domain or its registry names it.
type Registrar struct {
	Label  string   `json:"label"`  // what staff and clients call it: 腾讯云
	Names  []string `json:"names"`  // the first is written into forms
	Region string   `json:"region"` // two-digit division code of its seat
	Cloud  bool     `json:"cloud"`  // the cloud that files; domains of others wait for its look-up longer
}

// RegistrarList are the registrars that staff can choose from, with where they are written.
type RegistrarList struct {
	Source     string      `json:"source"`
	Sourced    string      `json:"sourced"`
	Registrars []Registrar `json:"registrars"`
}

var registrars = sync.OnceValue(func() RegistrarList { return embedded.JSON[RegistrarList]("registrars.json", registrarData) })

// Registrars are those that the list holds; a domain may be with any other.
func Registrars() RegistrarList {
	list := registrars()
	list.Registrars = slices.Clone(list.Registrars)
	return list
}

// RegistrarNamed finds a registrar by what it is called or by one of its names.
func RegistrarNamed(text string) (Registrar, bool) {
	same := func(name string) bool { return strings.EqualFold(plainName(name), plainName(text)) }
	for _, r := range registrars().Registrars {
		if same(r.Label) || slices.ContainsFunc(r.Names, same) {
			return r, true
		}
	}
	return Registrar{}, false
}

// RegistrarLabel is what the registrar of a domain is called: its name where the list has it not.
func RegistrarLabel(p Provider) string {
	if r, ok := RegistrarNamed(p.Name); ok {
		return r.Label
	}
	return p.Name
}

// plainName drops what certificates write in different ways.
func plainName(name string) string {
	return strings.NewReplacer(" ", "", "（", "(", "）", ")").Replace(name)
}

// Provider is the registrar as a form asks for it.
func (r Registrar) Provider() Provider {
	p := Provider{Where: Inland, Region: r.Region}
	if len(r.Names) > 0 {
		p.Name = r.Names[0]
	}
	return p
}
