// Package many holds what the window shows of many cases at once: one result for all of them,
// the morning's look, and who has how many of them in hand.
package many

import (
	"beiandesk/app/page/telling"
	"beiandesk/internal/office/results"
	"beiandesk/internal/present"
)

// ResultChoices are the results that several cases may get at once.
type ResultChoices struct {
	Choices []ResultChoice       `json:"choices"`
	Cases   []results.PickedCase `json:"cases"` // as they stand now
}

// ResultChoice is a result that some of them may get.
type ResultChoice struct {
	Code   string              `json:"code"` // "" for a look that has found nothing new
	Label  string              `json:"label"`
	Hint   string              `json:"hint"`
	Kind   string              `json:"kind"`   // primary | outcome | setback | "" of that look
	Cases  int                 `json:"cases"`  // how many may get it
	Values []present.ValueView `json:"values"` // what all are asked alike
	Column string              `json:"column"` // what is pasted for each: number | reason | "" nothing
	Asked  string              `json:"asked"`  // what that is: 网站备案号
	Reason bool                `json:"reason"` // why is asked
}

// NewResultChoices lays them out.
func NewResultChoices(of []results.Choice, shown []results.PickedCase) ResultChoices {
	v := ResultChoices{Choices: []ResultChoice{}, Cases: shown}
	for _, c := range of {
		v.Choices = append(v.Choices, ResultChoice{
			Code: c.Code, Label: c.Label, Hint: c.Hint, Kind: c.Kind, Cases: c.Cases,
			Values: present.Values(c.Values), Column: c.Column, Asked: c.Asked, Reason: c.Reason,
		})
	}
	return v
}

// ManyView is what becomes of the cases that an act is done to.
type ManyView struct {
	Report results.ResultsReport `json:"report"`
	Cases  []results.PickedCase  `json:"cases"`  // as they stand now
	Chases []telling.ChaseView   `json:"chases"` // one for each client who is chased
}

// NewManyView lays it out.
func NewManyView(of results.ActReport) ManyView {
	v := ManyView{Report: of.ResultsReport, Cases: of.Cases, Chases: []telling.ChaseView{}}
	for _, m := range of.Said {
		v.Chases = append(v.Chases, telling.NewChaseView(m))
	}
	return v
}
