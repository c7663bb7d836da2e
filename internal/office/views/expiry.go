package views

import (
	"context"
	"fmt"

	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/office"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// expirySoon is from how many days before its end on a thing is marked: a cloud server
// must have more than a month left when the forms go in (handbook §1, stage 6).
const expirySoon = 30

// ExpiryDue puts the last day of something that runs out in words: 剩 12 天, 今天到期,
// 已过期. Nobody is late with it, so it has no 逾期.
func ExpiryDue(day, today cal.Day) Due {
	at := cal.Whole(day)
	d := Due{Moment: &at, Kind: workflow.Reminder, Day: cal.FormatDay(day, today), Full: cal.LongMoment(at), Tone: workflow.ToneLater}
	switch left := int(day - today); {
	case left < 0:
		d.Left, d.Tone = "已过期", workflow.ToneOverdue
	case left == 0:
		d.Left, d.Tone = "今天到期", workflow.ToneToday
	case left == 1:
		d.Left, d.Tone = "明天到期", workflow.ToneSoon
	default:
		d.Left = fmt.Sprintf("剩 %d 天", left)
		if left <= expirySoon {
			d.Tone = workflow.ToneSoon
		}
	}
	return d
}

// ExpiryDueOf is ExpiryDue of a row, and says of one without a known day that it is to be
// filled in.
func ExpiryDueOf(row store.ExpiryRow, today cal.Day) Due {
	if !row.Undated {
		return ExpiryDue(row.Day, today)
	}
	at := cal.Undated(row.Day)
	return Due{Moment: &at, Kind: workflow.Own, Day: cal.FormatMoment(at, today), Full: cal.LongMoment(at), Left: "补日期", Tone: workflow.ToneLater}
}

// Expiring lists what runs out within three months or has run out, of open cases, the
// earliest first, and tells whether there is more than a page holds.
func Expiring(ctx context.Context, o *office.Office) (rows []store.ExpiryRow, more bool, err error) {
	err = o.Read(ctx, func(tx store.Tx) (err error) {
		rows, err = tx.DateList().Expiring(o.Today(), expiryAhead, ListPage+1)
		return err
	})
	if len(rows) > ListPage {
		rows, more = rows[:ListPage], true
	}
	return rows, more, err
}

// Term is one last day of a site.
type Term struct {
	Code  string // server, domain, proof, grant
	Label string
	Due   Due // the zero Due when the day is not on record
}

// Terms lists the last days of a site, those that are not on record too.
func Terms(s cases.Site, today cal.Day) []Term {
	list := []Term{
		{Code: "server", Label: "服务器到期"}, {Code: "domain", Label: "域名到期"},
		{Code: "proof", Label: "实名证明到期"}, {Code: "grant", Label: "授权到期"},
	}
	for i, day := range []*cal.Day{s.ServerUntil, s.DomainUntil, s.ProofUntil, s.GrantUntil} {
		if day != nil {
			list[i].Due = ExpiryDue(*day, today)
		}
	}
	return list
}
