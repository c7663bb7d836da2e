package shapes

import (
	"beiandesk/internal/cal"
	"beiandesk/internal/office/views"
)

// Outlook is what_if of a case: when it may be done if all that the agency and the
// client have to do were done today.
type Outlook struct {
	Today       string        `json:"today"`
	Sentence    string        `json:"sentence"` // "" when no office is left
	Submitted   bool          `json:"submitted"`
	Provisional bool          `json:"provisional"`
	ICP         *outlookSpan  `json:"icp"`  // null when the phase is through or no part of the case
	Done        *outlookSpan  `json:"done"` // null when no office is left, or one is late
	Steps       []outlookStep `json:"steps"`
	History     *outlookPast  `json:"history"` // null before ten delivered cases
}

type outlookSpan struct {
	From string `json:"from"`
	To   string `json:"to"`
	Max  string `json:"max"`
}

type outlookStep struct {
	Stage     string `json:"stage"`
	Label     string `json:"label"`
	Submitted string `json:"submitted"` // "" while it is still to go there
	outlookSpan
}

type outlookPast struct {
	Cases    int         `json:"cases"`
	Sentence string      `json:"sentence"`
	From     string      `json:"from"`
	Median   string      `json:"median"`
	To       string      `json:"to"`
	Stages   []stagePast `json:"stages"`
}

type stagePast struct {
	Stage  string `json:"stage"`
	Cases  int    `json:"cases"`
	Low    int    `json:"days_quarter"`
	Median int    `json:"days_median"`
	High   int    `json:"days_three_quarters"`
}

func outlookFrom(out views.Outlook) Outlook {
	v := Outlook{
		Today: out.Today.String(), Sentence: out.Sentence(), Submitted: out.Submitted, Provisional: out.Provisional,
		ICP: outlookOf(out.ICP), Done: outlookOf(out.All), Steps: []outlookStep{},
	}
	for _, s := range out.Steps {
		step := outlookStep{Stage: s.Stage, Label: s.Label, outlookSpan: outlookSpan{s.Early.String(), s.Late.String(), s.Last.String()}}
		if s.Submitted != nil {
			step.Submitted = s.Submitted.String()
		}
		v.Steps = append(v.Steps, step)
	}
	if h := out.History; h != nil {
		v.History = history(*h, out.Today)
	}
	return v
}

func history(h views.History, today cal.Day) *outlookPast {
	past := &outlookPast{
		Cases: h.Cases, Sentence: h.Text(today), From: h.From.String(), Median: h.Median.String(), To: h.To.String(), Stages: []stagePast{},
	}
	for _, s := range h.Stages {
		past.Stages = append(past.Stages, stagePast{s.Stage, s.Cases, s.Low, s.Mid, s.Top})
	}
	return past
}

func outlookOf(s *views.Span) *outlookSpan {
	if s == nil {
		return nil
	}
	return &outlookSpan{s.From.String(), s.To.String(), s.Last.String()}
}

// sentences tells the outlook to a person.
func (v Outlook) sentences() []string {
	list := Known(v.Sentence)
	if v.History != nil {
		list = append(list, v.History.Sentence)
	}
	return list
}
