// Package agenda writes the deadlines of the desk as a calendar file (iCalendar, RFC 5545), for
// the calendar of a phone or of an office suite. The file lies in clear wherever it is put, so
// it names cases by their number and clocks by their name: no client, no person, no site.
package agenda

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"beiandesk/internal/cal"
	"beiandesk/internal/office"
	"beiandesk/internal/office/views"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

const (
	product   = "-//beiandesk//agenda//ZH"
	refresh   = "PT15M" // how often a calendar that subscribes to the file should look again
	morning   = 9       // the hour at UTC+8 at which a whole day's alarm rings
	clockHour = 2       // how many hours before its minute a clock's alarm rings
)

// Write writes every live deadline, in the order in which they fall due, and gives how many there are. With
// owner only those of his cases are taken; "" takes all. Dates that are merely expected have no alarm.
// Errors: those of the store, of ctx and of out.
func Write(ctx context.Context, o *office.Office, owner ref.StaffID, out io.Writer) (int, error) {
	c := ics.NewCalendarFor("")
	c.SetProductId(product)
	c.SetMethod(ics.MethodPublish)
	c.SetXWRCalName("备案期限")
	c.SetRefreshInterval(refresh)
	c.SetXPublishedTTL(refresh)
	n := 0
	err := o.Read(ctx, func(tx store.Tx) error {
		return views.EachDeadlineIn(o, tx, func(d views.Dated) error {
			if d.Moment.Dated() && (owner == "" || d.OwnerID == owner) {
				event(c, o, d)
				n++
			}
			return ctx.Err()
		})
	})
	if err != nil {
		return n, err
	}
	return n, c.SerializeTo(out, ics.WithNewLineWindows)
}

// Note tells the journal that a file of n events was taken out; further says what becomes of it.
func Note(ctx context.Context, o *office.Office, n int, further string) error {
	title := fmt.Sprintf("导出日历文件 %d 条，不含客户%s", n, further)
	return o.Write(ctx, func(w *office.Work) error { return w.Note("export", "", "", title, "ics") })
}

// said is what the event and its alarms are called: 短信核验（BA2026-0001）.
func said(d views.Dated) string {
	label := d.Label
	if d.StageLabel != "" && d.StageLabel != label {
		label = d.StageLabel + "：" + label
	}
	return fmt.Sprintf("%s（%s）", label, d.CaseNumber)
}

func event(c *ics.Calendar, o *office.Office, d views.Dated) {
	e := c.AddEvent(id(d))
	e.SetDtStampTime(o.Now())
	e.SetSummary(said(d))
	e.SetDescription(strings.Join(d.Reasons, "\n"))
	e.SetTimeTransparency(ics.TransparencyTransparent)
	if d.Moment.IsDay() {
		e.SetAllDayStartAt(d.Moment.Day.Start())
		e.SetAllDayEndAt(d.Moment.Day.Add(1).Start())
	} else {
		e.SetStartAt(cal.Start(d.Moment))
		e.SetEndAt(cal.Start(d.Moment))
	}
	for _, before := range alarms(o, d) {
		a := e.AddAlarm()
		a.SetAction(ics.ActionDisplay)
		a.SetDescription(said(d))
		a.SetTrigger(trigger(before))
	}
}

// id stays the same however often a date is counted again, so that a calendar moves what it has
// instead of adding to it, and tells nothing.
func id(d views.Dated) string {
	sum := sha256.Sum256([]byte(string(d.CaseID) + "\n" + d.Key + "\n" + d.Clock))
	return hex.EncodeToString(sum[:16]) + "@beiandesk"
}

// alarms is how long before the start of its event each alarm rings; less than nothing is after it.
// A whole day's ring in the morning of that day and of the last working day before it.
func alarms(o *office.Office, d views.Dated) []time.Duration {
	if k := workflow.Kind(d.Kind); k == workflow.Expected || k == workflow.Reminder {
		return nil
	}
	if !d.Moment.IsDay() {
		return []time.Duration{clockHour * time.Hour}
	}
	last := o.Calendar.PrevWorkday(d.Moment.Day.Add(-1))
	days := time.Duration(d.Moment.Day-last) * 24
	return []time.Duration{-morning * time.Hour, (days - morning) * time.Hour}
}

// trigger is a span as RFC 5545 writes it.
func trigger(before time.Duration) string {
	if before < 0 {
		return fmt.Sprintf("PT%dH", int(-before.Hours()))
	}
	return fmt.Sprintf("-PT%dH", int(before.Hours()))
}
