package copies_test

import (
	"bytes"
	"context"
	"image/color"
	"image/jpeg"
	"math/rand/v2"
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/materials"
	"beiandesk/internal/office/copies"
	"beiandesk/internal/office/intake"
	"beiandesk/internal/ref"
	"beiandesk/internal/scan/photo"
	"beiandesk/internal/scan/scenes"
)

var ctx = context.Background()

// attached is the walk's desk with a photograph of a licence in it, too large for the police.
func attached(t *testing.T) (*desktest.Walk, materials.Document, scenes.Scene) {
	t.Helper()
	d := desktest.OpenWalk(t)
	d.At(t, "2026-09-08 10:00")
	r := rand.New(rand.NewPCG(7, 11))
	s := scenes.Any(r)
	s.Noise = 12
	s.Table = func(int, int) color.RGBA { return color.RGBA{60, 50, 45, 255} }
	var shot bytes.Buffer
	if err := jpeg.Encode(&shot, s.Picture(r), &jpeg.Options{Quality: 98}); err != nil {
		t.Fatal(err)
	}
	doc, err := intake.Attach(ctx, d.Office, intake.Input{
		CaseID: d.Case, Material: "licence", Name: "执照.jpg", Content: shot.Bytes(), Days: intake.PaperDays{Until: "长期"},
	})
	if err != nil {
		t.Fatal(err)
	}
	if doc.OK {
		t.Fatalf("the photograph of %d bytes serves everywhere", doc.Size)
	}
	return d, doc, s
}

func TestACopyIsTheNextVersionAndTheOriginalStays(t *testing.T) {
	d, doc, s := attached(t)
	look, err := copies.At(ctx, d.Office, doc.ID)
	if err != nil || !look.Found || look.Width != s.W || look.Height != s.H || len(look.Uses) != 4 || look.Uses[0].Sizes != "200 KB–400 KB" {
		t.Fatalf("%+v, %v", look, err)
	}
	in := copies.Input{Document: doc.ID, Use: materials.AllUses, Corners: look.Corners[:], Watermark: "仅供备案使用", Latest: look.Latest}
	tried, err := copies.Try(ctx, d.Office, in)
	if err != nil || !tried.OK || tried.Size < 200*1024 || tried.Size > 400_000 {
		t.Fatalf("%+v, %v", tried, err)
	}
	made, err := copies.Make(ctx, d.Office, in)
	if err != nil {
		t.Fatal(err)
	}
	if !made.OK || made.No != 2 || made.Name != "执照（副本）.jpg" || made.Size != tried.Size || intake.UntilText(made.Days) != "长期" {
		t.Errorf("%+v", made)
	}
	if before, err := intake.Fetch(ctx, d.Office, doc.ID); err != nil || before.Size != doc.Size || int64(len(before.Content)) != doc.Size {
		t.Errorf("the original: %d bytes, %v", len(before.Content), err)
	}
	// Somebody who has not seen that version is told of it.
	if _, err := copies.Make(ctx, d.Office, in); errs.CodeOf(err) != errs.Conflict || !strings.Contains(err.Error(), "第 2 版") {
		t.Errorf("made unseen: %v", err)
	}
	// The same once more is the very file that is there.
	in.Latest = 2
	if _, err := copies.Make(ctx, d.Office, in); errs.CodeOf(err) != errs.Exists {
		t.Errorf("made again: %v", err)
	}
	// A copy of a copy is not named twice.
	again, err := copies.Make(ctx, d.Office, copies.Input{Document: made.ID, Use: "police", Whole: true, Quarters: 2, Latest: 2})
	if err != nil || again.Name != made.Name || again.No != 3 {
		t.Errorf("%+v, %v", again, err)
	}
	// A paper of other days is another paper: what was copied of the old one does not take its place.
	if _, err := intake.SetDays(ctx, d.Office, intake.DaysInput{Document: again.ID, Days: intake.PaperDays{Until: "2046-09-01"}}); err != nil {
		t.Fatal(err)
	}
	in.Latest = 3
	if _, err := copies.Make(ctx, d.Office, in); errs.CodeOf(err) != errs.Conflict || !strings.Contains(err.Error(), "日期") {
		t.Errorf("of the paper before: %v", err)
	}
}

func TestNoCopyIsMadeOfWhatIsNotUnderstood(t *testing.T) {
	d, doc, s := attached(t)
	for name, c := range map[string]struct {
		in   copies.Input
		code errs.Code
		says string
	}{
		"a use that nobody has": {copies.Input{Document: doc.ID, Use: "bank"}, errs.Invalid, "用处"},
		"three corners":         {copies.Input{Document: doc.ID, Use: "all", Corners: s.Corners[:3]}, errs.Invalid, "四个角"},
		"corners in a knot":     {copies.Input{Document: doc.ID, Use: "all", Corners: []photo.Point{s.Corners[0], s.Corners[2], s.Corners[1], s.Corners[3]}}, errs.Invalid, "四个角"},
		"five quarters":         {copies.Input{Document: doc.ID, Use: "all", Quarters: 5}, errs.Invalid, "90"},
		"a document of nobody":  {copies.Input{Document: ref.New[ref.DocumentID](), Use: "all"}, errs.NotFound, "没有这份材料"},
		"words nobody can read": {copies.Input{Document: doc.ID, Use: "all", Watermark: "\u202e仅供"}, errs.Invalid, "水印"},
	} {
		for verb, do := range map[string]func() error{
			"try":  func() error { _, err := copies.Try(ctx, d.Office, c.in); return err },
			"make": func() error { _, err := copies.Make(ctx, d.Office, c.in); return err },
		} {
			if err := do(); errs.CodeOf(err) != c.code || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%s, %s: %v", name, verb, err)
			}
		}
	}
	sheet, err := intake.Status(ctx, d.Office, d.Case)
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range sheet.Items {
		if i.Code == "licence" && len(i.Docs) != 1 {
			t.Errorf("%d versions", len(i.Docs))
		}
	}
}
