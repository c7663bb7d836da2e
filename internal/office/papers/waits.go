package papers

import (
	"fmt"
	"slices"
	"strings"

	"beiandesk/internal/materials"
	"beiandesk/internal/paper"
	"beiandesk/internal/ref"
	"beiandesk/internal/workflow"
)

// actions lists what the client must do now.
func (r report) actions() []paper.Action {
	type act struct {
		paper.Action
		site ref.SiteID
	}
	var acts []act
	list := []paper.Action{}
	for _, d := range r.f.Duties {
		acts = append(acts, act{paper.Action{Text: r.notOrdered().Act, By: by(&d.Date)}, d.Site})
	}
	grouped := func() []paper.Action {
		for _, g := range merged(acts, func(a act) paper.Action { return a.Action }) {
			a := g.key
			if word := sitesOf(r, g.items, func(a act) ref.SiteID { return a.site }); word != "" {
				a.Text = strings.Trim(word, "（）") + "：" + a.Text
			}
			list = append(list, a)
		}
		return list
	}
	if r.f.State.Over() {
		return grouped()
	}
	for _, run := range r.f.State.OpenRuns() {
		t := r.step(run)
		if t.Act == "" {
			continue
		}
		a := paper.Action{Text: t.Act, By: t.By}
		if a.By == "" {
			a.By = by(workflow.Governing(run, r.dates))
		}
		acts = append(acts, act{a, run.Site})
	}
	list = grouped()
	if owed := r.owed(); owed != "" {
		act := paper.Action{Text: strings.ReplaceAll(r.texts.Owed.Act, "{list}", owed), By: r.texts.Owed.By}
		for _, run := range r.f.State.OpenRuns() {
			if stage, _ := r.o.Engine.Graph().Stage(run.Stage); stage.Collects {
				act.By = by(workflow.Governing(run, r.dates))
			}
		}
		list = append(list, act)
	}
	return list
}

func by(d *workflow.Deadline) string {
	if d == nil || !d.Due.Dated() {
		return "尽快"
	}
	if d.Kind == workflow.Appointment {
		return d.Due.String() // it is at its time, not by it
	}
	return d.Due.String() + " 前"
}

// owed names the materials that a stage still to come wants. What stands on a
// document that was asked for is read from it and not asked for again.
func (r report) owed() string {
	var names []string
	for _, i := range r.f.Materials.Items {
		read := i.Kind == materials.Field && i.No <= 2
		if read || i.State != materials.Wanting && i.State != materials.Bad {
			continue
		}
		ahead := slices.ContainsFunc(i.Stages, func(stage string) bool { return !r.done(stage) })
		if ahead {
			name := i.Label
			if i.State == materials.Bad {
				name += "（不合格，须重交）"
			}
			names = append(names, name)
		}
	}
	return strings.Join(names, "、")
}

func (r report) done(stage string) bool {
	return slices.ContainsFunc(r.f.State.Runs, func(run workflow.Run) bool {
		return run.Stage == stage && run.Outcome == workflow.Done
	})
}

// waits lists what is waited for that is not the client's to do.
func (r report) waits() []paper.Wait {
	var list []paper.Wait
	if r.f.State.Over() {
		return list
	}
	type wait struct {
		paper.Wait
		site ref.SiteID
	}
	var all []wait
	for _, run := range r.f.State.OpenRuns() {
		if run.Party == workflow.Client {
			continue
		}
		waited := "今天开始"
		if n := r.o.Calendar.WorkdaysBetween(run.StepAt.Day, r.today); n > 0 {
			waited = fmt.Sprintf("第 %d 个工作日", n)
		} else if r.today > run.StepAt.Day {
			waited = "下个工作日起算"
		}
		if !run.StepAt.Dated() {
			waited = ""
		}
		all = append(all, wait{paper.Wait{Who: r.who(run.Party), What: r.step(run).What, Since: run.StepAt.Day, Waited: waited}, run.Site})
	}
	for _, g := range merged(all, func(w wait) paper.Wait { return w.Wait }) {
		w := g.key
		w.What += sitesOf(r, g.items, func(w wait) ref.SiteID { return w.site })
		list = append(list, w)
	}
	return list
}
