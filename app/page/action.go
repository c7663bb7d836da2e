package page

import (
	"beiandesk/internal/office/views"
	"beiandesk/internal/present"
	"beiandesk/internal/workflow"
)

// ActionView is something that may happen in a case now, or is blocked with a reason.
type ActionView struct {
	Code    string              `json:"code"`
	Label   string              `json:"label"` // verb first, at most eight characters
	Title   string              `json:"title"` // the label, but an undo names what it takes back: 撤销“预审被驳回（11月29日 15:20）”
	Stage   string              `json:"stage"` // stage code
	SiteID  string              `json:"siteId"`
	Kind    string              `json:"kind"`    // primary | outcome | setback | case (page menu)
	Hint    string              `json:"hint"`    // consequence in one sentence
	Warn    []string            `json:"warn"`    // what to know before it is recorded
	Blocked []string            `json:"blocked"` // why it can't happen now; empty when it may
	Values  []present.ValueView `json:"values"`  // what it asks for
	Reason  bool                `json:"reason"`  // a reason must be given
}

// ActView is what the button of a step does. It never records an outcome by itself.
type ActView struct {
	Code  string `json:"code"`
	Label string `json:"label"`
	Opens string `json:"opens"` // message | outcomes | ticket | visit
	Noted string `json:"noted"` // the kind of note that is left when nothing has come of it: note | phone
}

func actView(a workflow.Act) ActView {
	return ActView{Code: a.Code, Label: a.Label, Opens: a.Opens, Noted: a.Noted}
}

func actionView(a workflow.Action) ActionView {
	return ActionView{
		Code: a.Code, Label: a.Label, Title: a.Label, Stage: a.Stage, SiteID: string(a.Site), Kind: a.Kind, Hint: a.Hint,
		Warn: present.List(a.Warn), Blocked: present.List(a.Blocked), Values: present.Values(a.Values), Reason: a.Reason,
	}
}

// menuViews lays out the menu of a case. An undo says what it takes back and asks for no
// number of a step: the office knows which is the last.
func menuViews(f views.CasePage) []ActionView {
	undoes, all := f.Undoes, actionViews(f, f.Menu)
	for i, a := range all {
		if a.Code == workflow.ActionUndo && undoes != "" {
			all[i].Title, all[i].Values = "撤销“"+undoes+"”", []present.ValueView{}
		}
	}
	return all
}

func actionViews(f views.CasePage, all []workflow.Action) []ActionView {
	out := []ActionView{}
	for _, a := range all {
		v := actionView(a)
		v.Warn = append(v.Warn, f.UnagreedFor(a.Code)...)
		out = append(out, v)
	}
	return out
}
