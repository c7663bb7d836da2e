package scan

import (
	"image"
	"image/color"
)

// shrink gives a picture at an eighth of its size, on white where it is clear: of each
// block of 8 × 8 the mean of every second pixel of every second line. That is what a
// JPEG comes as, too.
func shrink(img image.Image) *image.RGBA {
	b := img.Bounds()
	small := image.NewRGBA(image.Rect(0, 0, (b.Dx()+7)/8, (b.Dy()+7)/8))
	at := func(x, y int) color.RGBA64 {
		r, g, b, a := img.At(x, y).RGBA()
		return color.RGBA64{uint16(r), uint16(g), uint16(b), uint16(a)}
	}
	if fast, ok := img.(image.RGBA64Image); ok {
		at = fast.RGBA64At
	}
	for y := range small.Rect.Dy() {
		for x := range small.Rect.Dx() {
			var red, green, blue, n uint32
			for fromY := b.Min.Y + y*8; fromY < min(b.Max.Y, b.Min.Y+y*8+8); fromY += 2 {
				for fromX := b.Min.X + x*8; fromX < min(b.Max.X, b.Min.X+x*8+8); fromX += 2 {
					c := at(fromX, fromY)
					white := 0xffff - uint32(c.A)
					red, green, blue, n = red+uint32(c.R)+white, green+uint32(c.G)+white, blue+uint32(c.B)+white, n+1
				}
			}
			small.SetRGBA(x, y, color.RGBA{uint8(red / n >> 8), uint8(green / n >> 8), uint8(blue / n >> 8), 255})
		}
	}
	return small
}

// A picture is grey when at most one block in a thousand is coloured: a red stamp on a
// page that is black and white otherwise is more than that.
const (
	colourful = 24 // between the channels; less is what a camera makes of grey
	perMille  = 1
)

// grey says that a picture has no colour.
func grey(small *image.RGBA) bool {
	coloured := 0
	for i := 0; i < len(small.Pix); i += 4 {
		red, green, blue := small.Pix[i], small.Pix[i+1], small.Pix[i+2]
		if max(red, green, blue)-min(red, green, blue) > colourful {
			coloured++
		}
	}
	return coloured*1000 <= len(small.Pix)/4*perMille
}
