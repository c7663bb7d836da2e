package demo

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"math/rand/v2"

	xdraw "golang.org/x/image/draw"
	"golang.org/x/image/font"
	"golang.org/x/image/font/basicfont"
	"golang.org/x/image/math/fixed"

	"beiandesk/internal/errs"
)

// Own is how many cases have scans drawn for them alone; the others share one set of
// small pictures, which are looked at faster.
const Own = 60

// goodBytes is what a scan has at least: one of 200 to 400 KB does for every portal.
const goodBytes = 210_000

// smallBytes is what a scan that is too small has at most.
const smallBytes = 42_000

// The size of a drawn scan.
const (
	scanWide = 640
	scanHigh = 404
)

var (
	ink   = color.RGBA{60, 66, 80, 255}
	faint = color.RGBA{178, 190, 205, 255}
	stamp = color.RGBA{176, 58, 52, 255}
	skin  = color.RGBA{226, 190, 164, 255}
	hair  = color.RGBA{52, 46, 44, 255}
)

// scanOf draws a material of a case once and keeps it. A small one has too few bytes
// for the portals.
func (w *world) scanOf(material string, who int, small bool) ([]byte, error) {
	who = min(who, Own)
	key := fmt.Sprintf("%s %d %t", material, who, small)
	if content, ok := w.files[key]; ok {
		return content, nil
	}
	picture := drawScan(material, who)
	if who == Own {
		quarter := image.NewRGBA(image.Rect(0, 0, scanWide/4, scanHigh/4))
		xdraw.ApproxBiLinear.Scale(quarter, quarter.Rect, picture, picture.Bounds(), xdraw.Src, nil)
		picture = quarter
	}
	content, err := encode(picture, small)
	if err != nil {
		return nil, err
	}
	if !small {
		content = padded(content, goodBytes-len(content))
	}
	w.files[key] = content
	return content, nil
}

// encode writes a JPEG, for a small one with as much loss as brings it under the
// bound of the portals.
func encode(m image.Image, small bool) ([]byte, error) {
	for quality := 90; ; quality -= 4 {
		var out bytes.Buffer
		if err := jpeg.Encode(&out, m, &jpeg.Options{Quality: quality}); err != nil {
			return nil, errs.Wrap(errs.Internal, err, "演示用的扫描件画不出来")
		}
		if !small || out.Len() <= smallBytes || quality < 10 {
			return out.Bytes(), nil
		}
	}
}

// padded makes a JPEG larger with a comment behind its first two bytes (ITU-T T.81,
// B.2.4.5): what counts for the portals is the size of the file.
func padded(content []byte, by int) []byte {
	out := append([]byte{}, content[:2]...)
	for ; by > 4; by -= 65_000 {
		n := min(by, 65_000)
		out = append(out, 0xff, 0xfe, byte((n-2)>>8), byte(n-2))
		out = append(out, bytes.Repeat([]byte("demo "), n/5)[:n-4]...)
	}
	return append(out, content[2:]...)
}

func drawScan(material string, who int) image.Image {
	m := image.NewRGBA(image.Rect(0, 0, scanWide, scanHigh))
	r := rand.New(rand.NewPCG(uint64(who), uint64(len(material))))
	switch material {
	case "licence":
		paper(m, r, color.RGBA{244, 238, 220, 255})
		frame(m, image.Rect(10, 10, scanWide-10, scanHigh-10), 6, stamp)
		disc(m, scanWide/2, 58, 24, stamp)
		label(m, 60, 110, "SPECIMEN  NOT A LICENCE")
		lines(m, r, 60, 136, 460, 8)
		disc(m, scanWide-110, scanHigh-84, 40, stamp)
	case "id-back":
		paper(m, r, color.RGBA{232, 238, 244, 255})
		disc(m, 84, 84, 42, stamp)
		lines(m, r, 170, 60, 330, 2)
		label(m, 60, 250, "SPECIMEN  NOT AN IDENTITY CARD")
		lines(m, r, 60, 290, 300, 2)
	case "consent":
		paper(m, r, color.RGBA{248, 248, 246, 255})
		label(m, 60, 50, "SPECIMEN  CONSENT TO THE USE OF PERSONAL DATA")
		lines(m, r, 60, 80, 460, 8)
		disc(m, scanWide-120, scanHigh-70, 34, stamp)
	case "handheld":
		paper(m, r, color.RGBA{206, 212, 214, 255})
		portrait(m, 220, 60, 4)
		card := image.Rect(360, 240, 600, 384)
		fill(m, card, color.RGBA{232, 238, 244, 255})
		frame(m, card, 2, faint)
		portrait(m, 556, 258, 1)
		lines(m, r, 376, 264, 60, 4)
		label(m, 376, 372, "SPECIMEN")
	default:
		paper(m, r, color.RGBA{232, 238, 244, 255})
		lines(m, r, 60, 60, 300, 5)
		portrait(m, 500, 90, 2)
		label(m, 60, 330, "SPECIMEN  NOT AN IDENTITY CARD")
	}
	label(m, 60, scanHigh-30, fmt.Sprintf("NO. %06d 000", who))
	return m
}

// paper fills the ground with a colour and the grain of a scanned sheet.
func paper(m *image.RGBA, r *rand.Rand, c color.RGBA) {
	for i := 0; i < len(m.Pix); i += 4 {
		n := int(r.Uint32()%17) - 8
		m.Pix[i], m.Pix[i+1], m.Pix[i+2], m.Pix[i+3] = grain(c.R, n), grain(c.G, n), grain(c.B, n), 255
	}
}

func grain(v uint8, n int) uint8 { return uint8(min(255, max(0, int(v)+n))) }

func fill(m draw.Image, r image.Rectangle, c color.Color) {
	draw.Draw(m, r, image.NewUniform(c), image.Point{}, draw.Src)
}

func frame(m draw.Image, r image.Rectangle, width int, c color.Color) {
	fill(m, image.Rect(r.Min.X, r.Min.Y, r.Max.X, r.Min.Y+width), c)
	fill(m, image.Rect(r.Min.X, r.Max.Y-width, r.Max.X, r.Max.Y), c)
	fill(m, image.Rect(r.Min.X, r.Min.Y, r.Min.X+width, r.Max.Y), c)
	fill(m, image.Rect(r.Max.X-width, r.Min.Y, r.Max.X, r.Max.Y), c)
}

func disc(m draw.Image, x, y, radius int, c color.Color) {
	for dy := -radius; dy <= radius; dy++ {
		for dx := -radius; dx <= radius; dx++ {
			if dx*dx+dy*dy <= radius*radius {
				m.Set(x+dx, y+dy, c)
			}
		}
	}
}

// lines stand for lines of text.
func lines(m draw.Image, r *rand.Rand, x, y, width, n int) {
	for i := range n {
		top := y + i*26
		fill(m, image.Rect(x, top, x+46, top+12), faint)
		fill(m, image.Rect(x+60, top, x+60+width/2+r.IntN(width/2), top+12), ink)
	}
}

// portrait draws a head with shoulders at a scale.
func portrait(m draw.Image, x, y, scale int) {
	disc(m, x, y+14*scale, 17*scale, hair)
	disc(m, x, y+18*scale, 14*scale, skin)
	for i := range 34 * scale {
		half := 12*scale + i*20/34
		fill(m, image.Rect(x-half, y+34*scale+i, x+half, y+35*scale+i), ink)
	}
}

func label(m draw.Image, x, y int, text string) {
	d := font.Drawer{Dst: m, Src: image.NewUniform(ink), Face: basicfont.Face7x13, Dot: fixed.P(x, y)}
	d.DrawString(text)
}
