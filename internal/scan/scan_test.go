package scan_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/image/bmp"

	"beiandesk/internal/errs"
	"beiandesk/internal/scan"
)

// card is a synthetic picture of 640 × 400 with a row of strokes as a number has.
func card(strokes ...int) image.Image {
	img := image.NewRGBA(image.Rect(0, 0, 640, 400))
	draw.Draw(img, img.Bounds(), image.NewUniform(color.RGBA{225, 232, 236, 255}), image.Point{}, draw.Src)
	for i, s := range strokes {
		x := 180 + i*20
		draw.Draw(img, image.Rect(x, 320, x+4+s%5, 330+s), image.Black, image.Point{}, draw.Src)
	}
	return img
}

func jpegOf(t *testing.T, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func pngOf(t *testing.T, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestReadableFilesTellTypeAndPixels(t *testing.T) {
	img := card(3, 1, 4)
	var asBMP bytes.Buffer
	if err := bmp.Encode(&asBMP, img); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		content []byte
		want    scan.Info
	}{
		"jpeg": {jpegOf(t, img), scan.Info{Mime: scan.JPEG, Width: 640, Height: 400, Grey: true}},
		"png":  {pngOf(t, img), scan.Info{Mime: scan.PNG, Width: 640, Height: 400, Grey: true}},
		"bmp":  {asBMP.Bytes(), scan.Info{Mime: scan.BMP, Width: 640, Height: 400, Grey: true}},
		"webp": {webp, scan.Info{Mime: scan.WebP, Width: 1, Height: 1, Grey: true}},
		"pdf":  {pdfOf(2), scan.Info{Mime: scan.PDF, Pages: 2}},
	} {
		c.want.Size = int64(len(c.content))
		got, err := scan.Inspect(t.Context(), c.content)
		if err != nil || got != c.want {
			t.Errorf("%s: %+v, %v; want %+v", name, got, err, c.want)
		}
	}
}

// webp is a lossless picture of one pixel.
var webp = []byte("RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00\x2f\x00\x00\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07\x00")

// bomb is a PNG of a few dozen bytes that declares 60,000 × 60,000 pixels.
func bomb() []byte {
	head := binary.BigEndian.AppendUint32([]byte("IHDR"), 60_000)
	head = binary.BigEndian.AppendUint32(head, 60_000)
	head = append(head, 8, 6, 0, 0, 0)
	out := binary.BigEndian.AppendUint32([]byte("\x89PNG\r\n\x1a\n"), 13)
	out = append(out, head...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(head))
}

func TestUnreadableOrHostileFilesAreRefused(t *testing.T) {
	photo, paper := jpegOf(t, card(1, 2)), pdfOf(1)
	for name, c := range map[string]struct {
		content []byte
		says    string
	}{
		"empty":            {nil, "空的"},
		"text":             {[]byte("just a letter"), "认不出"},
		"cut jpeg":         {photo[:len(photo)/2], "没有传完整"},
		"jpeg head alone":  {photo[:4], "没有传完整"},
		"pixel bomb":       {bomb(), "像素"},
		"too large":        {make([]byte, scan.MaxBytes+1), "20 MB"},
		"pdf head alone":   {[]byte("%PDF-1.7\n"), "PDF 读不出来"},
		"cut pdf":          {paper[:40], "PDF 读不出来"},
		"pdf without page": {pdfOf(0), "一页也没有"},
		"pdf of many":      {pdfOf(51), "50 页"},
	} {
		_, err := scan.Inspect(t.Context(), c.content)
		if errs.CodeOf(err) != errs.Hostile || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v; want a hostile error that says %s", name, err, c.says)
		}
	}
}

func TestInspectLeavesNothingInTheHomeFolder(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(home, ".config"))
	if _, err := scan.Inspect(t.Context(), pdfOf(1)); err != nil {
		t.Fatal(err)
	}
	left, err := os.ReadDir(home)
	if err != nil || len(left) != 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestCoveredPicturesHideStrokes(t *testing.T) {
	a, err := scan.Covered(pngOf(t, card(1, 5, 3, 7, 2, 9, 4, 6, 8, 1, 3, 5)))
	if err != nil {
		t.Fatal(err)
	}
	b, err := scan.Covered(jpegOf(t, card(9, 2, 8, 1, 7, 3, 6, 4, 5, 2, 9, 1)))
	if err != nil {
		t.Fatal(err)
	}
	one, two := blocksOf(t, a), blocksOf(t, b)
	for i := range one {
		if d := int(one[i]) - int(two[i]); d < -24 || d > 24 {
			t.Errorf("block %d tells two numbers apart: %d and %d", i, one[i], two[i])
		}
	}
}

// blocksOf gives the brightness at the middle of each block, having checked that a
// block is one flat colour.
func blocksOf(t *testing.T, content []byte) []uint8 {
	t.Helper()
	img, err := jpeg.Decode(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	if b := img.Bounds(); b.Dx() != 480 || b.Dy() != 300 {
		t.Fatalf("covered picture is %v", b)
	}
	var means []uint8
	for y := 15; y < 300; y += 30 {
		for x := 15; x < 480; x += 30 {
			mid := color.GrayModel.Convert(img.At(x, y)).(color.Gray).Y
			for _, p := range []image.Point{{x - 6, y - 6}, {x + 6, y - 6}, {x - 6, y + 6}, {x + 6, y + 6}} {
				if at := color.GrayModel.Convert(img.At(p.X, p.Y)).(color.Gray).Y; int(at)-int(mid) > 12 || int(mid)-int(at) > 12 {
					t.Fatalf("block at %d,%d is not flat: %d and %d", x, y, mid, at)
				}
			}
			means = append(means, mid)
		}
	}
	return means
}

func TestAPDFHasNoCoveredPicture(t *testing.T) {
	if _, err := scan.Covered(pdfOf(1)); errs.CodeOf(err) != errs.Invalid {
		t.Errorf("got %v", err)
	}
}

func FuzzInspect(f *testing.F) {
	f.Add(pdfOf(1))
	f.Add(bomb())
	f.Add(webp)
	f.Fuzz(func(t *testing.T, content []byte) {
		info, err := scan.Inspect(t.Context(), content)
		if err == nil && (info.Mime == "" || info.Size != int64(len(content))) {
			t.Errorf("accepted without saying what it is: %+v", info)
		}
		if err != nil && errs.CodeOf(err) != errs.Hostile {
			t.Errorf("refused with %v", err)
		}
	})
}

// FuzzCovered: what is not refused becomes a picture, and nothing but a refusal in words comes back.
func FuzzCovered(f *testing.F) {
	f.Add(pdfOf(1))
	f.Add(bomb())
	f.Add(webp)
	f.Fuzz(func(t *testing.T, content []byte) {
		covered, err := scan.Covered(content)
		if err == nil && len(covered) == 0 {
			t.Error("no picture")
		}
		if code := errs.CodeOf(err); err != nil && code != errs.Hostile && code != errs.Invalid {
			t.Errorf("refused with %v", err)
		}
	})
}
