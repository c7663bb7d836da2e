package views

import (
	"fmt"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/ref"
	"beiandesk/internal/silence"
	"beiandesk/internal/store"
)

// Silence tells how long a client has not answered what a run asks of it.
type Silence struct {
	Days   int    // 0 before the first step of the ladder
	Words  string // 静默 8 天，该再次提醒; 静默 8 天 once he was reminded by that step; "" before the first
	Letter bool   // the letter that suspends the case is due
}

// silent tells it of a run that waits for the client since entered. heard is when something
// last came from him in the case, chased when he was last reminded; 0 for never.
func silent(entered string, heard, chased, today cal.Day) Silence {
	since, err := cal.ParseMoment(entered)
	if err != nil || !since.Dated() {
		return Silence{}
	}
	began := max(since.Day, heard)
	days := int(today - began)
	step, ok := silence.At(days)
	if !ok {
		return Silence{}
	}
	s := Silence{Days: days, Letter: step.Letter, Words: fmt.Sprintf("静默 %d 天", days)}
	if step.Letter || chased < began+cal.Day(step.Days) {
		s.Words += "，该" + step.Label
	}
	return s
}

// lastChased are the days on which runs were last chased for what they ask now.
type lastChased map[ref.RunID]cal.Day

// mostQuiet is how many cases are looked through for those without a row.
const mostQuiet = 100

// Quiet is a case of which nothing was recorded for long.
type Quiet struct {
	CaseID ref.CaseID
	Number string
	Client string
	Words  string // 办理中，30 天没有动静，10月24日 周六 起
}

// quiet tells of the cases in which nothing happens: each once, in its first row of the page,
// unless that says already that its client is silent, else in a list of their own.
func (f *TodayPage) quiet(tx store.Tx, owner ref.StaffID) error {
	today := cal.DayOf(f.Now)
	q := store.QuietQuery{Since: map[string]time.Time{}, Owner: owner, Limit: mostQuiet}
	labels := map[string]string{}
	for _, s := range silence.States() {
		q.Since[s.State] = cal.Start(cal.Whole(today.Add(1 - s.Days)))
		labels[s.State] = s.Label
	}
	cases, err := tx.CaseList().Quiet(q)
	if err != nil {
		return err
	}
	for _, c := range cases {
		last := cal.DayOf(c.Last)
		said := fmt.Sprintf("%d 天没有动静，%s 起", int(today-last), cal.FormatDay(last, today))
		row := f.rowOf(c.CaseID)
		switch {
		case row != nil && row.Silence.Words == "":
			row.Silence.Words = said
		case row == nil && len(f.Quiet) == sidePanel:
			f.MoreQuiet = true
		case row == nil:
			f.Quiet = append(f.Quiet, Quiet{CaseID: c.CaseID, Number: c.Number, Client: c.Client, Words: labels[c.Status] + "，" + said})
		}
	}
	return nil
}

// rowOf is the first row of a case that the page shows, nil for none.
func (f *TodayPage) rowOf(id ref.CaseID) *Task {
	for _, g := range f.Groups {
		for i := range g.Rows {
			if g.Rows[i].CaseID == id {
				return &g.Rows[i]
			}
		}
	}
	return nil
}
