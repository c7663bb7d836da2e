package page

import (
	"beiandesk/internal/cal"
	"beiandesk/internal/workflow"
)

// StageView is a line of the stage list.
type StageView struct {
	Code     string    `json:"code"`
	Label    string    `json:"label"`
	Short    string    `json:"short"`  // for narrow places
	Phase    string    `json:"phase"`  // icp | police
	State    string    `json:"state"`  // done | now | todo
	Note     string    `json:"note"`   // "第 2 次 11月18日", "剩 5:42", "约 12月7–14日", "2–3 个工作日"
	SiteID   string    `json:"siteId"` // for stages per site when there is more than one
	Site     string    `json:"site"`   // its name; "" for a stage of the order, or of an only site
	Attempts []Attempt `json:"attempts"`
}

type Attempt struct {
	No      int    `json:"no"`
	State   string `json:"state"` // 进行中 已通过 已驳回 已错过
	Entered string `json:"entered"`
	Sent    string `json:"sent"`
	Ended   string `json:"ended"`
	Reason  string `json:"reason"`
}

func stageView(s workflow.StageLine, today cal.Day) StageView {
	v := StageView{
		Code: s.Code, Label: s.Label, Short: s.Short, Phase: string(s.Phase), State: s.State, Note: s.Note, SiteID: string(s.Site), Site: s.SiteLabel, Attempts: []Attempt{},
	}
	for _, r := range s.Attempts {
		v.Attempts = append(v.Attempts, Attempt{
			No: r.Attempt, State: runWords[r.Outcome], Entered: moment(&r.Entered, today), Sent: moment(r.Submitted, today),
			Ended: moment(r.Ended, today), Reason: r.Reason,
		})
	}
	return v
}

var runWords = map[workflow.Outcome]string{
	"": "进行中", workflow.Done: "已通过", workflow.Rejected: "已驳回", workflow.MissedIt: "已错过", workflow.Dropped: "已终止",
}
