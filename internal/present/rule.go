package present

import "beiandesk/internal/rules"

// RuleResult is one rule over one value, before a submission.
type RuleResult struct {
	Code      string `json:"code"`
	Label     string `json:"label"`
	Result    string `json:"result"` // pass | warn | fail | unknown
	About     string `json:"about"`  // whose: a lead, a site, a material; "" where there is one alone
	Value     string `json:"value"`  // covered
	Text      string `json:"text"`   // what is wrong; "" for a pass
	Advice    string `json:"advice"` // what to do; "" for a pass
	Source    string `json:"source"`
	Date      string `json:"date"`      // of the source
	Confirmed string `json:"confirmed"` // day on which staff last confirmed the rule, "" when nobody has
	Pack      string `json:"pack"`      // 全国, 浙江
}

// Rule lays out a rule's result.
func Rule(r rules.Result) RuleResult {
	return RuleResult{
		Code: r.Code, Label: r.Label, Result: string(r.Outcome), About: r.About, Value: r.Value, Text: r.Text, Advice: r.Advice,
		Source: r.Source, Date: r.Date, Confirmed: Day(r.Confirmed), Pack: r.Pack,
	}
}
