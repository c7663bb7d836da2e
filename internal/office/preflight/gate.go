package preflight

import (
	"fmt"
	"strings"

	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/rules"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// overrideKey is the value of a submission that carries the reason for which it goes
// out although a rule fails. It belongs to the office, not to the workflow.
const overrideKey = "override"

// TakeOverride takes the reason out of a move's values. Errors: Invalid for a move
// that submits nothing.
func TakeOverride(g *workflow.Graph, m workflow.Move) (string, error) {
	reason, given := m.Values[overrideKey]
	delete(m.Values, overrideKey)
	if _, ok := g.SubmittedBy(m.Action); given && !ok {
		return "", errs.AtField(overrideKey, "只有提交审核的一步才做预检，请去掉这一项")
	}
	return strings.TrimSpace(reason), nil
}

// Asked tells what the rules that an action asks say against it, as of the move's day: each
// what is wrong and what to do. A rule that the case's edition does not have says nothing.
func Asked(d *casefile.File, o *office.Office, tx store.Tx, m workflow.Move) ([]string, error) {
	act, _ := o.Engine.Graph().Action(m.Action)
	if len(act.Asks) == 0 {
		return nil, nil
	}
	facts, err := Facts(d, o, tx, act.Stage, m.Site, m.At.Day)
	if err != nil {
		return nil, err
	}
	var told []string
	for _, r := range d.Edition.Rules.Ask(act.Asks, facts) {
		if r.Outcome != rules.Warn && r.Outcome != rules.Fail {
			continue
		}
		told = append(told, strings.TrimSpace(r.About+" "+r.Text)+"（"+r.Value+"），"+r.Advice)
	}
	return told, nil
}

// Gate runs the rules before a submission. A rule that fails blocks it, unless a
// reason is given: then the lines for the timeline name what was overridden. Errors:
// Blocked at "override".
func Gate(d *casefile.File, o *office.Office, tx store.Tx, m workflow.Move, reason string) (lines []string, err error) {
	stage, ok := o.Engine.Graph().SubmittedBy(m.Action)
	if !ok {
		return nil, nil
	}
	report, err := Run(d, o, tx, stage.Code, m.Site, m.At.Day)
	if err != nil {
		return nil, err
	}
	var faults []string
	for _, f := range report.Failed() {
		faults = append(faults, f.Label+"："+f.Text)
		lines = append(lines, fmt.Sprintf("预检未通过仍提交：%s（%s）", f.Label, f.Code))
	}
	switch {
	case len(faults) > 0 && reason == "":
		e := errs.New(errs.Blocked, "预检有 %d 项不通过：%s。请改好再提交；确要提交，须写明理由", len(faults), strings.Join(faults, "；"))
		e.Field = overrideKey
		return nil, e
	case reason != "":
		lines = append(lines, "仍提交的理由："+reason)
	}
	return lines, nil
}
