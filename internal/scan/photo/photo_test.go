package photo_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
	"math/rand/v2"
	"testing"

	"beiandesk/internal/scan/photo"
	"beiandesk/internal/scan/scenes"
)

func encoded(t testing.TB, img image.Image, quality int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: quality}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func opened(t testing.TB, mime string, content []byte) *photo.Photo {
	t.Helper()
	p, err := photo.Open(mime, content)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// off is how far the corners lie from where they are, as a share of the picture's diagonal.
func off(got, want photo.Quad, w, h int) float64 {
	var most float64
	for i := range got {
		most = max(most, math.Hypot(got[i].X-want[i].X, got[i].Y-want[i].Y))
	}
	return most / math.Hypot(float64(w), float64(h))
}

func TestCornersOfAPaperOnATableAreFound(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 11))
	const tried = 20
	missed := 0
	for i := range tried {
		s := scenes.Any(r)
		p := opened(t, "image/jpeg", encoded(t, s.Picture(r), 85))
		got, ok := p.Corners()
		if d := off(got, s.Corners, s.W, s.H); !ok || d > 0.006 {
			t.Logf("scene %d: found %v, off by %.4f of the diagonal; framed %v, paper %v, table %v\n%v\n%v", i, ok, d, s.Framed, s.Paper, s.Table(0, 0), got, s.Corners)
			missed++
		}
	}
	if missed > tried/20 {
		t.Errorf("missed %d of %d", missed, tried)
	}
}

// A picture without a rim has none that could be found: nothing is made up.
func TestNoCornersAreFoundWhereNoneStandOut(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 5))
	plain := image.NewRGBA(image.Rect(0, 0, 800, 600))
	for i := range plain.Pix {
		plain.Pix[i] = uint8(230 + int(4*r.NormFloat64()))
	}
	s := scenes.Any(r)
	s.Corners = photo.Quad{{X: -300, Y: -300}, {X: 1500, Y: -300}, {X: 1500, Y: 1500}, {X: -300, Y: 1500}}
	s.Framed = false
	for name, img := range map[string]image.Image{"plain": plain, "the paper is larger than the picture": s.Picture(r)} {
		if q, ok := opened(t, "image/jpeg", encoded(t, img, 85)).Corners(); ok {
			t.Errorf("%s: %v", name, q)
		}
	}
}

func TestAStraightenedPaperIsUprightAndWhole(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	s := scenes.Any(r)
	s.Noise = 0
	flat := opened(t, "image/jpeg", encoded(t, s.Picture(r), 95)).Straight(s.Corners, 1000)
	if max(flat.Rect.Dx(), flat.Rect.Dy()) > 1000 {
		t.Errorf("%v", flat.Rect)
	}
	w, h := float64(flat.Rect.Dx()), float64(flat.Rect.Dy())
	for _, at := range [][2]float64{{0.11, 0.15}, {0.8, 0.4}, {0.5, 0.15}, {0.3, 0.9}, {0.03, 0.5}, {0.97, 0.5}} {
		want := s.Ink(at[0], at[1])
		got := flat.RGBAAt(int(at[0]*w), int(at[1]*h))
		if differs(got, want) {
			t.Errorf("at %v it is %v, not %v", at, got, want)
		}
	}
	back := opened(t, "image/jpeg", encoded(t, s.Picture(r), 95)).Straight(s.Corners.Turned(1), 1000)
	// Turned by a quarter clockwise, the upper left corner is at the upper right.
	if got := back.RGBAAt(int(0.85*float64(back.Rect.Dx())), int(0.11*float64(back.Rect.Dy()))); differs(got, color.RGBA{40, 70, 180, 255}) {
		t.Errorf("the blue square is not at the upper right: %v", got)
	}
}

func differs(a, b color.RGBA) bool {
	far := func(a, b uint8) bool { return max(a, b)-min(a, b) > 24 }
	return far(a.R, b.R) || far(a.G, b.G) || far(a.B, b.B)
}

// withEXIF puts an EXIF segment with an orientation and a place before a JPEG's first segment.
func withEXIF(content []byte, orientation uint16) []byte {
	tiff := []byte("MM\x00*\x00\x00\x00\x08\x00\x02" +
		"\x01\x0f\x00\x02\x00\x00\x00\x0a\x00\x00\x00\x26" + // the maker of the telephone
		"\x01\x12\x00\x03\x00\x00\x00\x01\x00\x00\x00\x00" +
		"\x00\x00\x00\x00SECRETCAM\x00")
	binary.BigEndian.PutUint16(tiff[30:], orientation)
	body := append([]byte("Exif\x00\x00"), tiff...)
	out := append([]byte{0xff, 0xd8, 0xff, 0xe1}, binary.BigEndian.AppendUint16(nil, uint16(len(body)+2))...)
	return append(append(out, body...), content[2:]...)
}

// However the telephone was held, the picture is upright, and the copy tells nothing of the telephone.
func TestAPictureIsTurnedAsEXIFSays(t *testing.T) {
	upright := image.NewRGBA(image.Rect(0, 0, 64, 48))
	for y := range 48 {
		for x := range 64 {
			upright.Set(x, y, color.RGBA{uint8(x * 3), uint8(y * 5), 90, 255})
		}
	}
	// What the sensor stores so that a viewer that obeys the number shows the upright picture.
	stored := map[uint16]func(x, y int) (int, int){
		1: func(x, y int) (int, int) { return x, y }, 2: func(x, y int) (int, int) { return 63 - x, y },
		3: func(x, y int) (int, int) { return 63 - x, 47 - y }, 4: func(x, y int) (int, int) { return x, 47 - y },
		5: func(x, y int) (int, int) { return y, x }, 6: func(x, y int) (int, int) { return y, 63 - x },
		7: func(x, y int) (int, int) { return 47 - y, 63 - x }, 8: func(x, y int) (int, int) { return 47 - y, x },
	}
	for n, place := range stored {
		w, h := 64, 48
		if n >= 5 {
			w, h = h, w
		}
		sensor := image.NewRGBA(image.Rect(0, 0, w, h))
		for y := range 48 {
			for x := range 64 {
				sx, sy := place(x, y)
				sensor.Set(sx, sy, upright.At(x, y))
			}
		}
		p := opened(t, "image/jpeg", withEXIF(encoded(t, sensor, 98), n))
		if p.Width != 64 || p.Height != 48 {
			t.Errorf("%d: %d × %d", n, p.Width, p.Height)
			continue
		}
		got := p.Straight(p.Whole(), 64)
		for _, at := range [][2]int{{3, 3}, {60, 3}, {60, 44}, {3, 44}, {30, 20}} {
			if differs(got.RGBAAt(at[0], at[1]), upright.RGBAAt(at[0], at[1])) {
				t.Errorf("%d: at %v %v, not %v", n, at, got.RGBAAt(at[0], at[1]), upright.RGBAAt(at[0], at[1]))
			}
		}
	}
}

func TestACopyHasTheSizeThatAPortalTakes(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	s := scenes.Any(r)
	s.Noise = 6
	photographed := withEXIF(encoded(t, s.Picture(r), 97), 1)
	p := opened(t, "image/jpeg", photographed)
	flat := p.Straight(s.Corners, 4000)
	for _, c := range []struct{ least, most int64 }{{56320, 0}, {204800, 400_000}, {56320, 150_000}, {0, 512_000}} {
		content, size, err := photo.JPEG(flat, c.least, c.most)
		if err != nil {
			t.Errorf("%+v: %v", c, err)
			continue
		}
		n := int64(len(content))
		if n < c.least || c.most > 0 && n > c.most {
			t.Errorf("%+v: %d bytes", c, n)
		}
		read, err := jpeg.DecodeConfig(bytes.NewReader(content))
		if err != nil || read.Width != size.X || read.Height != size.Y {
			t.Errorf("%+v: %v, %v, %v", c, read, size, err)
		}
		if bytes.Contains(content, []byte("SECRETCAM")) || bytes.Contains(content, []byte("Exif")) {
			t.Errorf("%+v: the copy tells of the telephone", c)
		}
	}
}

// What can't be made legible is said, and not written.
func TestAPictureOfTooFewPixelsIsRefused(t *testing.T) {
	small := image.NewRGBA(image.Rect(0, 0, 300, 190))
	if _, _, err := photo.JPEG(small, 56320, 400_000); !errors.Is(err, photo.ErrSmall) {
		t.Errorf("of 300 × 190: %v", err)
	}
	r := rand.New(rand.NewPCG(8, 9))
	noisy := image.NewRGBA(image.Rect(0, 0, 1600, 1000))
	for i := range noisy.Pix {
		noisy.Pix[i] = uint8(r.UintN(256))
	}
	if _, _, err := photo.JPEG(noisy, 0, 20_000); !errors.Is(err, photo.ErrSmall) {
		t.Errorf("in 20 KB: %v", err)
	}
	long := image.NewRGBA(image.Rect(0, 0, 30_000, 20))
	if _, _, err := photo.JPEG(long, 56320, 400_000); !errors.Is(err, photo.ErrSmall) {
		t.Errorf("of 30,000 × 20: %v", err)
	}
}

func TestPicturesBeyondMemoryAreRefused(t *testing.T) {
	large := func(w, h uint16) []byte { // a progressive head alone
		out := []byte("\xff\xd8\xff\xc2\x00\x11\x08\x00\x00\x00\x00\x03\x01\x11\x00\x02\x11\x00\x03\x11\x00\xff\xda\x00\x0c\x03\x01\x00\x02\x00\x03\x00\x00\x00\x00\xff\xd9")
		binary.BigEndian.PutUint16(out[7:], h)
		binary.BigEndian.PutUint16(out[9:], w)
		return out
	}
	if _, err := photo.Open("image/jpeg", large(8000, 8000)); !errors.Is(err, photo.ErrLarge) {
		t.Error(err)
	}
	if _, err := photo.Open("image/jpeg", large(1000, 1000)); !errors.Is(err, photo.ErrLayout) {
		t.Error(err)
	}
	var clear bytes.Buffer
	if err := png.Encode(&clear, image.NewNRGBA(image.Rect(0, 0, 40, 30))); err != nil {
		t.Fatal(err)
	}
	p := opened(t, "image/png", clear.Bytes())
	if c := p.Straight(p.Whole(), 40).RGBAAt(20, 15); c != (color.RGBA{255, 255, 255, 255}) {
		t.Errorf("what is clear lies on %v", c)
	}
}

func BenchmarkCornersOf12Megapixels(b *testing.B) {
	r := rand.New(rand.NewPCG(7, 11))
	s := scenes.Any(r)
	content := encoded(b, s.Picture(r), 90)
	for b.Loop() {
		p := opened(b, "image/jpeg", content)
		if _, ok := p.Corners(); !ok {
			b.Fatal("none")
		}
	}
}
