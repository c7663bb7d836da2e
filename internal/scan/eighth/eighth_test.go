package eighth_test

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"beiandesk/internal/scan/eighth"
)

func files(t testing.TB) map[string][]byte {
	t.Helper()
	names, err := filepath.Glob("testdata/*.jpg")
	if err != nil || len(names) < 15 {
		t.Fatalf("%d files, %v", len(names), err)
	}
	all := map[string][]byte{}
	for _, name := range names {
		if all[filepath.Base(name)], err = os.ReadFile(name); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// drawn is the picture of 203 × 157 that all files of testdata show.
func drawn(x, y int) color.RGBA {
	return color.RGBA{
		uint8(128 + 100*math.Sin(float64(x)/40)), uint8(128 + 90*math.Cos(float64(y)/35)), uint8(40 + x*y/203), 255,
	}
}

// mean is the mean of a block of drawn.
func mean(bx, by int) (r, g, b float64) {
	n := 0.0
	for y := by * 8; y < min(157, by*8+8); y++ {
		for x := bx * 8; x < min(203, bx*8+8); x++ {
			c := drawn(x, y)
			r, g, b, n = r+float64(c.R), g+float64(c.G), b+float64(c.B), n+1
		}
	}
	return r / n, g / n, b / n
}

func TestPicturesOfEveryLayoutGiveTheirMeans(t *testing.T) {
	for name, content := range files(t) {
		size, err := eighth.Head(content)
		if err != nil || size != (eighth.Size{Width: 203, Height: 157}) {
			t.Errorf("%s: head %v, %v", name, size, err)
		}
		img, err := eighth.Read(content)
		if err != nil || img.Rect != image.Rect(0, 0, 26, 20) {
			t.Errorf("%s: %v", name, err)
			continue
		}
		// The outermost blocks are filled up with what the encoder likes; a chroma block
		// may lie on four of them, six where its sampling is odd.
		limit := 28.0
		for y := range 19 {
			for x := range 25 {
				r, g, b := mean(x, y)
				if name == "grey.jpg" {
					r = 0.2126*r + 0.7152*g + 0.0722*b
					g, b = r, r
				}
				c := img.RGBAAt(x, y)
				off := max(math.Abs(r-float64(c.R)), math.Abs(g-float64(c.G)), math.Abs(b-float64(c.B)))
				if off > limit {
					t.Fatalf("%s: block %d,%d is %v, drawn %.0f %.0f %.0f", name, x, y, c, r, g, b)
				}
			}
		}
	}
}

func TestEverySamplingIsRead(t *testing.T) {
	value := func(comp, x, y int) int { return (comp*37+x*11+y*23)%180 - 90 }
	for n := range 256 {
		first, other := sampling{n&3 + 1, n>>2&3 + 1}, sampling{n>>4&3 + 1, n>>6&3 + 1}
		l := layout{width: 93, height: 70, comps: []sampling{first, other, {1, 1}}, interval: n % 5, mean: value}
		img, err := eighth.Read(l.write())
		if err != nil {
			t.Errorf("%v: %v", l.comps, err)
			continue
		}
		maxH, maxV := max(first.h, other.h), max(first.v, other.v)
		for y := range 9 {
			for x := range 12 {
				var s [3]uint8
				for i, c := range l.comps {
					s[i] = uint8(128 + value(i, x*c.h/maxH, y*c.v/maxV))
				}
				r, g, b := color.YCbCrToRGB(s[0], s[1], s[2])
				if got := img.RGBAAt(x, y); got != (color.RGBA{r, g, b, 255}) {
					t.Fatalf("%v: block %d,%d is %v, want %d %d %d", l.comps, x, y, got, r, g, b)
				}
			}
		}
	}
}

func TestColoursFollowWhatTheFileSaysOfThem(t *testing.T) {
	adobe := func(transform byte) []byte {
		return append([]byte("\xff\xee\x00\x0eAdobe\x00\x64\x00\x00\x00\x00"), transform)
	}
	levels := func(l ...int) func(comp, _, _ int) int {
		return func(comp, _, _ int) int { return l[comp] - 128 }
	}
	three, four := []sampling{{1, 1}, {1, 1}, {1, 1}}, []sampling{{1, 1}, {1, 1}, {1, 1}, {1, 1}}
	for name, c := range map[string]struct {
		comps []sampling
		mean  func(comp, _, _ int) int
		mark  []byte
		want  color.RGBA
	}{
		"brightness and two colours": {three, levels(100, 128, 128), nil, color.RGBA{100, 100, 100, 255}},
		"red, green, blue":           {three, levels(200, 20, 40), adobe(0), color.RGBA{200, 20, 40, 255}},
		"inks by Adobe":              {four, levels(200, 100, 50, 128), adobe(0), color.RGBA{100, 50, 25, 255}},
		"inks as they are":           {four, levels(55, 155, 205, 127), nil, color.RGBA{100, 50, 25, 255}},
		"YCCK":                       {four, levels(155, 128, 128, 255), adobe(2), color.RGBA{100, 100, 100, 255}},
	} {
		content := layout{width: 8, height: 8, comps: c.comps, mean: c.mean}.write()
		content = append(append(append([]byte{}, content[:2]...), c.mark...), content[2:]...)
		img, err := eighth.Read(content)
		if err != nil || img.RGBAAt(0, 0) != c.want {
			t.Errorf("%s: %v, %v", name, img, err)
		}
	}
}

func TestACutPictureIsToldFromADamagedOne(t *testing.T) {
	for name, content := range files(t) {
		for n := 3; n < len(content)-2; n += 1 + len(content)/300 {
			if _, err := eighth.Read(content[:n]); !errors.Is(err, eighth.ErrCut) {
				t.Fatalf("%s, %d of %d bytes: %v", name, n, len(content), err)
			}
		}
		_, err := eighth.Read(content[:len(content)-2])
		if whole := !strings.Contains(name, "prog"); whole != (err == nil) {
			t.Errorf("%s without its mark of the end: %v", name, err)
		}
		middle := bytes.Clone(content)
		copy(middle[len(content)*3/4:], "\xff\xd9\xff\xd9")
		if _, err := eighth.Read(middle); err != nil && !errors.Is(err, eighth.ErrBroken) {
			t.Errorf("%s, damaged: %v", name, err)
		}
	}
}

func TestLayoutsThatNobodyReadsAreNamed(t *testing.T) {
	plain := layout{width: 16, height: 16, comps: []sampling{{1, 1}}, mean: func(_, _, _ int) int { return 0 }}.write()
	at := bytes.Index(plain, []byte{0xff, 0xc0})
	for name, c := range map[string]struct {
		at   int
		to   byte
		want error
	}{
		"lossless": {at + 1, 0xc3, eighth.ErrLossless}, "hierarchical": {at + 1, 0xc5, eighth.ErrHierarchical},
		"arithmetic": {at + 1, 0xc9, eighth.ErrArithmetic}, "12 bits": {at + 4, 12, eighth.ErrPrecision},
		"no width": {at + 8, 0, eighth.ErrBroken}, "no sampling": {at + 11, 0, eighth.ErrBroken},
	} {
		content := bytes.Clone(plain)
		content[c.at] = c.to
		if _, err := eighth.Read(content); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	two := layout{width: 16, height: 16, comps: []sampling{{1, 1}, {1, 1}}, mean: func(_, _, _ int) int { return 0 }}.write()
	if _, err := eighth.Read(two); !errors.Is(err, eighth.ErrComponents) {
		t.Errorf("two components: %v", err)
	}
}

// Each pass says of 64 million pixels in 60 bytes that nothing is left to read.
func TestPassesWithoutEndAreRefused(t *testing.T) {
	content := []byte("\xff\xd8\xff\xc2\x00\x0b\x08\x1f\x40\x1f\x40\x01\x01\x11\x00" +
		"\xff\xc4\x00\x14\x10\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\xe0")
	w := bitWriter{}
	for range 1_000_000/32767 + 1 {
		w.put(0x3fff, 15)
	}
	w.flush()
	once := append([]byte("\xff\xda\x00\x08\x01\x01\x00\x01\x3f\x00"), w.out...)
	if _, err := eighth.Read(append(content, bytes.Repeat(once, 400)...)); !errors.Is(err, eighth.ErrBusy) {
		t.Errorf("400 passes: %v", err)
	}
	if _, err := eighth.Read(append(content, bytes.Repeat(once, 4)...)); !errors.Is(err, eighth.ErrCut) {
		t.Errorf("4 passes and no means: %v", err)
	}
}

func FuzzRead(f *testing.F) {
	for _, content := range files(f) {
		f.Add(content)
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		size, err := eighth.Head(content)
		if err != nil || size.Width*size.Height > 1<<22 {
			return
		}
		img, err := eighth.Read(content)
		if err == nil && img.Rect.Dx() != (size.Width+7)/8 {
			t.Errorf("%v of %v", img.Rect, size)
		}
	})
}
