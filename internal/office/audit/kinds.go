package audit

import (
	_ "embed"
	"slices"
	"sync"

	"beiandesk/internal/embedded"
	"beiandesk/internal/office"
	"beiandesk/internal/retention"
)

//go:embed data/kinds.json
var kindsFile []byte

// Kind is a kind of lines of the journal. The journal is kept as long as its folder; Kept is the
// kind of package retention that says how long the law has it kept at least.
type Kind struct {
	Code  string `json:"code"`
	Label string `json:"label"`
	What  string `json:"what"` // what lines of it tell
	Kept  string `json:"kept"` // "" where no law says
}

var kinds = sync.OnceValue(func() []Kind { return embedded.JSON[[]Kind]("kinds.json", kindsFile) })

// Kinds are all there are, those about personal data first.
func Kinds() []Kind { return slices.Clone(kinds()) }

// KindLabel is what a kind is called; the code itself for an unknown one.
func KindLabel(code string) string {
	if k, ok := kindOf(code); ok {
		return k.Label
	}
	return code
}

func kindOf(code string) (Kind, bool) {
	i := slices.IndexFunc(kinds(), func(k Kind) bool { return k.Code == code })
	if i < 0 {
		return Kind{}, false
	}
	return kinds()[i], true
}

// Term is how long lines of the kind are kept at least, in words; "" where no law says.
func (k Kind) Term() string {
	if k.Kept == "" {
		return ""
	}
	return retention.Of(k.Kept).Term()
}

// Source says by what law; "" where none says.
func (k Kind) Source() string {
	if k.Kept == "" {
		return ""
	}
	return retention.Of(k.Kept).Source
}

// viaLabel is by what somebody reached the desk.
func viaLabel(via string) string {
	switch via {
	case office.ViaWindow:
		return "窗口"
	case office.ViaCommand:
		return "命令"
	}
	return via
}
