package many

import (
	"beiandesk/app/page"
	"beiandesk/internal/office/notices"
	"beiandesk/internal/office/sweep"
)

// SweepInput chooses whose things are looked up.
type SweepInput struct {
	Scope string `json:"scope"` // mine | all
}

// SweepView is the morning's look, place by place.
type SweepView struct {
	Places  []sweep.SweepPlace `json:"places"`
	Notices []page.NoticeView  `json:"notices"` // where reviewers leave word, and what was looked at today
}

// NewSweepView lays it out.
func NewSweepView(places []sweep.SweepPlace, due []notices.Notice) SweepView {
	return SweepView{Places: places, Notices: page.NewNotices(due)}
}
