package page

import (
	"beiandesk/internal/cal"
	"beiandesk/internal/office/preflight"
	"beiandesk/internal/present"
)

// PreflightInput names a case and the stage before whose submission it is judged.
type PreflightInput struct {
	CaseID string `json:"caseId"`
	Stage  string `json:"stage"` // "" is the next submission
}

// PreflightView is what the rules say before a submission.
type PreflightView struct {
	Stage      string         `json:"stage"` // "" when nothing is to be submitted any more
	StageLabel string         `json:"stageLabel"`
	Before     string         `json:"before"`   // 提交“预审核”前
	Fallback   string         `json:"fallback"` // 在办的“管局审核”如没有通过，要再提交“预审核”。 "" when nothing would come again
	Note       string         `json:"note"`     // for the tab: "1 不通过", "2 警告", ""
	Fail       int            `json:"fail"`
	Warn       int            `json:"warn"`
	Unknown    int            `json:"unknown"`
	Pass       int            `json:"pass"`
	Checked    string         `json:"checked"` // "11月23日 周一 09:10"
	Rows       []PreflightRow `json:"rows"`    // what fails first, passes last
}

// PreflightRow is one rule over one value.
type PreflightRow struct {
	present.RuleResult
	ResultLabel string `json:"resultLabel"` // 不通过
}

// NewPreflightView lays out what the rules say, what fails first.
func NewPreflightView(r preflight.Report, today cal.Day) PreflightView {
	v := PreflightView{
		Stage: r.Stage, StageLabel: r.StageLabel, Before: r.Before(), Fallback: r.Fallback, Note: r.Headline(), Checked: cal.FormatMoment(r.Checked, today), Rows: []PreflightRow{},
	}
	v.Fail, v.Warn, v.Unknown, v.Pass = r.Tally()
	for _, result := range r.Results {
		v.Rows = append(v.Rows, PreflightRow{RuleResult: present.Rule(result), ResultLabel: preflight.OutcomeLabel(result.Outcome)})
	}
	return v
}
