// Package photo works on a picture at its whole size: it finds the paper's corners in it,
// straightens it and writes a JPEG of a given size in bytes. What a phone's sensor saw is turned
// upright first; positions are pixels of the upright picture, from its top left corner.
package photo

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"

	"github.com/bep/imagemeta"
	"golang.org/x/image/bmp"
	"golang.org/x/image/webp"
)

// Why a picture can't be worked on at its whole size.
var (
	ErrLarge  = errors.New("photo: it takes too much memory at its whole size")
	ErrLayout = errors.New("photo: a layout that the decoder does not know")
)

// maxMemory bounds what a decoded picture takes, in bytes.
const maxMemory = 300 << 20

// Point is a place in a picture.
type Point struct{ X, Y float64 }

// Photo is a picture at its whole size, upright.
type Photo struct {
	// Width and Height are those of the upright picture, in pixels.
	Width, Height int

	img   image.Image
	turns orientation
}

// orientation is how the sensor was held, as EXIF tells it: 1 upright, 3 on its head, 6 and 8 on
// its sides, the others mirrored.
type orientation int

// Open reads a picture whole. The mime is that of a file which was read to its end before: what
// is wrong with it is known. Errors: ErrLarge, ErrLayout.
func Open(mime string, content []byte) (*Photo, error) {
	need, err := needs(mime, content)
	if err != nil {
		return nil, errors.Join(ErrLayout, err)
	}
	if need > maxMemory {
		return nil, ErrLarge
	}
	img, err := decode(mime, content)
	if err != nil {
		return nil, errors.Join(ErrLayout, err)
	}
	p := &Photo{img: img, turns: held(mime, content)}
	p.Width, p.Height = img.Bounds().Dx(), img.Bounds().Dy()
	if p.turns >= 5 {
		p.Width, p.Height = p.Height, p.Width
	}
	return p, nil
}

func decode(mime string, content []byte) (image.Image, error) {
	r := bytes.NewReader(content)
	switch mime {
	case "image/jpeg":
		return jpeg.Decode(r)
	case "image/png":
		return png.Decode(r)
	case "image/webp":
		return webp.Decode(r)
	case "image/bmp":
		return bmp.Decode(r)
	}
	return nil, errors.New("photo: no picture: " + mime)
}

// needs reckons what decoding takes, in bytes: at most three or four whole planes, and for a
// progressive JPEG four bytes more for each of their samples.
func needs(mime string, content []byte) (int64, error) {
	r := bytes.NewReader(content)
	var c image.Config
	var err error
	each := int64(4)
	switch mime {
	case "image/jpeg":
		c, err = jpeg.DecodeConfig(r)
		planes := int64(3)
		switch c.ColorModel {
		case color.GrayModel:
			planes = 1
		case color.CMYKModel:
			planes = 4
		}
		each = planes
		if progressive(content) {
			each = 5 * planes
		}
	case "image/png":
		c, err = png.DecodeConfig(r)
		each = 16 // of 16 bits, and put together from passes
	case "image/webp":
		c, err = webp.DecodeConfig(r)
		each = 12
	default:
		c, err = bmp.DecodeConfig(r)
	}
	return int64(c.Width) * int64(c.Height) * each, err
}

// progressive says whether a JPEG comes in passes: the frame's mark is SOF2.
func progressive(content []byte) bool {
	for at := 2; at+4 <= len(content) && content[at] == 0xff; {
		mark := content[at+1]
		if mark >= 0xc0 && mark <= 0xcf && mark != 0xc4 && mark != 0xc8 && mark != 0xcc {
			return mark == 0xc2
		}
		at += 2 + int(content[at+2])<<8 + int(content[at+3])
	}
	return false
}

// held reads from EXIF how the sensor was held. A file without a word of it, or with one that
// can't be read, is upright: it shows as every viewer shows it.
func held(mime string, content []byte) orientation {
	formats := map[string]imagemeta.ImageFormat{"image/jpeg": imagemeta.JPEG, "image/png": imagemeta.PNG, "image/webp": imagemeta.WebP}
	format, ok := formats[mime]
	if !ok {
		return 1
	}
	o := orientation(1)
	_, err := imagemeta.Decode(imagemeta.Options{
		R: bytes.NewReader(content), ImageFormat: format, Sources: imagemeta.EXIF,
		ShouldHandleTag: func(t imagemeta.TagInfo) bool { return t.Tag == "Orientation" && t.Namespace == "IFD0" },
		HandleTag: func(t imagemeta.TagInfo) error {
			if v, ok := t.Value.(uint16); ok && v >= 1 && v <= 8 {
				o = orientation(v)
			}
			return nil
		},
	})
	if err != nil {
		return 1
	}
	return o
}

// sensor turns a place in the upright picture into one of the picture as it was stored, whose
// size is w × h.
func (o orientation) sensor(x, y, w, h float64) (float64, float64) {
	switch o {
	case 2:
		return w - x, y
	case 3:
		return w - x, h - y
	case 4:
		return x, h - y
	case 5:
		return y, x
	case 6:
		return y, h - x
	case 7:
		return w - y, h - x
	case 8:
		return w - y, x
	}
	return x, y
}

// pixels gives the colour of a stored pixel, on white where it is clear.
func (p *Photo) pixels() func(x, y int) (r, g, b uint8) {
	low := p.img.Bounds().Min
	switch img := p.img.(type) {
	case *image.YCbCr:
		return func(x, y int) (uint8, uint8, uint8) {
			i, j := img.YOffset(x+low.X, y+low.Y), img.COffset(x+low.X, y+low.Y)
			return color.YCbCrToRGB(img.Y[i], img.Cb[j], img.Cr[j])
		}
	case *image.Gray:
		return func(x, y int) (uint8, uint8, uint8) {
			v := img.GrayAt(x+low.X, y+low.Y).Y
			return v, v, v
		}
	}
	at := func(x, y int) color.RGBA64 {
		r, g, b, a := p.img.At(x, y).RGBA()
		return color.RGBA64{uint16(r), uint16(g), uint16(b), uint16(a)}
	}
	if fast, ok := p.img.(image.RGBA64Image); ok {
		at = fast.RGBA64At
	}
	return func(x, y int) (uint8, uint8, uint8) {
		c := at(x+low.X, y+low.Y)
		white := 0xffff - uint32(c.A)
		return uint8((uint32(c.R) + white) >> 8), uint8((uint32(c.G) + white) >> 8), uint8((uint32(c.B) + white) >> 8)
	}
}
