package paper

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"

	"beiandesk/internal/errs"
)

const (
	maxPictureSide  = 4096 // refused above: a small file may declare a huge picture
	keepPictureSide = 480  // 24 mm at 500 dpi; larger ones are shrunk
)

// picture reads a PNG that goes onto a paper and writes it anew as plain 8-bit,
// shrunk to what print can show. field names it in the error. It also tells the
// width and height in pixels.
func picture(field string, data []byte) ([]byte, int, int, error) {
	conf, err := png.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, 0, 0, errs.AtField(field, "这张图片读不出来，请换一张 PNG 图片")
	}
	if conf.Width > maxPictureSide || conf.Height > maxPictureSide {
		return nil, 0, 0, errs.AtField(field, "图片太大，请换一张长宽都不超过 %d 像素的 PNG 图片", maxPictureSide)
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, 0, 0, errs.AtField(field, "这张图片读不出来，请换一张 PNG 图片")
	}
	small := shrink(img)
	var out bytes.Buffer
	if err := png.Encode(&out, small); err != nil {
		return nil, 0, 0, errs.Wrap(errs.Internal, err, "图片没有转换成功，请换一张 PNG 图片")
	}
	return out.Bytes(), small.Rect.Dx(), small.Rect.Dy(), nil
}

// shrink lays a picture on white and averages squares of its pixels by the least
// whole factor that brings it down to keepPictureSide.
func shrink(img image.Image) *image.RGBA {
	b := img.Bounds()
	full := image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	draw.Draw(full, full.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(full, full.Rect, img, b.Min, draw.Over)
	k := (max(b.Dx(), b.Dy()) + keepPictureSide - 1) / keepPictureSide
	if k == 1 {
		return full
	}
	out := image.NewRGBA(image.Rect(0, 0, max(1, b.Dx()/k), max(1, b.Dy()/k)))
	for y := range out.Rect.Dy() {
		for x := range out.Rect.Dx() {
			var sum [3]int
			n := 0
			for v := y * k; v < min((y+1)*k, b.Dy()); v++ {
				for u := x * k; u < min((x+1)*k, b.Dx()); u++ {
					p := full.Pix[full.PixOffset(u, v):]
					sum[0] += int(p[0])
					sum[1] += int(p[1])
					sum[2] += int(p[2])
					n++
				}
			}
			out.SetRGBA(x, y, color.RGBA{uint8(sum[0] / n), uint8(sum[1] / n), uint8(sum[2] / n), 255})
		}
	}
	return out
}

// fitted draws a picture inside a square, in proportion, centred.
func (c *canvas) fitted(field string, data []byte, x, y, side float64) error {
	p, w, h, err := picture(field, data)
	if err != nil {
		return err
	}
	pw, ph := side, side
	if w > h {
		ph = side * float64(h) / float64(w)
	} else {
		pw = side * float64(w) / float64(h)
	}
	c.add(imageStep{x: x + (side-pw)/2, y: y + (side-ph)/2, w: pw, h: ph, png: p})
	return nil
}
