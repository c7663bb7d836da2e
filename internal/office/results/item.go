package results

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"beiandesk/internal/cases"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/intake"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// item is one run that gets the result.
type item struct {
	file    *casefile.File
	action  workflow.Action
	pending string // how it is said that nothing has come of it yet
	values  map[string]string
	reason  string
	row     ResultRow
}

// open is a case that was picked, as it stands.
type open struct {
	file    *casefile.File
	actions []workflow.Action // of its open runs
	stale   error
}

// readAll reads the cases that were picked, each once.
func readAll(o *office.Office, tx store.Tx, picked []PickedCase) (map[ref.CaseID]*open, error) {
	all := make(map[ref.CaseID]*open, len(picked))
	for _, p := range picked {
		if all[p.CaseID] != nil {
			continue
		}
		d, err := casefile.Read(o, tx, p.CaseID)
		if err != nil {
			return nil, err
		}
		sheet, err := intake.SheetIn(o, tx, d, o.Today())
		if err != nil {
			return nil, err
		}
		one := &open{file: d}
		for _, a := range d.Engine.Actions(d.Plan, d.State, sheet.Have, o.Now()) {
			if a.RunKey != "" {
				one.actions = append(one.actions, a)
			}
		}
		if p.Version != 0 {
			one.stale = store.Stale("案件", p.Version, d.Case.Version)
		}
		all[p.CaseID] = one
	}
	return all, nil
}

// runs are those of a case that were picked: one, or all that are open.
func (c *open) runs(of ref.RunID) []workflow.Run {
	runs := c.file.State.OpenRuns()
	if of == "" {
		return runs
	}
	return slices.DeleteFunc(slices.Clone(runs), func(r workflow.Run) bool { return casefile.RunID(c.file.Case.ID, r.Key) != of })
}

// read makes the items of what was picked: a row each, and one more for each further site that
// has a run of its own.
func read(o *office.Office, tx store.Tx, picked []PickedCase, action string) ([]*item, error) {
	all, err := readAll(o, tx, picked)
	if err != nil {
		return nil, err
	}
	items := []*item{}
	seen := map[string]bool{}
	for _, p := range picked {
		for _, it := range all[p.CaseID].items(o, p.RunID, action) {
			if key := string(p.CaseID) + it.action.RunKey; !seen[key] {
				seen[key] = true
				items = append(items, it)
			}
		}
	}
	return items, nil
}

// items are the runs of a case for which an action is offered, or one row that says why there
// is none.
func (c *open) items(o *office.Office, of ref.RunID, action string) []*item {
	list := []*item{}
	runs := c.runs(of)
	for _, r := range runs {
		if action == Pending {
			if len(list) == 0 {
				it := c.item(o, r)
				it.pending = c.file.Engine.Describe(c.file.Plan, r, c.file.State, o.Now()).Pending
				list = append(list, it)
			}
			continue
		}
		for _, a := range c.actions {
			if a.Code != action || a.RunKey != r.Key {
				continue
			}
			it := c.item(o, r)
			it.action = a
			if len(a.Blocked) > 0 {
				it.row.Problem = strings.Join(a.Blocked, "")
			}
			list = append(list, it)
		}
	}
	if len(list) == 0 {
		list = append(list, c.without(o, runs, action))
	}
	for _, it := range list {
		if c.stale != nil {
			it.row.Problem = c.stale.Error()
		}
	}
	return list
}

// without is the row of a case for which the action is not offered.
func (c *open) without(o *office.Office, runs []workflow.Run, action string) *item {
	if len(runs) == 0 {
		it := c.item(o, workflow.Run{})
		it.row.Problem = "没有在办的事，请取消选择"
		return it
	}
	it := c.item(o, runs[0])
	act, _ := c.file.Engine.Graph().Action(action)
	it.row.Problem = fmt.Sprintf("现在在“%s”，登不了“%s”，请取消选择", it.row.Stage, act.Label)
	return it
}

func (c *open) item(o *office.Office, r workflow.Run) *item {
	d := c.file
	sites := d.Sites
	if site, ok := d.Site(r.Site); ok {
		sites = []cases.Site{site}
	}
	names := []string{}
	for _, s := range sites {
		if s.Domain != "" {
			names = append(names, s.Domain)
		} else if s.Name != "" {
			names = append(names, s.Name)
		}
	}
	run := ref.RunID("")
	if r.Key != "" {
		run = casefile.RunID(d.Case.ID, r.Key)
	}
	return &item{file: d, row: ResultRow{
		CaseID: d.Case.ID, RunID: run, Lines: []int{}, Number: d.Case.Number, Client: d.Client.Name, Site: strings.Join(names, "、"),
		Stage: casefile.StageLabel(o, d.Case.Type, r.Stage),
	}}
}

// sites are those that the item is about: the run's own, or all of the order.
func (it *item) sites() []cases.Site {
	if site, ok := it.file.Site(it.action.Site); ok {
		return []cases.Site{site}
	}
	return it.file.Sites
}

// slots are the places of the item that a pasted line may fill: its number, one for each site
// that gets one, or its reason.
func (it *item) slots() []*slot {
	names := []string{it.file.Client.Name, it.file.Case.Number}
	for _, s := range it.sites() {
		names = append(names, s.Domain, s.Name)
	}
	keys := numberKeys(it.file.Engine.Graph(), it.action)
	if len(keys) < 2 {
		key := reasonSlot
		if len(keys) == 1 {
			key = keys[0]
		}
		return []*slot{{it: it, key: key, names: names}}
	}
	list := []*slot{}
	for i, key := range keys {
		own := names[:2:2]
		if sites := it.sites(); i < len(sites) {
			own = append(own, sites[i].Domain, sites[i].Name)
		}
		list = append(list, &slot{it: it, key: key, names: own})
	}
	return list
}

// numberKeys are the values of an action that are the numbers of sites.
func numberKeys(g *workflow.Graph, a workflow.Action) []string {
	spec, _ := g.Action(a.Code)
	keys := []string{}
	for _, v := range a.Values {
		base, _, _ := strings.Cut(v.Key, ":")
		at := slices.IndexFunc(spec.Values, func(s workflow.ValueSpec) bool { return s.Key == base })
		if v.Kind == "police" || v.Kind == "icp" && at >= 0 && spec.Values[at].Format == "site" {
			keys = append(keys, v.Key)
		}
	}
	return keys
}

// settle gives an item what all have, and its own over it.
func (it *item) settle(in ResultsInput, own map[string]string) {
	it.values, it.reason = map[string]string{}, in.Reason
	for key, value := range in.Values {
		if slices.ContainsFunc(it.action.Values, func(v workflow.Value) bool { return v.Key == key }) {
			it.values[key] = value
		}
	}
	for key, text := range own {
		as := "号码,number,200"
		if key == reasonSlot {
			as = "原因,lines,2000"
		}
		if wrong := office.ProblemsOf(office.JudgeText(key, as, text)); len(wrong) > 0 && it.row.Problem == "" {
			it.row.Problem = wrong[0].Message
		}
	}
	for _, v := range it.action.Values {
		if slices.Contains(numberKeys(it.file.Engine.Graph(), it.action), v.Key) && v.Required && own[v.Key] == "" && it.row.Problem == "" {
			it.row.Problem = "还没有" + v.Label
		}
	}
	reason, told := own[reasonSlot]
	delete(own, reasonSlot)
	maps.Copy(it.values, own)
	if !told || reason == "" {
		return
	}
	it.reason = reason
	for _, v := range it.action.Values {
		if v.Key != workflow.ValueCause {
			continue
		}
		for _, o := range v.Options {
			if o.Label == reason {
				it.values[v.Key], it.reason = o.Code, in.Reason
			}
		}
	}
}
