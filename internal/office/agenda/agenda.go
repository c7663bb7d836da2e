// Package agenda writes the deadlines of the desk, and what falls due of delivered cases, as a
// calendar file (iCalendar, RFC 5545), for the calendar of a phone or of an office suite. The
// file lies in clear wherever it is put, so it names cases by their number, clocks and
// follow-ups by their kind: no client, no person, no site, nothing that staff have typed.
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
	"beiandesk/internal/office/followups"
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

// mostFollowups is how many the file has, the earliest.
var mostFollowups = 5000

// happening is one event of the file.
type happening struct {
	key    string // stays the same however often its date is counted again
	said   string
	at     cal.Moment
	how    string
	alarms []time.Duration // how long before its start each rings; less than nothing is after it
}

// Write writes every live deadline, in the order in which they fall due, and what falls due of
// delivered cases behind them, and gives how many there are. With owner only those of his cases
// are taken; "" takes all. Dates that are merely expected have no alarm. Errors: those of the
// store, of ctx and of out.
func Write(ctx context.Context, o *office.Office, owner ref.StaffID, out io.Writer) (int, error) {
	c := ics.NewCalendarFor("")
	c.SetProductId(product)
	c.SetMethod(ics.MethodPublish)
	c.SetXWRCalName("备案期限")
	c.SetRefreshInterval(refresh)
	c.SetXPublishedTTL(refresh)
	n := 0
	add := func(h happening) {
		event(c, o.Now(), h)
		n++
	}
	err := o.Read(ctx, func(tx store.Tx) error {
		err := views.EachDeadlineIn(o, tx, func(d views.Dated) error {
			if d.Moment.Dated() && (owner == "" || d.OwnerID == owner) {
				add(deadline(o, d))
			}
			return ctx.Err()
		})
		if err != nil {
			return err
		}
		return afterwards(ctx, o, tx, owner, add)
	})
	if err != nil {
		return n, err
	}
	return n, c.SerializeTo(out, ics.WithNewLineWindows)
}

func deadline(o *office.Office, d views.Dated) happening {
	label := d.Label
	if d.StageLabel != "" && d.StageLabel != label {
		label = d.StageLabel + "：" + label
	}
	h := happening{
		key:  string(d.CaseID) + "\n" + d.Key + "\n" + d.Clock,
		said: fmt.Sprintf("%s（%s）", label, d.CaseNumber), // 短信核验（BA2026-0001）
		at:   d.Moment, how: strings.Join(d.Reasons, "\n"),
	}
	if k := workflow.Kind(d.Kind); k != workflow.Expected && k != workflow.Reminder {
		h.alarms = alarms(o, d.Moment)
	}
	return h
}

// afterwards adds what falls due of delivered cases, as 今日 has it, and says where it breaks off.
func afterwards(ctx context.Context, o *office.Office, tx store.Tx, owner ref.StaffID, add func(happening)) error {
	lines, more, err := followups.DueIn(tx, store.FollowupQuery{Today: o.Today(), Owner: owner, Limit: mostFollowups})
	for _, l := range lines {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		at := cal.Whole(l.Day)
		add(happening{
			key: string(l.CaseID) + "\n" + l.Key(), said: fmt.Sprintf("%s（%s）", l.Kind.Label, l.Number),
			at: at, how: l.Kind.How, alarms: alarms(o, at),
		})
	}
	if err == nil && more {
		add(happening{
			key: "more", said: "办结后续只列到这天", at: cal.Whole(lines[len(lines)-1].Day),
			how: fmt.Sprintf("一个日历文件最多列 %d 项办结后续，更晚的没有列，请在备案台里看。", mostFollowups),
		})
	}
	return err
}

// Note tells the journal that a file of n events was taken out; further says what becomes of it.
func Note(ctx context.Context, o *office.Office, n int, further string) error {
	title := fmt.Sprintf("导出日历文件 %d 条，不含客户%s", n, further)
	return o.Write(ctx, func(w *office.Work) error { return w.Note("export", "", "", title, "ics") })
}

func event(c *ics.Calendar, now time.Time, h happening) {
	sum := sha256.Sum256([]byte(h.key)) // tells nothing
	e := c.AddEvent(hex.EncodeToString(sum[:16]) + "@beiandesk")
	e.SetDtStampTime(now)
	e.SetSummary(h.said)
	e.SetDescription(h.how)
	e.SetTimeTransparency(ics.TransparencyTransparent)
	if h.at.IsDay() {
		e.SetAllDayStartAt(h.at.Day.Start())
		e.SetAllDayEndAt(h.at.Day.Add(1).Start())
	} else {
		e.SetStartAt(cal.Start(h.at))
		e.SetEndAt(cal.Start(h.at))
	}
	for _, before := range h.alarms {
		a := e.AddAlarm()
		a.SetAction(ics.ActionDisplay)
		a.SetDescription(h.said)
		a.SetTrigger(trigger(before))
	}
}

// alarms of a whole day ring in its morning and in that of the last working day before it.
func alarms(o *office.Office, at cal.Moment) []time.Duration {
	if !at.IsDay() {
		return []time.Duration{clockHour * time.Hour}
	}
	last := o.Calendar.PrevWorkday(at.Day.Add(-1))
	days := time.Duration(at.Day-last) * 24
	return []time.Duration{-morning * time.Hour, (days - morning) * time.Hour}
}

// trigger is a span as RFC 5545 writes it.
func trigger(before time.Duration) string {
	if before < 0 {
		return fmt.Sprintf("PT%dH", int(-before.Hours()))
	}
	return fmt.Sprintf("-PT%dH", int(before.Hours()))
}
