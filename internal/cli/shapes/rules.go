package shapes

import (
	"beiandesk/internal/office/preflight"
	"beiandesk/internal/present"
)

// Rule is one rule's result as the JSON tells it.
type Rule struct {
	present.RuleResult
	Case    string `json:"case"`
	Stage   string `json:"stage"`
	Checked string `json:"checked"`
}

func Rules(report preflight.Report) []Rule {
	out := []Rule{}
	for _, r := range report.Results {
		out = append(out, Rule{present.Rule(r), report.Number, report.Stage, report.Checked.String()})
	}
	return out
}
