package telling

import (
	"strings"
	"time"

	"beiandesk/app/host"
	"beiandesk/internal/cal"
	"beiandesk/internal/desktop"
)

// NoticesInput is what the user of this machine wants told on it.
type NoticesInput struct {
	On     bool   `json:"on"`
	Times  string `json:"times"` // 09:00 14:00
	Rounds bool   `json:"rounds"`
	Mine   bool   `json:"mine"`
	From   string `json:"from"` // quiet hours; both "" for none
	To     string `json:"to"`
}

// Read judges it. Errors: Invalid at times, from, to.
func (in NoticesInput) Read() (desktop.Choices, error) {
	return desktop.Read(desktop.Choices{On: in.On, Rounds: in.Rounds, Mine: in.Mine, From: in.From, To: in.To}, in.Times)
}

// NoticesView is what is told on this machine, and what was.
type NoticesView struct {
	Chosen NoticesInput    `json:"chosen"`
	Ruling string          `json:"ruling"` // when rounds are told
	Log    []NoticeLogView `json:"log"`    // the newest first
}

type NoticeLogView struct {
	When   string `json:"when"`
	Text   string `json:"text"`
	Failed string `json:"failed"` // why it was not shown; "" when the system took it
}

// NewNoticesView lays out what is told on this machine.
func NewNoticesView(c desktop.Choices, log []host.NoticeLine, now time.Time) NoticesView {
	v := NoticesView{Chosen: NoticesInput{On: c.On, Times: strings.Join(c.At, " "), Rounds: c.Rounds, Mine: c.Mine, From: c.From, To: c.To}, Log: []NoticeLogView{}}
	v.Ruling, _, _ = desktop.Ruling()
	for _, l := range log {
		v.Log = append(v.Log, NoticeLogView{When: cal.FormatMoment(cal.At(l.At), cal.DayOf(now)), Text: l.Text, Failed: l.Failed})
	}
	return v
}
