package photo

import (
	"image"
	"math"
)

// Quad holds the corners of a paper, clockwise from its own upper left one.
type Quad [4]Point

// Whole are the corners of the picture itself.
func (p *Photo) Whole() Quad {
	w, h := float64(p.Width), float64(p.Height)
	return Quad{{0, 0}, {w, 0}, {w, h}, {0, h}}
}

// Turned is the quad with the paper turned by quarters, clockwise.
func (q Quad) Turned(quarters int) Quad {
	var out Quad
	for i := range q {
		out[i] = q[((i-quarters)%4+4)%4]
	}
	return out
}

// Convex says that the corners lie in order around a shape with no dent, which is what a sheet of
// paper is in any photograph.
func (q Quad) Convex() bool {
	for i := range q {
		a, b, c := q[i], q[(i+1)%4], q[(i+2)%4]
		if (b.X-a.X)*(c.Y-b.Y)-(b.Y-a.Y)*(c.X-b.X) <= 0 {
			return false
		}
	}
	return true
}

// size is that of the paper in pixels, as it would be without loss: the longer one of each two
// sides that face each other.
func (q Quad) size() (w, h float64) {
	side := func(i, j int) float64 { return math.Hypot(q[j].X-q[i].X, q[j].Y-q[i].Y) }
	return max(side(0, 1), side(3, 2)), max(side(0, 3), side(1, 2))
}

// area of the shape in square pixels.
func (q Quad) area() float64 {
	var sum float64
	for i := range q {
		j := (i + 1) % 4
		sum += q[i].X*q[j].Y - q[j].X*q[i].Y
	}
	return math.Abs(sum) / 2
}

// projection maps places of the unit square to a quad.
type projection [8]float64

// onto is the projection of the unit square whose corners fall on those of q (Heckbert 1989,
// Fundamentals of Texture Mapping, 2.2.3).
func onto(q Quad) projection {
	dx1, dx2, sx := q[1].X-q[2].X, q[3].X-q[2].X, q[0].X-q[1].X+q[2].X-q[3].X
	dy1, dy2, sy := q[1].Y-q[2].Y, q[3].Y-q[2].Y, q[0].Y-q[1].Y+q[2].Y-q[3].Y
	det := dx1*dy2 - dx2*dy1
	g, h := (sx*dy2-dx2*sy)/det, (dx1*sy-sx*dy1)/det
	return projection{
		q[1].X - q[0].X + g*q[1].X, q[3].X - q[0].X + h*q[3].X, q[0].X,
		q[1].Y - q[0].Y + g*q[1].Y, q[3].Y - q[0].Y + h*q[3].Y, q[0].Y,
		g, h,
	}
}

func (m projection) at(u, v float64) (x, y float64) {
	w := m[6]*u + m[7]*v + 1
	return (m[0]*u + m[1]*v + m[2]) / w, (m[3]*u + m[4]*v + m[5]) / w
}

// Straight gives what lies between the corners as an upright picture whose longer side has at
// most so many pixels, and never more than the paper has in the photograph. What lies outside of
// the photograph is white.
func (p *Photo) Straight(q Quad, longest int) *image.RGBA {
	w, h := q.size()
	scale := min(1, float64(longest)/max(w, h))
	return p.straight(q, max(1, int(math.Round(w*scale))), max(1, int(math.Round(h*scale))))
}

func (p *Photo) straight(q Quad, width, height int) *image.RGBA {
	out := image.NewRGBA(image.Rect(0, 0, width, height))
	m, at := onto(q), p.pixels()
	w, h := p.img.Bounds().Dx(), p.img.Bounds().Dy()
	full, tall := q.size()
	// Each pixel is the mean of as many places as it covers pixels of the photograph.
	across, down := taps(full/float64(width)), taps(tall/float64(height))
	for y := range height {
		for x := range width {
			var red, green, blue, n uint32
			for j := range down {
				v := (float64(y) + (float64(j)+0.5)/float64(down)) / float64(height)
				for i := range across {
					u := (float64(x) + (float64(i)+0.5)/float64(across)) / float64(width)
					px, py := m.at(u, v)
					sx, sy := p.turns.sensor(px, py, float64(w), float64(h))
					r, g, b := uint8(255), uint8(255), uint8(255)
					if ix, iy := int(math.Floor(sx)), int(math.Floor(sy)); ix >= 0 && iy >= 0 && ix < w && iy < h {
						r, g, b = at(ix, iy)
					}
					red, green, blue, n = red+uint32(r), green+uint32(g), blue+uint32(b), n+1
				}
			}
			o := out.PixOffset(x, y)
			out.Pix[o], out.Pix[o+1], out.Pix[o+2], out.Pix[o+3] = uint8(red/n), uint8(green/n), uint8(blue/n), 255
		}
	}
	return out
}

// taps is how many places of a pixel are looked at along a side: more than the photograph has
// tell nothing, and one alone would step where lines are slanted.
func taps(covers float64) int { return min(6, max(2, int(math.Ceil(covers)))) }
