package page

import (
	"beiandesk/internal/cal"
	"beiandesk/internal/office/notices"
)

// NoticeView is a place where reviewers leave their results, looked at once a working day.
type NoticeView struct {
	Code  string       `json:"code"`
	Label string       `json:"label"` // 公安平台的系统消息
	URL   string       `json:"url"`
	Count string       `json:"count"` // 3 件在审
	Seen  string       `json:"seen"`  // "10:05 周敏"; "" while nobody has looked today
	Cases []NoticeCase `json:"cases"`
}

// NoticeCase is a case that may have got its result.
type NoticeCase struct {
	CaseID string `json:"caseId"`
	Number string `json:"number"`
	Client string `json:"client"`
	Stage  string `json:"stage"`
	Site   string `json:"site"`
}

// SeenInput says that somebody has looked at a place, or takes that back.
type SeenInput struct {
	Code string `json:"code"`
	Seen bool   `json:"seen"`
}

// NewNotices puts today's looks in words.
func NewNotices(list []notices.Notice) []NoticeView {
	views := make([]NoticeView, 0, len(list))
	for _, n := range list {
		v := NoticeView{Code: n.Code, Label: n.Label, URL: n.URL, Count: n.Count(), Cases: make([]NoticeCase, 0, len(n.Cases))}
		if n.Look != nil {
			v.Seen = cal.Clock(cal.At(n.Look.At)) + " " + n.Look.Name
		}
		for _, c := range n.Cases {
			v.Cases = append(v.Cases, NoticeCase{CaseID: string(c.ID), Number: c.Number, Client: c.Client, Stage: c.Stage, Site: c.Site})
		}
		views = append(views, v)
	}
	return views
}
