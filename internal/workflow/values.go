package workflow

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// source is what a value's `source` names: where its options or its default come from.
type source struct {
	fill    func(*transition, *Value)
	options bool // it gives the options of a choice
	each    bool // the value is asked for each site
}

// sources are all there are: a value that names another is refused with its graph.
var sources = map[string]source{
	"people":   {options: true, fill: (*transition).offerPeople},
	"waiting":  {options: true, fill: (*transition).offerWaiting},
	"runs":     {options: true, fill: (*transition).offerRuns},
	"moves":    {options: true, fill: func(x *transition, v *Value) { v.Options = x.pastOptions() }},
	"undoable": {fill: (*transition).offerUndoable},
	"sites":    {each: true},
}

// values resolves what the action asks for in this case.
func (x *transition) values() []Value {
	list := make([]Value, 0, len(x.act.Values))
	for i := range x.act.Values {
		v := &x.act.Values[i]
		if len(v.Types) > 0 && !slices.Contains(v.Types, x.typ.Code) {
			continue
		}
		value := Value{Key: v.Key, Label: v.Label, Kind: v.Kind, Required: v.Required, Default: v.Default, Hint: v.Hint, Options: slices.Clip(v.Options)}
		from := sources[v.Source]
		if from.each {
			list = append(list, x.perSite(value)...)
			continue
		}
		if from.fill != nil {
			from.fill(x, &value)
		}
		if v.Key == "change" && x.state.Missed+1 >= x.graph.MaxRounds {
			value.Required = false
		}
		list = append(list, value)
	}
	return list
}

func (x *transition) offerPeople(v *Value) {
	v.Options = x.peopleOptions()
	if len(v.Options) == 1 || (len(v.Options) > 0 && !x.typ.VerifyChosen) {
		v.Default = v.Options[0].Code
	}
}

func (x *transition) offerWaiting(v *Value) {
	if round := x.state.round(); round != nil {
		for _, person := range round.Waiting() {
			v.Options = append(v.Options, Option{string(person.Person), person.Name})
		}
	}
	v.onlyOne()
}

func (x *transition) offerRuns(v *Value) {
	for _, r := range x.agreeable() {
		v.Options = append(v.Options, Option{r.Key, x.runLabel(r)})
	}
	v.onlyOne()
}

// onlyOne takes the only option as the default.
func (v *Value) onlyOne() {
	if len(v.Options) == 1 {
		v.Default = v.Options[0].Code
	}
}

func (x *transition) offerUndoable(v *Value) {
	if x.state.Undoable > 0 {
		v.Default = strconv.Itoa(x.state.Undoable)
	}
}

// peopleOptions offers all who must verify first, then each alone.
func (x *transition) peopleOptions() []Option {
	verifiers := x.Verifiers(*x.plan)
	options := make([]Option, 0, len(verifiers)+1)
	var ids, names []string
	for _, l := range verifiers {
		ids, names = append(ids, string(l.Person)), append(names, l.Name)
		options = append(options, Option{string(l.Person), l.Name})
	}
	if len(verifiers) > 1 {
		options = append([]Option{{strings.Join(ids, ","), strings.Join(names, "、")}}, options...)
	}
	return options
}

func (x *transition) perSite(v Value) []Value {
	if len(x.plan.Sites) == 1 {
		return []Value{v}
	}
	list := make([]Value, 0, len(x.plan.Sites))
	for i, site := range x.plan.Sites {
		each := v
		each.Key = siteKey(v.Key, i, len(x.plan.Sites))
		each.Label = fmt.Sprintf("%s（%s）", v.Label, siteLabel(site))
		list = append(list, each)
	}
	return list
}
