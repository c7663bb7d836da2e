package photo

import (
	"image"
	"math"
)

// Mark lays a word over a picture again and again, aslant and pale: what lies under it can still
// be read. The word is black on white; its height is that of its type.
func Mark(img *image.RGBA, word *image.Gray) {
	const (
		turn = -math.Pi / 6
		pale = 0.30 // of the ink
	)
	w, h := float64(word.Rect.Dx()), float64(word.Rect.Dy())
	// Five to six of them fit along the longer side, however large the picture is.
	scale := 0.17 * float64(max(img.Rect.Dx(), img.Rect.Dy())) / w
	across, down := w*1.35, h*4.5
	sin, cos := math.Sincos(turn)
	for y := range img.Rect.Dy() {
		for x := range img.Rect.Dx() {
			fx, fy := float64(x)/scale, float64(y)/scale
			u, v := fx*cos+fy*sin, fy*cos-fx*sin
			row := math.Floor(v / down)
			u, v = u+row*across/2, v-row*down // every other row begins half a word later
			u -= math.Floor(u/across) * across
			if u >= w || v >= h {
				continue
			}
			ink := pale * float64(255-word.Pix[word.PixOffset(int(u), int(v))]) / 255
			if ink == 0 {
				continue
			}
			o := img.PixOffset(x, y)
			for c := range 3 {
				img.Pix[o+c] = uint8(float64(img.Pix[o+c])*(1-ink) + 90*ink)
			}
		}
	}
}
