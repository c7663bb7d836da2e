package scan_test

import (
	"image"
	"image/color"
	"math/rand/v2"
	"os"
	"testing"

	"beiandesk/internal/errs"
	"beiandesk/internal/scan"
	"beiandesk/internal/scan/photo"
	"beiandesk/internal/scan/scenes"
)

// photographed is a paper on a dark table, and where its corners lie.
func photographed(t *testing.T) ([]byte, scenes.Scene) {
	t.Helper()
	r := rand.New(rand.NewPCG(7, 11))
	s := scenes.Any(r)
	s.Noise = 3
	s.Table = func(int, int) color.RGBA { return color.RGBA{60, 50, 45, 255} }
	return jpegOf(t, s.Picture(r)), s
}

func TestACopyIsThePaperAlone(t *testing.T) {
	content, s := photographed(t)
	made, err := scan.Fix(t.Context(), content, scan.Plan{Least: 56320, Most: 400_000})
	if err != nil {
		t.Fatal(err)
	}
	if !made.Found || len(made.Content) < 56320 || len(made.Content) > 400_000 {
		t.Errorf("found %v, %d bytes", made.Found, len(made.Content))
	}
	info, err := scan.Inspect(t.Context(), made.Content)
	if err != nil || info.Mime != scan.JPEG || info.Width != made.Width || info.Height != made.Height {
		t.Errorf("%+v, %v", info, err)
	}
	// At the rims there is paper, and the table nowhere.
	p, err := photo.Open(scan.JPEG, made.Content)
	if err != nil {
		t.Fatal(err)
	}
	img := p.Straight(p.Whole(), 2000)
	for _, at := range []image.Point{{8, 8}, {img.Rect.Dx() - 9, 8}, {8, img.Rect.Dy() - 9}, {img.Rect.Dx() - 9, img.Rect.Dy() - 9}} {
		if c := img.RGBAAt(at.X, at.Y); c.R < s.Paper.R-40 {
			t.Errorf("at %v it is %v, and the paper is %v", at, c, s.Paper)
		}
	}
	if dir := os.Getenv("SHOTS"); dir != "" {
		_ = os.WriteFile(dir+"/copy-of.jpg", content, 0o600)
		_ = os.WriteFile(dir+"/copy.jpg", made.Content, 0o600)
	}
}

func TestACopyMayBeOfTheWholePictureOrTurned(t *testing.T) {
	content, s := photographed(t)
	whole, err := scan.Fix(t.Context(), content, scan.Plan{Whole: true})
	if err != nil || whole.Found || whole.Width != s.W || whole.Height != s.H {
		t.Errorf("%d × %d, %v", whole.Width, whole.Height, err)
	}
	turned, err := scan.Fix(t.Context(), content, scan.Plan{Whole: true, Quarters: 1})
	if err != nil || turned.Width != s.H || turned.Height != s.W {
		t.Errorf("turned: %d × %d, %v", turned.Width, turned.Height, err)
	}
	given, err := scan.Fix(t.Context(), content, scan.Plan{Corners: &s.Corners})
	if err != nil || given.Found || given.Width >= s.W {
		t.Errorf("by corners: %d × %d, %v", given.Width, given.Height, err)
	}
}

func TestNoCopyIsMadeOfWhatCannotBeRead(t *testing.T) {
	content, s := photographed(t)
	crossed := photo.Quad{s.Corners[0], s.Corners[2], s.Corners[1], s.Corners[3]}
	far := s.Corners
	far[1].X += 9000
	tiny := jpegOf(t, image.NewRGBA(image.Rect(0, 0, 300, 190)))
	for name, c := range map[string]struct {
		content []byte
		plan    scan.Plan
		code    errs.Code
	}{
		"a PDF":                  {pdfOf(1), scan.Plan{}, errs.Invalid},
		"crossed corners":        {content, scan.Plan{Corners: &crossed}, errs.Invalid},
		"a corner far outside":   {content, scan.Plan{Corners: &far}, errs.Invalid},
		"too few pixels":         {tiny, scan.Plan{Whole: true, Least: 56320, Most: 400_000}, errs.Blocked},
		"what is cut":            {content[:len(content)/2], scan.Plan{}, errs.Hostile},
		"a picture of 30,000×20": {pngOf(t, image.NewGray(image.Rect(0, 0, 30_000, 20))), scan.Plan{Whole: true, Most: 400_000}, errs.Blocked},
	} {
		if _, err := scan.Fix(t.Context(), c.content, c.plan); errs.CodeOf(err) != c.code {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAMarkLiesOverAPictureAndLeavesItLegible(t *testing.T) {
	word := image.NewGray(image.Rect(0, 0, 400, 80))
	for i := range word.Pix {
		word.Pix[i] = 255
	}
	for y := 20; y < 60; y++ {
		for x := 20; x < 380; x++ {
			word.SetGray(x, y, color.Gray{})
		}
	}
	img := image.NewRGBA(image.Rect(0, 0, 1600, 1000))
	for i := range img.Pix {
		img.Pix[i] = 230
	}
	photo.Mark(img, word)
	marked, darkest := 0, uint8(255)
	for i := 0; i < len(img.Pix); i += 4 {
		if img.Pix[i] < 225 {
			marked++
		}
		darkest = min(darkest, img.Pix[i])
	}
	if share := float64(marked) / 1_600_000; share < 0.03 || share > 0.3 || darkest < 150 {
		t.Errorf("%.3f of the picture, as dark as %d", share, darkest)
	}
}
