// Package scenes makes photographs of papers, for tests and benchmarks of what reads them: nobody's
// paper is ever among them.
package scenes

import (
	"image"
	"image/color"
	"math"
	"math/rand/v2"

	"beiandesk/internal/scan/photo"
)

// Scene is a made photograph: a paper with type on a table.
type Scene struct {
	W, H    int        // pixels
	Corners photo.Quad // of the paper
	Paper   color.RGBA
	Table   func(x, y int) color.RGBA
	Framed  bool    // a frame is printed on the paper, as on a licence
	Noise   float64 // standard deviation of each channel
}

// Any makes one by chance: the paper takes from 35 to 90 of a hundred parts of the width,
// lies askew and leans back; the table is darker, lighter or of another colour, plain or of wood.
func Any(r *rand.Rand) Scene {
	s := Scene{W: 1200, H: 900, Framed: r.IntN(2) == 0, Noise: 2 + 5*r.Float64()}
	if r.IntN(3) == 0 {
		s.W, s.H = s.H, s.W
	}
	share := 0.45 + 0.4*r.Float64()
	pw := share * float64(s.W)
	ph := pw * (0.58 + 0.15*r.Float64())
	if ph > 0.85*float64(s.H) {
		pw, ph = pw*0.85*float64(s.H)/ph, 0.85*float64(s.H)
	}
	turn := (r.Float64() - 0.5) * 0.35
	cx, cy := float64(s.W)/2, float64(s.H)/2
	sin, cos := math.Sincos(turn)
	for i, at := range [4][2]float64{{-1, -1}, {1, -1}, {1, 1}, {-1, 1}} {
		lean := 0.06 * pw
		x, y := at[0]*pw/2+lean*(r.Float64()-0.5), at[1]*ph/2+lean*(r.Float64()-0.5)
		s.Corners[i] = photo.Point{X: cx + x*cos - y*sin, Y: cy + x*sin + y*cos}
	}
	light := uint8(215 + r.IntN(35))
	s.Paper = color.RGBA{light, light - uint8(r.IntN(8)), light - uint8(r.IntN(25)), 255}
	tables := []color.RGBA{{60, 55, 50, 255}, {140, 120, 95, 255}, {90, 110, 140, 255}, {170, 172, 168, 255}, {25, 25, 28, 255}, {150, 60, 50, 255}}
	base := tables[r.IntN(len(tables))]
	grain := r.IntN(2) == 0
	s.Table = func(_, y int) color.RGBA {
		if !grain {
			return base
		}
		v := int(10 * math.Sin(float64(y)/7))
		return color.RGBA{clamp(int(base.R) + v), clamp(int(base.G) + v), clamp(int(base.B) + v), 255}
	}
	return s
}

func clamp(v int) uint8 { return uint8(min(255, max(0, v))) }

// Picture draws the scene, each pixel as the mean of four places.
func (s Scene) Picture(r *rand.Rand) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, s.W, s.H))
	inside := inverse(s.Corners)
	for y := range s.H {
		for x := range s.W {
			var sum [3]int
			for _, d := range [4][2]float64{{0.25, 0.25}, {0.75, 0.25}, {0.25, 0.75}, {0.75, 0.75}} {
				c := s.Table(x, y)
				if u, v := inside(float64(x)+d[0], float64(y)+d[1]); u >= 0 && v >= 0 && u < 1 && v < 1 {
					c = s.Ink(u, v)
				}
				sum[0], sum[1], sum[2] = sum[0]+int(c.R), sum[1]+int(c.G), sum[2]+int(c.B)
			}
			n := int(s.Noise * r.NormFloat64())
			img.SetRGBA(x, y, color.RGBA{clamp(sum[0]/4 + n), clamp(sum[1]/4 + n), clamp(sum[2]/4 + n), 255})
		}
	}
	return img
}

// Ink is the paper's colour at a place of it: lines of type, a portrait, a red seal, a frame. The
// upper left corner holds a blue square, so that a paper turned over is told from an upright one.
func (s Scene) Ink(u, v float64) color.RGBA {
	if s.Framed && (inBand(u, 0.04) || inBand(v, 0.06)) {
		return color.RGBA{196, 160, 80, 255}
	}
	switch {
	case u > 0.08 && u < 0.14 && v > 0.1 && v < 0.2:
		return color.RGBA{40, 70, 180, 255}
	case u > 0.68 && u < 0.92 && v > 0.18 && v < 0.66:
		return color.RGBA{150, 140, 135, 255}
	case math.Abs(math.Hypot((u-0.6)*1.5, v-0.78)-0.12) < 0.01:
		return color.RGBA{205, 60, 50, 255}
	case u > 0.1 && u < 0.6 && v > 0.25 && v < 0.9 && math.Mod(v, 0.09) < 0.045 && math.Mod(u*40+math.Floor(v/0.09)*3.7, 1) < 0.55:
		return color.RGBA{45, 45, 50, 255}
	}
	return s.Paper
}

func inBand(t, at float64) bool {
	return t > at && t < at+0.012 || t > 1-at-0.012 && t < 1-at
}

// inverse maps a place of the picture to one of the paper's unit square.
func inverse(q photo.Quad) func(x, y float64) (u, v float64) {
	dx1, dx2, sx := q[1].X-q[2].X, q[3].X-q[2].X, q[0].X-q[1].X+q[2].X-q[3].X
	dy1, dy2, sy := q[1].Y-q[2].Y, q[3].Y-q[2].Y, q[0].Y-q[1].Y+q[2].Y-q[3].Y
	det := dx1*dy2 - dx2*dy1
	g, h := (sx*dy2-dx2*sy)/det, (dx1*sy-sx*dy1)/det
	a, b, c := q[1].X-q[0].X+g*q[1].X, q[3].X-q[0].X+h*q[3].X, q[0].X
	d, e, f := q[1].Y-q[0].Y+g*q[1].Y, q[3].Y-q[0].Y+h*q[3].Y, q[0].Y
	return func(x, y float64) (float64, float64) {
		w := (d*h-e*g)*x + (b*g-a*h)*y + (a*e - b*d)
		return ((e-f*h)*x + (c*h-b)*y + (b*f - c*e)) / w, ((f*g-d)*x + (a-c*g)*y + (c*d - a*f)) / w
	}
}
