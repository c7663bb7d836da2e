package identity

import (
	"beiandesk/internal/embedded"
	_ "embed"
	"fmt"
	"strings"
	"sync"
)

//go:embed data/names.json
var nameData []byte

// wordRule is a list of words that a name should not bear, as data/names.json has it.
type wordRule struct {
	Rule      string   `json:"rule"`
	Source    string   `json:"source"`
	Where     string   `json:"where"` // start, end, inside (not at the start), whole, anywhere
	Words     []string `json:"words"`
	Only      string   `json:"only"`      // for this kind of subject alone
	Unless    string   `json:"unless"`    // not for this kind of subject
	Approvals []string `json:"approvals"` // not for who holds one of these
	Severity  string   `json:"severity"`  // fail or warn
	Message   string   `json:"message"`   // with %s for the word
}

// lengthRule is how long a name may be. Longer ones only warn.
type lengthRule struct {
	Source     string `json:"source"`
	Characters int    `json:"characters"`
	Message    string `json:"message"` // with %d for how many there are and may be
}

type wordRules struct {
	Date            string     `json:"date"` // when the sources were read
	LeadName        []wordRule `json:"lead_name"`
	SiteName        []wordRule `json:"site_name"`
	SiteNameLongest lengthRule `json:"site_name_longest"`
}

var words = sync.OnceValue(func() wordRules { return embedded.JSON[wordRules]("names.json", nameData) })

// found is the longest of the rule's words that the name bears, or "".
func (r wordRule) found(name string) string {
	longest := ""
	for _, w := range r.Words {
		if len(w) > len(longest) && r.bears(name, w) {
			longest = w
		}
	}
	return longest
}

func (r wordRule) bears(name, word string) bool {
	switch r.Where {
	case "start":
		return strings.HasPrefix(name, word)
	case "end":
		return strings.HasSuffix(name, word)
	case "inside":
		return strings.LastIndex(name, word) > 0
	case "whole":
		return name == word
	}
	return strings.Contains(name, word)
}

// apply runs the rule over the name. The first rule that fails names the failure; all
// that warn are kept.
func (r wordRule) apply(c Check, name string) Check {
	word := r.found(name)
	if word == "" {
		return c
	}
	message := fmt.Sprintf(r.Message, word)
	if r.Severity == "warn" {
		c.Warnings = append(c.Warnings, Warning{r.Rule, message})
	} else if c.OK {
		c.OK, c.Rule, c.Message = false, r.Rule, message
	}
	return c
}
