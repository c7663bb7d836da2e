package present

import "beiandesk/internal/workflow"

// ValueView is a value an action asks for.
type ValueView struct {
	Key      string       `json:"key"`
	Label    string       `json:"label"`
	Kind     string       `json:"kind"` // text | day | moment | choice | check | icp | police
	Required bool         `json:"required"`
	Happened bool         `json:"happened"` // of a day or a moment: it is never in the future
	Default  string       `json:"default"`
	Hint     string       `json:"hint"`
	Options  []OptionView `json:"options"`
}

// OptionView is one of several things to choose from.
type OptionView struct {
	Code  string `json:"code"`
	Label string `json:"label"`
}

// Values lays out what an action asks for.
func Values(of []workflow.Value) []ValueView {
	list := []ValueView{}
	for _, v := range of {
		item := ValueView{
			Key: v.Key, Label: v.Label, Kind: v.Kind, Required: v.Required, Happened: v.Happened, Default: v.Default, Hint: v.Hint, Options: []OptionView{},
		}
		for _, o := range v.Options {
			item.Options = append(item.Options, OptionView(o))
		}
		list = append(list, item)
	}
	return list
}
