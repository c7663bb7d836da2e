package views

import (
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/office"
	"beiandesk/internal/workflow"
)

// ToneNone is the tone of a run without a date; the others are the engine's.
const ToneNone = "none"

// Due is a date in the words of a row.
type Due struct {
	Moment *cal.Moment // nil when there is no date
	Kind   workflow.Kind
	Day    string // 11月23日 周一; a minute of today: 今天 14:54
	Full   string // 2026年11月23日 周一 14:54
	Left   string // 剩 5 小时 42 分, 逾期 2 天, 今天到期, 该问进度
	Tone   string // overdue, today, soon, later, none
	Clock  bool   // runs by the minute: At and Start are set
	At     time.Time
	Start  time.Time // when it began to run
	Before string    // last working day before a legal or longest day that is off, "" otherwise
	// Provisional says that it counts through a year whose days off are not published yet.
	Provisional bool
}

// endedOn is the day on which a case has ended, where open ones show when they are due.
func endedOn(o *office.Office, at cal.Moment) Due {
	return Due{Day: cal.FormatMoment(at, o.Today()), Full: cal.LongMoment(at), Left: "已结束", Tone: ToneNone}
}

// DueOf puts a date in words. started is when a minute clock began to run.
func DueOf(o *office.Office, dl workflow.Deadline, started *time.Time) Due {
	left, tone := o.Engine.TimeLeft(dl, o.Now())
	d := dueIn(o, dl.Due, dl.Kind, dl.Provisional, left, tone)
	if d.Clock && started != nil {
		d.Start = *started
	}
	return d
}

func dueIn(o *office.Office, at cal.Moment, kind workflow.Kind, provisional bool, left, tone string) Due {
	today := o.Today()
	d := Due{Moment: &at, Kind: kind, Provisional: provisional, Day: cal.FormatMoment(at, today), Full: cal.LongMoment(at), Left: left, Tone: tone}
	if !at.IsDay() {
		if at.Day == today {
			d.Day = "今天 " + cal.Clock(at)
		}
		d.Clock, d.At = true, cal.Start(at)
		d.Start = d.At
	}
	if kind == workflow.Legal || kind == workflow.Max || kind == workflow.Own {
		if off, _ := o.Calendar.Off(at.Day); off && at.IsDay() && at.Dated() {
			d.Before = cal.FormatDay(o.Calendar.PrevWorkday(at.Day), today)
		}
	}
	return d
}
