package paper

import (
	"fmt"

	"beiandesk/internal/cal"
)

const (
	nodePitch = 15.0
	nodeLeft  = 49.0
	maxNodes  = 10
	nodeDisc  = 2.1 // radius of a node
	nodeRing  = 2.9 // radius of the current one
)

var (
	styleNode    = style{regular, 8, 11.5, labelGrey}
	styleNodeNow = style{bold, 8, 11.5, 0}
)

// drawTracks draws the stage line: shape and word tell the states apart, not colour.
func (v Progress) drawTracks(c *canvas, y float64) float64 {
	legend := false
	for i, t := range v.Tracks {
		y = t.draw(c, y)
		if i == len(v.Tracks)-1 && len(t.Nodes) <= 5 {
			drawLegend(c, 128, y-t.height()+t.above()+nodeRing)
			legend = true
		}
	}
	if !legend && len(v.Tracks) > 0 {
		drawLegend(c, 128, y+2)
		y += 10
	}
	return y
}

// above is the room over the nodes that the tag 当前 takes.
func (t Track) above() float64 {
	for _, n := range t.Nodes {
		if n.State == NodeNow {
			return 7
		}
	}
	return 3
}

func (t Track) height() float64 {
	h := t.above() + 2*nodeRing + 2*styleNode.leadingMM() + styleFoot.leadingMM() + 2.5
	for _, n := range t.Nodes {
		if n.Times > 1 {
			return h + styleFoot.leadingMM()
		}
	}
	return h
}

func (t Track) draw(c *canvas, top float64) float64 {
	y := top + t.above() + nodeRing
	c.at(styleTableB, t.Name, portrait.left, y+0.9, 20, left)
	c.text(styleFoot, t.Status, portrait.left, y+1.9, 20, left)
	for i, n := range t.Nodes {
		x := nodeLeft + nodePitch*float64(i)
		if i+1 < len(t.Nodes) {
			drawLink(c, n, t.Nodes[i+1], x, y)
		}
		drawNode(c, n.State, x, y)
		st := styleNode
		if n.State == NodeNow {
			st = styleNodeNow
			c.add(rectStep{x: x - 5, y: y - nodeRing - 6.3, w: 10, h: 4.7, ink: black})
			c.reverse(styleHead, "当前", x-5, y-nodeRing-6.3+0.25, 10, center)
		}
		ly := y + nodeRing + 0.6
		for _, l := range n.label() {
			if l != "" {
				c.text(st, l, x-nodePitch/2, ly, nodePitch, center)
			}
			ly += st.leadingMM() // the dates below stand in one line
		}
		if n.On != nil {
			when := cal.ShortDay(*n.On)
			if n.State == NodeNow {
				when += " 起"
			}
			ly = c.text(styleFoot, when, x-nodePitch/2, ly+0.2, nodePitch, center)
		}
		if n.Times > 1 {
			c.text(styleFoot, fmt.Sprintf("%d 次", n.Times), x-nodePitch/2, ly-0.5, nodePitch, center)
		}
	}
	return top + t.height()
}

// label is what a stop is called, in two lines.
func (n Node) label() [2]string {
	if n.Words[0] != "" {
		return n.Words
	}
	return nodeLabels[n.Code]
}

// drawLink joins two neighbours: solid as far as the work has come, dashed after.
func drawLink(c *canvas, a, b Node, x, y float64) {
	switch {
	case a.State == NodeNotOrdered || b.State == NodeNotOrdered:
	case a.State == NodeDone && b.State != NodeTodo:
		c.add(lineStep{x0: x + 3, y0: y, x1: x + nodePitch - 3, y1: y, width: strong})
	default:
		c.add(lineStep{x0: x + 3, y0: y, x1: x + nodePitch - 3, y1: y, width: 0.6, dash: 2})
	}
}

func drawNode(c *canvas, s NodeState, x, y float64) {
	switch s {
	case NodeDone:
		c.add(discStep{x: x, y: y, r: nodeDisc, ink: black})
		drawTick(c, x-1.4, y-1.4, 2.8, white)
	case NodeNow:
		c.add(discStep{x: x, y: y, r: nodeRing, stroke: 1.1}, discStep{x: x, y: y, r: 1.6, ink: black})
	default:
		c.add(discStep{x: x, y: y, r: nodeDisc, stroke: 0.6})
	}
}

// drawTick draws a tick in a square of the given side.
func drawTick(c *canvas, x, y, side float64, ink rgb) {
	c.add(
		lineStep{x0: x + 0.18*side, y0: y + 0.52*side, x1: x + 0.42*side, y1: y + 0.76*side, width: 1, ink: ink},
		lineStep{x0: x + 0.42*side, y0: y + 0.76*side, x1: x + 0.84*side, y1: y + 0.26*side, width: 1, ink: ink})
}

func drawLegend(c *canvas, x, y float64) {
	for i, l := range []struct {
		state NodeState
		word  string
	}{{NodeDone, "已完成"}, {NodeNow, "进行中"}, {NodeTodo, "未开始"}} {
		at := x + 2.5 + 22*float64(i)
		drawNode(c, l.state, at, y)
		c.at(styleFoot, l.word, at+4.4, y+0.95, 16, left)
	}
	c.text(styleFoot, "日期为该环节完成日；“2 次”表示办理过两次。", x, y+4, portrait.right-x, left)
}
