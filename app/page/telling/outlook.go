package telling

import (
	"fmt"

	"beiandesk/internal/cal"
	"beiandesk/internal/office/views"
)

// OutlookView says when a case may be done if all that the agency and the client have
// to do were done today.
type OutlookView struct {
	Sentence    string        `json:"sentence"` // that an office is late, or when all is done; "" when no office is left
	Past        string        `json:"past"`     // from the agency's own history, "" before ten cases
	Provisional bool          `json:"provisional"`
	Steps       []OutlookStep `json:"steps"`
}

// OutlookStep is an office's stage that is left.
type OutlookStep struct {
	Stage string `json:"stage"`
	Label string `json:"label"`
	Span  string `json:"span"` // 10月8日–12日
	Last  string `json:"last"` // 最迟 11月9日, "" when it is no later
	Past  string `json:"past"` // 历来 9–14 天, "" before ten cases
}

// NewOutlookView lays out when a case may be done.
func NewOutlookView(out views.Outlook) OutlookView {
	v := OutlookView{Sentence: out.Sentence(), Provisional: out.Provisional, Steps: []OutlookStep{}}
	if out.History != nil {
		v.Past = out.History.Text(out.Today)
	}
	year := out.Today.Year()
	for i, s := range out.Steps {
		step := OutlookStep{Stage: s.Stage, Label: s.Label, Span: cal.SpanIn(s.Early, s.Late, year)}
		if s.Last > s.Late {
			step.Last = "最迟 " + cal.DayIn(s.Last, year)
		}
		if out.History != nil {
			h := out.History.Stages[i]
			step.Past = "历来 " + daysWords(h.Low, h.Top)
		}
		v.Steps = append(v.Steps, step)
	}
	return v
}

// daysWords is a span of days: 9–14 天.
func daysWords(from, to int) string {
	if from == to {
		return fmt.Sprintf("%d 天", from)
	}
	return fmt.Sprintf("%d–%d 天", from, to)
}
