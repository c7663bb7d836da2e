package rules

import (
	"beiandesk/internal/embedded"
	_ "embed"
	"sync"
)

//go:embed data/fields.json
var fieldData []byte

// lack says why nothing of a field can be judged while it is not on record, and where
// to fill it in.
type lack struct {
	Why  string `json:"why"`
	Fill string `json:"fill"`
}

// lacks are the fields that a case may be without. It panics when the data is broken,
// which the tests rule out.
var lacks = sync.OnceValue(func() map[string]lack { return embedded.JSON[map[string]lack]("fields.json", fieldData) })

// notOnRecord is what a rule says when its field has nothing to judge.
func notOnRecord(r Rule) finding {
	l := lacks()[r.Field]
	return finding{outcome: Unknown, text: l.Why, advice: l.Fill}
}
