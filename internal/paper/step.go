package paper

import "math"

// box is a rectangle in millimetres.
type box struct{ x0, y0, x1, y1 float64 }

// step is one thing to draw. Steps are plain values: a layout can be compared.
type step interface {
	bounds() box
	moved(dy float64) step
}

// textStep sets a run of one weight at a baseline.
type textStep struct {
	x, y  float64
	style style
	text  string
	width float64
	white bool
}

func (s textStep) bounds() box {
	return box{s.x, s.y - 0.88*s.style.size*mmPerPt, s.x + s.width, s.y + 0.12*s.style.size*mmPerPt}
}
func (s textStep) moved(dy float64) step { s.y += dy; return s }

// lineStep draws a straight line.
type lineStep struct {
	x0, y0, x1, y1 float64
	width          float64 // points
	dash           float64 // points of dash and of gap; 0 solid
	ink            rgb
}

func (s lineStep) bounds() box {
	return box{math.Min(s.x0, s.x1), math.Min(s.y0, s.y1), math.Max(s.x0, s.x1), math.Max(s.y0, s.y1)}
}
func (s lineStep) moved(dy float64) step { s.y0 += dy; s.y1 += dy; return s }

// rectStep draws a rectangle: filled when stroke is 0.
type rectStep struct {
	x, y, w, h float64
	stroke     float64 // points
	ink        rgb
}

func (s rectStep) bounds() box           { return box{s.x, s.y, s.x + s.w, s.y + s.h} }
func (s rectStep) moved(dy float64) step { s.y += dy; return s }

// discStep draws a circle: filled when stroke is 0.
type discStep struct {
	x, y, r float64
	stroke  float64 // points
	ink     rgb
}

func (s discStep) bounds() box           { return box{s.x - s.r, s.y - s.r, s.x + s.r, s.y + s.r} }
func (s discStep) moved(dy float64) step { s.y += dy; return s }

// imageStep places a PNG.
type imageStep struct {
	x, y, w, h float64
	png        []byte
}

func (s imageStep) bounds() box           { return box{s.x, s.y, s.x + s.w, s.y + s.h} }
func (s imageStep) moved(dy float64) step { s.y += dy; return s }

type rgb struct{ r, g, b uint8 }

var (
	black  = rgb{}
	white  = rgb{255, 255, 255}
	grey   = rgb{labelGrey, labelGrey, labelGrey}
	accent = rgb{0x1F, 0x5F, 0x8B}
	faint  = rgb{0xE1, 0xE1, 0xE1}
)

// Widths of lines, in points.
const (
	hair   = 0.25 // between rows
	thin   = 0.5  // under heads and headings, boxes
	tick   = 0.7  // tick boxes
	thick  = 0.8  // top and bottom of a table
	strong = 1.2  // letterhead, status mark
)
