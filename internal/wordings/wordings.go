// Package wordings knows what agencies and their clients call the fields of a case: in the
// headers of spreadsheets, in messages, on forms that go round.
package wordings

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"

	"beiandesk/internal/embedded"
	"beiandesk/internal/identity"
)

//go:embed data/fields.json
var fieldData []byte

// Field is something of a case that people have words for.
type Field struct {
	Code  string   `json:"field"` // client.name, lead.mobile, site.domain
	Label string   `json:"label"`
	Words []string `json:"words"` // what agencies call it, as Plain writes it
	Past  bool     `json:"past"`  // it tells how far an order has come, and is no field of what is opened
	Also  []string `json:"also"`  // of the date of an action: actions whose date it is in orders that have those instead
}

var fields = sync.OnceValue(func() []Field { return embedded.JSON[[]Field]("fields.json", fieldData) })

// words are the fields by what they are called.
var words = sync.OnceValue(func() map[string]Field {
	of := map[string]Field{}
	for _, f := range fields() {
		for _, w := range f.Words {
			of[w] = f
		}
	}
	return of
})

// Fields are all fields that have words, in the order of a case.
func Fields() []Field { return slices.Clone(fields()) }

// Of is the field that something written is called by; false where none is.
func Of(written string) (Field, bool) {
	f, ok := words()[Plain(written)]
	return f, ok
}

// ByCode finds a field by its code.
func ByCode(code string) (Field, bool) {
	if i := slices.IndexFunc(fields(), func(f Field) bool { return f.Code == code }); i >= 0 {
		return fields()[i], true
	}
	return Field{}, false
}

// Labels are the labels of all fields, for a message.
func Labels() string {
	names := make([]string, len(fields()))
	for i, f := range fields() {
		names[i] = f.Label
	}
	return strings.Join(names, "、")
}

// Plain is the name of a field as it is compared: without marks, spaces and what stands in
// brackets.
func Plain(written string) string {
	text := identity.Text(written).Value
	for _, pair := range [][2]string{{"（", "）"}, {"(", ")"}, {"【", "】"}, {"[", "]"}} {
		if before, rest, ok := strings.Cut(text, pair[0]); ok {
			_, after, _ := strings.Cut(rest, pair[1])
			text = before + after
		}
	}
	return strings.ToLower(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsPunct(r) && r != '-' || unicode.IsSymbol(r) {
			return -1
		}
		return r
	}, text))
}
