package papers

import (
	"cmp"
	"slices"

	"beiandesk/internal/cal"
	"beiandesk/internal/paper"
	"beiandesk/internal/workflow"
)

// tracks places the case on the stage lines. Stages that its type does not have are
// left out; those of a phase that was not ordered stand empty.
func (r report) tracks() []paper.Track {
	icp := paper.Track{Name: "ICP备案", Nodes: r.nodes(paper.ICPNodes(), true)}
	police := paper.Track{Name: "公安备案", Nodes: r.nodes(paper.PoliceNodes(), r.f.State.Police)}
	icp.Status, police.Status = r.trackStatus(icp), r.trackStatus(police)
	if !r.f.State.ICP {
		icp.Name = cmp.Or(r.texts.Types[r.kind.Code].Ready, "准备与上线")
	}
	switch {
	case !slices.Contains(r.kind.Phases, workflow.PhasePolice):
		police.Name = "收尾" // all that a type without the police has of it
	case !r.f.State.Police:
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
		node.Code, node.Words = l.Code, r.texts.Types[r.kind.Code].Nodes[l.Code]
		if s, _ := r.o.Engine.Graph().Stage(stages[0]); !ordered && s.Phase == workflow.PhasePolice {
			node = paper.Node{Code: l.Code, Words: node.Words, State: paper.NodeNotOrdered}
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
	var since, until *cal.Moment
	for _, run := range r.f.State.Runs {
		if !slices.Contains(stages, run.Stage) {
			continue
		}
		latest[run.Stage+"/"+string(run.Site)] = run
		n.Times = max(n.Times, run.Attempt)
		if run.Open() && (since == nil || run.Entered.Compare(*since) < 0) {
			since = &run.Entered
		}
	}
	if slices.Contains(stages, r.o.Engine.Graph().RoundsStage().Code) {
		n.Times = max(n.Times, len(r.f.State.Rounds))
	}
	if since != nil {
		n.State, n.On = paper.NodeNow, dayOf(since)
		return n
	}
	seen := map[string]bool{}
	for _, run := range latest {
		if run.Outcome != workflow.Done {
			return n
		}
		seen[run.Stage] = true
		if until == nil || run.Ended.Compare(*until) >= 0 {
			until = run.Ended
		}
	}
	if len(seen) == len(stages) {
		n.State, n.On = paper.NodeDone, dayOf(until)
	}
	return n
}

// dayOf is the day of a moment, nil where nobody knows it.
func dayOf(m *cal.Moment) *cal.Day {
	if m == nil || !m.Dated() {
		return nil
	}
	return &m.Day
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
		default: // not begun
		}
	}
	switch {
	case done == len(t.Nodes):
		return "已办结"
	case r.f.State.Over():
		return "已终止"
	case begun:
		return "进行中"
	}
	return "未开始"
}
