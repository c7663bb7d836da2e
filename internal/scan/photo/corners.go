package photo

import (
	"cmp"
	"image"
	"math"
	"slices"
)

// Where corners are looked for: first in a small picture, in which every line is tried, then
// along the lines found in a larger one.
const (
	coarseSide = 320
	fineSide   = 1280
)

// What four lines need to be a paper's edges. Tried on pictures made for it; see the tests.
const (
	leastArea    = 0.12 // of the picture
	leastSide    = 0.55 // of each side lies on an edge
	leastSupport = 0.70 // of all sides together
	leastStep    = 12.0 // in colour, from the table to the paper across each side
	evenPaper    = 60.0 // in colour, between the rims of one paper at different sides
	beyond       = 0.04 // of the picture's longer side: a corner may lie so far outside of it
	strongLines  = 18   // of each direction are tried
)

// Corners finds the four corners of the paper that was photographed. It gives false where four
// edges do not stand out: a scan without a margin, or a table of the paper's colour.
func (p *Photo) Corners() (Quad, bool) {
	small := p.Straight(p.Whole(), coarseSide)
	coarse := gradients(small)
	best, found := Quad{}, 0.0
	upright, level := coarse.lines()
	for i, left := range upright {
		for _, right := range upright[i+1:] {
			for j, upper := range level {
				for _, lower := range level[j+1:] {
					q, ok := between(left, right, upper, lower)
					if !ok || !coarse.room(q) {
						continue
					}
					s := coarse.score(q)
					if s <= found { // the costlier look is for what may win
						continue
					}
					if s *= onPaper(small, q); s > found {
						best, found = q, s
					}
				}
			}
		}
	}
	if found == 0 {
		return Quad{}, false
	}
	fine := gradients(p.Straight(p.Whole(), fineSide))
	by := float64(fine.w) / float64(coarse.w)
	q := best.scaled(by)
	for _, within := range []float64{3.5, 1.5, 1} {
		q = fine.refined(q, within*by)
	}
	return q.scaled(float64(p.Width) / float64(fine.w)), true
}

func (q Quad) scaled(by float64) Quad {
	for i := range q {
		q[i].X, q[i].Y = q[i].X*by, q[i].Y*by
	}
	return q
}

// slopes hold for each pixel how steeply the picture changes there, and in which direction.
type slopes struct {
	w, h   int
	dx, dy []float32 // of the channel that changes most
	steep  []float32 // length of the two
	floor  float32   // what is below is noise
}

func gradients(img *image.RGBA) *slopes {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	s := &slopes{w: w, h: h, dx: make([]float32, w*h), dy: make([]float32, w*h), steep: make([]float32, w*h)}
	for y := 1; y < h-1; y++ {
		for x := 1; x < w-1; x++ {
			o := img.PixOffset(x, y)
			up, down := o-img.Stride, o+img.Stride
			for c := range 3 {
				at := func(i int) float32 { return float32(img.Pix[i+c]) }
				dx := at(up+4) + 2*at(o+4) + at(down+4) - at(up-4) - 2*at(o-4) - at(down-4)
				dy := at(down-4) + 2*at(down) + at(down+4) - at(up-4) - 2*at(up) - at(up+4)
				if m := float32(math.Hypot(float64(dx), float64(dy))); m > s.steep[y*w+x] {
					s.dx[y*w+x], s.dy[y*w+x], s.steep[y*w+x] = dx, dy, m
				}
			}
		}
	}
	sorted := slices.Clone(s.steep)
	slices.Sort(sorted)
	s.floor = max(40, sorted[len(sorted)*80/100])
	return s
}

// line is x·cos + y·sin = rho.
type line struct{ cos, sin, rho float64 }

// lines finds the strongest straight edges, those that stand and those that lie, by a Hough
// transform in which a pixel votes for the lines along its own edge.
func (s *slopes) lines() (upright, level []line) {
	const degrees = 180
	reach := int(math.Hypot(float64(s.w), float64(s.h))) + 1
	votes := make([]float32, degrees*2*reach)
	cos, sin := make([]float64, degrees), make([]float64, degrees)
	for d := range degrees {
		sin[d], cos[d] = math.Sincos(float64(d) * math.Pi / degrees)
	}
	for y := 1; y < s.h-1; y++ {
		for x := 1; x < s.w-1; x++ {
			i := y*s.w + x
			if s.steep[i] < s.floor || !s.ridge(x, y) {
				continue
			}
			own := int(math.Round(math.Atan2(float64(s.dy[i]), float64(s.dx[i])) * degrees / math.Pi))
			for d := own - 4; d <= own+4; d++ {
				turn := ((d % degrees) + degrees) % degrees
				rho := int(math.Round(float64(x)*cos[turn] + float64(y)*sin[turn]))
				// Strong edges count more, and not so much that a black line on the paper outvotes its rim.
				votes[turn*2*reach+rho+reach] += min(s.steep[i], 8*s.floor)
			}
		}
	}
	type peak struct {
		turn, rho int
		votes     float32
	}
	var peaks []peak
	for i, v := range votes {
		if v > 12*s.floor {
			peaks = append(peaks, peak{i / (2 * reach), i%(2*reach) - reach, v})
		}
	}
	slices.SortFunc(peaks, func(a, b peak) int { return cmp.Or(cmp.Compare(b.votes, a.votes), a.turn-b.turn, a.rho-b.rho) })
	var kept []peak
	for _, p := range peaks {
		near := func(o peak) bool {
			turn, rho := p.turn-o.turn, p.rho-o.rho
			if turn > 90 {
				turn, rho = turn-180, p.rho+o.rho
			} else if turn < -90 {
				turn, rho = turn+180, p.rho+o.rho
			}
			return max(turn, -turn) <= 5 && max(rho, -rho) <= 5
		}
		list := &level
		if p.turn < 45 || p.turn > 135 {
			list = &upright
		}
		if len(*list) < strongLines && !slices.ContainsFunc(kept, near) {
			kept = append(kept, p)
			*list = append(*list, line{cos[p.turn], sin[p.turn], float64(p.rho)})
		}
	}
	return upright, level
}

// ridge says that a pixel is the steepest of its neighbours across the edge.
func (s *slopes) ridge(x, y int) bool {
	i := y*s.w + x
	sx, sy := int(math.Round(float64(s.dx[i]/s.steep[i]))), int(math.Round(float64(s.dy[i]/s.steep[i])))
	return s.steep[i] >= s.steep[i+sy*s.w+sx] && s.steep[i] >= s.steep[i-sy*s.w-sx]
}

// cross is where two lines meet; false for parallel ones.
func cross(a, b line) (Point, bool) {
	det := a.cos*b.sin - a.sin*b.cos
	if math.Abs(det) < 0.2 {
		return Point{}, false
	}
	return Point{(a.rho*b.sin - b.rho*a.sin) / det, (a.cos*b.rho - b.cos*a.rho) / det}, true
}

// between is the shape that four lines bound, in order.
func between(a, b, c, d line) (Quad, bool) {
	var q Quad
	for i, pair := range [4][2]line{{a, c}, {b, c}, {b, d}, {a, d}} {
		at, ok := cross(pair[0], pair[1])
		if !ok {
			return Quad{}, false
		}
		q[i] = at
	}
	return q.ordered(), true
}

// ordered puts the corners clockwise from the upper left one.
func (q Quad) ordered() Quad {
	var mid Point
	for _, p := range q {
		mid.X, mid.Y = mid.X+p.X/4, mid.Y+p.Y/4
	}
	list := q[:]
	slices.SortFunc(list, func(a, b Point) int {
		return cmp.Compare(math.Atan2(a.Y-mid.Y, a.X-mid.X), math.Atan2(b.Y-mid.Y, b.X-mid.X))
	})
	first := 0
	for i, p := range list {
		if p.X+p.Y < list[first].X+list[first].Y {
			first = i
		}
	}
	return Quad{list[first], list[(first+1)%4], list[(first+2)%4], list[(first+3)%4]}
}

// room says that a shape is large enough, has no dent, no sharp corner, and lies in the picture.
func (s *slopes) room(q Quad) bool {
	margin := beyond * float64(max(s.w, s.h))
	for _, p := range q {
		if p.X < -margin || p.Y < -margin || p.X > float64(s.w)+margin || p.Y > float64(s.h)+margin {
			return false
		}
	}
	if !q.Convex() || q.area() < leastArea*float64(s.w*s.h) {
		return false
	}
	for i := range q {
		a, b, c := q[(i+3)%4], q[i], q[(i+1)%4]
		ux, uy, vx, vy := a.X-b.X, a.Y-b.Y, c.X-b.X, c.Y-b.Y
		if cosine := (ux*vx + uy*vy) / (math.Hypot(ux, uy) * math.Hypot(vx, vy)); math.Abs(cosine) > 0.6 {
			return false
		}
	}
	return true
}

// score tells how well a shape's sides lie on edges; the larger of two that lie alike is the
// paper, and the other a frame printed on it. 0 for one that does not.
func (s *slopes) score(q Quad) float64 {
	var all float64
	for i := range q {
		on := s.support(q[i], q[(i+1)%4])
		if on < leastSide {
			return 0
		}
		all += on / 4
	}
	if all < leastSupport {
		return 0
	}
	return all * math.Sqrt(q.area()/float64(s.w*s.h))
}

// support is the share of a side that lies on an edge of its own direction.
func (s *slopes) support(a, b Point) float64 {
	n := int(math.Hypot(b.X-a.X, b.Y-a.Y) / 2)
	if n == 0 {
		return 0
	}
	length := math.Hypot(b.X-a.X, b.Y-a.Y)
	nx, ny := (b.Y-a.Y)/length, -(b.X-a.X)/length
	hits := 0
	for i := range n {
		t := (float64(i) + 0.5) / float64(n)
		x, y := a.X+t*(b.X-a.X), a.Y+t*(b.Y-a.Y)
		for off := -2.0; off <= 2; off++ {
			ix, iy := int(math.Round(x+off*nx)), int(math.Round(y+off*ny))
			if ix < 1 || iy < 1 || ix >= s.w-1 || iy >= s.h-1 {
				continue
			}
			at := iy*s.w + ix
			if s.steep[at] >= s.floor && math.Abs(float64(s.dx[at])*nx+float64(s.dy[at])*ny) > 0.9*float64(s.steep[at]) {
				hits++
				break
			}
		}
	}
	return float64(hits) / float64(n)
}

// onPaper tells how well what lies inside of a shape's sides is one paper and what lies outside
// of each is not it: 1 for what is, 0 for a shape in which a side has the same on both.
func onPaper(img *image.RGBA, q Quad) float64 {
	const away = 4.0 // pixels from the side
	var rims [4][3]float64
	for i := range q {
		a, b := q[i], q[(i+1)%4]
		length := math.Hypot(b.X-a.X, b.Y-a.Y)
		nx, ny := (b.Y-a.Y)/length*away, -(b.X-a.X)/length*away // outwards
		var ok bool
		if rims[i], ok = middle(img, Point{a.X - nx, a.Y - ny}, Point{b.X - nx, b.Y - ny}); !ok {
			return 0
		}
		if out, ok := middle(img, Point{a.X + nx, a.Y + ny}, Point{b.X + nx, b.Y + ny}); ok && apart(rims[i], out) < leastStep {
			return 0
		}
	}
	var most float64
	for i := range rims {
		for _, other := range rims[i+1:] {
			most = max(most, apart(rims[i], other))
		}
	}
	return 1 / (1 + most*most/(evenPaper*evenPaper))
}

func apart(a, b [3]float64) float64 {
	return max(math.Abs(a[0]-b[0]), math.Abs(a[1]-b[1]), math.Abs(a[2]-b[2]))
}

// middle is the colour in the middle of those that lie between two places; false where the
// picture has none there.
func middle(img *image.RGBA, a, b Point) (colour [3]float64, ok bool) {
	var values [3][]float64
	const places = 40
	for i := range places {
		t := 0.05 + 0.9*float64(i)/(places-1)
		x, y := int(math.Round(a.X+t*(b.X-a.X))), int(math.Round(a.Y+t*(b.Y-a.Y)))
		if !(image.Point{X: x, Y: y}).In(img.Rect) {
			continue
		}
		for c := range 3 {
			values[c] = append(values[c], float64(img.Pix[img.PixOffset(x, y)+c]))
		}
	}
	if len(values[0]) < places/2 {
		return colour, false
	}
	for c := range 3 {
		slices.Sort(values[c])
		colour[c] = values[c][len(values[c])/2]
	}
	return colour, true
}

// refined moves each side of a shape onto the steepest edge within a distance of it.
func (s *slopes) refined(q Quad, within float64) Quad {
	var sides [4]line
	for i := range q {
		sides[i] = s.fitted(q[i], q[(i+1)%4], within)
	}
	out := q
	for i := range q {
		if at, ok := cross(sides[(i+3)%4], sides[i]); ok && math.Hypot(at.X-q[i].X, at.Y-q[i].Y) < 4*within {
			out[i] = at
		}
	}
	return out
}

// fitted is the line through the steepest places across a side: of each pair of places far apart
// one line is tried, and the one that most lie on is taken.
func (s *slopes) fitted(a, b Point, within float64) line {
	length := math.Hypot(b.X-a.X, b.Y-a.Y)
	nx, ny := (b.Y-a.Y)/length, -(b.X-a.X)/length
	const places = 48
	var offs [places]float64
	var seen [places]bool
	for i := range places {
		t := 0.04 + 0.92*float64(i)/(places-1)
		x, y := a.X+t*(b.X-a.X), a.Y+t*(b.Y-a.Y)
		var most float64
		for off := -within; off <= within; off += 0.5 {
			ix, iy := int(math.Round(x+off*nx)), int(math.Round(y+off*ny))
			if ix < 1 || iy < 1 || ix >= s.w-1 || iy >= s.h-1 {
				continue
			}
			at := iy*s.w + ix
			if across := math.Abs(float64(s.dx[at])*nx + float64(s.dy[at])*ny); across > most && across >= float64(s.floor)/2 {
				most, offs[i], seen[i] = across, off, true
			}
		}
	}
	from, to, most := 0.0, 0.0, 0
	for i := range places / 2 {
		for j := i + places/3; j < places; j++ {
			if !seen[i] || !seen[j] {
				continue
			}
			slope := (offs[j] - offs[i]) / float64(j-i)
			start := offs[i] - slope*float64(i)
			on := 0
			for k := range places {
				if seen[k] && math.Abs(offs[k]-start-slope*float64(k)) < 1 {
					on++
				}
			}
			if on > most {
				most, from, to = on, start-slope*places*0.04, start+slope*places*1.04
			}
		}
	}
	p, q := Point{a.X + from*nx, a.Y + from*ny}, Point{b.X + to*nx, b.Y + to*ny}
	length = math.Hypot(q.X-p.X, q.Y-p.Y)
	cos, sin := (q.Y-p.Y)/length, -(q.X-p.X)/length
	return line{cos, sin, p.X*cos + p.Y*sin}
}
