package results

import (
	"cmp"
	"context"
	"slices"

	"beiandesk/internal/office"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// What the pasted column of a result holds.
const (
	ColumnNone   = ""
	ColumnNumber = "number"
	ColumnReason = "reason"
)

// Choice is a result that some of the cases that were picked may get.
type Choice struct {
	Code   string // Pending for a look that has found nothing new
	Label  string
	Hint   string
	Kind   string           // outcome, setback, primary; "" of Pending
	Cases  int              // how many may get it
	Values []workflow.Value // what all are asked alike
	Column string
	Asked  string // what a line of the column is: 网站备案号
	Reason bool   // why is asked
}

// PicksInput are the cases that were picked.
type PicksInput struct {
	Cases []PickedCase `json:"cases"`
}

// Choices lists the results that the cases may get, the one for most of them first, and that
// nothing has come of it yet last; shown are the cases with their versions. Errors: Invalid at
// cases for none or too many.
func Choices(ctx context.Context, o *office.Office, in PicksInput) (list []Choice, shown []PickedCase, err error) {
	if err := judge(o, in.Cases, in); err != nil {
		return nil, nil, err
	}
	looked, pending := 0, ""
	list, shown = []Choice{}, make([]PickedCase, 0, len(in.Cases))
	err = o.Read(ctx, func(tx store.Tx) error {
		all, err := readAll(o, tx, in.Cases)
		if err != nil {
			return err
		}
		seen := map[ref.CaseID]map[string]bool{}
		for _, p := range in.Cases {
			c := all[p.CaseID]
			shown = append(shown, PickedCase{CaseID: p.CaseID, RunID: p.RunID, Version: c.file.Case.Version})
			if seen[p.CaseID] == nil {
				seen[p.CaseID] = map[string]bool{}
			}
			for i, r := range c.runs(p.RunID) {
				if i == 0 {
					looked++
					pending = same(pending, looked, c.file.Engine.Describe(c.file.Plan, r, c.file.State, o.Now()).Pending)
				}
				for _, a := range c.actions {
					if a.RunKey == r.Key && len(a.Blocked) == 0 {
						list = add(list, c.file.Engine.Graph(), a, !seen[p.CaseID][a.Code])
						seen[p.CaseID][a.Code] = true
					}
				}
			}
		}
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	rank := map[string]int{"primary": 0, "outcome": 1, "setback": 2}
	slices.SortStableFunc(list, func(a, b Choice) int {
		return cmp.Or(cmp.Compare(b.Cases, a.Cases), cmp.Compare(rank[a.Kind], rank[b.Kind]))
	})
	if looked > 0 {
		list = append(list, Choice{Label: pending, Hint: "只在时间线记一笔，结果以后再登。", Cases: looked, Values: []workflow.Value{}, Column: ColumnReason, Asked: "说明"})
	}
	return list, shown, nil
}

// same is how all of them say that nothing has come of it yet.
func same(so string, n int, one string) string {
	if n == 1 || so == one {
		return one
	}
	return "还没有结果"
}

// add counts an action, with what it asks of every case alike.
func add(list []Choice, g *workflow.Graph, a workflow.Action, first bool) []Choice {
	at := slices.IndexFunc(list, func(c Choice) bool { return c.Code == a.Code })
	if at < 0 {
		c := Choice{Code: a.Code, Label: a.Label, Hint: a.Hint, Kind: a.Kind, Values: alike(g, a), Reason: a.Reason}
		if keys := numberKeys(g, a); len(keys) > 0 {
			i := slices.IndexFunc(a.Values, func(v workflow.Value) bool { return v.Key == keys[0] })
			c.Column, c.Asked = ColumnNumber, a.Values[i].Label
		} else if a.Reason {
			c.Column, c.Asked = ColumnReason, "原因"
		}
		list, at = append(list, c), len(list)
	}
	c := &list[at]
	c.Values = slices.DeleteFunc(c.Values, func(v workflow.Value) bool {
		i := slices.IndexFunc(a.Values, func(own workflow.Value) bool { return own.Key == v.Key })
		return i < 0 || !slices.Equal(v.Options, a.Values[i].Options)
	})
	if first {
		c.Cases++
	}
	return list
}

// alike are the values that are not a case's own numbers.
func alike(g *workflow.Graph, a workflow.Action) []workflow.Value {
	own := numberKeys(g, a)
	return slices.DeleteFunc(slices.Clone(a.Values), func(v workflow.Value) bool {
		return v.Key == subjectKey || slices.Contains(own, v.Key)
	})
}
