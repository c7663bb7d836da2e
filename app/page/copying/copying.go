// Package copying lays out what the page tells of copies of scans, and reads what it asks for.
package copying

import (
	"fmt"
	"math"

	"beiandesk/app/page"
	"beiandesk/internal/materials"
	"beiandesk/internal/office/copies"
	"beiandesk/internal/ref"
	"beiandesk/internal/scan/photo"
)

// CopyOf names the document that is copied.
type CopyOf struct {
	DocumentID string `json:"documentId"`
}

// CornerView is a corner of the paper, in pixels of the upright original.
type CornerView struct {
	X int `json:"x"`
	Y int `json:"y"`
}

// CopyUse is a use that a copy can serve.
type CopyUse struct {
	Code  string `json:"code"`
	Label string `json:"label"`
	Sizes string `json:"sizes"` // "200 KB–400 KB"
}

// CopyLook is what is known of an original before it is copied.
type CopyLook struct {
	Width   int          `json:"width"` // pixels, upright
	Height  int          `json:"height"`
	Corners []CornerView `json:"corners"` // clockwise from the paper's upper left
	Found   bool         `json:"found"`   // they stood out; else they are the picture's own
	Uses    []CopyUse    `json:"uses"`
	Latest  int          `json:"latest"` // the newest version of the material
}

// ScanCopyInput asks for a copy.
type ScanCopyInput struct {
	DocumentID string       `json:"documentId"`
	Use        string       `json:"use"`
	Corners    []CornerView `json:"corners"` // empty with whole
	Whole      bool         `json:"whole"`
	Quarters   int          `json:"quarters"`
	Watermark  string       `json:"watermark"`
	Latest     int          `json:"latest"` // as CopyLook told it
}

// CopyTried is a copy that is kept nowhere yet.
type CopyTried struct {
	Size   string           `json:"size"`   // "312 KB"
	Pixels string           `json:"pixels"` // "1600 × 1131"
	OK     bool             `json:"ok"`
	Checks []page.CheckView `json:"checks"`
}

// NewCopyLook lays out what is known of an original.
func NewCopyLook(l copies.Look) CopyLook {
	v := CopyLook{Width: l.Width, Height: l.Height, Found: l.Found, Latest: l.Latest, Corners: []CornerView{}, Uses: []CopyUse{}}
	for _, c := range l.Corners {
		v.Corners = append(v.Corners, CornerView{int(math.Round(c.X)), int(math.Round(c.Y))})
	}
	for _, u := range l.Uses {
		v.Uses = append(v.Uses, CopyUse{u.Code, u.Label, u.Sizes})
	}
	return v
}

// NewCopyTried lays out a copy.
func NewCopyTried(t copies.Tried) CopyTried {
	v := CopyTried{Size: materials.SizeText(t.Size), Pixels: fmt.Sprintf("%d × %d", t.Width, t.Height), OK: t.OK, Checks: []page.CheckView{}}
	for _, c := range t.Checks {
		v.Checks = append(v.Checks, page.NewCheckView(c))
	}
	return v
}

// Asked is what the office is to make.
func (in ScanCopyInput) Asked() copies.Input {
	out := copies.Input{Document: ref.DocumentID(in.DocumentID), Use: in.Use, Whole: in.Whole, Quarters: in.Quarters, Watermark: in.Watermark, Latest: in.Latest}
	for _, c := range in.Corners {
		out.Corners = append(out.Corners, photo.Point{X: float64(c.X), Y: float64(c.Y)})
	}
	return out
}
