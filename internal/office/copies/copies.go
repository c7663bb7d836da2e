// Package copies makes copies of a case's pictures that portals take: straightened, of the size
// that a use asks for. The original stays as it came in; a copy is the next version of its material.
package copies

import (
	"context"
	"path"
	"strings"

	"beiandesk/internal/errs"
	"beiandesk/internal/materials"
	"beiandesk/internal/office"
	"beiandesk/internal/office/intake"
	"beiandesk/internal/paper"
	"beiandesk/internal/ref"
	"beiandesk/internal/scan"
	"beiandesk/internal/scan/photo"
)

// Input says which copy is made.
type Input struct {
	Document  ref.DocumentID
	Use       string        `text:"用处,line,20"` // template, filing, police, all
	Corners   []photo.Point // of the paper in the upright original, clockwise from the paper's upper left; empty for those that are found
	Whole     bool          // nothing is cut away; Corners is empty
	Quarters  int           // it is turned clockwise by so many quarters, 0 to 3
	Watermark string        `text:"水印,line,20"` // "" for none
	Latest    int           // the newest version that whoever asks has seen
}

// Use is one that a material's copy can serve.
type Use struct {
	Code  string
	Label string
	Sizes string // "200 KB–400 KB"
}

// Look is what is known of an original before a copy is made.
type Look struct {
	Width, Height int // pixels, upright
	Corners       photo.Quad
	Found         bool // the corners stood out; else they are the picture's own
	Uses          []Use
	Latest        int // the newest version of the material, which the copy is to follow
}

// At looks for the corners of the paper in a document's picture. What it gives shows nothing of
// the paper. Errors: NotFound; Invalid for a document that is no picture; those of scan.Look.
func At(ctx context.Context, o *office.Office, id ref.DocumentID) (Look, error) {
	d, err := intake.Content(ctx, o, id)
	if err != nil {
		return Look{}, err
	}
	seen, err := scan.Look(ctx, d.Content)
	if err != nil {
		return Look{}, err
	}
	out := Look{Width: seen.Width, Height: seen.Height, Corners: seen.Corners, Found: seen.Found}
	newest, err := newestOf(ctx, o, d.Document)
	if err != nil {
		return Look{}, err
	}
	out.Latest = newest.No
	r, _ := materials.Find(d.Material)
	for _, u := range materials.CopyUses() {
		if sizes, err := r.CopySizes(u.Code); err == nil {
			out.Uses = append(out.Uses, Use{u.Code, u.Label, sizes.Words})
		}
	}
	return out, nil
}

// Tried is a copy that is kept nowhere yet, and how it stands to the bounds of its material.
type Tried struct {
	Size   int64 // bytes
	Width  int   // pixels
	Height int
	OK     bool
	Checks []materials.Check
}

// Try makes a copy and tells of it. Errors: those of Make that come before it is kept.
func Try(ctx context.Context, o *office.Office, in Input) (Tried, error) {
	d, made, err := in.made(ctx, o)
	if err != nil {
		return Tried{}, err
	}
	info, err := scan.Inspect(ctx, made.Content)
	if err != nil {
		return Tried{}, err
	}
	r, _ := materials.Find(d.Material)
	out := Tried{Size: info.Size, Width: info.Width, Height: info.Height}
	out.Checks, out.OK = materials.Examine(r, materials.Measured{Mime: info.Mime, Size: info.Size, Width: info.Width, Height: info.Height, Grey: info.Grey})
	return out, nil
}

// Make keeps a copy as the next version of its material, with the days of the paper it shows.
// Errors: NotFound, Invalid (corners, use, watermark, a PDF), Blocked for a picture of which no
// legible copy can be made and for a case that has ended, Exists for the very copy that is there,
// Conflict where a newer version came in that nobody has seen, or one of another paper by its days.
func Make(ctx context.Context, o *office.Office, in Input) (materials.Document, error) {
	d, made, err := in.made(ctx, o)
	if err != nil {
		return materials.Document{}, err
	}
	newest, err := newestOf(ctx, o, d)
	switch {
	case err != nil:
		return materials.Document{}, err
	case newest.No != in.Latest:
		return materials.Document{}, errs.New(errs.Conflict, "刚才又收到了第 %d 版，副本没有保存。请关上这里，看过第 %d 版再做", newest.No, newest.No)
	case intake.IssuedText(newest.Days) != intake.IssuedText(d.Days) || intake.UntilText(newest.Days) != intake.UntilText(d.Days):
		return materials.Document{}, errs.New(errs.Conflict, "第 %d 版登记的日期和这一版不同，像是换过的新证，副本没有保存。请从第 %d 版做，或先把日期改对", newest.No, newest.No)
	}
	return intake.Attach(ctx, o, intake.Input{
		CaseID: d.CaseID, Material: d.Material, Name: named(d.Name), Content: made.Content,
		Days: intake.PaperDays{Issued: intake.IssuedText(d.Days), Until: intake.UntilText(d.Days)},
	})
}

// newestOf is the newest version of a document's material.
func newestOf(ctx context.Context, o *office.Office, d materials.Document) (materials.Document, error) {
	sheet, err := intake.Status(ctx, o, d.CaseID)
	if err != nil {
		return d, err
	}
	for _, i := range sheet.Items {
		if i.Code == d.Material && len(i.Docs) > 0 {
			return i.Docs[0], nil
		}
	}
	return d, nil
}

// named is the name of a copy: that of its original with a word.
func named(original string) string {
	base := strings.TrimSuffix(original, path.Ext(original))
	return strings.TrimSuffix(base, copyWord) + copyWord + ".jpg"
}

const copyWord = "（副本）"

// made makes the copy in memory.
func (in Input) made(ctx context.Context, o *office.Office) (materials.Document, scan.Copy, error) {
	if err := office.Judge(in); err != nil { // before anything is read by it
		return materials.Document{}, scan.Copy{}, err
	}
	d, err := intake.Content(ctx, o, in.Document)
	if err != nil {
		return d.Document, scan.Copy{}, err
	}
	r, _ := materials.Find(d.Material)
	plan, err := in.Plan(r)
	if err != nil {
		return d.Document, scan.Copy{}, err
	}
	copied, err := scan.Fix(ctx, d.Content, plan)
	return d.Document, copied, err
}

// Plan is how a copy of a material is made. Errors: Invalid for a use, corners, quarters or a
// watermark that can't be.
func (in Input) Plan(r materials.Requirement) (scan.Plan, error) {
	if err := office.Judge(in); err != nil {
		return scan.Plan{}, err
	}
	plan := scan.Plan{Whole: in.Whole, Quarters: in.Quarters}
	switch {
	case in.Quarters < 0 || in.Quarters > 3:
		return scan.Plan{}, errs.AtField("turn", "转几个 90 度请写 0、1、2 或 3")
	case len(in.Corners) == len(photo.Quad{}):
		plan.Corners = (*photo.Quad)(in.Corners)
	case len(in.Corners) > 0:
		return scan.Plan{}, errs.AtField("corners", "一张纸有四个角，这里有 %d 个", len(in.Corners))
	}
	sizes, err := r.CopySizes(in.Use)
	if err != nil {
		return scan.Plan{}, err
	}
	plan.Least, plan.Most = sizes.Least, sizes.Most
	if in.Watermark != "" {
		plan.Mark, err = paper.Watermark(in.Watermark)
	}
	return plan, err
}
