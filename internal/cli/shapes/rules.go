package shapes

import (
	"beiandesk/internal/office/preflight"
	"beiandesk/internal/office/rulebook"
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

// Unconfirmed is what nobody has confirmed for too long.
type Unconfirmed struct {
	Kind      string `json:"kind"` // clock, rule, text, law, limit, paper, footer, form, process
	Scope     string `json:"scope"`
	Code      string `json:"code"`
	About     string `json:"about"` // the three in one, as confirm takes it
	Where     string `json:"where"`
	Name      string `json:"name"`
	Source    string `json:"source"`
	Sourced   string `json:"sourced"`
	Confirmed string `json:"confirmed"` // the last time, "" when nobody has
	Due       string `json:"due"`       // since when it is due, "" when the source has no date
}

func UnconfirmedOf(u rulebook.Unconfirmed) Unconfirmed {
	v := Unconfirmed{Kind: u.Kind, Scope: u.Scope, Code: u.Code, About: u.Kind + "/" + u.Scope + "/" + u.Code, Where: u.Where, Name: u.Name, Source: u.Source, Sourced: u.Sourced}
	if u.Provenance.Confirmed != nil {
		v.Confirmed = u.Provenance.Confirmed.String()
	}
	if u.Due != nil {
		v.Due = u.Due.String()
	}
	return v
}
