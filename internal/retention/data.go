package retention

import (
	_ "embed"
	"fmt"
	"slices"
	"sync"

	"beiandesk/internal/embedded"
)

//go:embed data/retention.json
var file []byte

type pack struct {
	Practice  string `json:"practice"`  // the source of what the law sets no term for
	Practiced string `json:"practiced"` // its day
	Kinds     []Kind `json:"kinds"`
}

var data = sync.OnceValue(func() pack {
	p := embedded.JSON[pack]("retention.json", file)
	for i, k := range p.Kinds {
		if k.Source == "" {
			p.Kinds[i].Source, p.Kinds[i].Sourced = p.Practice, p.Practiced
		}
	}
	return p
})

// Kinds are all, those that staff remove first.
func Kinds() []Kind { return slices.Clone(data().Kinds) }

// KindOf finds one by its code.
func KindOf(code string) (Kind, bool) {
	i := slices.IndexFunc(data().Kinds, func(k Kind) bool { return k.Code == code })
	if i < 0 {
		return Kind{}, false
	}
	return data().Kinds[i], true
}

// Of is a kind that the program itself names. It panics for one that is not listed.
func Of(code string) Kind {
	k, ok := KindOf(code)
	if !ok {
		panic(fmt.Sprintf("retention: no kind %q", code))
	}
	return k
}
