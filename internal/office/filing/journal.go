package filing

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/ref"
	"beiandesk/internal/workflow"
)

// journal writes a move as a line of the timeline: a title in clear without personal
// data, and the sealed text with reason and values. It is asked before the move is
// added.
func journal(d *casefile.File, m workflow.Move) (title, text string) {
	if m.Corrects() {
		return correction(d, m)
	}
	act, _ := d.Engine.Graph().Action(m.Action)
	title = act.Label
	if site := d.SiteLabel(m.Site); site != "" {
		title += "（" + site + "）"
	}
	lines := []string{}
	if why := d.Engine.Graph().Reason(m); why != "" {
		lines = append(lines, "原因："+why)
	}
	if m.Action == workflow.ActionUndo {
		return title, strings.Join(append(lines, undone(d, m.At.Day)...), "\n")
	}
	asked := func(key string) int {
		base, _, _ := strings.Cut(key, ":")
		return slices.IndexFunc(act.Values, func(v workflow.ValueSpec) bool { return v.Key == base })
	}
	keys := slices.Sorted(maps.Keys(m.Values))
	slices.SortStableFunc(keys, func(a, b string) int { return cmp.Compare(asked(a), asked(b)) })
	for _, key := range keys {
		base, part, _ := strings.Cut(key, ":")
		i := asked(key)
		if i < 0 || base == workflow.ValueCause {
			continue
		}
		label := act.Values[i].Label
		if part != "" {
			label += " " + part
		}
		lines = append(lines, label+"："+valueText(d, act.Values[i], m.Values[key], m.At.Day))
	}
	return title, strings.Join(lines, "\n")
}

// undone names the move that an undo of a day takes back.
func undone(d *casefile.File, day cal.Day) []string {
	for _, m := range d.Moves {
		if m.Seq == d.State.Undoable {
			act, _ := d.Engine.Graph().Action(m.Action)
			return []string{fmt.Sprintf("撤销“%s”（%s）", act.Label, cal.FormatMoment(m.At, day))}
		}
	}
	return nil
}

// valueText puts a value of a move of a day in words: options by their labels, people and
// runs by name, days and moments as the screen writes them.
func valueText(d *casefile.File, spec workflow.ValueSpec, value string, day cal.Day) string {
	if m, err := cal.ParseMoment(value); err == nil && (spec.Kind == "day" || spec.Kind == "moment") {
		return cal.FormatMoment(m, day)
	}
	for _, c := range spec.Options {
		if c.Code == value {
			return c.Label
		}
	}
	switch spec.Source {
	case "people", "waiting":
		names := []string{}
		for id := range strings.SplitSeq(value, ",") {
			names = append(names, d.Person(ref.PersonID(strings.TrimSpace(id))).Name)
		}
		return strings.Join(names, "、")
	case "runs":
		stage, _, _ := strings.Cut(value, "#")
		stage, _, _ = strings.Cut(stage, "/")
		if s, ok := d.Engine.Graph().Stage(stage); ok {
			return s.Label
		}
	}
	switch value {
	case "yes":
		return "是"
	case "no":
		return "否"
	}
	return value
}
