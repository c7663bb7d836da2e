package eighth

import (
	"image"
	"image/color"
)

// picture puts the means of all components together.
func (d *decoder) picture() *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, ceil(d.width, 8), ceil(d.height, 8)))
	to := d.colours()
	var s [4]uint8
	for y := range img.Rect.Dy() {
		for x := range img.Rect.Dx() {
			for i := range d.comps {
				c := &d.comps[i]
				s[i] = d.sample(c, c.dc[y*c.v/d.maxV*c.stride+x*c.h/d.maxH])
			}
			img.SetRGBA(x, y, to(s))
		}
	}
	return img
}

// sample is the mean in terms of brightness: the transform gives eight times the mean,
// about the middle of the range.
func (d *decoder) sample(c *component, dc int32) uint8 {
	return uint8(min(max((int64(dc)*int64(d.quant[c.table])+4)>>3+128, 0), 255))
}

// colours says how the samples of the components make a colour, as libjpeg guesses it.
func (d *decoder) colours() func(s [4]uint8) color.RGBA {
	ycc := func(s [4]uint8) (r, g, b uint8) { return color.YCbCrToRGB(s[0], s[1], s[2]) }
	rgb := func(s [4]uint8) (r, g, b uint8) { return s[0], s[1], s[2] }
	switch {
	case len(d.comps) == 1:
		return func(s [4]uint8) color.RGBA { return color.RGBA{s[0], s[0], s[0], 255} }
	case len(d.comps) == 3:
		named := d.comps[0].id == 'R' && d.comps[1].id == 'G' && d.comps[2].id == 'B'
		if d.adobe && d.transform == 0 || named && !d.jfif && !d.adobe {
			ycc = rgb
		}
		return func(s [4]uint8) color.RGBA {
			r, g, b := ycc(s)
			return color.RGBA{r, g, b, 255}
		}
	}
	return func(s [4]uint8) color.RGBA {
		c, m, y := rgb(s)
		if d.adobe && d.transform != 0 {
			r, g, b := ycc(s)
			c, m, y = 255-r, 255-g, 255-b
		}
		light := s[3]
		if !d.adobe { // Adobe writes how much light an ink lets through, others how much ink
			c, m, y, light = 255-c, 255-m, 255-y, 255-light
		}
		through := func(v uint8) uint8 { return uint8(int(v) * int(light) / 255) }
		return color.RGBA{through(c), through(m), through(y), 255}
	}
}
