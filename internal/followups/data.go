package followups

import (
	_ "embed"
	"slices"
	"sync"

	"beiandesk/internal/embedded"
)

//go:embed data/kinds.json
var file []byte

type pack struct {
	Source  string   `json:"source"`
	Sourced string   `json:"sourced"`
	Types   []string `json:"types"`
	Ends    []string `json:"ends"`
	Years   int      `json:"years"`
	After   int      `json:"after"`
	Kinds   []Kind   `json:"kinds"`
}

var data = sync.OnceValue(func() pack { return embedded.JSON[pack]("kinds.json", file) })

// Source says where the list is written, with its day.
func Source() string { return data().Source + "，" + data().Sourced }

// Types are the codes of the case types that leave something to follow up.
func Types() []string { return slices.Clone(data().Types) }

// Covering are the codes of the types whose case takes the place of an earlier one of the same
// site: what is followed up is followed up there, or not any more.
func Covering() []string { return slices.Concat(data().Types, data().Ends) }

// Years is for how many years after the hand-over a yearly kind stands again.
func Years() int { return data().Years }

// After is how many days past its day something still falls due; of one's own it does until it
// is done.
func After() int { return data().After }

// Kinds are all, in the order in which they are told.
func Kinds() []Kind { return slices.Clone(data().Kinds) }

// KindOf finds one by its code.
func KindOf(code string) (Kind, bool) {
	i := slices.IndexFunc(data().Kinds, func(k Kind) bool { return k.Code == code })
	if i < 0 {
		return Kind{}, false
	}
	return data().Kinds[i], true
}
