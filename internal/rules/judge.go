package rules

// finding is what an operator says of one fact.
type finding struct {
	outcome Outcome // Pass, Unknown, Warn, or broken
	text    string  // "" takes the rule's
	advice  string  // "" takes the rule's
}

// broken is a rule that does not hold: its severity decides.
const broken Outcome = "broken"

var (
	holds  = finding{outcome: Pass}
	breaks = finding{outcome: broken}
	unsure = finding{outcome: Unknown}
)

// Judge runs the rules of a pack that concern a stage's submission, in their order: a
// result for each fact of the rule's field. A field of which nothing is on record is
// Unknown, never passed over.
func Judge(p *Pack, stage string, f Facts) []Result {
	results := []Result{}
	for _, r := range p.Rules {
		if !r.concerns(stage, f) {
			continue
		}
		op := operators[r.Operator]
		facts := f.Fields[r.Field]
		if op.whole != nil {
			results = append(results, op.whole(p, r, facts)...)
			continue
		}
		if len(facts) == 0 {
			results = append(results, p.result(r, Fact{}, notOnRecord(r)))
		}
		for _, fact := range facts {
			if fact.Value == "" && !op.empty {
				results = append(results, p.result(r, fact, notOnRecord(r)))
				continue
			}
			results = append(results, p.result(r, fact, op.each(r, f, fact)))
		}
	}
	return results
}

// result puts a finding in words.
func (p *Pack) result(r Rule, fact Fact, found finding) Result {
	out := Result{Code: r.Code, Field: r.Field, Label: r.Label, Outcome: found.outcome, About: fact.About, Value: fact.Shown, Pack: p.Name, Confirmed: r.Confirmed}
	out.Source, out.Date = p.Source(r)
	switch found.outcome {
	case Pass:
		return out
	case Unknown:
		out.Text = "没有可查的资料，请人工核对"
	case broken:
		out.Outcome, out.Text = r.Severity, r.Text
	default:
		out.Text = r.Text
	}
	if found.text != "" {
		out.Text = found.text
	}
	if out.Advice = found.advice; found.advice == "" {
		out.Advice = r.Advice
	}
	return out
}
