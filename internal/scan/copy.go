package scan

import (
	"context"
	"errors"
	"image"
	"runtime/debug"

	"beiandesk/internal/errs"
	"beiandesk/internal/scan/photo"
)

// Plan says what a copy is to be.
type Plan struct {
	Corners  *photo.Quad // of the paper, in pixels of the upright original; nil for those that are found
	Whole    bool        // nothing is cut away and nothing straightened; Corners is nil
	Quarters int         // it is turned clockwise by so many quarters
	Mark     *image.Gray // a word that is laid over it, black on white; nil for none
	Least    int64       // bytes; 0 for no bound
	Most     int64
}

// Copy is a JPEG made of a picture. It holds nothing of the original but what is seen.
type Copy struct {
	Content []byte
	Width   int // pixels
	Height  int
	Corners photo.Quad // of the paper in the upright original
	Found   bool       // they were found by the desk
}

// The longer side of a copy, in pixels, before it is made to fit: portals that take little show
// no more than the first, the others get what a phone saw.
const (
	longestSmall = 2400
	longest      = 4000
	smallCopy    = 600_000 // bytes; a bound up to which the first is enough
)

// Fix makes a copy of a picture for a portal: upright, straightened, between two sizes. Where no
// corners are given and none stand out, the whole picture is taken, and Found is false. Errors:
// those of Inspect; Invalid for corners that bound no paper; Blocked for a picture of which no
// legible copy of that size can be made.
func Fix(ctx context.Context, content []byte, plan Plan) (Copy, error) {
	p, done, err := open(ctx, content)
	if err != nil {
		return Copy{}, err
	}
	defer done()
	out := Copy{Corners: p.Whole()}
	switch {
	case plan.Corners != nil:
		if !plan.Corners.Convex() || !inside(*plan.Corners, p) {
			return Copy{}, errs.AtField("corners", "四个角围不成一张纸，请把每个角拖到纸的角上")
		}
		out.Corners = *plan.Corners
	case !plan.Whole:
		if q, ok := p.Corners(); ok {
			out.Corners, out.Found = q, true
		}
	}
	side := longest
	if plan.Most > 0 && plan.Most <= smallCopy {
		side = longestSmall
	}
	img := p.Straight(out.Corners.Turned(plan.Quarters), side)
	if plan.Mark != nil {
		photo.Mark(img, plan.Mark)
	}
	var size image.Point
	if out.Content, size, err = photo.JPEG(img, plan.Least, plan.Most); err != nil {
		return Copy{}, errs.Wrap(errs.Blocked, err, "这张图片的像素太少（证件只占 %d × %d），做出来的副本看不清。请对照原件重扫或重拍", img.Rect.Dx(), img.Rect.Dy())
	}
	out.Width, out.Height = size.X, size.Y
	return out, nil
}

// Seen is what a picture shows of itself before a copy is made.
type Seen struct {
	Width, Height int // pixels, upright
	Corners       photo.Quad
	Found         bool // the corners stood out; else they are the picture's own
}

// Look finds the corners of the paper in a picture. Errors: those of Fix that come before it is cut.
func Look(ctx context.Context, content []byte) (Seen, error) {
	p, done, err := open(ctx, content)
	if err != nil {
		return Seen{}, err
	}
	defer done()
	out := Seen{Width: p.Width, Height: p.Height, Corners: p.Whole()}
	if q, ok := p.Corners(); ok {
		out.Corners, out.Found = q, true
	}
	return out, nil
}

// open reads a picture whole, one at a time; done is called when it is needed no more.
func open(ctx context.Context, content []byte) (p *photo.Photo, done func(), err error) {
	info, err := Inspect(ctx, content)
	if err != nil {
		return nil, nil, err
	}
	if info.Mime == PDF {
		return nil, nil, errs.New(errs.Invalid, "PDF 做不了图片副本，请从 PDF 阅读器里另存为图片再来")
	}
	one.Lock()
	defer func() {
		if r := recover(); r != nil {
			err = broken(errs.New(errs.Internal, "decoder: %v", r))
		}
		if err != nil {
			one.Unlock()
		}
	}()
	p, err = photo.Open(info.Mime, content)
	if err == nil {
		return p, func() { debug.FreeOSMemory(); one.Unlock() }, nil
	}
	if errors.Is(err, photo.ErrLarge) {
		return nil, nil, errs.Wrap(errs.Blocked, err, "这张图片像素太多，做副本占的内存太大。请先另存为 4000 × 3000 以内的普通 JPG")
	}
	return nil, nil, errs.Wrap(errs.Blocked, err, "这张图片的写法少见，做不了副本。请先另存为普通 JPG")
}

// inside says that corners lie in a picture, or a little outside where a corner of the paper was
// cut off.
func inside(q photo.Quad, p *photo.Photo) bool {
	w, h := float64(p.Width), float64(p.Height)
	slack := 0.1 * max(w, h)
	for _, c := range q {
		if !(c.X >= -slack && c.Y >= -slack && c.X <= w+slack && c.Y <= h+slack) {
			return false
		}
	}
	return true
}
