package photo

import (
	"bytes"
	"errors"
	"image"
	"image/jpeg"
	"math"

	"golang.org/x/image/draw"
)

// ErrSmall says that a picture has too few pixels for what is asked: written at its best it is
// smaller than it should be, and making it larger would show no more of it.
var ErrSmall = errors.New("photo: it has too few pixels")

// The qualities of JPEG that are written: below the least, small type frays; above the most, a
// file only grows.
const (
	leastQuality = 80
	usualQuality = 88
	mostQuality  = 98
	leastLonger  = 800  // pixels of the longer side, below which an ID card can't be read
	easyLonger   = 1200 // and above which it is read with ease
)

// JPEG writes a picture as large as it fits between two sizes in bytes: first fewer pixels than
// it has, never a quality below which type frays. most 0 is no bound. What is written holds
// nothing but the picture: no place, no time, no telephone. Errors: ErrSmall.
func JPEG(img *image.RGBA, least, most int64) (content []byte, size image.Point, err error) {
	longest := max(img.Rect.Dx(), img.Rect.Dy())
	write := func(longer, quality int) error {
		img := scaled(img, longer)
		var b bytes.Buffer
		if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: quality}); err != nil {
			return err
		}
		content, size = b.Bytes(), img.Rect.Size()
		return nil
	}
	longer, quality := longest, usualQuality
	for range 10 {
		if err := write(longer, quality); err != nil {
			return nil, image.Point{}, err
		}
		n := int64(len(content))
		if most == 0 || n <= most {
			break
		}
		// A file's size goes about as its pixels to the power of 0.8.
		next := int(float64(longer) * math.Pow(0.96*float64(most)/float64(n), 1/1.6))
		if quality == usualQuality && next < easyLonger {
			quality, next = leastQuality, min(longer, easyLonger) // keep pixels rather than smoothness
		}
		longer = max(1, next)
	}
	for int64(len(content)) < least {
		quality += 5
		if quality > mostQuality {
			return nil, image.Point{}, ErrSmall
		}
		if err := write(longer, quality); err != nil {
			return nil, image.Point{}, err
		}
	}
	if most > 0 && int64(len(content)) > most || max(size.X, size.Y) < min(longest, leastLonger) || longest < leastLonger/2 || min(size.X, size.Y) < leastLonger/4 {
		return nil, image.Point{}, ErrSmall
	}
	return content, size, nil
}

// scaled gives a picture with a longer side of so many pixels.
func scaled(img *image.RGBA, longer int) *image.RGBA {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	if longer >= max(w, h) {
		return img
	}
	by := float64(longer) / float64(max(w, h))
	out := image.NewRGBA(image.Rect(0, 0, max(1, int(math.Round(float64(w)*by))), max(1, int(math.Round(float64(h)*by)))))
	draw.CatmullRom.Scale(out, out.Rect, img, img.Rect, draw.Src, nil)
	return out
}
