// Package preflight judges a case before a submission: it lays the case out as facts, runs
// every rule over them, and stops a submission that a rule fails unless a reason is given.
package preflight

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/people"
	"beiandesk/internal/ref"
	"beiandesk/internal/rules"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// Judge runs the rules before a submission and before the one it goes on to, where
// nobody is asked in between, each rule once. What they say of what is filed is worded for the case.
func Judge(book *rules.Book, province string, stage workflow.Stage, facts rules.Facts) []rules.Result {
	results := judge(book, province, stage.Code, facts)
	next := stage.Submission.GoesOn
	if next == "" {
		return results
	}
	same := func(a rules.Result) func(rules.Result) bool {
		return func(b rules.Result) bool { return a.Code == b.Code && a.Pack == b.Pack }
	}
	var further []rules.Result
	for _, r := range judge(book, province, next, facts) {
		if !slices.ContainsFunc(results, same(r)) {
			further = append(further, r)
		}
	}
	return append(results, further...)
}

func judge(book *rules.Book, province, stage string, facts rules.Facts) []rules.Result {
	results := book.Judge(province, stage, facts)
	if kind, ok := workflow.Embedded().Type(facts.Type); ok {
		for i := range results {
			r := &results[i]
			r.Label, r.Text, r.Advice = kind.Word(r.Label), kind.Word(r.Text), kind.Word(r.Advice)
		}
	}
	return results
}

// Report is what the rules say before a submission. What is sealed is covered.
type Report struct {
	Number     string
	Stage      string // "" when nothing is to be submitted any more: then there are no results
	StageLabel string
	Results    []rules.Result // what fails first, then warnings, what could not be judged, what passes
	Checked    cal.Moment
	Fallback   string // of the next one: what comes instead when what is on does not go through; "" when nothing would
}

// Before is the moment for which the rules were run: 提交“预审核”前, “提交管局”前; ""
// when nothing is to be submitted.
func (r Report) Before() string {
	switch {
	case r.Stage == "":
		return ""
	case strings.HasPrefix(r.StageLabel, "提交"):
		return "“" + r.StageLabel + "”前"
	}
	return "提交“" + r.StageLabel + "”前"
}

// Tally counts the outcomes.
func (r Report) Tally() (fail, warn, unknown, pass int) {
	return r.count(rules.Fail), r.count(rules.Warn), r.count(rules.Unknown), r.count(rules.Pass)
}

func (r Report) count(outcome rules.Outcome) int {
	n := 0
	for _, result := range r.Results {
		if result.Outcome == outcome {
			n++
		}
	}
	return n
}

// Summary counts the outcomes in words: 不通过 0　警告 2　未检查 1　通过 40.
func (r Report) Summary() string {
	parts := make([]string, len(rules.Outcomes))
	for i, outcome := range rules.Outcomes {
		parts[i] = fmt.Sprintf("%s %d", OutcomeLabel(outcome), r.count(outcome))
	}
	return strings.Join(parts, "　")
}

// Headline is the gravest of it in two words: 1 不通过, 2 警告; "" when neither is there.
func (r Report) Headline() string {
	for _, outcome := range []rules.Outcome{rules.Fail, rules.Warn} {
		if n := r.count(outcome); n > 0 {
			return fmt.Sprintf("%d %s", n, OutcomeLabel(outcome))
		}
	}
	return ""
}

// OutcomeLabel is an outcome in words.
func OutcomeLabel(o rules.Outcome) string { return people.LabelOf(outcomes, string(o)) }

var outcomes = []people.Label{
	{Code: string(rules.Fail), Label: "不通过"}, {Code: string(rules.Warn), Label: "警告"},
	{Code: string(rules.Unknown), Label: "未检查"}, {Code: string(rules.Pass), Label: "通过"},
}

// Failed lists the rules that fail, each once.
func (r Report) Failed() []rules.Result {
	var failed []rules.Result
	for _, result := range r.Results {
		if result.Outcome == rules.Fail && !slices.ContainsFunc(failed, func(f rules.Result) bool { return f.Code == result.Code && f.Text == result.Text }) {
			failed = append(failed, result)
		}
	}
	return failed
}

// Check judges a case by every rule that concerns a submission; stage "" is the
// next one: what has been submitted and waits for its result is not asked for again, but
// told as Fallback. It changes nothing. Errors: NotFound, Invalid at "stage".
func Check(ctx context.Context, o *office.Office, id ref.CaseID, stage string) (Report, error) {
	var out Report
	err := o.Read(ctx, func(tx store.Tx) error {
		d, err := casefile.Read(o, tx, id)
		if err != nil {
			return err
		}
		fallback := ""
		if stage == "" {
			stage, fallback = NextSubmission(d, o), fallbackOf(d, o)
		} else if !submits(d, o, stage) {
			return errs.AtField("stage", "这个案件没有“%s”这一次提交，可以写：%s", stage, strings.Join(submissions(d, o), "、"))
		}
		out, err = Run(d, o, tx, stage, "", o.Today())
		out.Fallback = fallback
		return err
	})
	return out, err
}

// Run judges a case as of a day; site narrows a submission to one site.
func Run(d *casefile.File, o *office.Office, tx store.Tx, stage string, site ref.SiteID, day cal.Day) (Report, error) {
	out := Report{Number: d.Case.Number, Stage: stage, Results: []rules.Result{}, Checked: cal.At(o.Now())}
	if stage == "" {
		return out, nil
	}
	submitted, _ := d.Engine.Graph().Stage(stage)
	out.StageLabel = submitted.Label
	facts, err := Facts(d, o, tx, stage, site, day)
	if err != nil {
		return out, err
	}
	out.Results = append(out.Results, Judge(d.Edition.Rules, d.Case.Province, submitted, facts)...)
	slices.SortStableFunc(out.Results, func(a, b rules.Result) int {
		return slices.Index(rules.Outcomes, a.Outcome) - slices.Index(rules.Outcomes, b.Outcome)
	})
	return out, nil
}

// submissions lists the stages of the case that are submitted.
func submissions(d *casefile.File, o *office.Office) []string {
	list := []string{}
	for _, stage := range o.Engine.Graph().Submissions() {
		if submits(d, o, stage) {
			list = append(list, stage)
		}
	}
	return list
}

func submits(d *casefile.File, o *office.Office, stage string) bool {
	t, _ := o.Engine.Graph().Type(d.Case.Type)
	s, _ := o.Engine.Graph().Stage(stage)
	return s.Submission != nil && slices.Contains(t.Stages, stage) && !slices.Contains(d.State.Skipped, stage) &&
		(s.Phase != workflow.PhasePolice || d.State.Police)
}

// NextSubmission is the first submission that is still to be made at or behind the
// earliest open run; "" when none is to come.
func NextSubmission(d *casefile.File, o *office.Office) string {
	t, _ := o.Engine.Graph().Type(d.Case.Type)
	earliest := len(t.Stages)
	for _, r := range d.State.OpenRuns() {
		at := slices.Index(t.Stages, r.Stage)
		if at < 0 {
			continue
		}
		if r.Submitted != nil {
			at++ // it was made, and waits for its result
		}
		earliest = min(earliest, at)
	}
	for _, stage := range submissions(d, o) {
		if slices.Index(t.Stages, stage) >= earliest && !over(d, o, stage) {
			return stage
		}
	}
	return ""
}

// MayComeNext lists what may be the next submission while a stage of a type is on: its
// own until that is made, then the first behind it that the order still needs.
func MayComeNext(g *workflow.Graph, t workflow.Type, stage string) []string {
	var list []string
	for _, code := range t.Stages[max(slices.Index(t.Stages, stage), 0):] {
		s, _ := g.Stage(code)
		if s.Submission == nil {
			continue
		}
		list = append(list, code)
		if code != stage && !s.Submission.Once && !slices.Contains(t.Domain, code) {
			break
		}
	}
	return list
}

// fallback tells which submission has to be made again when a stage that is on does not
// go through: its setbacks lead back there.
func fallbackOf(d *casefile.File, o *office.Office) string {
	var lines []string
	for _, r := range d.State.OpenRuns() {
		again := again(d, o, r)
		if len(again) == 0 {
			continue
		}
		line := fmt.Sprintf("在办的“%s”如没有通过，要再提交“%s”。", casefile.StageLabel(o, d.Case.Type, r.Stage), strings.Join(again, "”或“"))
		if !slices.Contains(lines, line) {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "")
}

// again lists by label the submissions to which the setbacks of a run lead back.
func again(d *casefile.File, o *office.Office, r workflow.Run) []string {
	t, _ := o.Engine.Graph().Type(d.Case.Type)
	var labels []string
	for _, a := range o.Engine.Graph().Actions {
		if a.Kind != "setback" || a.Stage != r.Stage || !slices.Contains(a.Steps, r.Step) || takenBack(a) {
			continue
		}
		for _, e := range a.Then {
			target := slices.IndexFunc(e.Open, func(stage string) bool { return slices.Contains(t.Stages, stage) })
			if target < 0 {
				continue
			}
			for _, stage := range submissions(d, o) {
				if slices.Index(t.Stages, stage) < slices.Index(t.Stages, e.Open[target]) {
					continue
				}
				if label := casefile.StageLabel(o, d.Case.Type, stage); !slices.Contains(labels, label) {
					labels = append(labels, label)
				}
				break
			}
		}
	}
	return labels
}

// takenBack says whether an action pulls the order back, or gives it up: that is one's own
// decision, not a submission that did not go through.
func takenBack(a workflow.ActionSpec) bool {
	return slices.ContainsFunc(a.Then, func(e workflow.Effect) bool { return e.End == workflow.Dropped })
}

// over says whether a submission needs no repeating whatever else is open: the police
// approve the subject once for all sites, and each site is submitted to them once.
func over(d *casefile.File, o *office.Office, stage string) bool {
	switch s, _ := o.Engine.Graph().Stage(stage); {
	case s.Submission.Once && !s.PerSite:
		return came(d, stage)
	case s.Submission.Once:
		return !slices.ContainsFunc(d.Sites, func(s cases.Site) bool { return !filed(d, s.ID) })
	}
	return false
}

// came says whether the latest run of a stage came through.
func came(d *casefile.File, stage string) bool {
	for _, r := range slices.Backward(d.State.Runs) {
		if r.Stage == stage {
			return r.Outcome == workflow.Done
		}
	}
	return false
}
