package personal

import (
	"beiandesk/internal/office/closing"
	"beiandesk/internal/present"
)

// ClosingStep is one of the four by which a case comes to its end.
type ClosingStep struct {
	Code   string   `json:"code"` // access, back, scans, letter
	Label  string   `json:"label"`
	Stands string   `json:"stands"` // done, open, later
	Says   []string `json:"says"`   // what was done, what will happen, or what comes first
	Acts   []string `json:"acts"`   // codes of the actions by which it is taken
	Run    string   `json:"run"`    // whose actions they are
}

// ClosingView is how far a case is.
type ClosingView struct {
	Steps []ClosingStep `json:"steps"`
}

// NewClosingView lays the steps out.
func NewClosingView(s closing.Sheet) ClosingView {
	v := ClosingView{Steps: []ClosingStep{}}
	for _, one := range s.Steps {
		v.Steps = append(v.Steps, ClosingStep{one.Code, one.Label, one.Stands, present.List(one.Says), present.List(one.Acts), string(one.Run)})
	}
	return v
}
