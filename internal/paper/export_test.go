package paper

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// Line is the text on one baseline of a laid out page, from left to right. Texts
// more than a column gap apart are joined by a bar.
type Line struct {
	Page int
	Y    float64
	Text string
}

// Layout is what tests read of a laid out paper.
type Layout struct {
	Lines  []Line
	Pages  int
	Bottom float64
	Outer  [4]float64 // of all text: left, top, right and bottom edge
	Frame  [4]float64 // left and right margin, content end, foot
	Struck []string   // texts that a line runs through
}

func read(d *document, err error) (Layout, error) {
	if err != nil {
		return Layout{}, err
	}
	out := Layout{Pages: len(d.pages), Bottom: d.bottom, Outer: [4]float64{1e9, 1e9, -1e9, -1e9},
		Frame: [4]float64{d.left, d.right, d.bottom, d.footText + 2}}
	for i, c := range d.pages {
		byY := map[float64][]textStep{}
		for _, s := range c.steps {
			if t, ok := s.(textStep); ok {
				y := math.Round(t.y*20) / 20
				byY[y] = append(byY[y], t)
				b := t.bounds()
				out.Outer = [4]float64{min(out.Outer[0], b.x0), min(out.Outer[1], b.y0), max(out.Outer[2], b.x1), max(out.Outer[3], b.y1)}
			}
		}
		for _, s := range c.steps {
			if l, ok := s.(lineStep); ok {
				for _, ts := range byY {
					for _, t := range ts {
						if b := t.bounds(); l.x0 == t.x && l.x1 == t.x+t.width && l.y0 > b.y0 && l.y0 < t.y {
							out.Struck = append(out.Struck, t.text)
						}
					}
				}
			}
		}
		var lines []Line
		for y, ts := range byY {
			slices.SortStableFunc(ts, func(a, b textStep) int { return cmp.Compare(a.x, b.x) })
			var sb strings.Builder
			end := math.Inf(1)
			for _, t := range ts {
				if t.x > end+1.5 {
					sb.WriteString("|")
				}
				sb.WriteString(t.text)
				end = t.x + t.width
			}
			lines = append(lines, Line{i + 1, y, sb.String()})
		}
		slices.SortFunc(lines, func(a, b Line) int { return cmp.Compare(a.Y, b.Y) })
		out.Lines = append(out.Lines, lines...)
	}
	return out, d.check()
}

func LayoutInvoice(v Invoice) (Layout, error)   { return read(layoutInvoice(v)) }
func LayoutProgress(v Progress) (Layout, error) { return read(layoutProgress(v)) }
func LayoutFiling(v Filing) (Layout, error)     { return read(layoutFiling(v)) }
func LayoutDaily(v Daily) (Layout, error)       { return read(layoutDaily(v)) }
func LayoutRecovery(v Recovery) (Layout, error) { return read(layoutRecovery(v)) }

func LayoutHandovers(v Handovers) (Layout, error) { return read(layoutHandovers(v)) }

// Wrap breaks a text in 9 pt type and tells the lines with their widths.
func Wrap(s string, width float64) (texts []string, widths []float64) {
	set, err := newSetter()
	if err != nil {
		panic(err)
	}
	for _, l := range set.wrap(styleTable, s, width) {
		var sb strings.Builder
		for _, r := range l.runs {
			sb.WriteString(r.text)
		}
		texts, widths = append(texts, sb.String()), append(widths, l.width)
	}
	return texts, widths
}

// Printable tells what of a text is printed.
func Printable(s string) string {
	set, err := newSetter()
	if err != nil {
		panic(err)
	}
	return set.printable(s)
}

// HasGlyph says whether both weights have the character.
func HasGlyph(r rune) bool {
	f, err := loadFonts()
	if err != nil {
		panic(err)
	}
	return f[regular].Glyph(r) != 0 && f[bold].Glyph(r) != 0
}

// LayoutNotice lays the materials notice out.
func LayoutNotice(v Notice) (Layout, error) { return read(layoutNotice(v)) }

// StripProgress and StripNotice are what a phone is shown, line by line.
func StripProgress(v Progress) (Layout, error) { return readStrip(stripProgress(v)) }

func StripNotice(v Notice) (Layout, error) { return readStrip(stripNotice(v)) }

func readStrip(s *strip, err error) (Layout, error) {
	if err != nil {
		return Layout{}, err
	}
	return read(s.d, nil)
}

// Smallest is the least size of type of what was laid out, in pixels of a strip.
func Smallest(v Progress) float64 {
	s, err := stripProgress(v)
	if err != nil {
		panic(err)
	}
	least := math.Inf(1)
	for _, one := range s.steps {
		if t, ok := one.(textStep); ok {
			least = min(least, t.style.size*pxPerPt)
		}
	}
	return least
}

// LayoutClosing lays the letter of a case's end out.
func LayoutClosing(v Closing) (Layout, error) { return read(layoutClosing(v)) }
