package app

import "beiandesk/internal/workflow"

func actionView(a workflow.Action) ActionView {
	v := ActionView{
		Code: a.Code, Label: a.Label, Stage: a.Stage, SiteID: string(a.Site), Kind: a.Kind, Hint: a.Hint,
		Blocked: list(a.Blocked), Values: []ValueView{}, Reason: a.Reason,
	}
	for _, value := range a.Values {
		item := ValueView{
			Key: value.Key, Label: value.Label, Kind: value.Kind, Required: value.Required, Default: value.Default,
			Hint: value.Hint, Options: []OptionView{},
		}
		for _, o := range value.Options {
			item.Options = append(item.Options, OptionView(o))
		}
		v.Values = append(v.Values, item)
	}
	return v
}

func actionViews(all []workflow.Action) []ActionView {
	out := []ActionView{}
	for _, a := range all {
		out = append(out, actionView(a))
	}
	return out
}

// list is never nil, so that the page gets an array.
func list(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}
