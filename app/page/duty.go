package page

import (
	"beiandesk/internal/cal"
	"beiandesk/internal/office/views"
)

// DutyView is what the client must do himself of a site: told with its date, though nothing
// of the case waits for it.
type DutyView struct {
	SiteID  string `json:"siteId"`
	Site    string `json:"site"`  // "" where the case has one
	Label   string `json:"label"` // 客户自办公安备案
	Live    string `json:"live"`  // since when it is on line: 9月21日 周一
	Due     Due    `json:"due"`
	Told    string `json:"told"`    // how, when and by whom he was told: 微信，11月3日 周二，沈青; "" until then
	Missed  string `json:"missed"`  // what a missed date means
	Message string `json:"message"` // ready to send to the client
}

func dutyViews(all []views.OwnDuty, today cal.Day) []DutyView {
	list := []DutyView{}
	for _, d := range all {
		v := DutyView{
			SiteID: string(d.Site), Site: d.SiteLabel, Label: d.Date.Label, Live: liveDay(d.Live, today), Due: dueView(d.Due),
			Missed: d.Missed, Message: d.Message,
		}
		if d.Told != nil {
			v.Told = d.ToldHow + "，" + cal.FormatMoment(d.Told.At, today) + "，" + d.ToldBy
		}
		list = append(list, v)
	}
	return list
}

// liveDay is the day on which a site came into use, whatever the minute.
func liveDay(live cal.Moment, today cal.Day) string {
	if live.Dated() {
		live = cal.Whole(live.Day)
	}
	return cal.FormatMoment(live, today)
}
