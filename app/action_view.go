package app

import (
	"beiandesk/internal/present"
	"beiandesk/internal/workflow"
)

func actionView(a workflow.Action) ActionView {
	return ActionView{
		Code: a.Code, Label: a.Label, Stage: a.Stage, SiteID: string(a.Site), Kind: a.Kind, Hint: a.Hint,
		Blocked: present.List(a.Blocked), Values: present.Values(a.Values), Reason: a.Reason,
	}
}

func actionViews(all []workflow.Action) []ActionView {
	out := []ActionView{}
	for _, a := range all {
		out = append(out, actionView(a))
	}
	return out
}
