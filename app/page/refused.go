package page

import (
	"beiandesk/internal/cal"
	"beiandesk/internal/office/views"
)

// RefusedView is a rejection that the case keeps on top until something is sent again.
type RefusedView struct {
	What     string `json:"what"` // 第 1 次预审核被驳回
	Site     string `json:"site"` // "" where the case has one site
	When     string `json:"when"`
	Why      string `json:"why"`
	Names    string `json:"names"`    // what of the case it names: 手持身份证; "" for nothing
	Material string `json:"material"` // code of that material; "" when it is none
	State    string `json:"state"`    // of that material now: 不合格 合格 …
}

func refusedViews(list []views.Refused, today cal.Day) []RefusedView {
	out := []RefusedView{}
	for _, r := range list {
		out = append(out, RefusedView{
			What: r.What, Site: r.Site, When: cal.FormatMoment(r.At, today), Why: r.Why, Names: r.Names, Material: r.Item.Code, State: string(r.Item.State),
		})
	}
	return out
}
