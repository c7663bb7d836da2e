// Package raster draws type, lines and shapes into a picture of pixels, for phones, which show
// pictures and no PDFs. Positions and sizes are pixels from the top left corner.
package raster

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"

	xdraw "golang.org/x/image/draw"
)

// Point is a place.
type Point struct{ X, Y float64 }

// Sheet is a white picture that is drawn on.
type Sheet struct {
	img   *image.RGBA
	fonts []*opentype.Font
	faces map[typeface]font.Face
}

type typeface struct {
	font int
	size float64
}

// New makes a sheet whose type is set in the given TrueType fonts, named by their place in the
// list. It fails where one of them can't be read.
func New(width, height int, fonts ...[]byte) (*Sheet, error) {
	s := &Sheet{img: image.NewRGBA(image.Rect(0, 0, width, height)), faces: map[typeface]font.Face{}}
	draw.Draw(s.img, s.img.Rect, image.White, image.Point{}, draw.Src)
	for _, data := range fonts {
		f, err := opentype.Parse(data)
		if err != nil {
			return nil, err
		}
		s.fonts = append(s.fonts, f)
	}
	return s, nil
}

// Text sets a line of type whose baseline starts at a point; size is the em's.
func (s *Sheet) Text(of int, size float64, text string, at Point, ink color.Color) error {
	face, err := s.face(typeface{of, size})
	if err != nil {
		return err
	}
	d := font.Drawer{Dst: s.img, Src: image.NewUniform(ink), Face: face, Dot: fixed.Point26_6{X: sixtyFourths(at.X), Y: sixtyFourths(math.Round(at.Y))}}
	d.DrawString(text)
	return nil
}

// face is a font at a size: they are few, and dear to make.
func (s *Sheet) face(of typeface) (font.Face, error) {
	if f, ok := s.faces[of]; ok {
		return f, nil
	}
	f, err := opentype.NewFace(s.fonts[of.font], &opentype.FaceOptions{Size: of.size, DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		return nil, err
	}
	s.faces[of] = f
	return f, nil
}

func sixtyFourths(v float64) fixed.Int26_6 { return fixed.Int26_6(math.Round(v * 64)) }

// Line draws a straight line of a width, never thinner than a pixel. One that lies or stands
// straight covers whole pixels, so that it is crisp.
func (s *Sheet) Line(from, to Point, width float64, ink color.Color) {
	width = max(1, width)
	switch {
	case from.Y == to.Y:
		width = math.Round(width)
		from.Y = math.Round(from.Y-width/2) + width/2
		to.Y = from.Y
	case from.X == to.X:
		width = math.Round(width)
		from.X = math.Round(from.X-width/2) + width/2
		to.X = from.X
	}
	long := math.Hypot(to.X-from.X, to.Y-from.Y)
	if long == 0 {
		return
	}
	dx, dy := (to.X-from.X)/long*width/2, (to.Y-from.Y)/long*width/2
	s.Fill(ink, Point{from.X - dy, from.Y + dx}, Point{to.X - dy, to.Y + dx}, Point{to.X + dy, to.Y - dx}, Point{from.X + dy, from.Y - dx})
}

// Disc fills a circle.
func (s *Sheet) Disc(centre Point, radius float64, ink color.Color) {
	const corners = 96
	ring := make([]Point, corners)
	for i := range ring {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / corners)
		ring[i] = Point{centre.X + radius*cos, centre.Y + radius*sin}
	}
	s.Fill(ink, ring...)
}

// Fill fills what lies between corners.
func (s *Sheet) Fill(ink color.Color, corners ...Point) {
	var low, high Point
	for i, p := range corners {
		if i == 0 {
			low, high = p, p
		}
		low, high = Point{min(low.X, p.X), min(low.Y, p.Y)}, Point{max(high.X, p.X), max(high.Y, p.Y)}
	}
	area := image.Rect(int(math.Floor(low.X)), int(math.Floor(low.Y)), int(math.Ceil(high.X)), int(math.Ceil(high.Y)))
	if area.Empty() {
		return
	}
	z := vector.NewRasterizer(area.Dx(), area.Dy())
	for i, p := range corners {
		x, y := float32(p.X-float64(area.Min.X)), float32(p.Y-float64(area.Min.Y))
		if i == 0 {
			z.MoveTo(x, y)
			continue
		}
		z.LineTo(x, y)
	}
	z.ClosePath()
	z.Draw(s.img, area, image.NewUniform(ink), image.Point{})
}

// Picture scales a PNG into a rectangle.
func (s *Sheet) Picture(data []byte, at, size Point) error {
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return err
	}
	into := image.Rect(int(math.Round(at.X)), int(math.Round(at.Y)), int(math.Round(at.X+size.X)), int(math.Round(at.Y+size.Y)))
	xdraw.CatmullRom.Scale(s.img, into, img, img.Bounds(), draw.Over, nil)
	return nil
}

// Grey is the picture without its colours.
func (s *Sheet) Grey() *image.Gray {
	out := image.NewGray(s.img.Rect)
	draw.Draw(out, out.Rect, s.img, s.img.Rect.Min, draw.Src)
	return out
}

// PNG is the picture as a file: a third of the size with few colours, as papers without a
// coloured logo have them.
func (s *Sheet) PNG() ([]byte, error) {
	var out bytes.Buffer
	if few := s.few(); few != nil {
		err := png.Encode(&out, few)
		return out.Bytes(), err
	}
	err := png.Encode(&out, s.img)
	return out.Bytes(), err
}

// few is the picture in a palette: 128 greys, and colours as far as there is room; nil where
// there are more.
func (s *Sheet) few() *image.Paletted {
	const greys, most = 128, 256
	pal := make(color.Palette, 0, most)
	for i := range greys {
		v := uint8(i * 255 / (greys - 1))
		pal = append(pal, color.RGBA{v, v, v, 255})
	}
	out := image.NewPaletted(s.img.Rect, nil)
	known := map[[3]uint8]uint8{}
	for i := range out.Pix {
		p := s.img.Pix[4*i : 4*i+3]
		if p[0] == p[1] && p[1] == p[2] {
			out.Pix[i] = p[0] / 2
			continue
		}
		like := [3]uint8{p[0] / 4, p[1] / 4, p[2] / 4}
		at, ok := known[like]
		if !ok {
			if len(pal) == most {
				return nil
			}
			at = uint8(len(pal))
			known[like] = at
			pal = append(pal, color.RGBA{p[0], p[1], p[2], 255})
		}
		out.Pix[i] = at
	}
	out.Palette = pal
	return out
}
