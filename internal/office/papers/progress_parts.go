package papers

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/materials"
	"beiandesk/internal/paper"
	"beiandesk/internal/ref"
	"beiandesk/internal/workflow"
)

// tracks places the case on the stage lines. Stages that its type does not have are
// left out; those of a phase that was not ordered stand empty.
func (r report) tracks() []paper.Track {
	icp := paper.Track{Name: "ICP备案", Nodes: r.nodes(paper.ICPNodes(), true)}
	police := paper.Track{Name: "公安备案", Nodes: r.nodes(paper.PoliceNodes(), r.f.State.Police)}
	icp.Status, police.Status = r.trackStatus(icp), r.trackStatus(police)
	if !r.f.State.ICP {
		icp.Name = "准备与上线"
	}
	if !r.f.State.Police {
		police.Status = "未委托"
	}
	var tracks []paper.Track
	for _, t := range []paper.Track{icp, police} {
		if len(t.Nodes) > 0 {
			tracks = append(tracks, t)
		}
	}
	return tracks
}

func (r report) nodes(labels []paper.NodeLabel, ordered bool) []paper.Node {
	var nodes []paper.Node
	for _, l := range labels {
		var stages []string
		for _, code := range r.kind.Stages {
			s, _ := r.o.Engine.Graph().Stage(code)
			if s.Number >= l.First && s.Number <= l.Last && !slices.Contains(r.f.State.Skipped, code) {
				stages = append(stages, code)
			}
		}
		if len(stages) == 0 {
			continue
		}
		node := r.node(stages)
		node.Code = l.Code
		if s, _ := r.o.Engine.Graph().Stage(stages[0]); !ordered && s.Phase == workflow.PhasePolice {
			node = paper.Node{Code: l.Code, State: paper.NodeNotOrdered}
		}
		nodes = append(nodes, node)
	}
	return nodes
}

// node sums the runs of some stages up: at work while one is open, done when the
// latest of each came through.
func (r report) node(stages []string) paper.Node {
	n := paper.Node{State: paper.NodeTodo}
	latest := map[string]workflow.Run{}
	var since *cal.Day
	for _, run := range r.f.State.Runs {
		if !slices.Contains(stages, run.Stage) {
			continue
		}
		latest[run.Stage+"/"+string(run.Site)] = run
		n.Times = max(n.Times, run.Attempt)
		if run.Open() && (since == nil || run.Entered.Day < *since) {
			since = &run.Entered.Day
		}
	}
	if slices.Contains(stages, "sms") {
		n.Times = max(n.Times, len(r.f.State.Rounds))
	}
	if since != nil {
		n.State, n.On = paper.NodeNow, since
		return n
	}
	seen := map[string]bool{}
	var last cal.Day
	for _, run := range latest {
		if run.Outcome != workflow.Done {
			return n
		}
		seen[run.Stage] = true
		last = max(last, run.Ended.Day)
	}
	if len(seen) == len(stages) {
		n.State, n.On = paper.NodeDone, &last
	}
	return n
}

func (r report) trackStatus(t paper.Track) string {
	done, begun := 0, false
	for _, n := range t.Nodes {
		switch n.State {
		case paper.NodeDone:
			done++
			begun = true
		case paper.NodeNow:
			begun = true
		}
	}
	switch {
	case done == len(t.Nodes):
		return "已办结"
	case r.f.State.Ended != nil:
		return "已终止"
	case begun:
		return "进行中"
	}
	return "未开始"
}

// actions lists what the client must do now.
func (r report) actions() []paper.Action {
	var list []paper.Action
	if r.f.State.Ended != nil {
		return list
	}
	type act struct {
		paper.Action
		site ref.SiteID
	}
	var acts []act
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
	for _, g := range merged(acts, func(a act) paper.Action { return a.Action }) {
		a := g.key
		if word := sitesOf(r, g.items, func(a act) ref.SiteID { return a.site }); word != "" {
			a.Text = strings.Trim(word, "（）") + "：" + a.Text
		}
		list = append(list, a)
	}
	if owed := r.owed(); owed != "" {
		act := paper.Action{Text: strings.ReplaceAll(r.texts.Owed.Act, "{list}", owed), By: r.texts.Owed.By}
		for _, run := range r.f.State.OpenRuns() {
			if run.Stage == "materials" {
				act.By = by(workflow.Governing(run, r.dates))
			}
		}
		list = append(list, act)
	}
	return list
}

func by(d *workflow.Deadline) string {
	if d == nil {
		return "尽快"
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
	if r.f.State.Ended != nil {
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
		all = append(all, wait{paper.Wait{Who: r.who(run.Party), What: r.step(run).What, Since: run.StepAt.Day, Waited: waited}, run.Site})
	}
	for _, g := range merged(all, func(w wait) paper.Wait { return w.Wait }) {
		w := g.key
		w.What += sitesOf(r, g.items, func(w wait) ref.SiteID { return w.site })
		list = append(list, w)
	}
	return list
}

// numbers lists the filing numbers, had or still to come.
func (r report) numbers() []paper.Number {
	var list []paper.Number
	st := r.f.State
	has := func(stage string) bool { return slices.Contains(r.kind.Stages, stage) }
	if has("number") || st.SubjectNumber != "" {
		list = append(list, paper.Number{Name: "主体备案号", Value: st.SubjectNumber, On: r.endOf("number", nil), Use: "主体档案"})
	}
	if len(r.f.Sites) > fewSites {
		return append(list, r.manyNumbers(has("number"))...)
	}
	for _, s := range r.f.Sites {
		number := st.Sites[s.ID].ICPNumber
		if has("number") || number != "" {
			list = append(list, paper.Number{
				Name: "网站备案号" + r.siteWord(s.ID), Value: number, On: onlyWith(number, r.endOf("number", nil)), Use: "首页底部挂这一个",
			})
		}
	}
	for _, s := range r.f.Sites {
		if number := st.Sites[s.ID].PoliceNumber; st.Police {
			id := s.ID
			list = append(list, paper.Number{
				Name: "公安备案号" + r.siteWord(id), Value: number,
				On:  onlyWith(number, r.endOf("police-site", func(run workflow.Run) bool { return run.Site == id })),
				Use: "取得后挂在首页底部",
			})
		}
	}
	return list
}

// fewSites is how many sites get rows of their own in the table of numbers.
const fewSites = 3

// manyNumbers puts the numbers of many sites into a row each for ICP and police.
func (r report) manyNumbers(icp bool) []paper.Number {
	var list []paper.Number
	var filed, shown []string
	for _, s := range r.f.Sites {
		if n := r.f.State.Sites[s.ID].ICPNumber; n != "" {
			// The sites of a subject share all but the part after the dash.
			if cut := strings.LastIndexByte(n, '-'); len(filed) > 0 && cut >= 0 && strings.HasPrefix(filed[0], n[:cut+1]) {
				n = n[cut+1:]
			}
			filed = append(filed, n)
		}
		if n := r.f.State.Sites[s.ID].PoliceNumber; n != "" {
			shown = append(shown, n)
		}
	}
	word := sitesWord(len(r.f.Sites))
	if icp || len(filed) > 0 {
		value := strings.Join(filed, "、")
		list = append(list, paper.Number{Name: "网站备案号" + word, Value: value, On: onlyWith(value, r.endOf("number", nil)), Use: "各站首页底部挂自己的"})
	}
	if r.f.State.Police {
		n := paper.Number{Name: "公安备案号" + word, Use: "取得后挂在各站首页底部"}
		if len(shown) > 0 {
			n.Value = fmt.Sprintf("已取得 %d 个", len(shown))
		}
		list = append(list, n)
	}
	return list
}

func onlyWith(number string, on *cal.Day) *cal.Day {
	if number == "" {
		return nil
	}
	return on
}

// endOf is the day on which a stage last came through; nil while it has not.
func (r report) endOf(stage string, which func(workflow.Run) bool) *cal.Day {
	var on *cal.Day
	for _, run := range r.f.State.Runs {
		if run.Stage == stage && run.Outcome == workflow.Done && (which == nil || which(run)) {
			on = &run.Ended.Day
		}
	}
	return on
}

// coming lists the dates ahead with their reasons, one row for a run.
func (r report) coming() []paper.DateReason {
	type date struct {
		paper.DateReason
		site ref.SiteID
	}
	var dated []date
	rows := map[string]int{}
	for _, d := range r.dates {
		key := d.RunKey
		if key == "" {
			key = d.Key
		}
		at, ok := rows[key]
		if !ok {
			at = len(dated)
			rows[key] = at
			text := r.texts.Stages[d.Stage]
			if span, found := r.texts.Spans[d.Clock]; found {
				text = span
			}
			dated = append(dated, date{paper.DateReason{Matter: text.Matter}, d.Site})
		}
		row := &dated[at]
		switch {
		case d.Kind == workflow.Legal || d.Kind == workflow.Max:
			row.Latest = d.Due.String()
		case d.From != nil && d.From.Compare(d.Due) < 0:
			row.Expected = d.From.String() + " 至 " + d.Due.String()
		default:
			row.Expected = d.Due.String()
		}
		if ok {
			row.Why += d.Label + "：" + r.why(d)
		} else {
			row.Why = r.why(d)
		}
	}
	var list []paper.DateReason
	for _, g := range merged(dated, func(d date) paper.DateReason { return d.DateReason }) {
		row := g.key
		row.Matter += sitesOf(r, g.items, func(d date) ref.SiteID { return d.site })
		list = append(list, row)
	}
	if r.f.State.Ended != nil {
		return list
	}
	for _, l := range r.texts.Later {
		s, _ := r.o.Engine.Graph().Stage(l.Stage)
		ordered := slices.Contains(r.kind.Stages, l.Stage) && (s.Phase != workflow.PhasePolice || r.f.State.Police)
		begun := slices.ContainsFunc(r.f.State.Runs, func(run workflow.Run) bool { return run.Stage == l.Stage })
		if ordered && !begun {
			list = append(list, paper.DateReason{Matter: l.Matter, Latest: l.Latest, Why: l.Why})
		}
	}
	if n := r.texts.NotOrdered; !r.f.State.Police && slices.Contains(n.Types, r.f.Case.Type) {
		list = append(list, paper.DateReason{Matter: n.Matter, Latest: n.Latest, Why: n.Why})
	}
	return list
}

// why gives the reasons of a date without what the footnote says for all dates
// (unpublished years) and without our own sources.
func (r report) why(d workflow.Deadline) string {
	var b strings.Builder
	for _, line := range r.o.Engine.Reasons(d) {
		if !strings.HasPrefix(line, "来源：") && !(d.Provisional && strings.Contains(line, "放假安排尚未公布")) {
			b.WriteString(line)
		}
	}
	return b.String()
}

func (r report) unpublished() []int {
	var years []int
	for _, d := range r.dates {
		if d.Provisional {
			years = append(years, r.o.Calendar.Unpublished(d.Why.TriggerAt.Day, d.Due.Day)...)
		}
	}
	slices.Sort(years)
	return slices.Compact(years)
}

// history tells what has been done, newest first.
func (r report) history() []paper.Done {
	var list []paper.Done
	for _, run := range r.f.State.Runs {
		if run.Ended == nil || run.Outcome == workflow.Dropped {
			continue
		}
		d := paper.Done{On: run.Ended.Day, Matter: r.stageLabel(run)}
		switch run.Outcome {
		case workflow.Rejected:
			d.Note = fmt.Sprintf("第 %d 次退回：%s", run.Attempt, run.Reason)
		case workflow.MissedIt:
			d.Note = "没有在 24 小时内核验，这一轮作废。"
		default:
			d.Note = r.texts.Stages[run.Stage].Done
			if run.Attempt > 1 {
				d.Note = fmt.Sprintf("第 %d 次，", run.Attempt) + d.Note
			}
			if run.Stage == "number" && r.f.State.SubjectNumber != "" {
				d.Note = r.f.State.SubjectNumber + "。"
			}
		}
		list = append(list, d)
	}
	slices.SortStableFunc(list, func(a, b paper.Done) int { return cmp.Compare(a.On, b.On) })
	slices.Reverse(list)
	return list
}

// group is what several sites have in common.
type group[T, K any] struct {
	key   K
	items []T
}

// merged puts items of the same key together, in the order of their first.
func merged[T any, K comparable](items []T, key func(T) K) []group[T, K] {
	var groups []group[T, K]
	at := map[K]int{}
	for _, i := range items {
		k := key(i)
		n, ok := at[k]
		if !ok {
			n = len(groups)
			at[k] = n
			groups = append(groups, group[T, K]{key: k})
		}
		groups[n].items = append(groups[n].items, i)
	}
	return groups
}

// sitesOf names the one site of a group, or tells how many there are; "" for what
// concerns the order.
func sitesOf[T any](r report, items []T, site func(T) ref.SiteID) string {
	if len(items) > 1 {
		return sitesWord(len(items))
	}
	return r.siteWord(site(items[0]))
}
