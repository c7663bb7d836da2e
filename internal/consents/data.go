package consents

import (
	_ "embed"
	"slices"
	"sync"

	"beiandesk/internal/embedded"
)

//go:embed data/consents.json
var file []byte

// Matter is something that a person may agree to.
type Matter struct {
	Code     string   `json:"code"`
	Label    string   `json:"label"`
	Separate bool     `json:"separate"` // the law wants a consent of its own for it: 单独同意
	Kinds    []string `json:"kinds"`    // what data it covers, in words
	Purpose  string   `json:"purpose"`
	At       string   `json:"at"`    // article of the law
	Wants    []Use    `json:"wants"` // what is warned of without it; empty is nothing
}

// Way is how a consent was given.
type Way struct {
	Code  string `json:"code"`
	Label string `json:"label"`
}

type pack struct {
	Source  string   `json:"source"`
	Sourced string   `json:"sourced"`
	Note    string   `json:"note"`
	Matters []Matter `json:"matters"`
	Ways    []Way    `json:"ways"`
	Follows string   `json:"follows"`
}

var data = sync.OnceValue(func() pack { return embedded.JSON[pack]("consents.json", file) })

// Source names the law behind the matters, with the day of its text.
func Source() string { return data().Source + "，" + data().Sourced }

// Note says how sure it is that a matter needs a consent at all.
func Note() string { return data().Note }

// Follows says what a withdrawal means.
func Follows() string { return data().Follows }

// Matters are all, in the order in which they are offered.
func Matters() []Matter { return slices.Clone(data().Matters) }

// MatterOf finds one by its code.
func MatterOf(code string) (Matter, bool) {
	i := slices.IndexFunc(data().Matters, func(m Matter) bool { return m.Code == code })
	if i < 0 {
		return Matter{}, false
	}
	return data().Matters[i], true
}

// Ways are all, in the order in which they are offered.
func Ways() []Way { return slices.Clone(data().Ways) }

// WayOf finds one by its code.
func WayOf(code string) (Way, bool) {
	i := slices.IndexFunc(data().Ways, func(w Way) bool { return w.Code == code })
	if i < 0 {
		return Way{}, false
	}
	return data().Ways[i], true
}
