package importing

import (
	_ "embed"
	"slices"
	"sync"

	"beiandesk/internal/embedded"
	"beiandesk/internal/wordings"
	"beiandesk/internal/workflow"
)

//go:embed data/stages.json
var stageData []byte

// stand is where an order stands, as sheets word it.
type stand struct {
	Words []string       `json:"words"` // as wordings.Plain writes them
	Phase workflow.Phase `json:"phase"` // it is of that phase alone; "" of any
	// The actions of which the first that the order has is to come next; "" its end is behind
	// it, and without any it has only begun.
	Next []string `json:"next"`
	Then string   `json:"then"` // the setback that came last
	// Dated are actions on the way that these words do not claim: they have happened only where
	// the sheet has their date, or a later one.
	Dated  []string `json:"dated"`
	Unsure string   `json:"unsure"` // what the words leave open
}

var stands = sync.OnceValue(func() []stand { return embedded.JSON[[]stand]("stages.json", stageData) })

// standOf is what a cell says of where an order stands; false for words that are not known.
func standOf(cell string) (stand, bool) {
	word := wordings.Plain(cell)
	i := slices.IndexFunc(stands(), func(s stand) bool { return slices.Contains(s.Words, word) })
	if i < 0 {
		return stand{}, false
	}
	return stands()[i], true
}
