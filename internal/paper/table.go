package paper

const columnGap = 3.0 // inside a column, at its right

// column is a column of a table, in millimetres; the last one runs to the margin.
type column struct {
	title string
	width float64
	align align
}

// cell is a text in a table.
type cell struct {
	text  string
	style style
}

// row is a measured row.
type row struct {
	cells  [][]line
	styles []style
	height float64
}

// table is a grid of wrapped texts without vertical rules.
type table struct {
	x    float64
	cols []column
	pad  float64 // above and below each row
}

func (t table) right() float64 {
	x := t.x
	for _, c := range t.cols {
		x += c.width
	}
	return x
}

// room tells where the text of column i starts and how wide it may be.
func (t table) room(i int) (x, width float64) {
	x = t.x
	for _, c := range t.cols[:i] {
		x += c.width
	}
	width = t.cols[i].width
	if i < len(t.cols)-1 {
		width -= columnGap
	}
	return x, width
}

const headPad = 1.35

func (t table) headHeight() float64 { return styleHead.leadingMM() + 2*headPad }

// head draws the column heads between their rules and tells where rows start.
func (t table) head(c *canvas, y float64) float64 {
	c.rule(t.x, t.right(), y, thick)
	for i, col := range t.cols {
		x, w := t.room(i)
		c.text(styleHead, col.title, x, y+headPad, w, col.align)
	}
	y += t.headHeight()
	c.rule(t.x, t.right(), y, thin)
	return y
}

// measure wraps a row's cells. A row is as high as its highest cell.
func (t table) measure(c *canvas, cells ...cell) row {
	r := row{}
	for i, ce := range cells {
		_, w := t.room(i)
		ls := c.set.wrap(ce.style, ce.text, w)
		r.cells, r.styles = append(r.cells, ls), append(r.styles, ce.style)
		r.height = max(r.height, float64(len(ls))*ce.style.leadingMM())
	}
	r.height = max(r.height, styleTable.leadingMM()) + 2*t.pad
	return r
}

// draw draws a row without its rule and tells where the next one starts.
func (t table) draw(c *canvas, r row, y float64) float64 {
	for i, ls := range r.cells {
		x, w := t.room(i)
		// A cell set in larger type keeps its first baseline on the row's.
		lift := r.styles[i].baseline() - styleTable.baseline()
		if len(ls) > 1 {
			lift = 0
		}
		c.lines(r.styles[i], ls, x, y+t.pad-max(0, lift), w, t.cols[i].align)
	}
	return y + r.height
}

// all draws the head and every row, for tables that stay on one page.
func (t table) all(c *canvas, rows []row, y float64) float64 {
	y = t.head(c, y)
	for i, r := range rows {
		y = t.draw(c, r, y)
		width := hair
		if i == len(rows)-1 {
			width = thick
		}
		c.rule(t.x, t.right(), y, width)
	}
	return y
}
