package paper

import (
	"fmt"
	"maps"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
)

// frame is the geometry of a page.
type frame struct {
	width, height float64
	left, right   float64
	bottom        float64 // content ends here
	footRule      float64
	footText      float64 // baseline
}

var (
	portrait  = frame{width: 210, height: 297, left: 25, right: 190, bottom: 279, footRule: 282, footText: 287}
	landscape = frame{width: 297, height: 210, left: 15, right: 282, bottom: 192, footRule: 195, footText: 199.7}
)

// document is a laid out paper.
type document struct {
	frame
	set   *setter
	pages []*canvas
	// under is the word that lies big and faint under every page, "" for none.
	under string
}

func newDocument(f frame) (*document, error) {
	set, err := newSetter()
	if err != nil {
		return nil, err
	}
	return &document{frame: f, set: set}, nil
}

func (d *document) page() *canvas {
	c := &canvas{set: d.set}
	d.pages = append(d.pages, c)
	return c
}

// append puts another paper of the same size behind this one. Both are drawn with the characters
// of both.
func (d *document) append(next *document) {
	d.pages = append(d.pages, next.pages...)
	maps.Copy(d.set.missing, next.set.missing)
	for w := range d.set.used {
		maps.Copy(d.set.used[w], next.set.used[w])
	}
}

// foot draws the footers once the number of pages is known.
func (d *document) foot(kind, number string, generated time.Time) {
	words := footWords(kind, number, generated)
	for i, c := range d.pages {
		c.add(lineStep{x0: d.left, y0: d.footRule, x1: d.right, y1: d.footRule, width: hair, ink: grey})
		c.at(styleFoot, words, d.left, d.footText, d.right-d.left, left)
		c.at(styleFoot, fmt.Sprintf("第 %d 页 / 共 %d 页", i+1, len(d.pages)), d.left, d.footText, d.right-d.left, right)
	}
}

// footWords say what a paper is and when it was made.
func footWords(kind, number string, generated time.Time) string {
	words := kind
	if number != "" {
		words += "　" + number
	}
	return words + "　生成于 " + cal.At(generated).String()
}

// check refuses a layout in which something would lie beyond the page's margins: a
// paper that lost a line would still look complete.
func (d *document) check() error {
	const slack = 0.5
	for i, c := range d.pages {
		for _, s := range c.steps {
			b := s.bounds()
			foot := b.y0 >= d.bottom && b.y1 <= d.footText+2
			if b.x0 < d.left-2 || b.x1 > d.right+slack || b.y0 < 0 || b.y1 > d.bottom+slack && !foot {
				return errs.New(errs.Invalid, "第 %d 页有一段文字太长，纸上放不下：请把名称、地址或说明改短后再打印", i+1)
			}
		}
	}
	return nil
}

// longDayWeek gives 2026年11月23日（周一）.
func longDayWeek(d cal.Day) string { return cal.LongDay(d) + "（" + cal.WeekdayName(d) + "）" }
