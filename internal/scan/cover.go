package scan

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"

	"golang.org/x/image/draw"

	"beiandesk/internal/errs"
)

// coverBlocks is the number of blocks along the longer side of a covered picture.
// A number of eighteen digits then lies on fewer blocks than it has digits, and a
// portrait on a handful.
const coverBlocks = 16

// coverStep is the coarseness of a block's brightness; it drops what the mean of a
// block would still tell of the strokes under it.
const coverStep = 16

// Covered makes the picture that a screen shows before somebody asks for the
// original: coarse blocks, from which neither number nor portrait can be read. It
// is a JPEG of at most 480 pixels a side. A PDF has none: errs.Invalid.
func Covered(content []byte) ([]byte, error) {
	mime, err := sniff(content)
	if err != nil {
		return nil, err
	}
	if mime == PDF {
		return nil, errs.New(errs.Invalid, "PDF 没有遮盖图")
	}
	p, err := read(mime, content)
	if err != nil {
		return nil, err
	}
	small := blocks(p)
	const side = 480 / coverBlocks
	b := small.Bounds()
	large := image.NewRGBA(image.Rect(0, 0, b.Dx()*side, b.Dy()*side))
	draw.NearestNeighbor.Scale(large, large.Bounds(), small, b, draw.Src, nil)
	var out bytes.Buffer
	if err := jpeg.Encode(&out, large, &jpeg.Options{Quality: 80}); err != nil {
		return nil, errs.Wrap(errs.Internal, err, "遮盖图没有做成")
	}
	return out.Bytes(), nil
}

// blocks takes the mean of each block and rounds it.
func blocks(p picture) *image.RGBA {
	longer := max(p.width, p.height)
	cols := max(1, p.width*coverBlocks/longer)
	rows := max(1, p.height*coverBlocks/longer)
	small := image.NewRGBA(image.Rect(0, 0, cols, rows))
	draw.BiLinear.Scale(small, small.Bounds(), p.small, p.small.Bounds(), draw.Src, nil)
	for y := range rows {
		for x := range cols {
			c := small.RGBAAt(x, y)
			small.SetRGBA(x, y, color.RGBA{coarse(c.R), coarse(c.G), coarse(c.B), 255})
		}
	}
	return small
}

func coarse(v uint8) uint8 { return v/coverStep*coverStep + coverStep/2 }
