package paper

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"time"

	"github.com/signintech/gopdf"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/paper/sfnt"
	"beiandesk/internal/paper/textlayer"
)

// meta is what the PDF says about itself.
type meta struct {
	title, author string
	created       time.Time
}

// pen draws steps with gopdf, in points.
type pen struct {
	pdf      gopdf.GoPdf
	families [weights]string
}

// write draws a document. Errors are faults of ours or of the library.
func write(d *document, m meta) ([]byte, error) {
	if d.under != "" {
		for _, r := range d.under {
			d.set.used[bold][r] = true
		}
	}
	p := &pen{}
	p.pdf.Start(gopdf.Config{PageSize: gopdf.Rect{W: round(d.width * ptPerMM), H: round(d.height * ptPerMM)}})
	p.pdf.SetInfo(gopdf.PdfInfo{Title: m.title, Author: m.author, CreationDate: m.created.In(cal.Zone)})
	for w, f := range d.set.fonts {
		if len(d.set.used[w]) == 0 {
			continue
		}
		chars := slices.Sorted(maps.Keys(d.set.used[w]))
		p.families[w] = sfnt.Tag(chars) + "+" + fontNames[w]
		if err := p.pdf.AddTTFFontData(p.families[w], f.Subset(chars)); err != nil {
			return nil, drawFault(err)
		}
	}
	for _, c := range d.pages {
		p.pdf.AddPage()
		if err := p.underlay(d); err != nil {
			return nil, drawFault(err)
		}
		for _, s := range c.steps {
			if err := p.draw(s); err != nil {
				return nil, drawFault(err)
			}
		}
	}
	out, err := p.pdf.GetBytesPdfReturnErr()
	if err != nil {
		return nil, drawFault(err)
	}
	if out, err = textlayer.Mend(out); err != nil {
		return nil, drawFault(err)
	}
	return out, nil
}

func drawFault(err error) error {
	return errs.Wrap(errs.Internal, err, "这份文件没有生成出来，请再试一次")
}

// round keeps the page size at two decimals: 595.28 × 841.89 for A4.
func round(v float64) float64 { return math.Round(v*100) / 100 }

// underlay draws the big faint word, first so that everything else lies over it.
func (p *pen) underlay(d *document) error {
	if d.under == "" {
		return nil
	}
	st := style{weight: bold, size: 130, leading: 130}
	l := d.set.shape(st, d.under)
	cx, cy := d.width/2, d.height/2+8
	p.pdf.Rotate(35, cx*ptPerMM, cy*ptPerMM)
	defer p.pdf.RotateReset()
	return p.text(st, d.under, cx-l.width/2, cy+0.38*st.size*mmPerPt, faint)
}

func (p *pen) text(st style, s string, x, y float64, ink rgb) error {
	if err := p.pdf.SetFont(p.families[st.weight], "", st.size); err != nil {
		return err
	}
	p.pdf.SetTextColor(ink.r, ink.g, ink.b)
	// Without SetXY a text at the same height is joined to the one before it.
	p.pdf.SetXY(x*ptPerMM, y*ptPerMM)
	return p.pdf.Text(s)
}

func (p *pen) draw(s step) error {
	switch s := s.(type) {
	case textStep:
		ink := rgb{s.style.grey, s.style.grey, s.style.grey}
		if s.white {
			ink = white
		}
		return p.text(s.style, s.text, s.x, s.y, ink)
	case lineStep:
		p.stroke(s.width, s.ink)
		if s.dash > 0 {
			p.pdf.SetCustomLineType([]float64{s.dash, s.dash}, 0)
			defer p.pdf.SetCustomLineType([]float64{}, 0)
		}
		p.pdf.Line(s.x0*ptPerMM, s.y0*ptPerMM, s.x1*ptPerMM, s.y1*ptPerMM)
	case rectStep:
		how := "F"
		if s.stroke > 0 {
			how = "D"
			p.stroke(s.stroke, s.ink)
		} else {
			p.pdf.SetFillColor(s.ink.r, s.ink.g, s.ink.b)
		}
		p.pdf.RectFromUpperLeftWithStyle(s.x*ptPerMM, s.y*ptPerMM, s.w*ptPerMM, s.h*ptPerMM, how)
	case discStep:
		how := "F"
		if s.stroke > 0 {
			how = "D"
			p.stroke(s.stroke, s.ink)
		} else {
			p.pdf.SetFillColor(s.ink.r, s.ink.g, s.ink.b)
		}
		p.pdf.Polygon(ring(s), how)
	case imageStep:
		img, err := gopdf.ImageHolderByBytes(s.png)
		if err != nil {
			return err
		}
		return p.pdf.ImageByHolder(img, s.x*ptPerMM, s.y*ptPerMM, &gopdf.Rect{W: s.w * ptPerMM, H: s.h * ptPerMM})
	default:
		return fmt.Errorf("no way to draw a %T", s)
	}
	return nil
}

// stroke sets width and ink anew for each line: a new page forgets them, and each
// text changes them.
func (p *pen) stroke(width float64, ink rgb) {
	p.pdf.SetLineWidth(width)
	p.pdf.SetStrokeColor(ink.r, ink.g, ink.b)
}

// ring is a circle as 48 points: the library's ovals cannot be filled.
func ring(s discStep) []gopdf.Point {
	const n = 48
	pts := make([]gopdf.Point, n)
	for i := range pts {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / n)
		pts[i] = gopdf.Point{X: (s.x + s.r*cos) * ptPerMM, Y: (s.y + s.r*sin) * ptPerMM}
	}
	return pts
}
