package filing

import (
	"strconv"

	"beiandesk/internal/cal"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/workflow"
)

// correction puts a correction into the journal: what it is about, both moments and
// the reason. Papers that were issued stay, and the timeline keeps both moments.
func correction(d *casefile.File, m workflow.Move) (title, text string) {
	act, _ := d.Engine.Graph().Action(m.Action)
	seq, _ := strconv.Atoi(m.Values["seq"])
	was, _ := d.State.Moved(seq)
	about, _ := d.Engine.Graph().Action(was.Action)
	title = act.Label + "：" + about.Label
	if site := d.SiteLabel(was.Site); site != "" {
		title += "（" + site + "）"
	}
	to, err := cal.ParseMoment(m.Values["to"])
	if err != nil {
		return title, "原因：" + m.Reason // the engine has refused it already
	}
	return title, cal.FormatMoment(was.At, m.At.Day) + " → " + cal.FormatMoment(to, m.At.Day) + "；原因：" + m.Reason
}
