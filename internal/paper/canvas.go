package paper

// align places text in the width it is given.
type align int

const (
	left align = iota
	center
	right
)

// canvas collects the steps of one page, or of a block that is placed later.
type canvas struct {
	set   *setter
	steps []step
}

func (c *canvas) add(s ...step) { c.steps = append(c.steps, s...) }

// block draws onto a canvas of its own from y = 0, to be measured before it is
// placed.
func (c *canvas) block(draw func(c *canvas) (height float64)) ([]step, float64) {
	b := &canvas{set: c.set}
	h := draw(b)
	return b.steps, h
}

// place puts a block's steps at y.
func (c *canvas) place(steps []step, y float64) {
	for _, s := range steps {
		c.add(s.moved(y))
	}
}

// lines draws set lines from a top edge and tells where the next line would start.
func (c *canvas) lines(st style, ls []line, x, y, width float64, a align) float64 {
	return c.inked(st, ls, x, y, width, a, false)
}

func (c *canvas) inked(st style, ls []line, x, y, width float64, a align, inverse bool) float64 {
	for _, l := range ls {
		at := x
		switch a {
		case center:
			at += (width - l.width) / 2
		case right:
			at += width - l.width
		default: // at the left
		}
		for i, r := range l.runs {
			end := l.width
			if i+1 < len(l.runs) {
				end = l.runs[i+1].dx
			}
			for _, ch := range r.text {
				c.set.used[st.weight][ch] = true
			}
			c.add(textStep{x: at + r.dx, y: y + st.baseline(), style: st, text: r.text, width: end - r.dx, white: inverse})
		}
		y += st.leadingMM()
	}
	return y
}

// text wraps and draws a text and tells where the next line would start.
func (c *canvas) text(st style, s string, x, y, width float64, a align) float64 {
	return c.lines(st, c.set.wrap(st, s, width), x, y, width, a)
}

// reverse draws white text.
func (c *canvas) reverse(st style, s string, x, y, width float64, a align) {
	c.inked(st, c.set.wrap(st, s, width), x, y, width, a, true)
}

// at draws a text on one line whose baseline is y.
func (c *canvas) at(st style, s string, x, y, width float64, a align) {
	c.lines(st, []line{c.set.shape(st, c.set.printable(s))}, x, y-st.baseline(), width, a)
}

func (c *canvas) rule(x0, x1, y, width float64) {
	c.add(lineStep{x0: x0, y0: y, x1: x1, y1: y, width: width})
}

// strike draws a line through every text set since there were from steps.
func (c *canvas) strike(from int) {
	for _, st := range c.steps[from:] {
		if t, ok := st.(textStep); ok {
			y := t.y - 0.34*t.style.size*mmPerPt
			c.add(lineStep{x0: t.x, y0: y, x1: t.x + t.width, y1: y, width: thin, ink: black})
		}
	}
}

// tickBox draws an empty box to be ticked by hand, 3.6 mm wide.
func (c *canvas) tickBox(x, y float64) {
	c.add(rectStep{x: x, y: y, w: boxSide, h: boxSide, stroke: tick})
}

const boxSide = 3.6

// pairPitch is the least distance of pairs in points.
const pairPitch = 15

// pair draws a label and its value beside it, on one baseline, and tells where the
// next pair would start.
func (c *canvas) pair(label, value string, st style, x, indent, y, width float64) float64 {
	c.at(styleLabel, label, x, y+st.baseline(), indent, left)
	end := c.text(st, value, x+indent, y, width-indent, left)
	return max(end-st.leadingMM(), y) + pairPitch*mmPerPt
}
